import { type Arguments, type Callback, Handle, NO_ARGS, TimerHandle } from "../context/handle.ts";
import { checkCall, checkFinite, contextFrom, type ScheduleOptions } from "../text/check.ts";
import { RuntimeError } from "../text/errors.ts";
import type { Selector } from "../waiting/selector.ts";
import { _getRunningLoop } from "./current-loop.ts";
import { ErrorHandling } from "./error-handling.ts";
import { ReadyQueue, type Runnable } from "./ready-queue.ts";
import { TimerQueue } from "./timer-queue.ts";

/** The parts of the loop that schedule callbacks: at once, or for a time of the loop's clock. */
export abstract class Scheduling extends ErrorHandling {
  /** @internal How the loop waits, and its clock. */
  readonly selector: Selector;
  /** What runs in the next iteration, in order. */
  protected readonly ready = new ReadyQueue();
  /** @internal What waits for its time. */
  readonly scheduled = new TimerQueue();
  protected closed = false;

  /** @internal */
  constructor(selector: Selector) {
    super();
    this.selector = selector;
  }

  /**
   * Schedules a callback for the next iteration. Not to be called from another thread.
   *
   * @param callback what to call; what it returns is dropped
   * @param args positional arguments, passed unchanged
   * @param options.context the context to run in; without it, a copy of the current one
   * @returns a handle that can cancel it
   * @throws RuntimeError when the loop is closed
   * @throws TypeError for a missing callback, an unknown option, in debug mode a non-callable
   * @clause call-soon.not-synchronous
   * @clause call-soon.passes-args
   * @clause call-soon.fifo
   * @clause call-soon.each-registration-once
   * @clause call-soon.scheduled-from-callback-next-iteration
   * @clause call-soon.before-run-kept
   * @clause call-soon.context-explicit
   * @clause call-soon.context-default-is-snapshot
   * @clause call-soon.context-keyword-only   a Context among the arguments is an argument
   * @clause call-soon.context-shared-object
   * @clause call-soon.context-invalid
   * @clause call-soon.returns-handle
   * @clause call-soon.rejects-keywords
   * @clause call-soon.rejects-missing-callback
   * @clause call-soon.noncallable-debug
   * @clause call-soon.noncallable-nondebug   reported when its turn comes
   * @clause call-soon.closed-rejected
   * @clause call-soon.wrong-thread-debug-type
   * @clause call-soon.wrong-thread-debug     what the host calls while the loop waits counts as such
   * @clause close.rejects-scheduling
   * @clause partial.scheduling-functions-take-no-kwargs
   */
  callSoon(callback: Callback, args = NO_ARGS, options?: ScheduleOptions): Handle {
    if (this.debug) this.checkThread("callSoon");
    const context = this.admit("callSoon", callback, args, options);
    const handle = new Handle(callback, args, this, context);
    this.ready.push(handle);
    return handle;
  }

  /**
   * Like {@link callSoon}, and wakes the loop where it waits.
   *
   * A loop belongs to one thread in JavaScript and a function cannot be sent to another, so this
   * method is for code of the loop's own thread that runs while the loop waits for its host.
   * Other threads schedule by name, through a {@link LoopPort}.
   *
   * @param callback what to call; what it returns is dropped
   * @param args positional arguments, passed unchanged
   * @param options.context the context to run in; without it, a copy of the current one
   * @returns a handle that can cancel it
   * @throws RuntimeError when the loop is closed
   * @clause call-soon-threadsafe.runs-in-loop-thread
   * @clause call-soon-threadsafe.wakes-idle-loop
   * @clause call-soon-threadsafe.same-thread-ok
   * @clause call-soon-threadsafe.ordered-with-call-soon
   * @clause call-soon-threadsafe.before-run-queued
   * @clause call-soon-threadsafe.context-explicit
   * @clause call-soon-threadsafe.context-default-of-calling-thread
   * @clause call-soon-threadsafe.returns-cancellable-handle
   * @clause call-soon-threadsafe.closed-rejected
   * @clause call-soon-threadsafe.no-debug-thread-error
   * @clause call-soon-threadsafe.reentrant
   * @clause partial.scheduling-functions-take-no-kwargs
   */
  callSoonThreadsafe(callback: Callback, args = NO_ARGS, options?: ScheduleOptions): Handle {
    const context = this.admit("callSoonThreadsafe", callback, args, options);
    const handle = new Handle(callback, args, this, context);
    this.ready.push(handle);
    this.selector.wakeup();
    return handle;
  }

  /**
   * Schedules a callback for a time from now.
   *
   * @param delay seconds from now; zero and less mean as soon as possible
   * @param callback what to call; what it returns is dropped
   * @param args positional arguments, passed unchanged
   * @param options.context the context to run in; without it, a copy of the current one
   * @returns a handle that knows its time and can cancel it
   * @throws TypeError, ValueError when `delay` is no finite number
   * @clause call-later.runs-after-delay   not earlier, up to the clock's resolution
   * @clause call-later.int-or-float
   * @clause call-later.exactly-once
   * @clause call-later.args-and-context
   * @clause partial.scheduling-functions-take-no-kwargs
   */
  callLater(delay: number, callback: Callback, args = NO_ARGS, options?: ScheduleOptions) {
    checkFinite("delay", delay);
    return this.schedule("callLater", this.time() + delay, callback, args, options);
  }

  /**
   * Schedules a callback for a time of the loop's clock.
   *
   * @param when seconds of `time()`; a time that has passed means as soon as possible
   * @param callback what to call; what it returns is dropped
   * @param args positional arguments, passed unchanged
   * @param options.context the context to run in; without it, a copy of the current one
   * @returns a handle that knows its time and can cancel it
   * @throws TypeError, ValueError when `when` is no finite number
   * @clause call-at.absolute-time
   * @clause partial.scheduling-functions-take-no-kwargs
   */
  callAt(when: number, callback: Callback, args = NO_ARGS, options?: ScheduleOptions) {
    checkFinite("when", when);
    return this.schedule("callAt", when, callback, args, options);
  }

  /**
   * The loop's clock: seconds since an arbitrary moment, never decreasing.
   *
   * @clause time.float-seconds
   * @clause time.monotonic
   */
  time(): number {
    return this.selector.time();
  }

  /** @internal Puts something at the end of the ready queue. */
  enqueue(item: Runnable): void {
    this.checkClosed();
    this.ready.push(item);
  }

  protected checkClosed(): void {
    if (this.closed) throw new RuntimeError("Event loop is closed");
  }

  /** Whether a run is in progress. */
  abstract isRunning(): boolean;

  /** Another thread cannot call here; what the host calls while the loop waits for it can. */
  private checkThread(method: string): void {
    if (!this.isRunning() || (_getRunningLoop() as unknown) === this) return;
    throw new RuntimeError(`${method}() was called from outside the run: use callSoonThreadsafe()`);
  }

  /** Checks a call of a scheduling method and finds the context for the callback. */
  protected admit(name: string, callback: Callback, args: Arguments, options?: ScheduleOptions) {
    this.checkClosed();
    checkCall(name, callback, args, this.debug);
    return contextFrom(name, options);
  }

  private schedule(
    method: string,
    when: number,
    callback: Callback,
    args: Arguments,
    options?: ScheduleOptions,
  ): TimerHandle {
    if (this.debug) this.checkThread(method);
    const context = this.admit(method, callback, args, options);
    const timer = new TimerHandle(when, callback, args, this, context);
    this.scheduled.push(timer);
    return timer;
  }
}
