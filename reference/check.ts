import { Context } from "./context.ts";
import { isCoroutine } from "./coroutine.ts";
import { ValueError } from "./errors.ts";
import { describe } from "./format.ts";

/** Options of the methods that schedule a callback. */
export interface ScheduleOptions {
  /** The context to run the callback in; without it, a copy of the current one. */
  readonly context?: Context | undefined;
}

/**
 * Refuses options that the method does not have.
 *
 * @clause call-soon.rejects-keywords                   an unknown keyword schedules nothing
 * @clause partial.scheduling-functions-take-no-kwargs
 */
export function checkOptions(method: string, options: object, known: readonly string[]): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(
      `Expected the options of ${method}() to be an object, got ${describe(options)}`,
    );
  }
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue;
    throw new TypeError(
      `${method}() has no option \`${key}\`. Keywords for the callback go into partial(callback, args, keywords)`,
    );
  }
}

const SCHEDULE_OPTIONS = ["context"] as const;

/** Reads the context from a scheduling method's options; null where none is given. */
export function contextFrom(method: string, options: ScheduleOptions | undefined): Context | null {
  if (options === undefined) return null;
  checkOptions(method, options, SCHEDULE_OPTIONS);
  const { context } = options;
  if (context === undefined || context === null) return null;
  if (context instanceof Context) return context;
  throw new TypeError(`Expected \`context\` to be a Context, got ${describe(context)}`);
}

/** Refuses a call without callback, or with arguments that are no list. */
export function checkCall(method: string, callback: unknown, args: unknown): void {
  if (callback === undefined) throw new TypeError(`${method}() needs a callback, got none`);
  if (!Array.isArray(args)) {
    throw new TypeError(`Expected \`args\` of ${method}() to be an array, got ${describe(args)}`);
  }
}

/**
 * Refuses what can never run as a callback.
 *
 * @clause call-soon.noncallable-debug  in debug mode the error comes at the call
 */
export function checkCallable(method: string, callback: unknown): void {
  if (isCoroutine(callback) || isGeneratorFunction(callback)) {
    throw new TypeError(
      `coroutines cannot be used with ${method}(), got ${describe(callback)}: use createTask()`,
    );
  }
  if (typeof callback !== "function") {
    throw new TypeError(`a callable was expected by ${method}(), got ${describe(callback)}`);
  }
}

/** Refuses anything but a finite number. */
export function checkFinite(name: string, value: unknown): void {
  if (typeof value !== "number") {
    throw new TypeError(`Expected \`${name}\` to be a finite number, got ${describe(value)}`);
  }
  if (!Number.isFinite(value)) {
    throw new ValueError(`Expected \`${name}\` to be a finite number, got ${describe(value)}`);
  }
}

function isGeneratorFunction(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object GeneratorFunction]";
}
