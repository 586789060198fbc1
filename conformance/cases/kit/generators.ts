/** Open asynchronous generators, for cases about who closes them. */
import { agen, atLast, awaitFor, call, coro, log, produce, set, v } from "../../language/build.ts";
import type { ProgramFunction } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

export const SHUTDOWN: Expression = { m: "shutdown_asyncgens" };
export const shutDown: Operation = runUntilComplete(SHUTDOWN);

/** A coroutine that takes one value from the generator bound to `name`. */
export const stepOf = (name: string): ProgramFunction =>
  coro(awaitFor({ anext: v(name) }, { show: "value" }));

/** A generator that logs `closed` when it is closed. */
export const closing = agen(atLast([produce(1), produce(2)], log("closed")));

/** The functions of `opened`. */
export const one = { gen: closing, step: stepOf("g") };

/** Binds a new generator of `gen` to `g` and takes its first value, in a run of its own. */
export const opened: Operation[] = [set("g", call("gen")), runUntilComplete(call("step"))];

/** What `opened` writes. */
export const openedTrace = ["step", "gen", "value=1"];

/** In a coroutine: binds a new generator to `name` and takes its first value. */
export const openInRun = (name: string, fn = "gen", ...args: Expression[]): Operation[] => [
  set(name, call(fn, ...args)),
  awaitFor({ anext: v(name) }),
];
