import {
  checkCall,
  checkCallable,
  checkFinite,
  contextFrom,
  type ScheduleOptions,
} from "./check.ts";
import { copyContext } from "./context.ts";
import { ErrorHandling } from "./error-handling.ts";
import { RuntimeError } from "./errors.ts";
import { type Callback, Handle, TimerHandle } from "./handle.ts";
import type { EventLoop } from "./loop.ts";
import { ReadyQueue, type Runnable } from "./ready-queue.ts";
import type { Selector } from "./selector.ts";
import { TimerQueue } from "./timer-queue.ts";

const NO_ARGUMENTS: never[] = [];

/** The parts of the loop that schedule callbacks: at once, or for a time of the loop's clock. */
export abstract class Scheduling extends ErrorHandling {
  protected readonly selector: Selector;
  /** What runs in the next iteration, in order. */
  protected readonly ready = new ReadyQueue();
  /** What waits for its time. */
  protected readonly scheduled = new TimerQueue();
  protected closed = false;

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
   * @clause call-soon.context-keyword-only     a Context among the arguments is an argument
   * @clause call-soon.context-shared-object
   * @clause call-soon.context-invalid
   * @clause call-soon.returns-handle
   * @clause call-soon.return-value-ignored
   * @clause call-soon.rejects-keywords
   * @clause call-soon.rejects-missing-callback
   * @clause call-soon.noncallable-debug
   * @clause call-soon.noncallable-nondebug     reported when its turn comes
   * @clause call-soon.closed-rejected
   * @clause call-soon.wrong-thread-debug       an object never leaves its thread here, so none can
   * @clause close.rejects-scheduling
   * @clause partial.scheduling-functions-take-no-kwargs
   */
  callSoon<A extends unknown[]>(
    callback: (...args: A) => unknown,
    args: readonly [...A] = NO_ARGUMENTS as unknown as A,
    options?: ScheduleOptions,
  ): Handle {
    return this.schedule("callSoon", callback, args, options);
  }

  /**
   * Like {@link callSoon}, and wakes the loop where it waits.
   *
   * An object belongs to one thread in JavaScript and a function cannot be sent to another, so
   * this method is for code of the loop's own thread that runs while the loop waits for the host.
   * Other threads schedule by name, through a {@link LoopPort}.
   *
   * @returns a handle that can cancel it
   * @throws RuntimeError when the loop is closed
   * @clause call-soon-threadsafe.runs-in-loop-thread
   * @clause call-soon-threadsafe.wakes-idle-loop
   * @clause call-soon-threadsafe.same-thread-ok
   * @clause call-soon-threadsafe.ordered-with-call-soon
   * @clause call-soon-threadsafe.order-per-thread
   * @clause call-soon-threadsafe.none-lost
   * @clause call-soon-threadsafe.before-run-queued
   * @clause call-soon-threadsafe.context-explicit
   * @clause call-soon-threadsafe.context-default-of-calling-thread
   * @clause call-soon-threadsafe.returns-cancellable-handle
   * @clause call-soon-threadsafe.closed-rejected
   * @clause call-soon-threadsafe.no-debug-thread-error
   * @clause call-soon-threadsafe.reentrant
   * @clause stop.cross-thread-via-threadsafe
   */
  callSoonThreadsafe<A extends unknown[]>(
    callback: (...args: A) => unknown,
    args: readonly [...A] = NO_ARGUMENTS as unknown as A,
    options?: ScheduleOptions,
  ): Handle {
    const handle = this.schedule("callSoonThreadsafe", callback, args, options);
    this.selector.wakeup();
    return handle;
  }

  /**
   * Schedules a callback for a time from now.
   *
   * @param delay seconds from now; zero and less mean as soon as possible
   * @returns a handle that knows its time and can cancel it
   * @throws TypeError, ValueError when `delay` is no finite number
   * @clause call-later.runs-after-delay   not earlier, up to the clock's resolution
   * @clause call-later.int-or-float
   * @clause call-later.exactly-once
   * @clause call-later.args-and-context
   */
  callLater<A extends unknown[]>(
    delay: number,
    callback: (...args: A) => unknown,
    args: readonly [...A] = NO_ARGUMENTS as unknown as A,
    options?: ScheduleOptions,
  ): TimerHandle {
    checkFinite("delay", delay);
    return this.scheduleAt("callLater", this.time() + delay, callback, args, options);
  }

  /**
   * Schedules a callback for a time of the loop's clock.
   *
   * @param when seconds of `time()`; a time that has passed means as soon as possible
   * @returns a handle that knows its time and can cancel it
   * @throws TypeError, ValueError when `when` is no finite number
   * @clause call-at.absolute-time
   */
  callAt<A extends unknown[]>(
    when: number,
    callback: (...args: A) => unknown,
    args: readonly [...A] = NO_ARGUMENTS as unknown as A,
    options?: ScheduleOptions,
  ): TimerHandle {
    checkFinite("when", when);
    return this.scheduleAt("callAt", when, callback, args, options);
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

  /** @internal A timer in the queue was cancelled. */
  timerCancelled(): void {
    this.scheduled.noteCancelled();
  }

  protected checkClosed(): void {
    if (this.closed) throw new RuntimeError("Event loop is closed");
  }

  private schedule(
    method: string,
    callback: Callback,
    args: readonly unknown[],
    options: ScheduleOptions | undefined,
  ): Handle {
    this.checkClosed();
    checkCall(method, callback, args);
    if (this.debug) checkCallable(method, callback);
    const context = contextFrom(method, options) ?? copyContext();
    const handle = new Handle(callback, args, this as unknown as EventLoop, context);
    this.ready.push(handle);
    return handle;
  }

  private scheduleAt(
    method: string,
    when: number,
    callback: Callback,
    args: readonly unknown[],
    options: ScheduleOptions | undefined,
  ): TimerHandle {
    this.checkClosed();
    checkCall(method, callback, args);
    if (this.debug) checkCallable(method, callback);
    const context = contextFrom(method, options) ?? copyContext();
    const timer = new TimerHandle(when, callback, args, this as unknown as EventLoop, context);
    this.scheduled.push(timer);
    return timer;
  }
}
