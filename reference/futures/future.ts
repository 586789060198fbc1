/** @source Futures: Future Object */

import { type Callback, Handle, NO_ARGS } from "../context/handle.ts";
import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import { checkCall, contextFrom, type ScheduleOptions } from "../text/check.ts";
import { CancelledError, InvalidStateError, RuntimeError } from "../text/errors.ts";
import { repr } from "../text/format.ts";
import { noteOrigin, trackUnretrieved, type Unretrieved } from "./unretrieved.ts";

/** What a future tells that it is done: callbacks, tasks that await it, gatherings. */
export interface Waiter {
  /** Puts what waits into the loop's ready queue; never runs it at once. */
  wake(future: Future<unknown>): void;
}

/** A function added with `addDoneCallback()`: the handle for its call, made beforehand. */
class DoneCallback extends Handle implements Waiter {
  calls(callback: Callback): boolean {
    return this.callback === callback;
  }

  wake(): void {
    this.loop.enqueue(this);
  }
}

/** Where a future is in its life. Only the first state is ever left. */
type State = "pending" | "cancelled" | "result" | "exception";

/** A result that is not there yet. `yield* future` awaits it. Made by `loop.createFuture()`. */
export class Future<T = unknown> {
  protected readonly loop: AbstractEventLoop;
  private state: State = "pending";
  /** The result; or what `result()` throws. */
  private outcome: unknown = undefined;
  /** The first waiter stands by itself: most futures have no second one. */
  private firstWaiter: Waiter | null = null;
  private moreWaiters: Waiter[] | null = null;
  private unretrieved: Unretrieved | null = null;
  /** @internal Set while it is yielded by its own iterator: tells `yield*` from `yield`. */
  awaited = false;

  /** @param loop the loop that runs the callbacks */
  constructor(loop: AbstractEventLoop) {
    this.loop = loop;
    if (loop.getDebug()) noteOrigin(this);
  }

  /** The loop that the future belongs to. */
  getLoop(): AbstractEventLoop {
    return this.loop;
  }

  /** Whether there is a result, an exception or a cancellation. */
  done(): boolean {
    return this.state !== "pending";
  }

  /** Whether it was cancelled. */
  cancelled(): boolean {
    return this.state === "cancelled";
  }

  /**
   * The result.
   *
   * @throws the exception that was set
   * @throws CancelledError when it was cancelled
   * @throws InvalidStateError when it is not done
   */
  result(): T {
    if (this.state === "result") return this.outcome as T;
    if (this.state === "pending") throw new InvalidStateError("the result is not set yet");
    throw this.failure();
  }

  /**
   * The exception that was set, or null when there is a result.
   *
   * @throws CancelledError when it was cancelled
   * @throws InvalidStateError when it is not done
   */
  exception(): unknown {
    if (this.state === "pending") throw new InvalidStateError("the exception is not set yet");
    if (this.state === "cancelled") throw this.outcome;
    return this.state === "result" ? null : this.failure();
  }

  /**
   * Cancels it, unless it is done.
   *
   * @param message handed on in the CancelledError
   * @returns whether it was cancelled by this call
   */
  cancel(message?: string): boolean {
    if (this.state !== "pending") return false;
    this.settle("cancelled", new CancelledError(message));
    return true;
  }

  /**
   * Sets the result.
   *
   * @param result what `result()` answers from now on
   * @throws InvalidStateError when it is done
   */
  setResult(result: T): void {
    this.settle("result", result);
  }

  /**
   * Sets the exception.
   *
   * @param exception what `result()` throws from now on
   * @throws InvalidStateError when it is done
   */
  setException(exception: unknown): void {
    this.settle("exception", exception);
  }

  /**
   * Has a function called with this future once it is done, through `callSoon()`.
   *
   * @param callback called with the future as its one argument
   * @param options.context context to run it in; without it, a copy of the current one
   * @throws TypeError for a missing callback, an unknown option, or what is no context
   */
  addDoneCallback(callback: (future: this) => unknown, options?: ScheduleOptions): void {
    checkCall("addDoneCallback", callback, NO_ARGS, false);
    const context = contextFrom("addDoneCallback", options);
    this.addWaiter(new DoneCallback(callback, [this], this.loop, context));
  }

  /**
   * Takes back a function, as often as it was added.
   *
   * @param callback what was given to `addDoneCallback()`
   * @returns how often it had been added
   */
  removeDoneCallback(callback: (future: this) => unknown): number {
    const waiters = [this.firstWaiter, ...(this.moreWaiters ?? [])].filter((w) => w !== null);
    const kept = waiters.filter((w) => !(w instanceof DoneCallback && w.calls(callback)));
    const removed = waiters.length - kept.length;
    this.firstWaiter = kept.shift() ?? null;
    this.moreWaiters = kept.length > 0 ? kept : null;
    return removed;
  }

  /** @internal Adds what is to be woken when the future is done; wakes it now when it is. */
  addWaiter(waiter: Waiter): void {
    if (this.state !== "pending") waiter.wake(this as Future<unknown>);
    else if (this.firstWaiter === null) this.firstWaiter = waiter;
    else if (this.moreWaiters === null) this.moreWaiters = [waiter];
    else this.moreWaiters.push(waiter);
  }

  /** @internal Whether `result()` would throw what was set. */
  failed(): boolean {
    return this.state === "exception" || this.state === "cancelled";
  }

  /** @internal What `result()` throws. Whoever asks will see to it. */
  failure(): unknown {
    this.markRetrieved();
    return this.outcome;
  }

  /** @internal Notes that somebody knows of the exception, so that nobody needs to be told. */
  markRetrieved(): void {
    if (this.unretrieved !== null) this.unretrieved.seen = true;
    this.unretrieved = null;
  }

  /** `yield* future` suspends the task until the future is done, and gives its result. */
  *[Symbol.iterator](): Generator<Future<unknown>, T, void> {
    if (this.state === "pending") {
      this.awaited = true;
      yield this as Future<unknown>;
      if (this.state === "pending") throw new RuntimeError("resumed before the future was done");
    }
    return this.result();
  }

  /** For people: state and outcome. */
  toString(): string {
    return `<${[this.constructor.name, ...this.details()].join(" ")}>`;
  }

  protected details(): string[] {
    if (this.state === "pending" || this.state === "cancelled") return [this.state];
    return ["finished", `${this.state}=${repr(this.outcome)}`];
  }

  /** Makes it done and wakes what waits, in the order in which it was added. */
  protected settle(state: State, outcome: unknown): void {
    if (this.state !== "pending") throw new InvalidStateError(`${this} is already done`);
    this.state = state;
    this.outcome = outcome;
    if (state === "exception") this.unretrieved = trackUnretrieved(this, this.loop, outcome);
    const { firstWaiter, moreWaiters } = this;
    this.firstWaiter = null;
    this.moreWaiters = null;
    firstWaiter?.wake(this as Future<unknown>);
    if (moreWaiters !== null) for (const w of moreWaiters) w.wake(this as Future<unknown>);
  }
}

/**
 * Whether a value is a Future or Task of this module.
 *
 * @param value anything
 */
export function isFuture(value: unknown): value is Future {
  return value instanceof Future;
}
