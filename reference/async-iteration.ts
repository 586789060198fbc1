/** @source language reference: The async for statement */
import { AsyncGenerator, type AsyncGeneratorBody } from "./async-generator.ts";
import { type Coroutine, isCoroutine } from "./coroutine.ts";
import { StopAsyncIteration } from "./errors.ts";

/**
 * Makes an asynchronous generator function.
 *
 * @param body generator function that produces with `yield emit(value)`
 * @returns a function with the same parameters that returns an {@link AsyncGenerator}
 */
export function asyncGenerator<A extends unknown[], T = unknown>(
  body: (...args: A) => AsyncGeneratorBody,
): (...args: A) => AsyncGenerator<T> {
  return (...args) => new AsyncGenerator<T>(body(...args));
}

/** Returned by the function given to {@link forEach}: ends the iteration. */
export const BREAK = Symbol("break");

/** What gives its values one after the other: an asynchronous generator, a StreamReader. */
export interface AsyncIterator<T> {
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
 */
export function* forEach<T>(
  iterator: AsyncIterator<T>,
  body: (value: T) => unknown,
): Coroutine<void> {
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
