import type { Coroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import type { OSError } from "../text/errors.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";
import { FlowControl, type WriteBufferLimits } from "./flow-control.ts";
import { libc } from "./libc.ts";
import { ConnectionError, osError, wouldBlock } from "./os-error.ts";
import type { BaseTransport } from "./transport.ts";
import { WriteQueue } from "./write-queue.ts";

/** The transport that writes. */
export interface Writer extends BaseTransport {
  readonly fd: number;
  /** Everything is written. */
  drained(): void;
  /** Writing has failed. */
  writeFailed(error: OSError): void;
}

/**
 * The writing half of a transport. Writes at once as long as the system takes it; keeps the rest
 * and watches the descriptor only while there is a rest.
 */
export class Outgoing {
  private readonly writer: Writer;
  private readonly loop: DescriptorLoop;
  private readonly fd: number;
  private readonly queue = new WriteQueue();
  private readonly flow: FlowControl;
  private ended = false;
  private readonly onWritable = () => this.flush();
  /** Who sends a file waits for its turn, or for room. */
  private waiter: Future<void> | null = null;

  /** @param writer the transport */
  constructor(writer: Writer) {
    this.writer = writer;
    this.loop = writer.loop;
    this.fd = writer.fd;
    this.flow = new FlowControl(writer);
  }

  /** Number of bytes that wait to be written. */
  get size(): number {
    return this.queue.size;
  }

  /** Limits of the buffer, in bytes. */
  getLimits(): [low: number, high: number] {
    return this.flow.getLimits();
  }

  /** Sets the limits of the buffer, in bytes. */
  setLimits(limits: WriteBufferLimits): void {
    this.flow.setLimits(limits);
    this.flow.grown(this.queue.size);
  }

  /** Writes, or keeps what the system does not take now. */
  write(data: Uint8Array): void {
    let rest = data;
    if (this.queue.size === 0) {
      const sent = this.send(data);
      if (sent === data.length || sent === -1) return;
      rest = data.subarray(sent);
      this.loop.owned.watchWriter(this.fd, this.onWritable);
    }
    this.queue.push(rest);
    this.flow.grown(this.queue.size);
  }

  /** Waits until all is written. */
  *whenEmpty(): Coroutine<void> {
    while (this.queue.size > 0) yield* this.wait();
  }

  /** Waits until the system takes more. Nothing may be waiting to be written. */
  *whenWritable(): Coroutine<void> {
    this.loop.owned.watchWriter(this.fd, () => this.wake());
    try {
      yield* this.wait();
    } finally {
      // Of a transport that has ended meanwhile the number may be another's.
      if (!this.ended) this.loop.owned.unwatchWriter(this.fd);
    }
  }

  /** The transport has ended: whoever waits is told. */
  end(): void {
    this.ended = true;
    this.wake(new ConnectionError("Connection closed by peer, or by the program"));
  }

  /** Forgets what waits. */
  clear(): void {
    if (this.queue.size > 0) this.loop.owned.unwatchWriter(this.fd);
    this.queue.clear();
  }

  private *wait(): Coroutine<void> {
    this.waiter = this.loop.createFuture<void>();
    yield* this.waiter;
  }

  private wake(error: ConnectionError | null = null): void {
    const { waiter } = this;
    this.waiter = null;
    if (waiter === null || waiter.done()) return;
    if (error === null) waiter.setResult();
    else waiter.setException(error);
  }

  private flush(): void {
    const sent = this.send(this.queue.block());
    if (sent === -1) return;
    this.queue.drop(sent);
    const left = this.queue.size;
    // First the transport, then the protocol: one that closes now must not end it a second time.
    if (left === 0) {
      this.loop.owned.unwatchWriter(this.fd);
      this.writer.drained();
      this.wake();
    }
    this.flow.shrunk(left);
  }

  /** How many bytes the system took; -1 after a failure, which the transport is told of. */
  private send(data: Uint8Array): number {
    const sent = libc().write(this.fd, data, data.length);
    if (sent !== -1) return sent;
    const errno = libc().errno();
    if (wouldBlock(errno)) return 0;
    this.writer.writeFailed(osError(errno, "writing"));
    return -1;
  }
}
