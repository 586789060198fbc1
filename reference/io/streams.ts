/** @source Streams: Stream Functions */
import type { Coroutine } from "../futures/coroutine.ts";
import { getRunningLoop } from "../loop/current-loop.ts";
import { NotImplementedError } from "../text/errors.ts";
import { checkFunction } from "./check.ts";
import type { ConnectionOptions } from "./create-connection.ts";
import type { Hosts, ServerOptions } from "./create-server.ts";
import { PollEventLoop } from "./poll-loop.ts";
import type { Server } from "./server.ts";
import { type ClientConnected, StreamReaderProtocol } from "./stream-protocol.ts";
import { DEFAULT_LIMIT, StreamReader } from "./stream-reader.ts";
import type { StreamTransport } from "./stream-transport.ts";
import { StreamWriter } from "./stream-writer.ts";
import type { UnixConnectionOptions, UnixPath, UnixServerOptions } from "./unix.ts";

/** Options of streams. */
export interface StreamOptions {
  /** Most bytes of a line; twice as many are buffered. 64 KiB without it. */
  readonly limit?: number | undefined;
}

/** The streams of a connection. */
export type Streams = [reader: StreamReader, writer: StreamWriter<StreamTransport>];

/**
 * Connects over TCP, in the running loop.
 *
 * @param host name or number
 * @param port number, or name of a service
 * @param options those of `createConnection()`, and the limit
 * @throws OSError when no address can be reached
 */
export function* openConnection(
  host: string | null = null,
  port: number | string | null = null,
  { limit = DEFAULT_LIMIT, ...options }: ConnectionOptions & StreamOptions = {},
): Coroutine<Streams> {
  const loop = runningPollLoop("openConnection");
  const [make, streams] = clientSide(loop, limit);
  return streams(yield* loop.createConnection(make, host, port, options));
}

/**
 * Connects to a Unix socket, in the running loop.
 *
 * @param path where it is
 * @param options those of `createUnixConnection()`, and the limit
 */
export function* openUnixConnection(
  path: UnixPath | null = null,
  { limit = DEFAULT_LIMIT, ...options }: UnixConnectionOptions & StreamOptions = {},
): Coroutine<Streams> {
  const loop = runningPollLoop("openUnixConnection");
  const [make, streams] = clientSide(loop, limit);
  return streams(yield* loop.createUnixConnection(make, path, options));
}

/**
 * Serves TCP connections, in the running loop.
 *
 * @param clientConnected called with the streams of each; a coroutine is run as a task
 * @param host name, number, or several; null or empty means all interfaces
 * @param port number, or name of a service; 0 means any that is free
 * @param options those of `createServer()`, and the limit
 */
export function* startServer(
  clientConnected: ClientConnected,
  host: Hosts = null,
  port: number | string | null = null,
  { limit = DEFAULT_LIMIT, ...options }: ServerOptions & StreamOptions = {},
): Coroutine<Server> {
  checkFunction("clientConnected", clientConnected);
  const loop = runningPollLoop("startServer");
  return yield* loop.createServer(serverSide(loop, limit, clientConnected), host, port, options);
}

/**
 * Serves connections to a Unix socket, in the running loop.
 *
 * @param clientConnected called with the streams of each; a coroutine is run as a task
 * @param path where it is
 * @param options those of `createUnixServer()`, and the limit
 */
export function* startUnixServer(
  clientConnected: ClientConnected,
  path: UnixPath | null = null,
  { limit = DEFAULT_LIMIT, ...options }: UnixServerOptions & StreamOptions = {},
): Coroutine<Server> {
  checkFunction("clientConnected", clientConnected);
  const loop = runningPollLoop("startUnixServer");
  return yield* loop.createUnixServer(serverSide(loop, limit, clientConnected), path, options);
}

/** @internal The running loop, if it can do I/O. */
export function runningPollLoop(caller: string): PollEventLoop {
  const loop = getRunningLoop();
  if (loop instanceof PollEventLoop) return loop;
  throw new NotImplementedError(
    `${caller}() needs a loop on descriptors: run it with newPollEventLoop(), or run(main, { loopFactory: newPollEventLoop })`,
  );
}

type Made = readonly [transport: StreamTransport, protocol: StreamReaderProtocol];

/** The protocol of a client, and the streams of it. */
function clientSide(
  loop: PollEventLoop,
  limit: number,
): [make: () => StreamReaderProtocol, streams: (made: Made) => Streams] {
  const reader = new StreamReader(loop, limit);
  return [
    () => new StreamReaderProtocol(loop, reader, null),
    ([transport, { gate, closed }]) => [reader, new StreamWriter(transport, gate, reader, closed)],
  ];
}

function serverSide(
  loop: PollEventLoop,
  limit: number,
  clientConnected: ClientConnected,
): () => StreamReaderProtocol {
  return () => new StreamReaderProtocol(loop, new StreamReader(loop, limit), clientConnected);
}
