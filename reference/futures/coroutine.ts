/** @source Coroutines and Tasks: Awaitables */
import { describe } from "../text/format.ts";

/**
 * A coroutine object: a generator object. `yield*` awaits.
 *
 * It yields futures (through their own `yield*`) and, to give way for one iteration, nothing.
 */
export type Coroutine<T = unknown> = Generator<unknown, T, void>;

/** An object on which `yield*` awaits: its `[Symbol.iterator]` is a generator function. */
export interface AwaitableObject<T = unknown> {
  /** Makes the coroutine that `yield*` runs. */
  [Symbol.iterator](): Generator<unknown, T, void>;
}

/** What a task can wait for: a coroutine, a future, or another object on which `yield*` awaits. */
export type Awaitable<T = unknown> = Coroutine<T> | AwaitableObject<T>;

/**
 * Whether a value is a coroutine object, that is, a generator object. What `async function*` makes is
 * none: its `next()` gives promises.
 *
 * @param value anything
 */
export function isCoroutine(value: unknown): value is Coroutine {
  if (typeof value !== "object" || value === null) return false;
  const { next, throw: raise, return: close } = value as Coroutine;
  if (typeof next !== "function" || typeof raise !== "function") return false;
  return typeof close === "function" && !(Symbol.asyncIterator in value);
}

/**
 * Whether `yield*` on an object awaits. Arrays, strings, maps and other collections do not:
 * their iterators are no generators.
 *
 * @param value anything
 */
export function isAwaitableObject(value: unknown): value is AwaitableObject {
  if (typeof value !== "object" || value === null) return false;
  const iterate = (value as { [Symbol.iterator]?: unknown })[Symbol.iterator];
  return Object.prototype.toString.call(iterate) === "[object GeneratorFunction]";
}

/**
 * Refuses what `yield*` does not await.
 *
 * @throws TypeError when it is neither future, nor coroutine, nor an awaitable object
 */
export function checkAwaitable(value: unknown): void {
  if (isCoroutine(value) || isAwaitableObject(value)) return;
  throw new TypeError(
    `Expected a future, a coroutine or an object that \`yield*\` awaits, got ${describe(value)}`,
  );
}
