import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import { getRunningLoop } from "../loop/current-loop.ts";
import { ValueError } from "../text/errors.ts";
import { type Awaitable, type Coroutine, checkAwaitable, isCoroutine } from "./coroutine.ts";
import { type Future, isFuture } from "./future.ts";

/**
 * Makes a future of anything that can be awaited.
 *
 * @param awaitable a future, which is returned as it is; a coroutine, which becomes a task; another
 *   object on which `yield*` awaits, which is awaited in a task
 * @param options.loop loop for the task; without it, the running one
 * @throws TypeError when it cannot be awaited
 * @throws ValueError when it is a future of another loop
 * @clause run-until-complete.accepts-awaitable
 */
export function ensureFuture<T>(
  awaitable: Awaitable<T>,
  options: { loop?: AbstractEventLoop | undefined } = {},
): Future<T> {
  if (isFuture(awaitable)) {
    // @clause run-until-complete.foreign-future-rejected
    if (options.loop !== undefined && options.loop !== awaitable.getLoop()) {
      throw new ValueError(`${awaitable} belongs to a different loop than the one specified`);
    }
    return awaitable as Future<T>; // @clause run-until-complete.uses-given-future-unwrapped
  }
  checkAwaitable(awaitable); // @clause run-until-complete.rejects-non-awaitable
  const loop = options.loop ?? getRunningLoop();
  return loop.createTask(isCoroutine(awaitable) ? (awaitable as Coroutine<T>) : awaited(awaitable));
}

function* awaited<T>(awaitable: Awaitable<T>): Coroutine<T> {
  return yield* awaitable as Coroutine<T>;
}
