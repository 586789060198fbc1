/** @source Streams: StreamReader */
import type { Coroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import { RuntimeError, StopAsyncIteration, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { ByteQueue } from "./byte-queue.ts";
import { checkInteger, checkSize } from "./check.ts";
import { separatorsOf } from "./separators.ts";
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
  private readonly loop: AbstractEventLoop;
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
  constructor(loop: AbstractEventLoop, limit: number = DEFAULT_LIMIT) {
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
    checkInteger("size", size);
    if (size < 0) return yield* this.readAll();
    return yield* this.readSome(size);
  }

  /**
   * Reads exactly so many bytes.
   *
   * @param size number of bytes
   * @throws IncompleteReadError when the stream ends before
   */
  *readexactly(size: number): Coroutine<Buffer> {
    checkSize("size", size);
    this.raiseFailure();
    while (this.buffer.size < size) {
      if (this.ended) throw new IncompleteReadError(this.buffer.takeAll(), size);
      yield* this.wait("readexactly");
    }
    return this.take(size);
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
      if (this.buffer.hasAt(NEWLINE, error.consumed)) {
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
   * @param separator at least one byte; or several, of which the one counts that ends first
   * @throws IncompleteReadError when the stream ends before
   * @throws LimitOverrunError when it does not come within the limit; nothing is dropped
   * @throws TypeError, ValueError when it is no separator
   */
  *readuntil(separator: Uint8Array | readonly Uint8Array[] = NEWLINE): Coroutine<Buffer> {
    const separators = separatorsOf(separator);
    const longest = Math.max(...separators.map(({ length }) => length));
    this.raiseFailure();
    let offset = 0; // before it no separator begins
    for (;;) {
      const found = this.buffer.find(separators, offset);
      if (found !== null) {
        if (found.start <= this.limit) return this.take(found.end);
        const message = "Separator is found, but chunk is longer than limit";
        throw new LimitOverrunError(message, found.start);
      }
      offset = Math.max(0, this.buffer.size + 1 - longest);
      if (offset > this.limit) {
        throw new LimitOverrunError("Separator is not found, and chunk exceed the limit", offset);
      }
      if (this.ended) throw new IncompleteReadError(this.buffer.takeAll(), null);
      yield* this.wait("readuntil");
    }
  }

  /**
   * The next line, for `forEach()`.
   *
   * @throws StopAsyncIteration at the end
   * @throws ValueError when the line is longer than the limit
   */
  *anext(): Coroutine<Buffer> {
    const line = yield* this.readline();
    if (line.length === 0) throw new StopAsyncIteration();
    return line;
  }

  private *readSome(size: number): Coroutine<Buffer> {
    this.raiseFailure();
    if (size === 0) return this.buffer.take(0);
    if (this.buffer.size === 0 && !this.ended) yield* this.wait("read");
    return this.take(size);
  }

  private *readAll(): Coroutine<Buffer> {
    const blocks: Buffer[] = [];
    for (;;) {
      const block = yield* this.readSome(this.limit);
      if (block.length === 0) return Buffer.concat(blocks);
      blocks.push(block);
    }
  }

  private take(size: number): Buffer {
    const data = this.buffer.take(size);
    this.resumeSource();
    return data;
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
    const waiter = this.loop.createFuture<void>();
    this.waiter = waiter;
    try {
      yield* waiter;
    } finally {
      if (this.waiter === waiter) this.waiter = null; // else another one waits by now
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
