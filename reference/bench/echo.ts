import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import type { Coroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import type { InternetAddress } from "../io/address.ts";
import type { PollEventLoop } from "../io/poll-loop.ts";
import { Protocol } from "../io/protocols.ts";
import type { Server } from "../io/server.ts";
import type { StreamTransport } from "../io/stream-transport.ts";
import { TlsContext } from "../io/tls/tls-context.ts";
import type { ClientTlsOptions, ServerTlsOptions } from "../io/tls/tls-options.ts";
import type { BaseTransport } from "../io/transport.ts";

const MESSAGE = Buffer.alloc(1024, "x");
const HOST = "127.0.0.1";

class EchoServer extends Protocol {
  private transport: StreamTransport | null = null;

  override connectionMade(transport: BaseTransport): void {
    this.transport = transport as StreamTransport;
  }

  override dataReceived(data: Buffer): void {
    this.transport?.write(data);
  }
}

class EchoClient extends Protocol {
  readonly done: Future<void>;
  private transport: StreamTransport | null = null;
  private left: number;
  private missing = MESSAGE.length;

  constructor(loop: PollEventLoop, messages: number) {
    super();
    this.done = loop.createFuture<void>();
    this.left = messages;
  }

  override connectionMade(transport: BaseTransport): void {
    this.transport = transport as StreamTransport;
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

/**
 * Sends messages of 1 KiB to and fro, client and server in one loop.
 *
 * @param connections how many clients there are, each with one message on its way
 * @param messages how many messages go to and fro, all clients together
 * @param encrypted whether they go over TLS
 * @returns seconds, without the time for connecting
 */
export function* echo(
  loop: PollEventLoop,
  connections: number,
  messages: number,
  encrypted = false,
): Coroutine<number> {
  const each = Math.ceil(messages / connections);
  const [serving, connecting] = encrypted ? tls() : [{}, {}];
  const server = yield* loop.createServer(() => new EchoServer(), HOST, 0, serving);
  const port = portOf(server);
  const clients: [StreamTransport, EchoClient][] = [];
  for (let i = 0; i < connections; i += 1) {
    const make = () => new EchoClient(loop, each);
    clients.push(yield* loop.createConnection(make, HOST, port, connecting));
  }
  const start = performance.now();
  for (const [, client] of clients) client.send();
  for (const [, client] of clients) yield* client.done;
  const seconds = (performance.now() - start) / 1000;
  for (const [transport] of clients) transport.close();
  server.close();
  yield* server.waitClosed();
  return seconds;
}

/** What server and client of an encrypted echo are told. */
function tls(): [serving: ServerTlsOptions, connecting: ClientTlsOptions] {
  const pem = readFileSync(join(packageRoot, "reference/bench/fixtures/bench-test.pem"), "utf8");
  const serving = { ssl: new TlsContext("server", { certificate: pem }) };
  const trusting = new TlsContext("client", { trusted: pem });
  return [serving, { ssl: trusting, serverHostname: "bench.test" }];
}

function portOf({ sockets: [listening] }: Server): number {
  if (listening === undefined) throw new Error("the server does not listen");
  return (listening.getsockname() as InternetAddress)[1];
}
