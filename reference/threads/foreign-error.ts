import {
  CancelledError,
  InvalidStateError,
  LookupError,
  NotImplementedError,
  RuntimeError,
  TimeoutError,
  ValueError,
} from "../text/errors.ts";

/** What is left of an error that came from another thread. */
export interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

type ErrorClass = new (message: string) => Error;

const KNOWN: Readonly<Record<string, ErrorClass>> = {
  ...{ TypeError, RangeError, SyntaxError, ReferenceError },
  ...{ CancelledError, InvalidStateError, LookupError, NotImplementedError },
  ...{ RuntimeError, TimeoutError, ValueError },
};

/**
 * Makes an error of the same class again, where the class is one of this module's or JavaScript's.
 * Others become an `Error` that keeps the name.
 */
export function errorFromThread({ name, message, stack }: ErrorDescription): Error {
  const Class: ErrorClass = Object.hasOwn(KNOWN, name) ? (KNOWN[name] as ErrorClass) : Error;
  const error = new Class(message);
  if (Class === Error) error.name = name;
  if (stack !== "") error.stack = stack;
  return error;
}
