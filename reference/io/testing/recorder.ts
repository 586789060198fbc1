import type { Coroutine } from "../../futures/coroutine.ts";
import type { Future } from "../../futures/future.ts";
import type { PollEventLoop } from "../poll-loop.ts";
import { Protocol } from "../protocols.ts";
import type { Server } from "../server.ts";
import type { SocketTransport } from "../socket-transport.ts";

/** A protocol that writes down what it is told, and lets a test wait for it. */
export class Recorder extends Protocol {
  /** What has happened, in order. */
  readonly events: string[] = [];
  /** All that has arrived. */
  received = Buffer.alloc(0);
  /** Done with the exception of `connectionLost()`. */
  readonly over: Future<unknown>;
  transport!: SocketTransport;
  /** What `eofReceived()` answers. */
  stayOpen = false;
  private readonly loop: PollEventLoop;
  private waiter: Future<void> | null = null;

  constructor(loop: PollEventLoop) {
    super();
    this.loop = loop;
    this.over = loop.createFuture();
  }

  /** Waits until something has happened. */
  *until(event: string): Coroutine<void> {
    while (!this.events.includes(event)) {
      this.waiter = this.loop.createFuture<void>();
      yield* this.waiter;
    }
  }

  override connectionMade(transport: unknown): void {
    this.transport = transport as SocketTransport;
    this.note("made");
  }

  override dataReceived(data: Buffer): void {
    this.received = Buffer.concat([this.received, data]);
    this.note(data.length < 50 ? `data ${data}` : "data");
  }

  override eofReceived(): boolean {
    this.note("eof");
    return this.stayOpen;
  }

  override connectionLost(exception: unknown): void {
    this.note(`lost ${exception === null ? null : (exception as Error).name}`);
    this.over.setResult(exception);
  }

  override pauseWriting(): void {
    this.note("pause");
  }

  override resumeWriting(): void {
    this.note("resume");
  }

  private note(event: string): void {
    this.events.push(event);
    this.waiter?.setResult();
    this.waiter = null;
  }
}

/** Receives from a socket until its peer has finished. */
export function* receiveAll(
  loop: PollEventLoop,
  socket: Parameters<PollEventLoop["sockRecv"]>[0],
): Coroutine<Buffer> {
  const pieces: Buffer[] = [];
  for (;;) {
    const data = yield* loop.sockRecv(socket, 1 << 20);
    if (data.length === 0) return Buffer.concat(pieces);
    pieces.push(data);
  }
}

/** Where a TCP server listens. */
export function addressOf(server: Server): [host: string, port: number] {
  const [socket] = server.sockets;
  if (socket === undefined) throw new Error("the server is closed");
  return socket.getsockname() as [string, number];
}

/** What an awaitable raises. */
export function* failureOf(awaitable: Iterable<unknown>): Coroutine<unknown> {
  try {
    yield* awaitable as Coroutine<unknown>;
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}
