/** Terms of the case language and of the protocol: plain texts and numbers with a rule, which the schemas state. */

/**
 * A name that can be an identifier of any host language.
 * @pattern ^[A-Za-z_][A-Za-z0-9_]*$
 */
export type Name = string;

/**
 * Names, one at least.
 * @minItems 1
 */
export type Names = readonly Name[];

/**
 * The name of a file without folders.
 * @pattern ^[A-Za-z0-9._-]+$
 */
export type FileName = string;

/** The name of a capability; the schema lists those of `CAPABILITIES`. */
export type CapabilityName = string;

/**
 * A text of ASCII characters.
 * @pattern ^[\u0000-\u007f]*$
 */
export type Ascii = string;

/**
 * A text that is not empty.
 * @minLength 1
 */
export type FilledText = string;

/**
 * A whole number, 0 or more.
 * @asType integer
 * @minimum 0
 */
export type Count = number;

/**
 * A whole number, 1 or more.
 * @asType integer
 * @minimum 1
 */
export type PositiveCount = number;

/**
 * Seconds, 0 or more.
 * @minimum 0
 */
export type Seconds = number;

/**
 * Seconds, more than 0.
 * @exclusiveMinimum 0
 */
export type PositiveSeconds = number;

/**
 * The exit status of a process.
 * @asType integer
 * @minimum 0
 * @maximum 255
 */
export type ExitStatus = number;

/**
 * A version of the documentation, `X.Y` or `X.Y.Z`.
 * @pattern ^\d+\.\d+(\.\d+)?$
 */
export type EditionText = string;

/**
 * Microseconds, 0 or more.
 * @minimum 0
 */
export type Microseconds = number;
