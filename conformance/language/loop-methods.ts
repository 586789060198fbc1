/** Typed builders for calls of the loop's methods and of the asyncio module's functions. */
import { type CallableArgument, callable, do_, type Target, variable } from "./build.ts";
import type { AsyncioFunction, Expression, Keywords } from "./expression.ts";
import type { Operation } from "./operation.ts";

/** How something is scheduled: on which loop, in which context, with which (refused) keywords. */
export interface ScheduleOptions extends Target {
  readonly on?: Expression;
  readonly context?: Expression;
  readonly kwargs?: Keywords;
}

const invoke = (
  m: string,
  args: readonly Expression[],
  { on, context, kwargs, ...target }: ScheduleOptions,
): Operation => {
  const keywords = context === undefined ? kwargs : { ...kwargs, context };
  return do_(
    {
      m,
      ...(on === undefined ? {} : { on }),
      ...(args.length === 0 ? {} : { args }),
      ...(keywords === undefined ? {} : { kwargs: keywords }),
    },
    target,
  );
};

/** A call of any method of the loop under test. */
export const loopCall = (
  method: string,
  args: readonly Expression[] = [],
  options: ScheduleOptions = {},
): Operation => invoke(method, args, options);
/** A call of a method of a named object. */
export const methodCall = (
  on: string,
  method: string,
  args: readonly Expression[] = [],
  target: Target = {},
): Operation => invoke(method, args, { on: variable(on), ...target });

export const callSoon = (
  what: CallableArgument,
  args: readonly Expression[] = [],
  options: ScheduleOptions = {},
): Operation => invoke("call_soon", [callable(what), ...args], options);
export const callSoonThreadsafe = (
  what: CallableArgument,
  args: readonly Expression[] = [],
  options: ScheduleOptions = {},
): Operation => invoke("call_soon_threadsafe", [callable(what), ...args], options);
/** `delay` in seconds. */
export const callLater = (
  delay: number,
  what: CallableArgument,
  args: readonly Expression[] = [],
  options: ScheduleOptions = {},
): Operation => invoke("call_later", [delay, callable(what), ...args], options);
/** `loop.call_at(loop.time() + plus, …)`: `plus` in seconds. */
export const callAt = (
  plus: number,
  what: CallableArgument,
  args: readonly Expression[] = [],
  options: ScheduleOptions = {},
): Operation => {
  const on = options.on === undefined ? {} : { on: options.on };
  return invoke("call_at", [{ time_plus: plus, ...on }, callable(what), ...args], options);
};

/** Options of an operation on a loop other than the one under test. */
export interface OnLoop extends Target {
  readonly on?: Expression;
}

export const runForever = (options: OnLoop = {}): Operation => invoke("run_forever", [], options);
export const runUntilComplete = (what: Expression, options: OnLoop = {}): Operation =>
  invoke("run_until_complete", [what], options);
export const stop = (options: OnLoop = {}): Operation => invoke("stop", [], options);
export const close = (options: OnLoop = {}): Operation => invoke("close", [], options);
export const setDebug = (on: boolean): Operation => invoke("set_debug", [on], {});
export const setExceptionHandler = (what: CallableArgument): Operation =>
  invoke("set_exception_handler", [callable(what)], {});
export const createFuture = (as: string, options: OnLoop = {}): Operation =>
  invoke("create_future", [], { ...options, as });
export const createTask = (
  what: Expression,
  as: string,
  options: ScheduleOptions = {},
): Operation => invoke("create_task", [what], { ...options, as });
export const addReader = (
  pairName: string,
  what: CallableArgument,
  args: readonly Expression[] = [],
): Operation => invoke("add_reader", [{ end: pairName, side: 0 }, callable(what), ...args], {});
export const removeReader = (pairName: string): Operation =>
  invoke("remove_reader", [{ end: pairName, side: 0 }], {});
export const cancel = (handle: string): Operation => methodCall(handle, "cancel");

/** Bound methods of the loop under test, to be scheduled themselves. */
export const STOP: Expression = { bound: "stop" };
export const CLOSE: Expression = { bound: "close" };

/** A call of a function of the asyncio module, as an expression. */
export const asyncio = (name: AsyncioFunction, ...args: Expression[]): Expression =>
  args.length === 0 ? { asyncio: name } : { asyncio: name, args };
/** Runs the loop for some seconds: the way to drain that depends on `run_until_complete` and timers alone. */
export const runFor = (seconds: number): Operation => runUntilComplete(asyncio("sleep", seconds));
/** Runs the loop until a timer stops it: the way to drain that depends on `run_forever` and timers alone. */
export const runForeverFor = (seconds: number): Operation[] => [
  callLater(seconds, STOP),
  runForever(),
];
