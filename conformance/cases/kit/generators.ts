/** Open asynchronous generators, for cases about who closes them. */
import {
  assign,
  asyncGenerator,
  await_,
  call,
  coroutine,
  log,
  tryFinally,
  variable,
  yield_,
} from "../../language/build.ts";
import type { ProgramFunction } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

export const SHUTDOWN: Expression = { m: "shutdown_asyncgens" };
export const shutDown: Operation = runUntilComplete(SHUTDOWN);

/** A coroutine that takes one value from the generator bound to `name`. */
export const stepOf = (name: string): ProgramFunction =>
  coroutine(await_({ anext: variable(name) }, { show: "value" }));

/** A generator that logs `closed` when it is closed. */
export const closing = asyncGenerator(tryFinally([yield_(1), yield_(2)], log("closed")));

/** The functions of `opened`. */
export const one = { gen: closing, step: stepOf("g") };

/** Binds a new generator of `gen` to `g` and takes its first value, in a run of its own. */
export const opened: Operation[] = [assign("g", call("gen")), runUntilComplete(call("step"))];

/** What `opened` writes. */
export const openedTrace = ["step", "gen", "value=1"];

/** In a coroutine: binds a new generator to `name` and takes its first value. */
export const openInRun = (name: string, fn = "gen", ...args: Expression[]): Operation[] => [
  assign(name, call(fn, ...args)),
  await_({ anext: variable(name) }),
];
