/** @source Coroutines and Tasks: Timeouts */
import { checkFinite } from "./check.ts";
import type { Awaitable, Coroutine } from "./coroutine.ts";
import { getRunningLoop } from "./current-loop.ts";
import { ensureFuture } from "./ensure-future.ts";
import { CancelledError, RuntimeError, TimeoutError } from "./errors.ts";
import { currentTask } from "./task.ts";

/**
 * Awaits something for a limited time. When the time is over it is cancelled, and its end awaited.
 *
 * @param awaitable awaited in the current task
 * @param timeout seconds; null waits without limit
 * @throws TimeoutError when the time is over before
 * @throws RuntimeError outside a task
 */
export function* waitFor<T>(awaitable: Awaitable<T>, timeout: number | null): Coroutine<T> {
  if (timeout === null) return yield* awaitable as Coroutine<T>;
  checkFinite("timeout", timeout);
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
    const ours = expired && task.uncancel() <= requestsBefore;
    if (ours && error instanceof CancelledError) throw new TimeoutError("the time is over");
    throw error;
  } finally {
    timer.cancel();
  }
}

function* resultNow<T>(awaitable: Awaitable<T>): Coroutine<T> {
  const future = ensureFuture(awaitable);
  if (future.done()) return future.result();
  future.cancel();
  try {
    return yield* future;
  } catch (error) {
    if (error instanceof CancelledError) throw new TimeoutError("the time is over");
    throw error;
  }
}
