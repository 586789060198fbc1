/** @source Streams: StreamReader */
import type { Coroutine } from "../coroutine.ts";
import { RuntimeError, ValueError } from "../errors.ts";
import { describe } from "../format.ts";
import type { Future } from "../future.ts";
import type { EventLoop } from "../loop.ts";
import { ByteQueue } from "./byte-queue.ts";
import { checkBytes } from "./check.ts";
import { IncompleteReadError, LimitOverrunError } from "./stream-errors.ts";

/** How much a line may be long and, twice, how much is buffered, where nothing else is said. */
export const DEFAULT_LIMIT = 64 * 1024;
const NEWLINE = Buffer.from("\n");

/** What fills a stream, and can be asked to wait. */
export interface StreamSource {
  /** Has it send no more for now. */
  pauseReading(): void;
  /** Has it send again. */
  resumeReading(): void;
}

/** Reads a stream of bytes, in a coroutine. */
export class StreamReader {
  private readonly loop: EventLoop;
  private readonly limit: number;
  private readonly buffer = new ByteQueue();
  private ended = false;
  /** Boxed, because anything can be thrown. */
  private failure: { readonly exception: unknown } | null = null;
  private waiter: Future<void> | null = null;
  private source: StreamSource | null = null;
  private paused = false;

  /**
   * @param loop loop of the coroutines that read
   * @param limit most bytes of a line; twice as many are buffered before the source has to wait
   * @throws ValueError when `limit` is not positive
   */
  constructor(loop: EventLoop, limit: number = DEFAULT_LIMIT) {
    checkLimit(limit);
    this.loop = loop;
    this.limit = limit;
  }

  /**
   * Sets what fills the stream.
   *
   * @param source can be asked to wait
   */
  setTransport(source: StreamSource): void {
    this.source = source;
  }

  /**
   * Adds bytes that have arrived.
   *
   * @param data bytes, which belong to the stream from now on
   */
  feedData(data: Buffer): void {
    if (data.length === 0) return;
    this.buffer.push(data);
    this.wake();
    if (this.source === null || this.paused || this.buffer.size <= 2 * this.limit) return;
    this.paused = true;
    this.source.pauseReading();
  }

  /** There will be no more bytes. */
  feedEof(): void {
    this.ended = true;
    this.wake();
  }

  /**
   * The stream has failed: whoever reads gets this error.
   *
   * @param exception the error
   */
  setException(exception: unknown): void {
    this.failure = { exception };
    const { waiter } = this;
    this.waiter = null;
    if (waiter !== null && !waiter.done()) waiter.setException(exception);
  }

  /** The error that the stream has failed with; null when it has not. */
  exception(): unknown {
    return this.failure === null ? null : this.failure.exception;
  }

  /** Whether everything was read and no more will come. */
  atEof(): boolean {
    return this.ended && this.buffer.size === 0;
  }

  /**
   * Reads what is there, and waits only when that is nothing.
   *
   * @param size most bytes to read; negative reads until the end
   * @returns bytes; none at the end
   */
  *read(size = -1): Coroutine<Buffer> {
    this.raiseFailure();
    if (size === 0) return this.buffer.take(0);
    if (size < 0) return yield* this.readAll();
    if (this.buffer.size === 0 && !this.ended) yield* this.wait("read");
    const data = this.buffer.take(size);
    this.resumeSource();
    return data;
  }

  /**
   * Reads exactly so many bytes.
   *
   * @param size number of bytes
   * @throws IncompleteReadError when the stream ends before
   */
  *readexactly(size: number): Coroutine<Buffer> {
    if (!(size >= 0)) throw new ValueError(`Expected \`size\` to be >= 0, got ${describe(size)}`);
    this.raiseFailure();
    while (this.buffer.size < size) {
      if (this.ended) throw new IncompleteReadError(this.buffer.takeAll(), size);
      yield* this.wait("readexactly");
    }
    const data = this.buffer.take(size);
    this.resumeSource();
    return data;
  }

  /**
   * Reads a line, its newline included. At the end, what is left of one.
   *
   * @throws ValueError when the line is longer than the limit; what was looked at is dropped
   */
  *readline(): Coroutine<Buffer> {
    try {
      return yield* this.readuntil(NEWLINE);
    } catch (error) {
      if (error instanceof IncompleteReadError) return error.partial;
      if (!(error instanceof LimitOverrunError)) throw error;
      if (this.buffer.indexOf(NEWLINE, error.consumed) === error.consumed) {
        this.buffer.take(error.consumed + NEWLINE.length);
      } else {
        this.buffer.clear();
      }
      this.resumeSource();
      throw new ValueError(error.message);
    }
  }

  /**
   * Reads until a separator, which is part of the result.
   *
   * @param separator at least one byte
   * @throws IncompleteReadError when the stream ends before
   * @throws LimitOverrunError when it does not come within the limit; nothing is dropped
   */
  *readuntil(separator: Uint8Array = NEWLINE): Coroutine<Buffer> {
    checkBytes("separator", separator);
    if (separator.length === 0)
      throw new ValueError("Separator should be at least one-byte string");
    this.raiseFailure();
    let offset = 0; // before it no separator begins
    for (;;) {
      const found = this.buffer.indexOf(separator, offset);
      if (found > this.limit) {
        throw new LimitOverrunError("Separator is found, but chunk is longer than limit", found);
      }
      if (found !== -1) {
        const data = this.buffer.take(found + separator.length);
        this.resumeSource();
        return data;
      }
      offset = Math.max(0, this.buffer.size + 1 - separator.length);
      if (offset > this.limit) {
        throw new LimitOverrunError("Separator is not found, and chunk exceed the limit", offset);
      }
      if (this.ended) throw new IncompleteReadError(this.buffer.takeAll(), null);
      yield* this.wait("readuntil");
    }
  }

  private *readAll(): Coroutine<Buffer> {
    const blocks: Buffer[] = [];
    for (;;) {
      const block = yield* this.read(this.limit);
      if (block.length === 0) return Buffer.concat(blocks);
      blocks.push(block);
    }
  }

  private *wait(method: string): Coroutine<void> {
    if (this.waiter !== null) {
      throw new RuntimeError(
        `${method}() called while another coroutine is already waiting for incoming data`,
      );
    }
    if (this.paused) {
      // Otherwise nothing would come any more: more is wanted than may be buffered.
      this.paused = false;
      this.source?.resumeReading();
    }
    this.waiter = this.loop.createFuture<void>();
    try {
      yield* this.waiter;
    } finally {
      this.waiter = null;
    }
  }

  private wake(): void {
    const { waiter } = this;
    this.waiter = null;
    if (waiter !== null && !waiter.done()) waiter.setResult();
  }

  private raiseFailure(): void {
    if (this.failure !== null) throw this.failure.exception;
  }

  private resumeSource(): void {
    if (!this.paused || this.buffer.size > this.limit) return;
    this.paused = false;
    this.source?.resumeReading();
  }
}

/** @internal Refuses what is no limit of a stream's buffer. */
export function checkLimit(limit: number): void {
  if (!(limit > 0)) throw new ValueError(`Expected \`limit\` to be > 0, got ${describe(limit)}`);
}
