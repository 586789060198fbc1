/**
 * The exceptions of the specification, named as in Python.
 *
 * JavaScript's own `TypeError` serves where Python raises `TypeError`.
 *
 * @source asyncio: Exceptions; Built-in Exceptions. DeadlockError is ours
 */

/** Root of what an `except Exception` would not catch: it passes through user code that handles errors. */
export class BaseException extends Error {
  /** Name of the class. */
  override get name(): string {
    return this.constructor.name;
  }
}

/** The awaited work was cancelled. A bare `catch` swallows it: rethrow what you do not handle. */
export class CancelledError extends BaseException {}

/** The user asked the program to stop. Leaves a run of the loop at once. */
export class KeyboardInterrupt extends BaseException {}

/** The program asked to exit. Leaves a run of the loop at once. */
export class SystemExit extends BaseException {
  /** Exit status that the program asked for. */
  readonly code: number;

  /** @param code exit status that the program asks for */
  constructor(code = 0) {
    super(`exit status ${code}`);
    this.code = code;
  }
}

/** An error of the specification that ordinary error handling may catch. */
export class PythonError extends Error {
  /** Name of the class. */
  override get name(): string {
    return this.constructor.name;
  }
}

/** The call does not fit the state of the loop, context or generator. */
export class RuntimeError extends PythonError {}

/** The argument has the right type and an impossible value. */
export class ValueError extends PythonError {}

/** A context variable without value and without default was read, or a key is missing. */
export class LookupError extends PythonError {}

/** The future is not (or already) done. */
export class InvalidStateError extends PythonError {}

/** The system refused an operation. */
export class OSError extends PythonError {
  /** The system's error number; null when the error was not raised by a system call. */
  readonly errno: number | null;

  /**
   * @param message what was refused
   * @param errno the system's error number
   */
  constructor(message?: string, errno: number | null = null) {
    super(message);
    this.errno = errno;
  }
}

/** The time allowed for an operation is over. */
export class TimeoutError extends OSError {}

/** An asynchronous generator has no further value. */
export class StopAsyncIteration extends PythonError {}

/** This loop, with this selector, does not offer the operation. */
export class NotImplementedError extends RuntimeError {}

/**
 * The loop waits for something that can never happen: no callback is ready, no timer is scheduled
 * and no descriptor can become ready. Only selectors that know the future raise it.
 */
export class DeadlockError extends PythonError {}

/**
 * Tells Python's `Exception` from its `BaseException`.
 *
 * @param error anything that was thrown
 * @returns false for CancelledError, KeyboardInterrupt, SystemExit and other subclasses of BaseException
 */
export function isException(error: unknown): boolean {
  return !(error instanceof BaseException);
}

/**
 * Whether an error leaves the run at once instead of being reported.
 *
 * @param error anything that was thrown
 */
export function isInterrupt(error: unknown): boolean {
  return error instanceof KeyboardInterrupt || error instanceof SystemExit;
}
