/** @source Event Loop: Event Loop Methods */
import type { Coroutine } from "../futures/coroutine.ts";
import { NotImplementedError } from "../text/errors.ts";

const NO_DESCRIPTORS = "this loop has no network I/O: make it with newPollEventLoop()";

/**
 * Methods that the chapter lists and a loop without descriptors cannot carry out, and why.
 * {@link PollEventLoop} has most of them.
 */
export const UNAVAILABLE: Readonly<Record<string, string>> = {
  createConnection: NO_DESCRIPTORS,
  createDatagramEndpoint: NO_DESCRIPTORS,
  createUnixConnection: NO_DESCRIPTORS,
  createServer: NO_DESCRIPTORS,
  createUnixServer: NO_DESCRIPTORS,
  connectAcceptedSocket: NO_DESCRIPTORS,
  sendfile: NO_DESCRIPTORS,
  startTls: "the reference loop has no TLS",
  sockRecv: NO_DESCRIPTORS,
  sockRecvInto: NO_DESCRIPTORS,
  sockRecvfrom: NO_DESCRIPTORS,
  sockRecvfromInto: NO_DESCRIPTORS,
  sockSendall: NO_DESCRIPTORS,
  sockSendto: NO_DESCRIPTORS,
  sockConnect: NO_DESCRIPTORS,
  sockAccept: NO_DESCRIPTORS,
  sockSendfile: NO_DESCRIPTORS,
  getaddrinfo: NO_DESCRIPTORS,
  getnameinfo: NO_DESCRIPTORS,
  connectReadPipe: NO_DESCRIPTORS,
  connectWritePipe: NO_DESCRIPTORS,
  subprocessExec: NO_DESCRIPTORS,
  subprocessShell: NO_DESCRIPTORS,
};

/**
 * Gives a class of loops the methods of the table. A program may expect every method of the
 * chapter to be there; these raise NotImplementedError when they are awaited, as in asyncio.
 *
 * @clause abstract-event-loop.method-list
 * @clause abstract-event-loop.unimplemented   NotImplementedError, and no missing member
 */
export function refuseUnavailable(prototype: object): void {
  for (const [name, why] of Object.entries(UNAVAILABLE)) {
    const value = () => refuse(name, why);
    Object.defineProperty(prototype, name, { value, writable: true, configurable: true });
  }
}

// A coroutine like any other: it fails when it is awaited, not when it is made.
function* refuse(method: string, why: string): Coroutine<never> {
  yield* [];
  throw new NotImplementedError(`${method}(): ${why}`);
}
