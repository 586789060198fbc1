/** What the case language asks of values, the way Python answers. */

/** A fresh object with an identity and nothing else. */
export class ProgramObject {}

/** JavaScript has two values for Python's None. */
export const isNone = (value: unknown): value is null | undefined =>
  value === null || value === undefined;

/** Whether it is the same object; JavaScript's two empty values are one. */
export const isSame = (a: unknown, b: unknown): boolean =>
  isNone(a) ? isNone(b) : Object.is(a, b) || a === b;

/** Whether two values are equal: numbers and texts by value, arrays and bytes by their elements. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (isSame(a, b)) return true;
  if (!isSequence(a) || !isSequence(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  return a.length === b.length && Array.from(a).every((item, index) => isEqual(item, b[index]));
}

const isSequence = (value: unknown): value is ArrayLike<unknown> =>
  Array.isArray(value) || value instanceof Uint8Array;

/** Truth as in Python: nothing, zero and what is empty are false. */
export function isTrue(value: unknown): boolean {
  if (isSequence(value)) return value.length > 0;
  if (value instanceof Map || value instanceof Set) return value.size > 0;
  return Boolean(value);
}

/** An object literal, as keyword arguments and a handler's context are. */
export function isPlainObject(value: unknown): value is { readonly [key: string]: unknown } {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}

/** A mapping's or sequence's item; null where a mapping lacks it. An object literal stands for a named tuple, too. */
export function itemOf(of: unknown, key: string | number): unknown {
  if (of instanceof Map) return of.get(key) ?? null;
  if (isSequence(of) && typeof key === "number") {
    const index = key < 0 ? of.length + key : key;
    if (index in of) return of[index];
    throw new RangeError(`there is no item ${key} among ${of.length}`);
  }
  if (typeof key === "number" && isPlainObject(of)) return Object.values(of)[key] ?? null;
  if (typeof of === "object" && of !== null)
    return (of as { readonly [key: string]: unknown })[key] ?? null;
  throw new TypeError(`${String(of)} has no items`);
}

/** Number of elements. */
export function lengthOf(of: unknown): number {
  if (typeof of === "string" || isSequence(of)) return of.length;
  if (of instanceof Map || of instanceof Set) return of.size;
  if (isPlainObject(of)) return Object.keys(of).length;
  throw new TypeError(`${String(of)} has no length`);
}

/** Whether a value is a coroutine object: in JavaScript, a generator object. */
export const isGenerator = (value: unknown): value is Generator<unknown, unknown, unknown> =>
  Object.prototype.toString.call(value) === "[object Generator]";

/**
 * Whether `yield*` awaits it: a generator object, or an object whose iterator is a generator function. The iterators
 * of collections are not generators.
 */
export function isAwaitable(value: unknown): value is Iterable<unknown> {
  if (typeof value !== "object" || value === null) return false;
  if (isGenerator(value)) return true;
  const iterate = (value as { readonly [Symbol.iterator]?: unknown })[Symbol.iterator];
  return Object.prototype.toString.call(iterate) === "[object GeneratorFunction]";
}
