/** @source PEP 525; language reference: Asynchronous generator functions */
import { checkNothingSent } from "../text/check.ts";
import { RuntimeError, StopAsyncIteration } from "../text/errors.ts";
import type { Coroutine } from "./coroutine.ts";

/** A value that the body of an asynchronous generator produces, as opposed to an await request. */
class Emitted {
  readonly value: unknown;

  constructor(value: unknown) {
    this.value = value;
  }
}

/**
 * In the body of an asynchronous generator, `yield emit(value)` produces a value.
 *
 * @param value what `anext()` returns
 */
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
 * @param next the new hooks
 * @clause run-forever.asyncgen-hooks-installed-and-restored  a run installs the loop's, then restores
 */
export function setAsyncGeneratorHooks(next: AsyncGeneratorHooks): void {
  hooks = next;
}

/** How the body is resumed: with a value, an error, or the request to end. */
type Resume = (body: AsyncGeneratorBody) => IteratorResult<unknown, unknown>;

/**
 * What an asynchronous generator consists of, apart from the object that its user holds.
 *
 * The loop keeps this part of each open generator and not the user's object, so that the latter
 * can be collected, which calls the finalizer.
 */
export class AsyncGeneratorState {
  private readonly body: AsyncGeneratorBody;
  private state: "new" | "suspended" | "running" | "closed" = "new";
  private finalizer: AsyncGeneratorHooks["finalizer"] = null;
  private readonly abandonable: Abandonable = { state: null };
  /** Called when the generator is finished, so that the loop forgets it. */
  onFinished: ((generator: AsyncGeneratorState) => void) | null = null;

  /** @internal */
  constructor(body: AsyncGeneratorBody) {
    this.body = body;
  }

  /** @internal Resumes the body until it produces a value; await requests go up to the task. */
  *advance(user: AsyncGenerator, resume: Resume, sent?: unknown): Coroutine {
    if (this.state === "running") throw new RuntimeError("generator is already running");
    if (this.state === "new") this.begin(user, sent);
    if (this.state === "closed") throw new StopAsyncIteration();
    let next = resume;
    this.state = "running";
    this.abandonable.state = null;
    try {
      for (;;) {
        const { done, value } = next(this.body);
        if (done) break;
        if (value instanceof Emitted) {
          this.state = "suspended";
          this.abandonable.state = this;
          return value.value;
        }
        next = yield* forward(value);
      }
    } catch (error) {
      if (!(error instanceof StopAsyncIteration)) throw error;
      // Else an iteration within the body that came to its end unnoticed would end this one too.
      throw new RuntimeError("the body of an asynchronous generator raised StopAsyncIteration");
    } finally {
      if (this.state === "running") this.state = "closed";
      if (this.state === "closed") this.onFinished?.(this);
    }
    throw new StopAsyncIteration();
  }

  /** @internal Ends the body: its `finally` blocks run, and what they await is awaited. */
  *close(user: AsyncGenerator): Coroutine<void> {
    if (this.state === "new") this.state = "closed"; // a body that never began has no `finally`
    if (this.state === "closed") return;
    try {
      // Rejected: throwing GeneratorExit. A bare `catch` in the body would swallow it.
      yield* this.advance(user, (body) => body.return(undefined));
    } catch (error) {
      if (error instanceof StopAsyncIteration) return;
      throw error;
    }
    throw new RuntimeError("asynchronous generator produced a value while it was being closed");
  }

  /** @internal Called when the user's object was collected. */
  abandon(): void {
    if (this.state === "suspended") this.finalizer?.(this);
  }

  private begin(user: AsyncGenerator, sent: unknown): void {
    checkNothingSent(sent);
    this.finalizer = hooks.finalizer;
    if (this.finalizer !== null) abandoned.register(user, this.abandonable);
    hooks.firstIteration?.(this);
  }
}

/** Hands an await request to the task; returns how to resume the body with what came back. */
function* forward(request: unknown): Generator<unknown, Resume, void> {
  try {
    yield request;
    return (body) => body.next();
  } catch (error) {
    return (body) => body.throw(error);
  }
}

/**
 * What the finalizer is called for. Empty while the body runs: what it awaits then leads to the task that holds the
 * user's object, which would never be collected.
 */
interface Abandonable {
  state: AsyncGeneratorState | null;
}

const abandoned = new FinalizationRegistry<Abandonable>(({ state }) => state?.abandon());

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
  anext(): Coroutine<T> {
    return this.state.advance(this, (body) => body.next()) as Coroutine<T>;
  }

  /**
   * The next value; `yield emit(…)` in the body evaluates to what is sent.
   *
   * @param value what is sent; to a generator that was not begun, only undefined or null
   * @throws TypeError when it is sent where no `yield` waits for it
   */
  asend(value: S): Coroutine<T> {
    return this.state.advance(this, (body) => body.next(value as never), value) as Coroutine<T>;
  }

  /**
   * The next value after an error was thrown into the body where it stands.
   *
   * @param error what is thrown
   */
  athrow(error: unknown): Coroutine<T> {
    return this.state.advance(this, (body) => body.throw(error)) as Coroutine<T>;
  }

  /**
   * Ends the body: its `finally` blocks run, awaits included. Without effect at its end.
   *
   * @throws RuntimeError when the body produces a value instead of ending
   */
  aclose(): Coroutine<void> {
    return this.state.close(this);
  }
}
