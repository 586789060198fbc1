/**
 * Dimensions that tables are crossed with on purpose: real faults hide in products such as one scheduling method with
 * exactly one argument, or one way to leave a run with the run after it.
 *
 * The larger ones have files of their own: `places.ts`, `endings.ts`, `circumstances.ts`.
 */
import { assign, type CallableArgument, variable } from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callAt,
  callLater,
  callSoon,
  callSoonThreadsafe,
  type ScheduleOptions,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

/** Seconds until the timers of `SCHEDULERS` are due. */
export const TIMER_DELAY = 0.01;

/** A method that schedules a callback. */
export interface Scheduler {
  /** The method's name. */
  readonly method: "call_soon" | "call_soon_threadsafe" | "call_later" | "call_at";
  /** For ids of cases. */
  readonly slug: string;
  /** It schedules for a time, not for the next iteration. */
  readonly timed: boolean;
  /** Schedules; a timer for `TIMER_DELAY` from now. */
  readonly schedule: Schedule;
}

type Schedule = (
  what: CallableArgument,
  args?: readonly Expression[],
  options?: ScheduleOptions,
) => Operation;

/** The methods for the next iteration: what they schedule keeps its order. */
export const READY_SCHEDULERS: readonly Scheduler[] = [
  { method: "call_soon", slug: "call-soon", timed: false, schedule: callSoon },
  {
    method: "call_soon_threadsafe",
    slug: "call-soon-threadsafe",
    timed: false,
    schedule: callSoonThreadsafe,
  },
];

/** The methods for a time. */
export const TIMED_SCHEDULERS: readonly Scheduler[] = [
  {
    method: "call_later",
    slug: "call-later",
    timed: true,
    schedule: (what, args, options) => callLater(TIMER_DELAY, what, args, options),
  },
  {
    method: "call_at",
    slug: "call-at",
    timed: true,
    schedule: (what, args, options) => callAt(TIMER_DELAY, what, args, options),
  },
];

/** Every method that schedules a callback. */
export const SCHEDULERS: readonly Scheduler[] = [...READY_SCHEDULERS, ...TIMED_SCHEDULERS];

/** So many positional arguments. */
export interface ArgumentCount {
  readonly count: number;
  /** "without arguments", "with 1 argument" … for titles. */
  readonly title: string;
  /** For ids of cases. */
  readonly slug: string;
  readonly args: readonly Expression[];
  /** Names of parameters that take them. */
  readonly params: readonly string[];
  /** What the entry of a function with these parameters shows after its name. */
  readonly shown: string;
}

const argumentCount = (count: number): ArgumentCount => {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return {
    count,
    title: count === 0 ? "without arguments" : `with ${count} argument${count === 1 ? "" : "s"}`,
    slug: `${count}-argument${count === 1 ? "" : "s"}`,
    args: numbers,
    params: numbers.map((number) => `p${number}`),
    shown: count === 0 ? "" : `(${numbers.join(", ")})`,
  };
};

/** None, exactly one (often a special case), two, several. */
export const ARGUMENT_COUNTS: readonly ArgumentCount[] = [0, 1, 2, 5].map(argumentCount);

/** What is given as `context`. */
export interface ContextChoice {
  readonly slug: string;
  readonly title: string;
  /** Operations of main that make it. */
  readonly before: readonly Operation[];
  readonly options: ScheduleOptions;
}

/** No context, a copy of the current one, an empty one. */
export const CONTEXTS: readonly ContextChoice[] = [
  { slug: "default-context", title: "without a context", before: [], options: {} },
  {
    slug: "copied-context",
    title: "in a copy of the current context",
    before: [assign("context", { make: "copy_context" })],
    options: { context: variable("context") },
  },
  {
    slug: "empty-context",
    title: "in an empty context",
    before: [assign("context", { make: "context" })],
    options: { context: variable("context") },
  },
];

export { CIRCUMSTANCES, type Circumstance } from "./circumstances.ts";
export { ENDINGS, type Ending } from "./endings.ts";
export { PLACES, type Place, placeOf } from "./places.ts";
