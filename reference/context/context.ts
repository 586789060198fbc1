/** @source contextvars: Context Variables, Manual Context Management */
import { LookupError, RuntimeError, ValueError } from "../text/errors.ts";

/** @internal What a context holds; taken from one, it is never written to again. */
export type Values = Map<ContextVar<unknown>, unknown>;

/** Stands for the absence of a value. */
const MISSING = Symbol("no value");
const EMPTY: Values = new Map();

/**
 * A mapping of context variables to values. Callbacks and tasks run in one.
 *
 * A copy shares its values with the original until either is written to. So what every scheduled
 * callback takes of its caller's context costs nothing while it waits, and one small object when it runs.
 */
export class Context {
  private values: Values = EMPTY;
  /** Invariant: a map that two contexts hold is marked shared in both, and never written to. */
  private shared = true;
  /** @internal Whether code runs in this context. */
  entered = false;

  /** @internal A context that holds what another one held. */
  static holding(values: Values): Context {
    const context = new Context();
    context.values = values;
    return context;
  }

  /**
   * Calls a function with this context as the current one.
   *
   * @param callback what to call
   * @param args its arguments
   * @returns what the function returns
   * @throws RuntimeError when this context is already entered
   * @clause call-soon.context-explicit  changes made by the function stay in this object
   */
  run<A extends unknown[], R>(callback: (...args: A) => R, ...args: A): R {
    const outer = enterContext(this);
    try {
      return callback(...args);
    } finally {
      leaveContext(this, outer);
    }
  }

  /**
   * The variable's value in this context; undefined where it has none.
   *
   * @param variable the variable
   */
  get<T>(variable: ContextVar<T>): T | undefined {
    return this.values.get(variable) as T | undefined;
  }

  /**
   * Whether the variable has a value in this context.
   *
   * @param variable the variable
   */
  has(variable: ContextVar<unknown>): boolean {
    return this.values.has(variable);
  }

  /** The variables that have a value in this context. */
  keys(): IterableIterator<ContextVar<unknown>> {
    return this.values.keys();
  }

  /** A context of its own with the same values. */
  copy(): Context {
    return Context.holding(this.snapshot());
  }

  /** @internal What it holds now. Costs nothing: that it is shared from now on is all that changes. */
  snapshot(): Values {
    this.shared = true;
    return this.values;
  }

  /** @internal Writes or, given MISSING, removes a value. */
  assign(variable: ContextVar<unknown>, value: unknown): void {
    if (this.shared) this.values = new Map(this.values);
    this.shared = false;
    if (value === MISSING) this.values.delete(variable);
    else this.values.set(variable, value);
  }
}

/** Invariant: the context of the code that runs now in this thread. */
let current = new Context();

/** @internal The current context itself, not a copy. */
export function currentContext(): Context {
  return current;
}

/** @internal Enters a context and returns the one to come back to. */
export function enterContext(context: Context): Context {
  if (context.entered) throw new RuntimeError("cannot enter context: it is already entered");
  context.entered = true;
  const outer = current;
  current = context;
  return outer;
}

/** @internal Leaves a context for the one that entering it has returned. */
export function leaveContext(context: Context, outer: Context): void {
  context.entered = false;
  current = outer;
}

/**
 * A copy of the current context.
 *
 * @clause call-soon.context-default-is-snapshot  later changes by the caller are not seen in the copy
 */
export function copyContext(): Context {
  return current.copy();
}

/** Remembers what a variable held before a `set()`, for `reset()`. */
export interface Token<T> {
  /** The variable that was set. */
  readonly variable: ContextVar<T>;
  /** @internal */
  readonly context: Context;
  /** @internal */
  readonly before: unknown;
  /** @internal */
  used: boolean;
}

/** A variable whose value depends on the current context. */
export class ContextVar<T> {
  /** The name, for people. */
  readonly name: string;
  private readonly fallback: T | typeof MISSING;

  /**
   * @param name for people
   * @param options.default what `get()` answers where no value is set
   */
  constructor(name: string, options: { default?: T } = {}) {
    this.name = name;
    this.fallback = "default" in options ? (options.default as T) : MISSING;
  }

  /**
   * The value in the current context.
   *
   * @param fallback answered where there is none, before the variable's own default
   * @throws LookupError when there is neither value nor default
   */
  get(...fallback: [value?: T]): T {
    if (current.has(this)) return current.get(this) as T;
    if (fallback.length > 0) return fallback[0] as T;
    if (this.fallback !== MISSING) return this.fallback;
    throw new LookupError(`context variable ${this.name} has no value in the current context`);
  }

  /**
   * Sets the value in the current context.
   *
   * @param value the new value
   * @returns a token that undoes it
   */
  set(value: T): Token<T> {
    const before = current.has(this) ? current.get(this) : MISSING;
    current.assign(this, value);
    return { variable: this, context: current, before, used: false };
  }

  /**
   * Gives the variable the value that it had before the `set()` that made the token.
   *
   * @param token what `set()` has returned
   * @throws ValueError when the token is another variable's or was made in another context
   * @throws RuntimeError when the token was used before
   */
  reset(token: Token<T>): void {
    if (token.used) throw new RuntimeError(`the token of ${this.name} has already been used once`);
    if (token.variable !== this) throw new ValueError(`the token is not one of ${this.name}`);
    if (token.context !== current) throw new ValueError("the token was made in another context");
    token.used = true;
    current.assign(this, token.before);
  }
}
