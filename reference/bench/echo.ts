import type { Coroutine } from "../coroutine.ts";
import type { Future } from "../future.ts";
import { gather } from "../gather.ts";
import type { InternetAddress } from "../io/address.ts";
import { newPollEventLoop, type PollEventLoop } from "../io/poll-loop.ts";
import { Protocol } from "../io/protocols.ts";
import type { Server } from "../io/server.ts";
import { Socket } from "../io/socket.ts";
import type { SocketTransport } from "../io/socket-transport.ts";
import type { StreamReader } from "../io/stream-reader.ts";
import type { StreamWriter } from "../io/stream-writer.ts";
import { openConnection, type Streams, startServer } from "../io/streams.ts";
import type { BaseTransport } from "../io/transport.ts";

/** Bytes of a message. */
const MESSAGE = Buffer.alloc(1024, "x");
const READ_SIZE = 64 * 1024;
const HOST = "127.0.0.1";

/** How the echo is written. */
export type EchoStyle = "protocols" | "sockets" | "streams";

/**
 * Sends messages of 1 KiB to and fro, client and server in one loop.
 *
 * @param style with protocols, with the loop's socket operations, or with streams
 * @param connections how many clients there are, each with one message on its way
 * @param messages how many messages go to and fro, all clients together
 * @returns seconds, without the time for connecting
 */
export function echo(style: EchoStyle, connections: number, messages: number): number {
  const loop = newPollEventLoop();
  try {
    return loop.runUntilComplete(
      STYLES[style](loop, connections, Math.ceil(messages / connections)),
    );
  } finally {
    loop.close();
  }
}

type Echo = (loop: PollEventLoop, connections: number, each: number) => Coroutine<number>;

const STYLES: Readonly<Record<EchoStyle, Echo>> = {
  protocols: echoProtocols,
  sockets: echoSockets,
  streams: echoStreams,
};

class EchoServer extends Protocol {
  private transport: SocketTransport | null = null;

  override connectionMade(transport: BaseTransport): void {
    this.transport = transport as SocketTransport;
  }

  override dataReceived(data: Buffer): void {
    this.transport?.write(data);
  }
}

class EchoClient extends Protocol {
  readonly done: Future<void>;
  private transport: SocketTransport | null = null;
  private left: number;
  private missing = MESSAGE.length;

  constructor(loop: PollEventLoop, messages: number) {
    super();
    this.done = loop.createFuture<void>();
    this.left = messages;
  }

  override connectionMade(transport: BaseTransport): void {
    this.transport = transport as SocketTransport;
  }

  send(): void {
    this.transport?.write(MESSAGE);
  }

  override dataReceived(data: Buffer): void {
    this.missing -= data.length;
    if (this.missing > 0) return;
    this.missing = MESSAGE.length;
    this.left -= 1;
    if (this.left > 0) this.send();
    else this.done.setResult();
  }

  override connectionLost(): void {
    this.transport = null;
  }
}

function* echoProtocols(loop: PollEventLoop, connections: number, each: number): Coroutine<number> {
  const server = yield* loop.createServer(() => new EchoServer(), HOST, 0);
  const port = portOf(server);
  const clients: [SocketTransport, EchoClient][] = [];
  for (let i = 0; i < connections; i += 1) {
    clients.push(yield* loop.createConnection(() => new EchoClient(loop, each), HOST, port));
  }
  const start = loop.time();
  for (const [, client] of clients) client.send();
  for (const [, client] of clients) yield* client.done;
  const seconds = loop.time() - start;
  for (const [transport] of clients) transport.close();
  server.close();
  yield* server.waitClosed();
  return seconds;
}

function portOf({ sockets: [listening] }: Server): number {
  if (listening === undefined) throw new Error("the server does not listen");
  return (listening.getsockname() as InternetAddress)[1];
}

function* echoSockets(loop: PollEventLoop, connections: number, each: number): Coroutine<number> {
  const listening = new Socket();
  listening.bind([HOST, 0]);
  listening.listen();
  const serve = function* (socket: Socket): Coroutine<void> {
    for (;;) {
      const data = yield* loop.sockRecv(socket, READ_SIZE);
      if (data.length === 0) break;
      yield* loop.sockSendall(socket, data);
    }
    socket.close();
  };
  const talk = function* (socket: Socket): Coroutine<void> {
    for (let i = 0; i < each; i += 1) {
      yield* loop.sockSendall(socket, MESSAGE);
      let missing = MESSAGE.length;
      while (missing > 0) missing -= (yield* loop.sockRecv(socket, READ_SIZE)).length;
    }
  };
  const clients: Socket[] = [];
  const servers = [];
  for (let i = 0; i < connections; i += 1) {
    const client = new Socket();
    yield* loop.sockConnect(client, listening.getsockname());
    clients.push(client);
    const [server] = yield* loop.sockAccept(listening);
    servers.push(loop.createTask(serve(server)));
  }
  const start = loop.time();
  yield* gather(clients.map(talk));
  const seconds = loop.time() - start;
  for (const socket of [listening, ...clients]) socket.close();
  yield* gather(servers);
  return seconds;
}

function* echoStreams(_: PollEventLoop, connections: number, each: number): Coroutine<number> {
  const serve = function* (reader: StreamReader, writer: StreamWriter): Coroutine<void> {
    for (;;) {
      const data = yield* reader.read(READ_SIZE);
      if (data.length === 0) break;
      writer.write(data);
      yield* writer.drain();
    }
    writer.close();
  };
  const talk = function* ([reader, writer]: Streams): Coroutine<void> {
    for (let i = 0; i < each; i += 1) {
      writer.write(MESSAGE);
      yield* reader.readexactly(MESSAGE.length);
    }
  };
  const server = yield* startServer(serve, HOST, 0);
  const port = portOf(server);
  const clients: Streams[] = [];
  for (let i = 0; i < connections; i += 1) clients.push(yield* openConnection(HOST, port));
  const start = performance.now();
  yield* gather(clients.map(talk));
  const seconds = (performance.now() - start) / 1000;
  for (const [, writer] of clients) writer.close();
  server.close();
  yield* server.waitClosed();
  return seconds;
}
