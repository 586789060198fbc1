/** @source language reference: The async for statement */
import { AsyncGenerator, type AsyncGeneratorBody } from "./async-generator.ts";
import { type Coroutine, isCoroutine } from "./coroutine.ts";
import { StopAsyncIteration } from "./errors.ts";
import { describe } from "./format.ts";

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

/**
 * Iterates over an asynchronous generator, as `async for` does.
 *
 * @param generator what to iterate over; left open when the iteration ends early
 * @param body called with each value; a generator function may await; BREAK ends the iteration
 * @throws TypeError when `generator` is no asynchronous generator
 */
export function* forEach<T>(
  generator: AsyncGenerator<T>,
  body: (value: T) => unknown,
): Coroutine<void> {
  if (!(generator instanceof AsyncGenerator)) {
    throw new TypeError(
      `Expected \`generator\` to be an asynchronous generator, got ${describe(generator)}`,
    );
  }
  for (;;) {
    let value: T;
    try {
      value = yield* generator.anext();
    } catch (error) {
      if (error instanceof StopAsyncIteration) return;
      throw error;
    }
    const outcome = body(value);
    const result = isCoroutine(outcome) ? yield* outcome : outcome;
    if (result === BREAK) return;
  }
}
