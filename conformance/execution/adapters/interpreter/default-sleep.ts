/** `asyncio.sleep` for implementations that bring none. */
import { callMethod, hasMethod } from "./members.ts";
import type { World } from "./scope.ts";

/**
 * Suspends a coroutine by a timer of the loop under test. Without `createFuture()` there is nothing to wait for: the
 * coroutine then gives way until the timer has run, so that what the loop does have can be judged.
 *
 * @param delay seconds; zero or less gives way for one iteration
 */
export function* defaultSleep(
  world: World,
  delay: number,
  result: unknown = null,
): Generator<unknown, unknown, unknown> {
  if (delay <= 0) {
    yield;
    return result;
  }
  const { errors, names } = world;
  const loop = names.get("loop");
  if (!hasMethod(loop, "create_future")) return yield* givingWay(loop, delay, result, errors);
  const future = callMethod(loop, "create_future", [], errors) as Iterable<unknown>;
  const wake = () => {
    if (callMethod(future, "done", [], errors) !== true)
      callMethod(future, "set_result", [result], errors);
  };
  const timer = callMethod(loop, "call_later", [delay, wake], errors);
  try {
    return yield* future;
  } finally {
    callMethod(timer, "cancel", [], errors);
  }
}

function* givingWay(
  loop: unknown,
  delay: number,
  result: unknown,
  errors: World["errors"],
): Generator<unknown, unknown, unknown> {
  let over = false;
  const end = () => {
    over = true;
  };
  callMethod(loop, "call_later", [delay, end], errors);
  while (!over) yield;
  return result;
}
