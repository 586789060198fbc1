/** Kinds of errors: what a trace says of one. */
import { ERROR_KINDS } from "../../../language/check/error-kinds.ts";
import { shownOther } from "./shown-other.ts";

/** An ordinary error of the program's own, which no library raises. */
export class AppError extends Error {
  override readonly name: string = "AppError";
}

/** Python's names beyond those that programs can make: a loop may raise them. */
const OTHER_KINDS =
  "ArithmeticError BaseException ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError EOFError Exception ExceptionGroup FileExistsError FileNotFoundError ImportError IncompleteReadError IndexError InterruptedError KeyError LimitOverrunError NameError PermissionError ProcessLookupError RecursionError RuntimeWarning StopIteration SyntaxError UnicodeError UserWarning Warning".split(
    " ",
  );
const KINDS: ReadonlySet<string> = new Set([...ERROR_KINDS, ...OTHER_KINDS]);

/** What JavaScript's own classes are called in Python. */
const NATIVE: { readonly [name: string]: string } = {
  AggregateError: "ExceptionGroup",
  Error: "Exception",
  EvalError: "RuntimeError",
  RangeError: "ValueError",
  ReferenceError: "NameError",
  URIError: "ValueError",
};

/** System errors, by their code; any other code is an OSError. */
const SYSTEM: { readonly [code: string]: string } = {
  EAGAIN: "BlockingIOError",
  ECONNABORTED: "ConnectionAbortedError",
  ECONNREFUSED: "ConnectionRefusedError",
  ECONNRESET: "ConnectionResetError",
  EEXIST: "FileExistsError",
  EINTR: "InterruptedError",
  ENOENT: "FileNotFoundError",
  EPERM: "PermissionError",
  EPIPE: "BrokenPipeError",
  ESRCH: "ProcessLookupError",
  ETIMEDOUT: "TimeoutError",
};

/**
 * The kind of an error: the first class up its prototype chain that is named as in Python. The program's own errors
 * are shown with their message.
 *
 * @param error anything that was thrown
 */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return shownOther(error);
  const name = className(error);
  return name === "AppError" || name === "AppExit" ? ownErrorKind(name, error) : name;
}

function className(error: Error): string {
  for (let at = Object.getPrototypeOf(error); at !== null; at = Object.getPrototypeOf(at)) {
    const name: unknown = at.constructor?.name;
    if (typeof name !== "string") continue;
    if (KINDS.has(name)) return name;
    if (name in NATIVE) return nativeKind(name, error);
  }
  return "Exception";
}

function nativeKind(name: string, error: Error): string {
  if (name === "RangeError" && error.message.includes("call stack")) return "RecursionError";
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined && code !== undefined) return SYSTEM[code] ?? "OSError";
  return NATIVE[name] as string;
}

function ownErrorKind(name: string, error: Error): string {
  // An own property: one that was made without a message has none, which is not the empty one.
  return Object.hasOwn(error, "message") ? `${name}:${error.message}` : name;
}
