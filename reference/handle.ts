import { type Context, enterContext, leaveContext } from "./context.ts";
import { isInterrupt } from "./errors.ts";
import { formatCallback } from "./format.ts";
import type { EventLoop } from "./loop.ts";
import type { Runnable } from "./ready-queue.ts";

/** Anything that can be called. */
// biome-ignore lint/suspicious/noExplicitAny: a callback takes the arguments that it was scheduled with
export type Callback = (...args: any[]) => unknown;

const NO_ARGUMENTS: readonly unknown[] = [];
const nothing: Callback = () => {};

/**
 * A scheduled callback, as the scheduling methods return it.
 *
 * @clause call-soon.returns-handle
 * @clause call-soon-threadsafe.returns-cancellable-handle
 */
export class Handle implements Runnable {
  protected readonly loop: EventLoop;
  private readonly context: Context;
  private callback: Callback;
  private args: readonly unknown[];
  private isCancelled = false;
  /** In debug mode, where the callback was scheduled. */
  readonly sourceTraceback: string | null;

  /** @internal */
  constructor(callback: Callback, args: readonly unknown[], loop: EventLoop, context: Context) {
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
   */
  cancel(): void {
    if (this.isCancelled) return;
    this.isCancelled = true;
    // Whoever keeps a cancelled handle does not keep what its callback would have needed.
    this.callback = nothing;
    this.args = NO_ARGUMENTS;
  }

  /**
   * Whether `cancel()` was called.
   *
   * @clause call-soon.handle-cancelled-query
   */
  cancelled(): boolean {
    return this.isCancelled;
  }

  /** The context that the callback runs in. */
  getContext(): Context {
    return this.context;
  }

  /**
   * Runs the callback in its context, unless it was cancelled. What it returns is dropped.
   *
   * @clause call-soon.passes-args             unchanged, in order
   * @clause call-soon.context-explicit        in the handle's context and in no other
   * @clause call-soon.error-context-keys      an error goes to the exception handler
   * @clause call-soon.cancellederror-reported even CancelledError
   * @throws KeyboardInterrupt, SystemExit when the callback raises them
   * @internal
   */
  run(): void {
    if (this.isCancelled) return;
    try {
      const outer = enterContext(this.context);
      try {
        const { callback, args } = this;
        if (args.length === 0) callback();
        else callback(...args);
      } finally {
        leaveContext(this.context, outer);
      }
    } catch (error) {
      if (isInterrupt(error)) throw error;
      this.report(error);
    }
  }

  /** For people: shows callback and, in debug mode, its arguments. */
  toString(): string {
    return `<${[this.constructor.name, ...this.details()].join(" ")}>`;
  }

  protected details(): string[] {
    if (this.isCancelled) return ["cancelled"];
    return [formatCallback(this.callback, this.args, this.loop.getDebug())];
  }

  private report(exception: unknown): void {
    const call = formatCallback(this.callback, this.args, this.loop.getDebug());
    const trace = this.sourceTraceback === null ? {} : { source_traceback: this.sourceTraceback };
    this.loop.callExceptionHandler({
      message: `Exception in callback ${call}`,
      exception,
      handle: this,
      ...trace,
    });
  }
}

/** A callback scheduled for a time, as `callLater()` and `callAt()` return it. */
export class TimerHandle extends Handle {
  /** @internal Time of the loop's clock at which the callback becomes due, in seconds. */
  readonly deadline: number;
  /** @internal Order of scheduling. */
  sequence = 0;
  /** @internal Whether the timer queue holds this timer. */
  scheduled = false;

  /** @internal */
  constructor(
    deadline: number,
    callback: Callback,
    args: readonly unknown[],
    loop: EventLoop,
    context: Context,
  ) {
    super(callback, args, loop, context);
    this.deadline = deadline;
  }

  /** The time at which the callback becomes due, in seconds of `loop.time()`. */
  when(): number {
    return this.deadline;
  }

  /** Keeps the timer from firing. */
  override cancel(): void {
    if (this.cancelled()) return;
    super.cancel();
    if (this.scheduled) this.loop.timerCancelled();
  }

  protected override details(): string[] {
    return [...super.details(), `when=${this.deadline}`];
  }
}
