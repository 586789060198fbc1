/** @source functools: partial Objects */

/** Keyword arguments: names and values. */
export type Keywords = Readonly<Record<string, unknown>>;

/** A function with some of its arguments filled in; see {@link partial}. */
export interface Partial<R = unknown> {
  (...args: unknown[]): R;
  /** The function that is called in the end. */
  readonly func: (...args: never[]) => R;
  /** Positional arguments that come before those of the call. */
  readonly args: readonly unknown[];
  /** Keyword arguments; passed as one trailing object, not passed at all when there are none. */
  readonly keywords: Keywords;
}

const partials = new WeakSet<object>();

/**
 * Fills in arguments of a function. The scheduling methods take no keywords for the callback:
 * this is how a callback gets them. Unlike an arrow function, a partial shows its function and
 * arguments in debug output and error messages. A partial of a partial is one of the inner function:
 * positional arguments follow the inner ones, keywords override them.
 *
 * @param func the function to call
 * @param args positional arguments, put before those of the call
 * @param keywords keyword arguments, passed as a trailing object
 * @throws TypeError when `func` is no function, `args` no array, or `keywords` no object
 * @clause partial.delivers-keywords  the function gets positional and keyword arguments
 * @clause partial.scheduling-functions-take-no-kwargs
 */
export function partial<R>(
  func: (...args: never[]) => R,
  args: readonly unknown[] = [],
  keywords: Keywords = {},
): Partial<R> {
  if (typeof func !== "function") {
    throw new TypeError(`Expected \`func\` to be a function, got \`${String(func)}\``);
  }
  if (!Array.isArray(args)) {
    throw new TypeError(`Expected \`args\` to be an array, got \`${String(args)}\``);
  }
  if (typeof keywords !== "object" || keywords === null) {
    throw new TypeError(`Expected \`keywords\` to be an object, got \`${String(keywords)}\``);
  }
  if (isPartial(func)) {
    return partial(func.func as (...rest: never[]) => R, [...func.args, ...args], {
      ...func.keywords,
      ...keywords,
    });
  }
  const trailing = Object.keys(keywords).length > 0 ? [keywords] : [];
  const call = (...rest: unknown[]): R =>
    (func as (...all: unknown[]) => R)(...args, ...rest, ...trailing);
  partials.add(call);
  return Object.assign(call, { func, args, keywords });
}

/**
 * Whether a value was made by {@link partial}.
 *
 * @param value anything
 */
export function isPartial(value: unknown): value is Partial {
  return typeof value === "function" && partials.has(value);
}
