/** Operations that contain others, await, or leave: performed as a generator, so that an await can go up to a task. */
import type { Operation } from "../../../language/operation.ts";
import type { AnyFunction, ContextObject } from "../asyncio-module.ts";
import { ProgramFault, Unsupported } from "./faults.ts";
import { kindOf } from "./kinds.ts";
import { callMethod } from "./members.ts";
import { given } from "./module-names.ts";
import { deliver, type PlainOperations, plainOperations } from "./operations.ts";
import type { Completion, Performance, Scope } from "./scope.ts";
import { isStray, noteStray } from "./stray.ts";
import { isAwaitable, isTrue } from "./values.ts";

type Of<Name extends Operation["op"]> = Extract<Operation, { readonly op: Name }>;
type ControlName = Exclude<Operation["op"], keyof typeof plainOperations>;
type ControlOperations = {
  readonly [Name in ControlName]: (operation: Of<Name>, scope: Scope) => Performance;
};

const BREAK: Completion = { leave: "break" };

/** Performs operations one after the other, until one leaves. */
export function* perform(body: readonly Operation[], scope: Scope): Performance {
  for (const operation of body) {
    const plain = (plainOperations as PlainOperations)[operation.op];
    if (plain !== undefined) {
      plain(operation as never, scope);
      continue;
    }
    const control = CONTROL[operation.op as ControlName];
    if (control === undefined) {
      throw new ProgramFault(`there is no operation \`${operation.op}\``);
    }
    const completion = yield* control(operation as never, scope);
    if (completion !== undefined) return completion;
  }
  return undefined;
}

/** Performs a body in which nothing can wait; what a function of kind callback does. */
export function performNow(body: readonly Operation[], scope: Scope): Completion | undefined {
  const step = perform(body, scope).next();
  if (step.done) return step.value;
  throw new ProgramFault(`the program waits in a ${scope.kind}, where nothing can`);
}

/** A result that is still to come: main waits for it where the implementation runs asynchronously. */
export class Pending {
  readonly promise: PromiseLike<unknown>;

  constructor(promise: PromiseLike<unknown>) {
    this.promise = promise;
  }
}

const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;

/** Only main is outside of the loop: what it waits for, the loop can bring about. */
function* settled(promise: Promise<unknown>, scope: Scope): Generator<unknown, unknown, unknown> {
  if (scope.kind === "main") return yield new Pending(promise);
  promise.catch(() => undefined); // nobody else is going to look at it
  throw new Unsupported(`a ${scope.kind} got a promise, and only main can wait for one`);
}

function onlyIn(operation: Operation, scope: Scope, ...kinds: readonly Scope["kind"][]): void {
  if (kinds.includes(scope.kind)) return;
  throw new ProgramFault(`\`${operation.op}\` cannot stand in a ${scope.kind}`);
}

const CONTROL: ControlOperations = {
  *do(operation, scope) {
    let value = scope.value(operation.what);
    if (isPromise(value)) value = yield* settled(value, scope);
    deliver(value, operation, scope);
    return undefined;
  },

  *await(operation, scope) {
    onlyIn(operation, scope, "coroutine", "asyncgen");
    deliver(yield* awaited(scope.value(operation.what)), operation, scope);
    return undefined;
  },

  *try(operation, scope) {
    try {
      return yield* performCatching(operation, scope);
    } finally {
      if (operation.final !== undefined) yield* perform(operation.final, scope);
    }
  },

  *finally({ body, final }, scope) {
    try {
      return yield* perform(body, scope);
    } finally {
      yield* perform(final, scope);
    }
  },

  *repeat({ times, index, body }, scope) {
    for (let count = 0; count < times; count += 1) {
      if (index !== undefined) scope.locals.set(index, count);
      const completion = yield* perform(body, scope);
      if (completion === BREAK) break;
      if (completion !== undefined) return completion;
    }
    return undefined;
  },

  if(operation, scope) {
    const chosen = isTrue(scope.value(operation.test)) ? operation.then : operation.else;
    return perform(chosen ?? [], scope);
  },

  // biome-ignore lint/correctness/useYield: it leaves, without waiting
  *return({ value }, scope) {
    return { leave: "return", value: value === undefined ? undefined : scope.value(value) };
  },

  *yield(operation, scope) {
    onlyIn(operation, scope, "asyncgen");
    const produced = operation.value === undefined ? null : scope.value(operation.value);
    const sent: unknown = yield given<AnyFunction>("emit", scope)(produced);
    if (operation.as !== undefined) scope.world.names.set(operation.as, sent ?? null);
    return undefined;
  },

  *async_for(operation, scope) {
    onlyIn(operation, scope, "coroutine", "asyncgen");
    const generator = scope.value(operation.over);
    for (;;) {
      const next = yield* nextOf(generator, scope);
      if (next === undefined) return undefined;
      scope.locals.set(operation.each, next.value);
      const completion = yield* perform(operation.body, scope);
      if (completion === BREAK) return undefined;
      if (completion !== undefined) return completion;
    }
  },

  // biome-ignore lint/correctness/useYield: it leaves, without waiting
  *break() {
    return BREAK;
  },

  *gc(_operation, scope) {
    const { collect } = scope.world.host;
    if (collect === undefined) {
      throw new Unsupported("this adapter has no garbage collector that could be run on demand");
    }
    yield* settled(collect(), scope);
    return undefined;
  },

  *in_context({ context, body }, scope) {
    const { host } = scope.world;
    const now = () => performNow(body, scope);
    // A context is entered for as long as a call lasts: nothing in it can wait.
    const { blocking } = host;
    (scope.value(context) as ContextObject).run(blocking === undefined ? now : () => blocking(now));
    return undefined;
  },
};

/** Awaits a value; what cannot be awaited is a TypeError as in Python. */
function* awaited(value: unknown): Generator<unknown, unknown, unknown> {
  if (!isAwaitable(value)) throw new TypeError("an object that is not awaitable cannot be awaited");
  return yield* value;
}

/** The next value of an asynchronous generator; undefined at its end. */
function* nextOf(
  generator: unknown,
  { world }: Scope,
): Generator<unknown, { readonly value: unknown } | undefined, unknown> {
  try {
    return { value: yield* awaited(callMethod(generator, "anext", [], world.errors)) };
  } catch (error) {
    if (kindOf(error) === "StopAsyncIteration") return undefined;
    throw error;
  }
}

/**
 * The body of a `try`, with what handles its errors.
 *
 * Closing a generator of JavaScript runs `finally` and no `catch`: there the handler runs too, as Python raises
 * GeneratorExit, but nothing can keep the generator from closing afterwards.
 */
function* performCatching(operation: Of<"try">, scope: Scope): Performance {
  let left = false;
  try {
    const completion = yield* perform(operation.body, scope);
    left = true;
    return completion;
  } catch (error) {
    left = true;
    if (isStray(error, scope.world)) throw noteStray(error, scope.world);
    const completion = yield* handle(operation, error, scope);
    if (completion === undefined && operation.reraise) throw error;
    return completion;
  } finally {
    if (!left) yield* handle(operation, new (scope.world.errors.of("GeneratorExit"))(), scope);
  }
}

function* handle(operation: Of<"try">, error: unknown, scope: Scope): Performance {
  if (operation.as !== undefined) scope.locals.set(operation.as, error);
  if (operation.catch !== undefined) return yield* perform(operation.catch, scope);
  scope.world.recorder.log(`!${kindOf(error)}`);
  return undefined;
}
