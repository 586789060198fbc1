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
export const cb = make("callback");
export const cbWith = makeWith("callback");
/** A coroutine function. */
export const coro = make("coroutine");
export const coroWith = makeWith("coroutine");
/** An asynchronous generator function. */
export const agen = make("asyncgen");
export const agenWith = makeWith("asyncgen");
/** An exception handler: its parameters are `loop_` and `context`. */
export const handler = make("handler");
/** A function that another thread runs. */
export const threadFn = make("thread");
export const threadFnWith = makeWith("thread");

/** The same function without a trace entry at entry. */
export const quiet = (fn: ProgramFunction): ProgramFunction => ({ ...fn, quiet: true });
/** The same function taking any number of further positional arguments, as a tuple named `rest`. */
export const variadic = (fn: ProgramFunction, rest = "rest"): ProgramFunction => ({ ...fn, rest });
/** The same function taking any keyword arguments, shown at entry. */
export const withKeywords = (fn: ProgramFunction): ProgramFunction => ({ ...fn, keywords: true });

/** A named value. */
export const v = (name: string): Expression => ({ $: name });
/** A function of the program, as a value. */
export const f = (name: string): Expression => ({ fn: name });
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
export const evaluate = (what: Expression, target: Target = {}): Operation => ({
  op: "do",
  what,
  ...target,
});
/** Binds a value to a name. */
export const set = (as: string, what: Expression): Operation => ({ op: "do", what, as });
/** Writes `label=value` into the trace. */
export const show = (label: string, what: Expression): Operation => ({
  op: "do",
  what,
  show: label,
});
export const awaitFor = (what: Expression, target: Target = {}): Operation => ({
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
export const attempt = (...body: Operation[]): Operation => ({ op: "try", body });
/** Runs the body; an error caught is bound to `as` and `handle` runs instead of the `!Kind` entry. */
export const rescue = (body: Operation[], as: string, ...handle: Operation[]): Operation => ({
  op: "try",
  body,
  catch: handle,
  as,
});
export const atLast = (body: Operation[], ...final: Operation[]): Operation => ({
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
export const when = (test: Expression, then: Operation[], otherwise?: Operation[]): Operation =>
  otherwise === undefined ? { op: "if", test, then } : { op: "if", test, then, else: otherwise };
export const giveBack = (value?: Expression): Operation =>
  value === undefined ? { op: "return" } : { op: "return", value };
export const produce = (value?: Expression): Operation =>
  value === undefined ? { op: "yield" } : { op: "yield", value };
export const asyncFor = (over: Expression, each: string, ...body: Operation[]): Operation => ({
  op: "async_for",
  over,
  each,
  body,
});
export const cvSet = (name: string, value: Expression): Operation => ({
  op: "cv_set",
  var: name,
  value,
});
/** Writes `name=value` of a context variable into the trace. */
export const cvShow = (name: string): Operation => show(name, { cv: name });
export const inContext = (context: Expression, ...body: Operation[]): Operation => ({
  op: "in_context",
  context,
  body,
});

export const thread = (fn: string, as: string, ...args: Expression[]): Operation =>
  args.length === 0 ? { op: "thread", fn, as } : { op: "thread", fn, as, args };
export const join = (name: string): Operation => ({ op: "join", thread: name });
export const event = (as: string): Operation => set(as, { make: "event" });
export const open = (name: string): Operation => evaluate({ m: "set", on: v(name) });
export const wait = (name: string): Operation => ({ op: "wait", event: name });
export const block = (seconds: number): Operation => ({ op: "block", seconds });
export const pair = (as: string): Operation => set(as, { make: "socketpair" });
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
