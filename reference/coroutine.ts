/** @source Coroutines and Tasks: Awaitables */
import type { Future } from "./future.ts";

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

/** What a task can wait for. */
export type Awaitable<T = unknown> = Coroutine<T> | Future<T> | AwaitableObject<T>;

/**
 * Whether a value is a coroutine object, that is, a generator object.
 *
 * @param value anything
 */
export function isCoroutine(value: unknown): value is Coroutine {
  if (typeof value !== "object" || value === null) return false;
  const { next, throw: raise, return: close } = value as Coroutine;
  return typeof next === "function" && typeof raise === "function" && typeof close === "function";
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
