/** @source Streams: StreamWriter */
import type { Coroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import { shield } from "../futures/shield.ts";
import type { DrainGate } from "./stream-flow.ts";
import type { StreamReader } from "./stream-reader.ts";

/** What a stream writes to. */
export interface StreamTarget {
  /** Writes bytes, without waiting. */
  write(data: Uint8Array): void;
  /** Writes several pieces in order. */
  writelines(pieces: Iterable<Uint8Array>): void;
  /** Tells the peer that no more will come. */
  writeEof(): void;
  /** Whether `writeEof()` can be called. */
  canWriteEof(): boolean;
  /** Ends the connection, once all is written. */
  close(): void;
  /** Whether the connection is closing or closed. */
  isClosing(): boolean;
  /** What is known about the connection. */
  getExtraInfo(name: string, fallback?: unknown): unknown;
}

/** Writes a stream of bytes. */
export class StreamWriter<T extends StreamTarget = StreamTarget> {
  /** The transport. */
  readonly transport: T;
  private readonly gate: DrainGate;
  private readonly reader: StreamReader | null;
  private readonly closed: Future<void>;

  /** @internal */
  constructor(transport: T, gate: DrainGate, reader: StreamReader | null, closed: Future<void>) {
    this.transport = transport;
    this.gate = gate;
    this.reader = reader;
    this.closed = closed;
  }

  /**
   * Writes bytes. Never waits: follow it by {@link drain}.
   *
   * @param data bytes; the caller may use its memory again
   * @throws TypeError when they are no bytes
   */
  write(data: Uint8Array): void {
    this.transport.write(data);
  }

  /**
   * Writes several pieces in order.
   *
   * @param pieces bytes
   */
  writelines(pieces: Iterable<Uint8Array>): void {
    this.transport.writelines(pieces);
  }

  /** Tells the peer that no more will come. */
  writeEof(): void {
    this.transport.writeEof();
  }

  /** Whether {@link writeEof} can be called. */
  canWriteEof(): boolean {
    return this.transport.canWriteEof();
  }

  /** Ends the connection, once all is written. */
  close(): void {
    this.transport.close();
  }

  /** Whether the connection is closing or closed. */
  isClosing(): boolean {
    return this.transport.isClosing();
  }

  /**
   * Waits until the connection is closed.
   *
   * @throws the error that ended it, if one did
   */
  *waitClosed(): Coroutine<void> {
    yield* shield(this.closed); // whoever gives up waiting does so for itself alone
  }

  /**
   * What is known about the connection: see `BaseTransport.getExtraInfo()`.
   *
   * @param name name of what is asked for
   * @param fallback answered where nothing is known
   */
  getExtraInfo(name: string, fallback: unknown = null): unknown {
    return this.transport.getExtraInfo(name, fallback);
  }

  /**
   * Waits while the buffer is too full.
   *
   * @throws ConnectionResetError when the connection is over, or what else has ended it
   */
  *drain(): Coroutine<void> {
    const exception = this.reader?.exception() ?? null;
    if (exception !== null) throw exception;
    if (this.transport.isClosing()) yield; // so that a loop of writes sees connectionLost()
    yield* this.gate.drain();
  }
}
