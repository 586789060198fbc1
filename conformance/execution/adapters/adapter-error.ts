/** An adapter that cannot be used as it is. */
export class AdapterError extends Error {
  override readonly name = "AdapterError";
  readonly code: string;
  /** What to do about it. */
  readonly hint: string;

  constructor(code: string, message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.hint = hint;
  }
}
