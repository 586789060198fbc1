/** @source Coroutines and Tasks: Sleeping */

import { getRunningLoop } from "../loop/current-loop.ts";
import { checkSeconds } from "../text/check.ts";
import type { Coroutine } from "./coroutine.ts";
import type { Future } from "./future.ts";

/**
 * Suspends the task.
 *
 * @param delay seconds; zero or less gives way for one iteration, Infinity waits to be cancelled
 * @param result what the coroutine returns
 * @throws TypeError when `delay` is no number
 * @throws ValueError when it is NaN
 */
export function* sleep<T = undefined>(delay: number, result?: T): Coroutine<T> {
  checkSeconds("delay", delay);
  if (delay <= 0) {
    yield;
    return result as T;
  }
  const loop = getRunningLoop();
  const future = loop.createFuture<T>();
  const timer = delay === Infinity ? null : loop.callLater(delay, wake, [future, result as T]);
  try {
    return yield* future;
  } finally {
    timer?.cancel();
  }
}

function wake<T>(future: Future<T>, result: T): void {
  if (!future.done()) future.setResult(result);
}
