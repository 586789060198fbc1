/**
 * What is seen of one program. Drivers make observations and the judge reads them; neither knows the other.
 */

/** How time passes for the program. */
export type Clock = "real" | "virtual";

/** A call of an exception handler of the program. */
export interface ErrorReport {
  readonly handler: string;
  readonly keys: readonly string[];
  readonly message: string | null;
  readonly exception: string | null;
}

export interface WarningRecord {
  readonly category: string;
  readonly message: string;
}

export interface LogRecord {
  readonly level: string;
  readonly message: string;
  readonly exception: string | null;
}

/**
 * `raised KIND`: an error reached the end of main. `hang`: the program did not end in time; the trace is what there was.
 * @pattern ^(ok|hang|unsupported|error|raised [\s\S]+)$
 */
export type Outcome = "ok" | `raised ${string}` | "hang" | "unsupported" | "error";

/** What was seen of one program. */
export interface Observation {
  readonly outcome: Outcome;
  readonly trace: readonly string[];
  readonly metrics: { readonly [name: string]: number };
  readonly reports: readonly ErrorReport[];
  readonly warnings: readonly WarningRecord[];
  readonly logs: readonly LogRecord[];
  /** Requested poll timeouts, where they are recorded; the first hundred. */
  readonly polls?: readonly (number | null)[];
  /**
   * With `unsupported`: what is missing. With `error`: what the driver could not do. With `hang`: where it hung. With
   * `raised AttributeError`: what has no such member.
   */
  readonly why?: string;
  /** The host's stack where `why` has one. */
  readonly stack?: string;
}

/** Most entries of a trace; a longer one is cut and ends with `TRACE_CUT`. */
export const TRACE_LIMIT = 20_000;
/** Most characters of one trace entry. */
export const ENTRY_LIMIT = 400;
/** Most polls that are listed: a loop that polls all the time says no more by a hundred thousand of them. */
export const POLL_LIMIT = 100;
/** Last entry of a trace that was cut. */
export const TRACE_CUT = "… (trace cut)";
