/** @source Event Loop: Event Loop Methods */
import type { Coroutine } from "../futures/coroutine.ts";
import { NotImplementedError } from "../text/errors.ts";
import { Executing } from "./executing.ts";

/** Why no loop of this module has them. */
const NO_TLS = "the reference loop has no TLS";
const NO_SENDFILE =
  "the reference loop does not send files: read the file, and write what was read";
const NO_DESCRIPTORS = "this loop has no network I/O: make it with newPollEventLoop()";

/**
 * What the chapter lists and a loop without real descriptors cannot do.
 *
 * Every method is there, as a program may expect of an event loop, and says what is missing: a coroutine when it is awaited,
 * as in asyncio. {@link PollEventLoop} has most of them.
 *
 * @clause new-event-loop.abstract-interface  every method that the chapter lists is there
 * @clause abstract-event-loop.method-list
 * @clause abstract-event-loop.unimplemented      NotImplementedError, and no missing member
 */
export abstract class Unavailable extends Executing {
  /** Connects over TCP, where the loop has descriptors. @throws NotImplementedError when awaited */
  createConnection(..._arguments: never[]): Coroutine<unknown> {
    return refuse("createConnection", NO_DESCRIPTORS);
  }

  /** Connects to a Unix socket, where the loop has descriptors. @throws NotImplementedError when awaited */
  createUnixConnection(..._arguments: never[]): Coroutine<unknown> {
    return refuse("createUnixConnection", NO_DESCRIPTORS);
  }

  /** Makes an endpoint for datagrams, where the loop has descriptors. @throws NotImplementedError when awaited */
  createDatagramEndpoint(..._arguments: never[]): Coroutine<unknown> {
    return refuse("createDatagramEndpoint", NO_DESCRIPTORS);
  }

  /** Serves TCP connections, where the loop has descriptors. @throws NotImplementedError when awaited */
  createServer(..._arguments: never[]): Coroutine<unknown> {
    return refuse("createServer", NO_DESCRIPTORS);
  }

  /** Serves connections to a Unix socket, where the loop has descriptors. @throws NotImplementedError when awaited */
  createUnixServer(..._arguments: never[]): Coroutine<unknown> {
    return refuse("createUnixServer", NO_DESCRIPTORS);
  }

  /** Makes transport and protocol of an accepted connection, where the loop has descriptors. @throws NotImplementedError when awaited */
  connectAcceptedSocket(..._arguments: never[]): Coroutine<unknown> {
    return refuse("connectAcceptedSocket", NO_DESCRIPTORS);
  }

  /** Receives bytes, where the loop has descriptors. @throws NotImplementedError when awaited */
  sockRecv(..._arguments: never[]): Coroutine<unknown> {
    return refuse("sockRecv", NO_DESCRIPTORS);
  }

  /** Receives bytes into a buffer, where the loop has descriptors. @throws NotImplementedError when awaited */
  sockRecvInto(..._arguments: never[]): Coroutine<unknown> {
    return refuse("sockRecvInto", NO_DESCRIPTORS);
  }

  /** Receives a datagram, where the loop has descriptors. @throws NotImplementedError when awaited */
  sockRecvfrom(..._arguments: never[]): Coroutine<unknown> {
    return refuse("sockRecvfrom", NO_DESCRIPTORS);
  }

  /** Receives a datagram into a buffer, where the loop has descriptors. @throws NotImplementedError when awaited */
  sockRecvfromInto(..._arguments: never[]): Coroutine<unknown> {
    return refuse("sockRecvfromInto", NO_DESCRIPTORS);
  }

  /** Sends bytes, where the loop has descriptors. @throws NotImplementedError when awaited */
  sockSendall(..._arguments: never[]): Coroutine<unknown> {
    return refuse("sockSendall", NO_DESCRIPTORS);
  }

  /** Sends a datagram, where the loop has descriptors. @throws NotImplementedError when awaited */
  sockSendto(..._arguments: never[]): Coroutine<unknown> {
    return refuse("sockSendto", NO_DESCRIPTORS);
  }

  /** Connects a socket, where the loop has descriptors. @throws NotImplementedError when awaited */
  sockConnect(..._arguments: never[]): Coroutine<unknown> {
    return refuse("sockConnect", NO_DESCRIPTORS);
  }

  /** Accepts a connection, where the loop has descriptors. @throws NotImplementedError when awaited */
  sockAccept(..._arguments: never[]): Coroutine<unknown> {
    return refuse("sockAccept", NO_DESCRIPTORS);
  }

  /** Resolves a name, where the loop has descriptors. @throws NotImplementedError when awaited */
  getaddrinfo(..._arguments: never[]): Coroutine<unknown> {
    return refuse("getaddrinfo", NO_DESCRIPTORS);
  }

  /** Names an address, where the loop has descriptors. @throws NotImplementedError when awaited */
  getnameinfo(..._arguments: never[]): Coroutine<unknown> {
    return refuse("getnameinfo", NO_DESCRIPTORS);
  }

  /** Reads from a pipe, where the loop has descriptors. @throws NotImplementedError when awaited */
  connectReadPipe(..._arguments: never[]): Coroutine<unknown> {
    return refuse("connectReadPipe", NO_DESCRIPTORS);
  }

  /** Writes to a pipe, where the loop has descriptors. @throws NotImplementedError when awaited */
  connectWritePipe(..._arguments: never[]): Coroutine<unknown> {
    return refuse("connectWritePipe", NO_DESCRIPTORS);
  }

  /** Starts a program, where the loop has descriptors. @throws NotImplementedError when awaited */
  subprocessExec(..._arguments: never[]): Coroutine<unknown> {
    return refuse("subprocessExec", NO_DESCRIPTORS);
  }

  /** Runs a command line in the shell, where the loop has descriptors. @throws NotImplementedError when awaited */
  subprocessShell(..._arguments: never[]): Coroutine<unknown> {
    return refuse("subprocessShell", NO_DESCRIPTORS);
  }

  /** Upgrades a connection to TLS. @throws NotImplementedError when awaited */
  startTls(..._arguments: unknown[]): Coroutine<unknown> {
    return refuse("startTls", NO_TLS);
  }

  /** Sends a file over a transport. @throws NotImplementedError when awaited */
  sendfile(..._arguments: unknown[]): Coroutine<unknown> {
    return refuse("sendfile", NO_SENDFILE);
  }

  /** Sends a file over a socket. @throws NotImplementedError when awaited */
  sockSendfile(..._arguments: unknown[]): Coroutine<unknown> {
    return refuse("sockSendfile", NO_SENDFILE);
  }
}

// A coroutine like any other: it fails when it is awaited, not when it is made.
function* refuse(method: string, why: string): Coroutine<never> {
  yield* [];
  throw new NotImplementedError(`${method}(): ${why}`);
}
