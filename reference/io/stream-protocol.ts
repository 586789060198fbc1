/** @source Streams: start_server() */
import { type Coroutine, isCoroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import { Protocol } from "./protocols.ts";
import { DrainGate } from "./stream-flow.ts";
import type { StreamReader } from "./stream-reader.ts";
import type { StreamTransport } from "./stream-transport.ts";
import { StreamWriter } from "./stream-writer.ts";
import type { BaseTransport } from "./transport.ts";

/** Called with the streams of a new connection; a coroutine that it returns is run as a task. */
export type ClientConnected = (
  reader: StreamReader,
  writer: StreamWriter<StreamTransport>,
) => Coroutine<unknown> | unknown;

/** Makes streams of what a transport tells. */
export class StreamReaderProtocol extends Protocol {
  /** @internal Lets writers wait. */
  readonly gate: DrainGate;
  /** @internal Done when the connection is over. */
  readonly closed: Future<void>;
  private readonly loop: AbstractEventLoop;
  private readonly reader: StreamReader;
  private readonly clientConnected: ClientConnected | null;

  /**
   * @param loop loop that serves the connection
   * @param reader gets what arrives
   * @param clientConnected called when the connection stands; null where a client has made it
   */
  constructor(
    loop: AbstractEventLoop,
    reader: StreamReader,
    clientConnected: ClientConnected | null,
  ) {
    super();
    this.loop = loop;
    this.reader = reader;
    this.clientConnected = clientConnected;
    this.gate = new DrainGate(loop);
    this.closed = loop.createFuture<void>();
  }

  /** Gives the streams to whoever serves the connection. */
  override connectionMade(transport: BaseTransport): void {
    const connection = transport as StreamTransport;
    this.reader.setTransport(connection);
    if (this.clientConnected === null) return;
    const writer = new StreamWriter(connection, this.gate, this.reader, this.closed);
    const work = this.clientConnected(this.reader, writer);
    if (isCoroutine(work)) this.run(work, connection);
  }

  /** Fills the reader. */
  override dataReceived(data: Buffer): void {
    this.reader.feedData(data);
  }

  /** Ends the reader, and keeps the connection for writing. */
  override eofReceived(): boolean {
    this.reader.feedEof();
    return true;
  }

  /** Wakes whoever reads, writes or waits for the end. */
  override connectionLost(exception: unknown): void {
    if (exception === null) this.reader.feedEof();
    else this.reader.setException(exception);
    if (!this.closed.done()) {
      if (exception === null) this.closed.setResult();
      else this.closed.setException(exception);
    }
    this.closed.markRetrieved(); // not everybody waits for the end
    this.gate.connectionLost(exception);
  }

  /** Has writers wait. */
  override pauseWriting(): void {
    this.gate.pause();
  }

  /** Lets writers go on. */
  override resumeWriting(): void {
    this.gate.resume();
  }

  private run(work: Coroutine<unknown>, transport: StreamTransport): void {
    const task = this.loop.createTask(work);
    task.addDoneCallback(() => {
      if (task.cancelled()) {
        transport.close();
      } else if (task.failed()) {
        const message = "Unhandled exception in client_connected_cb";
        this.loop.callExceptionHandler({ message, exception: task.exception(), transport });
        transport.close();
      }
    });
  }
}
