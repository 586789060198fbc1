/** Pieces that many tables write. */
import type { Expression } from "../../language/expression.ts";

/** Seconds after which a timer never fires within a case. */
export const FAR = 3600;

/** Seconds within which something that is promised must have happened. */
export const AT_ALL = 10;

/** Limit, in seconds, of cases with thousands of iterations: a loop may be slow. */
export const LONG = 30;

/** `name(0)`, `name(1)` …: entries of a function that is called with numbers. */
export const numbered = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${name}(${index})`);

/** The same entry so many times. */
export const times = (count: number, entry: string): string[] => Array(count).fill(entry);

/** A call of a method without arguments, on the loop under test unless `on` is given. */
export const ask = (m: string, on?: Expression): Expression =>
  on === undefined ? { m } : { m, on };

export const IS_RUNNING: Expression = { m: "is_running" };
export const IS_CLOSED: Expression = { m: "is_closed" };
