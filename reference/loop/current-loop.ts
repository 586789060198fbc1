/** @source Event Loop: Obtaining the Event Loop; what begins with `_` is for authors of loops */
import { RuntimeError } from "../text/errors.ts";
import type { AbstractEventLoop } from "./abstract-event-loop.ts";

/**
 * Invariant: the loop that is running callbacks in this thread now. A module's variables belong to
 * one thread (each worker loads its own copy), so this is per thread without further work.
 *
 * @clause get-running-loop.per-thread
 */
let runningLoop: AbstractEventLoop | null = null;

/**
 * The running event loop of the calling thread.
 *
 * @throws RuntimeError when the thread is running no loop
 * @clause obtaining.four-functions-exist
 * @clause get-running-loop.ignores-set-event-loop   current is not running
 * @clause get-running-loop.no-side-effects
 */
export function getRunningLoop(): AbstractEventLoop {
  // @clause get-running-loop.raises-when-none @clause get-running-loop.raises-before-and-after-run
  // @clause get-running-loop.raises-in-worker-thread  a worker starts without running loop
  if (runningLoop === null) throw new RuntimeError("no running event loop");
  // @clause get-running-loop.returns-loop-in-coroutine @clause get-running-loop.returns-loop-in-callback
  // @clause get-running-loop.returns-loop-in-other-callback-kinds  timers, readers, future callbacks …
  return runningLoop;
}

/** The running event loop of the calling thread, or null. */
export function _getRunningLoop(): AbstractEventLoop | null {
  return runningLoop;
}

/**
 * Sets the running event loop of the calling thread. For authors of loops, not for users.
 *
 * @param loop the loop whose callbacks are about to run, null when they are over
 */
export function _setRunningLoop(loop: AbstractEventLoop | null): void {
  runningLoop = loop;
}
