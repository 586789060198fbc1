/** The bench cannot go on: says why, and what to do. */
export class BenchError extends Error {
  /** Short and permanent, for programs. */
  readonly code: string;
  /** What to do. */
  readonly hint: string;

  constructor(code: string, message: string, hint: string) {
    super(message);
    this.name = "BenchError";
    this.code = code;
    this.hint = hint;
  }
}
