/** @source Event Loop: Callback Handles */

import type { ErrorContext } from "../loop/error-context.ts";
import type { Runnable } from "../loop/ready-queue.ts";
import { isInterrupt } from "../text/errors.ts";
import { formatCallback } from "../text/format.ts";
import { Context, enterContext, leaveContext, type Values } from "./context.ts";

/** Anything that can be called. */
// biome-ignore lint/suspicious/noExplicitAny: a callback takes the arguments that it was scheduled with
export type Callback = (...args: any[]) => unknown;

/** Positional arguments of a callback. */
export type Arguments = readonly unknown[];

/** What handles need of the loop that runs them. */
export interface HandleOwner {
  /** Whether the loop is in debug mode. */
  getDebug(): boolean;
  /** Reports an error to the exception handler. */
  callExceptionHandler(context: ErrorContext): void;
  /** @internal Puts something at the end of the ready queue. */
  enqueue(item: Runnable): void;
  /** @internal Counts a timer that was cancelled. */
  timerCancelled(): void;
}

/** No arguments. */
export const NO_ARGS: Arguments = [];
/** Stands where the callback of a cancelled handle was. */
const CANCELLED: Callback = () => {};

/**
 * A scheduled callback, as the scheduling methods return it.
 *
 * @clause call-soon.returns-handle
 * @clause call-soon-threadsafe.returns-cancellable-handle
 */
export class Handle implements Runnable {
  protected readonly loop: HandleOwner;
  /** What the context will hold, until somebody needs the context itself: a handle that waits does without. */
  private context: Context | Values;
  protected callback: Callback;
  private args: Arguments;
  /** In debug mode, where the callback was scheduled. */
  readonly sourceTraceback: string | null;

  /** @internal */
  constructor(callback: Callback, args: Arguments, loop: HandleOwner, context: Context | Values) {
    this.callback = callback;
    this.args = args;
    this.loop = loop;
    this.context = context;
    this.sourceTraceback = loop.getDebug() ? (new Error("scheduled here").stack ?? null) : null;
  }

  /**
   * Keeps the callback from running. Without effect when it has run or was cancelled before.
   *
   * @clause call-soon.handle-cancel-prevents-run
   * @clause call-soon.handle-cancel-idempotent
   * @clause close.handle-cancel-after-close
   */
  cancel(): void {
    // Whoever keeps a cancelled handle does not keep what its callback would have needed.
    this.callback = CANCELLED;
    this.args = NO_ARGS;
  }

  /**
   * Whether `cancel()` was called.
   *
   * @clause call-soon.handle-cancelled-query
   */
  cancelled(): boolean {
    return this.callback === CANCELLED;
  }

  /** The context that the callback runs in. */
  getContext(): Context {
    if (!(this.context instanceof Context)) this.context = Context.holding(this.context);
    return this.context;
  }

  /**
   * Runs the callback in its context, unless it was cancelled. What it returns is dropped.
   *
   * @throws KeyboardInterrupt, SystemExit when the callback raises them
   * @clause call-soon.return-value-ignored
   * @internal
   */
  run(): void {
    if (this.cancelled()) return;
    const { callback, args } = this;
    const context = this.getContext();
    try {
      // @clause call-soon.context-explicit  in the handle's context and in no other
      const outer = enterContext(context);
      try {
        // @clause call-soon.passes-args           unchanged, in order
        // @clause call-soon.noncallable-nondebug  a TypeError, when its turn comes
        callback(...args);
      } finally {
        leaveContext(context, outer);
      }
    } catch (exception) {
      if (isInterrupt(exception)) throw exception;
      // @clause call-soon.error-context-keys       an error goes to the exception handler
      // @clause call-soon.cancellederror-reported  even CancelledError
      this.report(exception, formatCallback(callback, args, this.loop.getDebug()));
    }
  }

  /**
   * For people: the callback and, in debug mode, its arguments.
   *
   * @clause partial.rendered-in-debug
   */
  toString(): string {
    return `<${[this.constructor.name, ...this.details()].join(" ")}>`;
  }

  protected details(): string[] {
    if (this.cancelled()) return ["cancelled"];
    return [formatCallback(this.callback, this.args, this.loop.getDebug())];
  }

  /** What was called is given: a callback that has cancelled its own handle is not there any more. */
  private report(exception: unknown, called: string): void {
    const message = `Exception in callback ${called}`;
    const context = { message, exception, handle: this };
    const trace = this.sourceTraceback;
    this.loop.callExceptionHandler(trace ? { ...context, source_traceback: trace } : context);
  }
}

/** A callback scheduled for a time, as `callLater()` and `callAt()` return it. */
export class TimerHandle extends Handle {
  /** @internal When the callback becomes due, in seconds of the loop's clock. */
  readonly deadline: number;
  /** @internal Order of scheduling. */
  sequence = 0;

  /** @internal */
  constructor(
    deadline: number,
    callback: Callback,
    args: Arguments,
    loop: HandleOwner,
    context: Context | Values,
  ) {
    super(callback, args, loop, context);
    this.deadline = deadline;
  }

  /** The time at which the callback becomes due, in seconds of `loop.time()`. */
  when(): number {
    return this.deadline;
  }

  /**
   * What the operators of comparison work with: timers are ordered by their times.
   *
   * @clause timer-handle.ordering-hash  objects of JavaScript have no hash
   */
  override valueOf(): number {
    return this.deadline;
  }

  /** Keeps the timer from firing. Without effect when it has fired or was cancelled before. */
  override cancel(): void {
    const isNews = !this.cancelled();
    super.cancel();
    if (isNews) this.loop.timerCancelled();
  }

  protected override details(): string[] {
    return [...super.details(), `when=${this.deadline}`];
  }
}
