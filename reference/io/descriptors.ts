/** @source os: File Descriptor Operations */
import { constants } from "./constants.ts";
import { libc, linuxLibc } from "./libc.ts";
import { errnos, osError } from "./os-error.ts";

const { F_GETFD, F_SETFD, F_GETFL, F_SETFL, FD_CLOEXEC, O_NONBLOCK, O_CLOEXEC } = constants;

/** How a descriptor is made: neither blocking nor inherited, unless a flag says otherwise. */
export interface PipeOptions {
  /** Whether reading from it and writing to it wait. */
  readonly blocking?: boolean;
}

/**
 * Makes a pipe. Child processes do not inherit it.
 *
 * @returns the end to read from and the end to write to
 * @throws OSError when there are too many descriptors
 */
export function pipe({ blocking = false }: PipeOptions = {}): [reader: number, writer: number] {
  const fds = new Int32Array(2);
  const linux = linuxLibc();
  // One call where there is one, so that no child is started between two and inherits the pipe.
  const flags = O_CLOEXEC | (blocking ? 0 : O_NONBLOCK);
  if ((linux === null ? libc().pipe(fds) : linux.pipe2(fds, flags)) === -1) {
    throw osError(libc().errno(), "making a pipe");
  }
  const ends = [fds[0] as number, fds[1] as number] as [number, number];
  if (linux === null) for (const fd of ends) prepareDescriptor(fd, { blocking });
  return ends;
}

/** Keeps a descriptor from being inherited and, unless told otherwise, from blocking. */
export function prepareDescriptor(fd: number, { blocking = false }: PipeOptions = {}): void {
  control(fd, F_SETFD, control(fd, F_GETFD, 0) | FD_CLOEXEC);
  if (!blocking) setNonBlocking(fd);
}

/**
 * Has operations on a descriptor fail with EAGAIN instead of waiting.
 *
 * @param fd descriptor
 * @throws OSError when it is closed
 */
export function setNonBlocking(fd: number): void {
  setBlocking(fd, false);
}

/**
 * Has operations on a descriptor wait, or fail with EAGAIN instead.
 *
 * @param fd descriptor
 * @throws OSError when it is closed
 */
export function setBlocking(fd: number, blocking: boolean): void {
  const flags = control(fd, F_GETFL, 0);
  const wanted = blocking ? flags & ~O_NONBLOCK : flags | O_NONBLOCK;
  if (wanted !== flags) control(fd, F_SETFL, wanted);
}

/** Whether a descriptor is open. */
export function isOpen(fd: number): boolean {
  return libc().fcntl(fd, F_GETFD, "int", 0) !== -1;
}

/**
 * Closes a descriptor. One that somebody else has closed already is no error.
 *
 * @param fd descriptor
 */
export function closeDescriptor(fd: number): void {
  if (libc().close(fd) === 0) return;
  const errno = libc().errno();
  // After EINTR the descriptor is gone: to close it again could hit another one.
  if (errno !== errnos.EBADF && errno !== errnos.EINTR) throw osError(errno, `closing ${fd}`);
}

function control(fd: number, command: number, argument: number): number {
  const result = libc().fcntl(fd, command, "int", argument);
  if (result === -1) throw osError(libc().errno(), `preparing descriptor ${fd}`);
  return result;
}
