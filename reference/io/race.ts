import type { Coroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import type { Task } from "../futures/task.ts";
import { waitFor } from "../futures/wait-for.ts";
import { isException, TimeoutError } from "../text/errors.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";

/**
 * Tries several ways one after the other until one succeeds. A new one begins when the former has
 * failed or, at the latest, a delay after it began; the first that succeeds ends the others.
 *
 * @param attempts the ways, each begun by calling it
 * @param delay seconds; null waits for each failure
 * @param discard called with the result of a way that succeeded too late
 * @returns the first result, or null; and the errors of the ways that failed
 */
export function* race<T>(
  loop: DescriptorLoop,
  attempts: readonly (() => Coroutine<T>)[],
  delay: number | null,
  discard: (late: T) => void,
): Coroutine<[result: T | null, errors: unknown[]]> {
  const errors: unknown[] = [];
  const running = new Set<Task<void>>();
  const finish = loop.createFuture<T>();
  const run = function* (attempt: () => Coroutine<T>): Coroutine<void> {
    try {
      const result = yield* attempt();
      if (finish.done()) discard(result);
      else finish.setResult(result);
    } catch (error) {
      if (!isException(error)) throw error; // cancelled: another one was faster
      errors.push(error);
    }
  };
  try {
    for (const attempt of attempts) {
      const task = loop.createTask(run(attempt));
      running.add(task);
      yield* untilDoneOr(loop, task, finish as Future<unknown>, delay);
      if (finish.done()) break;
    }
    for (const task of running) {
      if (!finish.done()) yield* untilDoneOr(loop, task, finish as Future<unknown>, null);
    }
    return [finish.done() ? finish.result() : null, errors];
  } catch (error) {
    const winner = finish.done() ? finish.result() : null;
    if (winner !== null) discard(winner); // cancelled before anybody could take it
    throw error;
  } finally {
    for (const task of running) task.cancel();
  }
}

/** Waits for a task, but no longer than until the race is over or the time has passed. */
function* untilDoneOr(
  loop: DescriptorLoop,
  task: Task<void>,
  finish: Future<unknown>,
  delay: number | null,
): Coroutine<void> {
  const either = loop.createFuture<void>();
  const wake = () => !either.done() && either.setResult();
  task.addDoneCallback(wake);
  finish.addDoneCallback(wake);
  try {
    yield* waitFor(either, delay);
  } catch (error) {
    if (!(error instanceof TimeoutError)) throw error;
  }
}
