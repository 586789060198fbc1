/** @source Coroutines and Tasks: Timeouts */

import { getRunningLoop } from "../loop/current-loop.ts";
import { checkSeconds } from "../text/check.ts";
import { CancelledError, RuntimeError, TimeoutError } from "../text/errors.ts";
import { type Awaitable, type Coroutine, checkAwaitable } from "./coroutine.ts";
import { ensureFuture } from "./ensure-future.ts";
import { currentTask } from "./introspection.ts";

/**
 * Awaits something for a limited time. When the time is over it is cancelled, and its end awaited.
 *
 * @param awaitable awaited in the current task
 * @param timeout seconds; zero or less takes what is done already; null and Infinity are no limit
 * @throws TimeoutError when the time is over before
 * @throws TypeError when it cannot be awaited, or `timeout` is neither number nor null
 * @throws ValueError when `timeout` is NaN
 * @throws RuntimeError outside a task
 */
export function* waitFor<T>(awaitable: Awaitable<T>, timeout: number | null): Coroutine<T> {
  checkAwaitable(awaitable);
  if (timeout === null || timeout === Infinity) return yield* awaitable as Coroutine<T>;
  checkSeconds("timeout", timeout);
  const loop = getRunningLoop();
  const task = currentTask(loop);
  if (task === null) throw new RuntimeError("waitFor() has to be awaited in a task");
  if (timeout <= 0) return yield* resultNow(awaitable);
  let expired = false;
  const requestsBefore = task.cancelling();
  const timer = loop.callLater(timeout, () => {
    expired = true;
    task.cancel();
  });
  try {
    return yield* awaitable as Coroutine<T>;
  } catch (error) {
    // The CancelledError is the timer's own unless somebody else has asked for it too.
    const ours = expired && task.cancelling() <= requestsBefore + 1;
    if (ours && error instanceof CancelledError) throw new TimeoutError("the time is over");
    throw error;
  } finally {
    timer.cancel();
    if (expired) task.uncancel(); // also where the cancellation was swallowed
  }
}

function* resultNow<T>(awaitable: Awaitable<T>): Coroutine<T> {
  const future = ensureFuture(awaitable);
  if (future.done()) return future.result();
  // Waiting for the future itself would pass a cancellation of this task on to it, and there take it
  // for the one that was asked for here.
  const ended = getRunningLoop().createFuture<void>();
  const tell = () => {
    if (!ended.done()) ended.setResult();
  };
  future.addDoneCallback(tell);
  try {
    future.cancel();
    yield* ended;
  } finally {
    future.removeDoneCallback(tell);
  }
  try {
    return future.result();
  } catch (error) {
    if (error instanceof CancelledError) throw new TimeoutError("the time is over");
    throw error;
  }
}
