/** @source language reference: The async for statement */

import { StopAsyncIteration } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { AsyncGenerator, type AsyncGeneratorBody } from "./async-generator.ts";
import { type Coroutine, isCoroutine } from "./coroutine.ts";

/**
 * Makes an asynchronous generator function.
 *
 * @param body generator function that produces with `yield emit(value)`
 * @returns a function with the same parameters that returns an {@link AsyncGenerator}; it throws
 *   TypeError when `body` is no generator function
 */
export function asyncGenerator<A extends unknown[], T = unknown>(
  body: (...args: A) => AsyncGeneratorBody,
): (...args: A) => AsyncGenerator<T> {
  return (...args) => {
    const made = body(...args);
    if (isCoroutine(made)) return new AsyncGenerator<T>(made);
    throw new TypeError(`Expected \`body\` to return a generator object, got ${describe(made)}`);
  };
}

/** Returned by the function given to {@link forEach}: ends the iteration. */
export const BREAK = Symbol("break");

/** What gives its values one after the other: an asynchronous generator, a StreamReader. */
export interface AsynchronousIterator<T> {
  /**
   * The next value.
   *
   * @throws StopAsyncIteration at the end
   */
  anext(): Coroutine<T>;
}

/**
 * Iterates over an asynchronous generator or the lines of a stream, as `async for` does.
 *
 * @param iterator what to iterate over; left open when the iteration ends early
 * @param body called with each value; a generator function may await; BREAK ends the iteration
 * @throws TypeError when `iterator` has no `anext()`
 */
export function* forEach<T>(
  iterator: AsynchronousIterator<T>,
  body: (value: T) => unknown,
): Coroutine<void> {
  if (typeof iterator?.anext !== "function") {
    throw new TypeError(
      `Expected \`iterator\` to be an asynchronous iterator, got ${describe(iterator)}`,
    );
  }
  for (;;) {
    let value: T;
    try {
      value = yield* iterator.anext();
    } catch (error) {
      if (error instanceof StopAsyncIteration) return;
      throw error;
    }
    const outcome = body(value);
    const result = isCoroutine(outcome) ? yield* outcome : outcome;
    if (result === BREAK) return;
  }
}
