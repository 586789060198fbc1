/** `asyncio.sleep` for implementations that bring none. */
import { callMethod } from "./members.ts";
import type { World } from "./scope.ts";

/**
 * Suspends a coroutine by a timer of the loop under test.
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
