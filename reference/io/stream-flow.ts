import type { Coroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import { ConnectionResetError } from "./os-error.ts";

/** Has coroutines wait while a transport's buffer is too full. */
export class DrainGate {
  private readonly loop: AbstractEventLoop;
  private paused = false;
  private lost = false;
  private waiters: Future<void>[] = [];

  /** @param loop loop of the coroutines that wait */
  constructor(loop: AbstractEventLoop) {
    this.loop = loop;
  }

  /** The buffer is too full. */
  pause(): void {
    this.paused = true;
  }

  /** The buffer has room again. */
  resume(): void {
    this.paused = false;
    this.release((waiter) => waiter.setResult());
  }

  /** The connection is over. */
  connectionLost(exception: unknown): void {
    this.lost = true;
    if (!this.paused) return;
    if (exception === null) this.release((waiter) => waiter.setResult());
    else this.release((waiter) => waiter.setException(exception));
  }

  /**
   * Waits until there is room.
   *
   * @throws ConnectionResetError when the connection is over
   */
  *drain(): Coroutine<void> {
    if (this.lost) throw new ConnectionResetError("Connection lost");
    if (!this.paused) return;
    const waiter = this.loop.createFuture<void>();
    this.waiters.push(waiter);
    yield* waiter;
  }

  private release(settle: (waiter: Future<void>) => void): void {
    const { waiters } = this;
    this.waiters = [];
    for (const waiter of waiters) if (!waiter.done()) settle(waiter);
  }
}
