import { checkFinite } from "./check.ts";
import type { Coroutine } from "./coroutine.ts";
import { getRunningLoop } from "./current-loop.ts";

/**
 * Suspends the task.
 *
 * @param delay seconds; zero or less gives way for one iteration
 * @param result what the coroutine returns
 * @throws TypeError, ValueError when `delay` is no finite number
 */
export function sleep(delay: number): Coroutine<void>;
export function sleep<T>(delay: number, result: T): Coroutine<T>;
export function* sleep(delay: number, result?: unknown): Coroutine {
  checkFinite("delay", delay);
  if (delay <= 0) {
    yield;
    return result;
  }
  const loop = getRunningLoop();
  const future = loop.createFuture<unknown>();
  const timer = loop.callLater(delay, wake, [future, result]);
  try {
    return yield* future;
  } finally {
    timer.cancel();
  }
}

function wake(future: { done(): boolean; setResult(value: unknown): void }, result: unknown): void {
  if (!future.done()) future.setResult(result);
}
