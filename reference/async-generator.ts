import type { Coroutine } from "./coroutine.ts";
import { RuntimeError, StopAsyncIteration } from "./errors.ts";

/** A value that the body of an asynchronous generator produces, as opposed to an await request. */
class Emitted {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/** In the body of an asynchronous generator, `yield emit(value)` produces a value. */
export function emit(value: unknown): object {
  return new Emitted(value);
}

/** Body of an asynchronous generator: `yield emit(v)` produces, `yield*` awaits. */
export type AsyncGeneratorBody = Generator<unknown, unknown, never>;

/** Called for the generators of this thread; a running loop installs its own. */
export interface AsyncGeneratorHooks {
  /** Called once for each generator, when it is iterated for the first time. */
  readonly firstIteration: ((generator: AsyncGeneratorState) => void) | null;
  /** Called for a generator that was begun, not finished, and is no longer reachable. */
  readonly finalizer: ((generator: AsyncGeneratorState) => void) | null;
}

let hooks: AsyncGeneratorHooks = { firstIteration: null, finalizer: null };

/** The hooks that are in force in this thread. */
export function getAsyncGeneratorHooks(): AsyncGeneratorHooks {
  return hooks;
}

/**
 * Replaces the hooks of this thread.
 *
 * @clause run-forever.asyncgen-hooks-installed-and-restored  a run installs the loop's, then restores
 */
export function setAsyncGeneratorHooks(next: AsyncGeneratorHooks): void {
  hooks = next;
}

/**
 * What an asynchronous generator consists of, apart from the object that its user holds.
 *
 * The loop keeps this part of each open generator and not the user's object, so that the latter
 * can be collected, which calls the finalizer.
 */
export class AsyncGeneratorState {
  private readonly body: AsyncGeneratorBody;
  private begun = false;
  private closed = false;
  private running = false;
  private finalizer: AsyncGeneratorHooks["finalizer"] = null;
  /** Called when the generator is finished, so that the loop forgets it. */
  onFinished: ((generator: AsyncGeneratorState) => void) | null = null;

  /** @internal */
  constructor(body: AsyncGeneratorBody) {
    this.body = body;
  }

  /** Calls the hooks when this is the first iteration. */
  begin(user: AsyncGenerator): void {
    if (this.begun) return;
    this.begun = true;
    this.finalizer = hooks.finalizer;
    if (this.finalizer !== null) abandoned.register(user, this);
    hooks.firstIteration?.(this);
  }

  /** Called when the user's object was collected. */
  abandon(): void {
    if (!this.closed) this.finalizer?.(this);
  }

  /** Resumes the body until it produces a value; await requests go up to the task. */
  *advance(resume: (body: AsyncGeneratorBody) => IteratorResult<unknown, unknown>): Coroutine {
    if (this.running) throw new RuntimeError("asynchronous generator is already running");
    if (this.closed) throw new StopAsyncIteration();
    this.running = true;
    try {
      return yield* this.untilEmitted(resume);
    } finally {
      this.running = false;
    }
  }

  /** Ends the body: its `finally` blocks run, and what they await is awaited. */
  *close(): Coroutine<void> {
    if (this.closed && !this.running) return;
    if (!this.begun) {
      this.closed = true;
      return;
    }
    try {
      // Rejected: throwing GeneratorExit. A bare `catch` in the body would swallow it.
      yield* this.advance((body) => body.return(undefined));
    } catch (error) {
      if (error instanceof StopAsyncIteration) return;
      throw error;
    }
    throw new RuntimeError("asynchronous generator produced a value while it was being closed");
  }

  private *untilEmitted(
    resume: (body: AsyncGeneratorBody) => IteratorResult<unknown, unknown>,
  ): Coroutine {
    let next = resume;
    for (;;) {
      let step: IteratorResult<unknown, unknown>;
      try {
        step = next(this.body);
      } catch (error) {
        this.finish();
        throw error;
      }
      if (step.done) {
        this.finish();
        throw new StopAsyncIteration();
      }
      if (step.value instanceof Emitted) return step.value.value;
      next = yield* forward(step.value);
    }
  }

  private finish(): void {
    this.closed = true;
    this.onFinished?.(this);
  }
}

/** Hands an await request to the task; returns how to resume the body with what came back. */
function* forward(
  request: unknown,
): Generator<unknown, (body: AsyncGeneratorBody) => IteratorResult<unknown, unknown>, void> {
  try {
    yield request;
    return (body) => body.next();
  } catch (error) {
    return (body) => body.throw(error);
  }
}

const abandoned = new FinalizationRegistry<AsyncGeneratorState>((state) => state.abandon());

/**
 * An asynchronous generator: its body may await between the values that it produces.
 *
 * `anext`, `asend`, `athrow` and `aclose` return coroutines; nothing happens before they are awaited.
 */
export class AsyncGenerator<T = unknown, S = unknown> {
  private readonly state: AsyncGeneratorState;

  /** @param body generator object that produces with `yield emit(value)`, or the state of another */
  constructor(body: AsyncGeneratorBody | AsyncGeneratorState) {
    this.state = body instanceof AsyncGeneratorState ? body : new AsyncGeneratorState(body);
  }

  /**
   * The next value.
   *
   * @throws StopAsyncIteration when the body is at its end
   * @throws RuntimeError when another call is still being awaited
   */
  *anext(): Coroutine<T> {
    this.state.begin(this);
    return (yield* this.state.advance((body) => body.next())) as T;
  }

  /** The next value; `yield emit(…)` in the body evaluates to `value`. */
  *asend(value: S): Coroutine<T> {
    this.state.begin(this);
    return (yield* this.state.advance((body) => body.next(value as never))) as T;
  }

  /** The next value after `error` was thrown into the body where it stands. */
  *athrow(error: unknown): Coroutine<T> {
    this.state.begin(this);
    return (yield* this.state.advance((body) => body.throw(error))) as T;
  }

  /**
   * Ends the body: its `finally` blocks run, awaits included. Without effect at its end.
   *
   * @throws RuntimeError when the body produces a value instead of ending
   */
  aclose(): Coroutine<void> {
    return this.state.close();
  }
}

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

/**
 * Iterates over an asynchronous generator, as `async for` does.
 *
 * @param generator what to iterate over; left open when the iteration ends early
 * @param body called with each value; a generator function may await; BREAK ends the iteration
 */
export function* forEach<T>(
  generator: AsyncGenerator<T>,
  body: (value: T) => unknown,
): Coroutine<void> {
  for (;;) {
    let value: T;
    try {
      value = yield* generator.anext();
    } catch (error) {
      if (error instanceof StopAsyncIteration) return;
      throw error;
    }
    const outcome = body(value);
    const result = isGenerator(outcome) ? yield* outcome : outcome;
    if (result === BREAK) return;
  }
}

function isGenerator(value: unknown): value is Coroutine {
  return Object.prototype.toString.call(value) === "[object Generator]";
}
