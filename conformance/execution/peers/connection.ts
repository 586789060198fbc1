/** What a peer is connected by: a socket, or the end of a pipe. Calls wait by yielding what they wait for. */
import { constants } from "node:os";
import { closeDescriptor } from "./descriptors.ts";
import { numbers, SystemError, systemCalls } from "./system-calls.ts";

const { POLLIN, POLLOUT, MSG_DONTWAIT, SOL_SOCKET, SO_LINGER, SHUT_WR } = numbers;
const { EAGAIN, EWOULDBLOCK, EINTR, EBADF } = constants.errno;

/** Most bytes of one call: what a pipe takes at once where it takes anything. */
const PIPE_PIECE = process.platform === "darwin" ? 512 : 4096;

/** What a peer waits for: a descriptor, an event, or only for time to pass. */
export interface Wait {
  readonly fd?: number;
  readonly events?: number;
  readonly event?: Int32Array;
  /** When to go on at the latest, on the clock of `performance.now()`. */
  readonly until: number;
}

/** Waits as long as the peer has time; what comes back is whether it came, and not the time to go on. */
export type Waiting<T> = Generator<Wait, T, boolean>;

/** A peer has had its time. */
export class TimeIsUp extends Error {
  override readonly name = "TimeIsUp";
}

/** A connection whose calls wait. */
export class Connection {
  readonly isSocket: boolean;
  private fd: number;

  constructor(fd: number, isSocket = true) {
    this.fd = fd;
    this.isSocket = isSocket;
  }

  /** Receives once: nothing at the end. */
  *receive(buffer: Uint8Array, until: number): Waiting<number> {
    const { recv, read } = systemCalls();
    for (;;) {
      const { fd } = this;
      if (this.isSocket) {
        const count = recv(this.open("receiving"), buffer, buffer.length, MSG_DONTWAIT);
        if (count !== -1) return count;
        refuseUnlessBlocked("receiving");
      }
      yield* ready(fd, POLLIN, until);
      if (!this.isSocket) {
        const count = read(this.open("reading"), buffer, buffer.length);
        if (count !== -1) return count;
        refuseUnlessBlocked("reading");
      }
    }
  }

  /** Sends all of it. */
  *send(data: Uint8Array, until: number): Waiting<void> {
    const { send, write } = systemCalls();
    let rest = data;
    while (rest.length > 0) {
      const { fd } = this;
      if (!this.isSocket) yield* ready(fd, POLLOUT, until);
      const sent = this.isSocket
        ? send(this.open("sending"), rest, rest.length, MSG_DONTWAIT)
        : write(this.open("writing"), rest, Math.min(rest.length, PIPE_PIECE));
      if (sent !== -1) rest = rest.subarray(sent);
      else {
        refuseUnlessBlocked("sending");
        yield* ready(fd, POLLOUT, until);
      }
    }
  }

  halfClose(): void {
    if (!this.isSocket) return;
    if (systemCalls().shutdown(this.open("shutting down"), SHUT_WR) === -1) {
      throw new SystemError(systemCalls().errno(), "shutting down");
    }
  }

  close(): void {
    const { fd } = this;
    this.fd = -1;
    if (fd !== -1) closeDescriptor(fd);
  }

  /** Ends the connection at once, with a reset. */
  reset(): void {
    systemCalls().setsockopt(this.open("resetting"), SOL_SOCKET, SO_LINGER, LINGER_NOT, 8);
    this.close();
  }

  private open(doing: string): number {
    if (this.fd === -1) throw new SystemError(EBADF, doing);
    return this.fd;
  }
}

/** `struct linger`: on, for no second. */
const LINGER_NOT = new Int32Array([1, 0]);

/** Waits until a descriptor is ready. */
export function* ready(fd: number, events: number, until: number): Waiting<void> {
  if (!(yield { fd, events, until })) throw new TimeIsUp();
}

/** Throws the error of the last call, unless it only says that it would have had to wait. */
export function refuseUnlessBlocked(doing: string): void {
  const errno = systemCalls().errno();
  if (errno !== EAGAIN && errno !== EWOULDBLOCK && errno !== EINTR) {
    throw new SystemError(errno, doing);
  }
}
