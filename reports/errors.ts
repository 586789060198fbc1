/** Why a report could not be made; stable, for programs. */
export type ReportErrorCode =
  | "not-found"
  | "unreadable"
  | "too-large"
  | "truncated"
  | "not-json"
  | "foreign"
  | "newer-schema"
  | "invalid"
  | "duplicate-implementation"
  | "unwritable"
  | "incomplete"
  | "different-suite"
  | "different-options"
  | "different-implementation"
  | "overlap"
  | "gap"
  | "nothing-given"
  | "expectations-syntax"
  | "expectations-invalid";

/** A document, an expectations file or a target that cannot be used; says what to do about it. */
export class ReportError extends Error {
  override readonly name = "ReportError";
  readonly code: ReportErrorCode;
  /** What the user can do. */
  readonly hint: string;
  /** The exit code that the command line ends with. */
  readonly exitCode = 2;

  /**
   * @param code Stable name of what is wrong
   * @param message What is wrong, with the file or place
   * @param hint What to do about it
   */
  constructor(code: ReportErrorCode, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}
