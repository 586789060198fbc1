/** @source asyncio: Exceptions */
import { PythonError } from "../text/errors.ts";

/** A stream has ended before all was read that was asked for. */
export class IncompleteReadError extends PythonError {
  /** What was read before the end. */
  readonly partial: Buffer;
  /** How many bytes were asked for; null when it was a separator that never came. */
  readonly expected: number | null;

  /**
   * @param partial what was read before the end
   * @param expected how many bytes were asked for; null for a separator
   */
  constructor(partial: Buffer, expected: number | null) {
    const wanted = expected === null ? "undefined" : expected;
    super(`${partial.length} bytes read on a total of ${wanted} expected bytes`);
    this.partial = partial;
    this.expected = expected;
  }
}

/** A separator was not found within the limit of the stream's buffer. */
export class LimitOverrunError extends PythonError {
  /** How many bytes can be read without missing a separator. */
  readonly consumed: number;

  /**
   * @param message what went wrong
   * @param consumed how many bytes can be read without missing a separator
   */
  constructor(message: string, consumed: number) {
    super(message);
    this.consumed = consumed;
  }
}
