/**
 * What an exception handler is told: `message` for people, and what applies of `exception`,
 * `handle`, `future`, `task`, `asyncgen` and `source_traceback`.
 */
export interface ErrorContext {
  /** What went wrong, for people. */
  readonly message: string;
  readonly [key: string]: unknown;
}
