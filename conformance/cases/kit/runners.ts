/** Programs over `asyncio.run()` and `asyncio.Runner`. */
import {
  assign,
  callback,
  do_,
  return_,
  show,
  type Target,
  variable,
} from "../../language/build.ts";
import type { ProgramFunction } from "../../language/case.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { asyncio, methodCall } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

/** The loop that runs. */
export const RUNNING: Expression = asyncio("get_running_loop");
/** Runs what an expression gives with `asyncio.run()`. */
export const runs = (what: Expression, target: Target = {}): Operation =>
  do_({ run: what }, target);
/** Makes the runner `runner`. */
export const runner = (options: { debug?: boolean | null; factory?: Expression } = {}): Operation =>
  assign("runner", { make: "runner", ...options });
/** Runs something on it. */
export const runsOn = (
  what: Expression,
  { kwargs, ...target }: Target & { readonly kwargs?: Keywords } = {},
): Operation =>
  do_(
    {
      m: "run",
      on: variable("runner"),
      args: [what],
      ...(kwargs === undefined ? {} : { kwargs }),
    },
    target,
  );
export const closesRunner = methodCall("runner", "close");

/** A function that makes a loop, and says so; the name `made` has the loop. */
export const makesLoop = (...more: readonly Operation[]): ProgramFunction =>
  callback(assign("made", { make: "loop" }), ...more, return_(variable("made")));
/** Binds the running loop to a name. */
export const keeps = (name: string): Operation => assign(name, RUNNING);
/** Shows whether a loop is closed. */
export const isClosed = (name: string): Operation =>
  show("closed", { m: "is_closed", on: variable(name) });
