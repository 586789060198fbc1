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
import type { LoopState } from "./state.ts";

// Functions, not a class: scheduling is what a loop does most, and each object between costs a check.

/**
 * Schedules a callback for the next iteration, also while the loop waits.
 *
 * @clause call-soon-threadsafe.no-debug-thread-error
 * @clause call-soon-threadsafe.ordered-with-call-soon
 * @clause call-soon-threadsafe.before-run-queued
 */
export function threadsafe(
  state: LoopState,
  owner: HandleOwner,
  callback: Callback,
  args: Arguments,
  options?: ScheduleOptions,
): Handle {
  const context = admit(state, "callSoonThreadsafe", callback, args, options);
  const handle = new Handle(callback, args, owner, context);
  state.ready.push(handle);
  state.selector.wakeup(); // @clause call-soon-threadsafe.wakes-idle-loop
  return handle;
}

/** Schedules a callback for a time of the loop's clock. */
export function at(
  state: LoopState,
  owner: HandleOwner,
  method: string,
  when: number,
  callback: Callback,
  args: Arguments,
  options?: ScheduleOptions,
): TimerHandle {
  if (state.debug) checkThread(state, owner, method);
  const context = admit(state, method, callback, args, options);
  const timer = new TimerHandle(when, callback, args, owner, context);
  state.scheduled.push(timer); // @clause call-later.exactly-once
  return timer;
}

/**
 * Another thread cannot call here; what the host calls while the loop waits for it can.
 *
 * @clause call-soon.wrong-thread-debug-type
 * @clause call-soon.wrong-thread-debug
 */
export function checkThread(state: LoopState, owner: HandleOwner, method: string): void {
  if (!state.running || (_getRunningLoop() as unknown) === owner) return;
  throw new RuntimeError(`${method}() was called from outside the run: use callSoonThreadsafe()`);
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
