import type { Context, Values } from "../context/context.ts";
import {
  type Arguments,
  type Callback,
  Handle,
  type HandleOwner,
  TimerHandle,
} from "../context/handle.ts";
import { checkCall, contextFrom, type ScheduleOptions } from "../text/check.ts";
import { RuntimeError } from "../text/errors.ts";
import { _getRunningLoop } from "./current-loop.ts";
import type { ReadyQueue } from "./ready-queue.ts";
import type { LoopState } from "./state.ts";

/** Schedules callbacks: at once, or for a time of the loop's clock. */
export class Scheduling {
  private readonly state: LoopState;
  private readonly ready: ReadyQueue;
  /** The loop, as its handles know it. */
  private readonly owner: HandleOwner;

  constructor(state: LoopState, owner: HandleOwner) {
    this.state = state;
    this.ready = state.ready;
    this.owner = owner;
  }

  /** For the next iteration. */
  soon(callback: Callback, args: Arguments, options?: ScheduleOptions): Handle {
    if (this.state.debug) this.checkThread("callSoon");
    const context = admit(this.state, "callSoon", callback, args, options);
    const handle = new Handle(callback, args, this.owner, context);
    // @clause call-soon.not-synchronous @clause call-soon.each-registration-once
    // @clause call-soon.before-run-kept
    this.ready.push(handle);
    return handle;
  }

  /**
   * For the next iteration, also while the loop waits.
   *
   * @clause call-soon-threadsafe.no-debug-thread-error
   * @clause call-soon-threadsafe.ordered-with-call-soon
   * @clause call-soon-threadsafe.before-run-queued
   */
  threadsafe(callback: Callback, args: Arguments, options?: ScheduleOptions): Handle {
    const context = admit(this.state, "callSoonThreadsafe", callback, args, options);
    const handle = new Handle(callback, args, this.owner, context);
    this.ready.push(handle);
    this.state.selector.wakeup(); // @clause call-soon-threadsafe.wakes-idle-loop
    return handle;
  }

  /** For a time of the loop's clock. */
  at(
    method: string,
    when: number,
    callback: Callback,
    args: Arguments,
    options?: ScheduleOptions,
  ): TimerHandle {
    const { state } = this;
    if (state.debug) this.checkThread(method);
    const context = admit(state, method, callback, args, options);
    const timer = new TimerHandle(when, callback, args, this.owner, context);
    state.scheduled.push(timer); // @clause call-later.exactly-once
    return timer;
  }

  /**
   * Another thread cannot call here; what the host calls while the loop waits for it can.
   *
   * @clause call-soon.wrong-thread-debug-type
   * @clause call-soon.wrong-thread-debug
   */
  private checkThread(method: string): void {
    if (!this.state.running || (_getRunningLoop() as unknown) === this.owner) return;
    throw new RuntimeError(`${method}() was called from outside the run: use callSoonThreadsafe()`);
  }
}

/**
 * Checks a call that schedules a callback, and finds the context for it.
 *
 * @clause call-soon.context-keyword-only   a Context among the arguments is an argument
 * @clause partial.scheduling-functions-take-no-kwargs
 */
export function admit(
  state: LoopState,
  method: string,
  callback: Callback,
  args: Arguments,
  options?: ScheduleOptions,
): Context | Values {
  // @clause call-soon.closed-rejected @clause call-soon-threadsafe.closed-rejected
  // @clause close.rejects-scheduling
  state.checkOpen();
  checkCall(method, callback, args, state.debug);
  // @clause call-soon.context-shared-object @clause call-later.args-and-context
  // @clause call-soon-threadsafe.context-explicit
  // @clause call-soon-threadsafe.context-default-of-calling-thread
  return contextFrom(method, options);
}
