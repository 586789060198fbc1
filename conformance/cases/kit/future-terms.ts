/** Words that the cases about futures share. */
import { errorOf, show, try_, variable } from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { createFuture, methodCall } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

/** What a method of the future answers. */
export const of = (m: string, ...args: Expression[]): Expression =>
  args.length === 0 ? { m, on: variable("future") } : { m, on: variable("future"), args };
/** Makes the future. */
export const future = createFuture("future");
/** Calls a method of the future. */
export const on = (method: string, ...args: Expression[]): Operation =>
  methodCall("future", method, args);
/** Shows whether the future is done, and whether it was cancelled. */
export const ASKED: readonly Operation[] = [
  show("done", of("done")),
  show("cancelled", of("cancelled")),
];

/** Ways to make a future done. */
const STATES = [
  { slug: "result", title: "with a result", make: on("set_result", 5), cancelled: "False" },
  {
    slug: "exception",
    title: "with an exception",
    make: on("set_exception", errorOf("AppError", "x")),
    cancelled: "False",
  },
  { slug: "cancelled", title: "that was cancelled", make: on("cancel"), cancelled: "True" },
] as const;

/** Asks for the exception, so that nobody needs to be told of it. */
export const seen = try_(show("exception", of("exception")));
/** What `seen` shows in each state. */
export const SEEN = {
  result: "exception=None",
  exception: "exception=AppError:x",
  cancelled: "!CancelledError",
};

/** The row once for each way to make a future done. */
export const inEachState = (
  row: (state: (typeof STATES)[number]) => CaseDefinition,
): readonly CaseDefinition[] => STATES.map(row);
