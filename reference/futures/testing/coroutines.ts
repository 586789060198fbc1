/** Loops and coroutines that specs of several functions use. */
import { type Coroutine, EventLoop, sleep, VirtualSelector } from "../../index.ts";

export const makeLoop = () => new EventLoop(new VirtualSelector());

/** Fails with this error after so many seconds. */
export function* failing(after: number, error: unknown): Coroutine<never> {
  yield* sleep(after);
  throw error;
}

/** The same coroutine, a second later. */
export function* afterwards<T>(coroutine: Coroutine<T>): Coroutine<T> {
  yield* sleep(1);
  return yield* coroutine;
}
