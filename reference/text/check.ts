import { Context, currentContext, type Values } from "../context/context.ts";
import { isPartial } from "../context/partial.ts";
import { isCoroutine } from "../futures/coroutine.ts";
import { ValueError } from "./errors.ts";
import { describe } from "./format.ts";

/** Options of the methods that schedule a callback. */
export interface ScheduleOptions {
  /** The context to run the callback in; without it, a copy of the current one. */
  readonly context?: Context | undefined;
}

/** What a callback is given by keyword goes another way. */
const OF_A_CALLBACK = ". Keywords for a callback: partial(callback, args, keywords)";

/**
 * Refuses options that the method does not have: a misspelt one would be without effect.
 *
 * @param hint end of the message
 * @clause call-soon.rejects-keywords  an unknown keyword schedules nothing
 */
export function checkOptions(
  method: string,
  options: object,
  known: readonly string[],
  hint = `: there are ${known.join(", ")}`,
): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(
      `Expected the options of ${method}() to be an object, got ${describe(options)}`,
    );
  }
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    throw new TypeError(`${method}() has no option \`${key}\`${hint}`);
  }
}

/** Refuses all options of a method that takes a callback and nothing by keyword. */
export function checkNoOptions(method: string, options: object): void {
  checkOptions(method, options, [], OF_A_CALLBACK);
}

/** The options of a method that has none; there so that keywords for a callback are refused. */
export type NoOptions = Readonly<Record<string, never>>;

/** No options. */
export const NO_OPTIONS: NoOptions = {};

const SCHEDULE_OPTIONS = ["context"] as const;

/** The context of a scheduling method's options; without one, what the current context holds. */
export function contextFrom(
  method: string,
  options: ScheduleOptions | undefined,
): Context | Values {
  if (options === undefined) return currentContext().snapshot();
  checkOptions(method, options, SCHEDULE_OPTIONS, OF_A_CALLBACK);
  return checkContext(options.context) ?? currentContext().snapshot();
}

/**
 * Refuses anything but a context; null stands for none, as it does in Python.
 *
 * @clause call-soon.context-invalid
 */
export function checkContext(context: Context | null | undefined): Context | undefined {
  if (context === undefined || context === null) return undefined;
  if (context instanceof Context) return context;
  throw new TypeError(`Expected \`context\` to be a Context, got ${describe(context)}`);
}

/**
 * Refuses a missing callback, arguments that are no list and, if `strict`, what cannot be called.
 *
 * @clause call-soon.rejects-missing-callback
 * @clause call-soon.noncallable-debug  with `strict`, the error comes at the call
 */
export function checkCall(method: string, callback: unknown, args: unknown, strict: boolean): void {
  if (callback === undefined) throw new TypeError(`${method}() needs a callback, got none`);
  if (!Array.isArray(args)) {
    throw new TypeError(`Expected \`args\` of ${method}() to be an array, got ${describe(args)}`);
  }
  if (!strict) return;
  checkNoCoroutine(method, callback);
  if (typeof callback !== "function") {
    throw new TypeError(`a callable was expected by ${method}(), got ${describe(callback)}`);
  }
}

/** Refuses anything but a function, or null for none. */
export function checkFunctionOrNull(name: string, value: unknown): void {
  if (value === null || typeof value === "function") return;
  throw new TypeError(`Expected \`${name}\` to be a function or null, got ${describe(value)}`);
}

/** Refuses what is sent to a generator that was not begun: no `yield` of its body waits for it. */
export function checkNothingSent(value: unknown): void {
  if (value === undefined || value === null) return;
  throw new TypeError(
    `Expected \`value\` to be undefined or null for a new generator, got ${describe(value)}`,
  );
}

/** Refuses a coroutine, and a function that would make one, as a callback. */
export function checkNoCoroutine(method: string, callback: unknown): void {
  if (!isCoroutine(callback) && !isGeneratorFunction(callback)) return;
  throw new TypeError(
    `coroutines cannot be used with ${method}(), got ${describe(callback)}: use createTask()`,
  );
}

/** Refuses anything but a finite number. */
export function checkFinite(name: string, value: unknown): void {
  if (!Number.isFinite(value)) throw noNumber(name, "a finite number", value);
}

/** Refuses what is no number of seconds to wait: it may be infinite, and NaN is none. */
export function checkSeconds(name: string, value: unknown): void {
  if (typeof value !== "number" || Number.isNaN(value)) throw noNumber(name, "a number", value);
}

function noNumber(name: string, wanted: string, value: unknown): Error {
  const message = `Expected \`${name}\` to be ${wanted}, got ${describe(value)}`;
  return typeof value === "number" ? new ValueError(message) : new TypeError(message);
}

/** Refuses what is no number of a descriptor. */
export function checkDescriptor(name: string, value: unknown): number {
  if (Number.isInteger(value) && (value as number) >= 0) return value as number;
  throw new ValueError(
    `Expected \`${name}\` to be a descriptor (an integer >= 0), got ${describe(value)}`,
  );
}

/** Refuses what is no text, or no text for C, where NUL would end it. */
export function checkText(name: string, value: unknown): asserts value is string {
  if (typeof value !== "string") {
    throw new TypeError(`Expected \`${name}\` to be a string, got ${describe(value)}`);
  }
  if (!value.includes("\0")) return;
  throw new ValueError(
    `embedded null byte in \`${name}\`: expected text without NUL, got ${describe(value)}`,
  );
}

/** Whether calling a value would make a coroutine instead of running anything. */
function isGeneratorFunction(value: unknown): boolean {
  const called = isPartial(value) ? value.func : value;
  return Object.prototype.toString.call(called) === "[object GeneratorFunction]";
}
