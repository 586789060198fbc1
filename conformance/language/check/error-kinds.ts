/** The kinds of errors as a list, for checks on data. */
import type { ErrorKind } from "../expression.ts";

/** A record, so that the compiler notices a kind that is missing here. */
const KINDS: { readonly [kind in ErrorKind]: true } = {
  AppError: true,
  AppExit: true,
  AssertionError: true,
  AttributeError: true,
  BlockingIOError: true,
  BrokenPipeError: true,
  CancelledError: true,
  ConnectionAbortedError: true,
  ConnectionError: true,
  ConnectionRefusedError: true,
  ConnectionResetError: true,
  DeprecationWarning: true,
  FileNotFoundError: true,
  GeneratorExit: true,
  InvalidStateError: true,
  KeyboardInterrupt: true,
  LookupError: true,
  NotImplementedError: true,
  OSError: true,
  OverflowError: true,
  ProcessLookupError: true,
  ResourceWarning: true,
  RuntimeError: true,
  SendfileNotAvailableError: true,
  StopAsyncIteration: true,
  StopIteration: true,
  SystemExit: true,
  TimeoutError: true,
  TypeError: true,
  ValueError: true,
  ZeroDivisionError: true,
};

/** Every kind that a program can name. */
export const ERROR_KINDS = Object.keys(KINDS) as readonly ErrorKind[];

/** What no program raises, and what some editions lack. */
const SEEN_ONLY = "ExceptionGroup";

/** Tells whether a shown error (`KIND`, or `AppError:message`) is of a known kind. */
export function isKnownError(shown: string): boolean {
  const kind = shown.split(":", 1)[0] ?? "";
  if (shown === SEEN_ONLY) return true;
  const bare = kind === shown || kind === "AppError" || kind === "AppExit";
  return bare && Object.hasOwn(KINDS, kind);
}
