/**
 * Typed builders for functions and control flow: what the tables of cases are written with.
 *
 * A builder only makes the plain JSON of `expression.ts` and `operation.ts`; checks are elsewhere (`check.ts`).
 */
import type { FunctionKind, ProgramFunction } from "./case.ts";
import type { ErrorKind, Expression, SignalName } from "./expression.ts";
import type { Measure, Operation } from "./operation.ts";

const make =
  (kind: FunctionKind) =>
  (...body: Operation[]): ProgramFunction => ({ kind, body });
const makeWith =
  (kind: FunctionKind) =>
  (params: readonly string[], ...body: Operation[]): ProgramFunction => ({ kind, params, body });

/** A plain function that a loop calls. `cbWith` names its parameters. */
export const callback = make("callback");
export const callbackWith = makeWith("callback");
/** A coroutine function. */
export const coroutine = make("coroutine");
export const coroutineWith = makeWith("coroutine");
/** An asynchronous generator function. */
export const asyncGenerator = make("asyncgen");
export const asyncGeneratorWith = makeWith("asyncgen");
/** An exception handler: its parameters are `loop_` and `context`. */
export const handler = make("handler");
/** A function that another thread runs. */
export const threadFunction = make("thread");
export const threadFunctionWith = makeWith("thread");

/** The same function without a trace entry at entry. */
export const quiet = (fn: ProgramFunction): ProgramFunction => ({ ...fn, quiet: true });
/** The same function taking any number of further positional arguments, as a tuple named `rest`. */
export const variadic = (fn: ProgramFunction, rest = "rest"): ProgramFunction => ({ ...fn, rest });
/** The same function with parameters that a caller may leave out and gives by keyword. */
export const withOptional = (fn: ProgramFunction, ...optional: string[]): ProgramFunction => ({
  ...fn,
  optional,
});
/** The same function taking any keyword arguments, shown at entry. */
export const withKeywords = (fn: ProgramFunction): ProgramFunction => ({ ...fn, keywords: true });

/** A named value. */
export const variable = (name: string): Expression => ({ $: name });
/** A function of the program, as a value. */
export const functionNamed = (name: string): Expression => ({ fn: name });
/** A callable given by the name of a function of the program, or by an expression. */
export type CallableArgument = string | Expression;
export const callable = (what: CallableArgument): Expression =>
  typeof what === "string" ? { fn: what } : what;
/** A call of a function of the program: a coroutine object for a coroutine function. */
export const call = (fn: string, ...args: Expression[]): Expression =>
  args.length === 0 ? { call: fn } : { call: fn, args };
export const same = (a: Expression, b: Expression): Expression => ({ same: [a, b] });
export const errorOf = (error: ErrorKind, message?: string): Expression =>
  message === undefined ? { error } : { error, message };

/** Where a value goes: `as` binds it, `show` writes `show=value` into the trace. */
export interface Target {
  readonly as?: string;
  readonly show?: string;
}

export const log = (text: string, value?: Expression): Operation =>
  value === undefined ? { op: "log", text } : { op: "log", text, value };
export const do_ = (what: Expression, target: Target = {}): Operation => ({
  op: "do",
  what,
  ...target,
});
/** Binds a value to a name. */
export const assign = (as: string, what: Expression): Operation => ({ op: "do", what, as });
/** Writes `label=value` into the trace. */
export const show = (label: string, what: Expression): Operation => ({
  op: "do",
  what,
  show: label,
});
export const await_ = (what: Expression, target: Target = {}): Operation => ({
  op: "await",
  what,
  ...target,
});
/** Awaits `asyncio.sleep(seconds)`. */
export const sleep = (seconds: number): Operation => ({
  op: "await",
  what: { asyncio: "sleep", args: [seconds] },
});
export const raise = (kind: ErrorKind, message?: string): Operation => ({
  op: "raise",
  what: errorOf(kind, message),
});
/** Runs the body; an error caught is written as `!Kind`. */
export const try_ = (...body: Operation[]): Operation => ({ op: "try", body });
/** Runs the body; an error caught is bound to `as` and `handle` runs instead of the `!Kind` entry. */
export const tryExcept = (body: Operation[], as: string, ...handle: Operation[]): Operation => ({
  op: "try",
  body,
  catch: handle,
  as,
});
export const tryFinally = (body: Operation[], ...final: Operation[]): Operation => ({
  op: "finally",
  body,
  final,
});
export const repeat = (times: number, ...body: Operation[]): Operation => ({
  op: "repeat",
  times,
  body,
});
export const repeatWith = (times: number, index: string, ...body: Operation[]): Operation => ({
  op: "repeat",
  times,
  index,
  body,
});
export const if_ = (test: Expression, then: Operation[], otherwise?: Operation[]): Operation =>
  otherwise === undefined ? { op: "if", test, then } : { op: "if", test, then, else: otherwise };
export const return_ = (value?: Expression): Operation =>
  value === undefined ? { op: "return" } : { op: "return", value };
export const yield_ = (value?: Expression): Operation =>
  value === undefined ? { op: "yield" } : { op: "yield", value };
export const asyncFor = (over: Expression, each: string, ...body: Operation[]): Operation => ({
  op: "async_for",
  over,
  each,
  body,
});
export const contextVarSet = (name: string, value: Expression): Operation => ({
  op: "cv_set",
  var: name,
  value,
});
/** Writes `name=value` of a context variable into the trace. */
export const contextVarShow = (name: string): Operation => show(name, { cv: name });
export const inContext = (context: Expression, ...body: Operation[]): Operation => ({
  op: "in_context",
  context,
  body,
});

export const thread = (fn: string, as: string, ...args: Expression[]): Operation =>
  args.length === 0 ? { op: "thread", fn, as } : { op: "thread", fn, as, args };
export const join = (name: string): Operation => ({ op: "join", thread: name });
export const event = (as: string): Operation => assign(as, { make: "event" });
export const eventSet = (name: string): Operation => do_({ m: "set", on: variable(name) });
export const wait = (name: string): Operation => ({ op: "wait", event: name });
export const block = (seconds: number): Operation => ({ op: "block", seconds });
export const pair = (as: string): Operation => assign(as, { make: "socketpair" });
export const makeReady = (name: string): Operation => ({ op: "make_ready", pair: name });
export const drain = (name: string): Operation => ({ op: "drain", pair: name });
export const drop = (...names: string[]): Operation => ({ op: "drop", names });
export const weak = (of: Expression, as: string): Operation => ({ op: "weak", of, as });
export const gc = (): Operation => ({ op: "gc" });
export const measure = (what: Measure, as: string): Operation => ({ op: "measure", what, as });
export const difference = (what: Measure, from: string, as: string): Operation => ({
  op: "difference",
  what,
  from,
  as,
});
export const onSignal = (signal: SignalName, fn: string | null): Operation => ({
  op: "signal",
  signal,
  fn,
});
export const raiseSignal = (signal: SignalName): Operation => ({ op: "raise_signal", signal });
