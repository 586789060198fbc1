/** @source Built-in Exceptions: OS exceptions, Exception groups; socket: Exceptions */
import { constants as osConstants } from "node:os";
import { getSystemErrorMap } from "node:util";
import { OSError, PythonError, RuntimeError, TimeoutError } from "../text/errors.ts";

/** The operation cannot go on without waiting. */
export class BlockingIOError extends OSError {}
/** A child process does not exist, or was waited for by somebody else. */
export class ChildProcessError extends OSError {}
/** Root of the errors of a connection. */
export class ConnectionError extends OSError {}
/** The peer does not read any more. */
export class BrokenPipeError extends ConnectionError {}
/** The connection was given up while it was made or used. */
export class ConnectionAbortedError extends ConnectionError {}
/** Nobody listens at the address. */
export class ConnectionRefusedError extends ConnectionError {}
/** The peer has thrown the connection away. */
export class ConnectionResetError extends ConnectionError {}
/** The file exists already. */
export class FileExistsError extends OSError {}
/** There is no such file. */
export class FileNotFoundError extends OSError {}
/** A signal came in between. */
export class InterruptedError extends OSError {}
/** A directory stands where a file was expected. */
export class IsADirectoryError extends OSError {}
/** Something else stands where a directory was expected. */
export class NotADirectoryError extends OSError {}
/** The system does not permit it. */
export class PermissionError extends OSError {}
/** There is no such process. */
export class ProcessLookupError extends OSError {}

/** The system does not send files, or not this one. */
export class SendfileNotAvailableError extends RuntimeError {}

/** A name, or the name of a service, could not be resolved. */
export class GetAddrInfoError extends OSError {
  override get name(): string {
    return "gaierror";
  }
}

/** The numbers of this system's errors, by name. */
export const errnos = osConstants.errno;

const CLASSES = new Map<number, typeof OSError>([
  [errnos.EAGAIN, BlockingIOError],
  [errnos.EALREADY, BlockingIOError],
  [errnos.EINPROGRESS, BlockingIOError],
  [errnos.EWOULDBLOCK, BlockingIOError],
  [errnos.ECHILD, ChildProcessError],
  [errnos.EPIPE, BrokenPipeError],
  [errnos.ECONNABORTED, ConnectionAbortedError],
  [errnos.ECONNREFUSED, ConnectionRefusedError],
  [errnos.ECONNRESET, ConnectionResetError],
  [errnos.EEXIST, FileExistsError],
  [errnos.ENOENT, FileNotFoundError],
  [errnos.EINTR, InterruptedError],
  [errnos.EISDIR, IsADirectoryError],
  [errnos.ENOTDIR, NotADirectoryError],
  [errnos.EACCES, PermissionError],
  [errnos.EPERM, PermissionError],
  [errnos.ESRCH, ProcessLookupError],
  [errnos.ETIMEDOUT, TimeoutError],
]);

/**
 * Makes the error for an error number: of the class that Python has for it, else OSError.
 *
 * @param errno the system's error number
 * @param doing what was tried, as the end of the sentence "… while"
 */
export function osError(errno: number, doing: string): OSError {
  const [code, text] = getSystemErrorMap().get(-errno) ?? [nameOf(errno), "see errno(3)"];
  const ErrorClass = CLASSES.get(errno) ?? OSError;
  return new ErrorClass(`[Errno ${errno}] ${code}: ${text}, while ${doing}`, errno);
}

/** For what Node has no text. */
function nameOf(errno: number): string {
  return Object.entries(errnos).find(([, number]) => number === errno)?.[0] ?? "unknown error";
}

/** Whether an operation would have to wait, or was interrupted: to be tried again later. */
export function wouldBlock(errno: number): boolean {
  return errno === errnos.EAGAIN || errno === errnos.EWOULDBLOCK || errno === errnos.EINTR;
}

/** Whether a descriptor was closed behind the loop's back: nothing can be done with it any more. */
export function isDescriptorGone(errno: number | null): boolean {
  return errno === errnos.EBADF || errno === errnos.ENOTSOCK;
}

/** Several errors at once. */
export class ExceptionGroup extends PythonError {
  /** The errors. */
  readonly exceptions: readonly unknown[];

  /**
   * @param message what failed
   * @param exceptions the errors
   */
  constructor(message: string, exceptions: readonly unknown[]) {
    super(`${message} (${exceptions.length} sub-exceptions)`);
    this.exceptions = exceptions;
  }
}
