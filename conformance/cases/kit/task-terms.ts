/** Words that the cases about tasks share. */
import { await_, call, do_, show, try_, variable } from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { createTask, methodCall, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

/** What a method of the task answers. */
export const of = (m: string, ...args: Expression[]): Expression =>
  args.length === 0 ? { m, on: variable("task") } : { m, on: variable("task"), args };
/** Cancels the task. */
export const cancel = (show?: string): Operation =>
  do_(of("cancel"), show === undefined ? {} : { show });
/** What is logged where a context cannot be entered. */
export const REFUSED = { level: "ERROR", exception: "RuntimeError" };
/** Makes the task of the coroutine function `job`. */
export const make = createTask(call("job"), "task");
/** Shows whether the task is done, and whether it was cancelled. */
export const STATE: readonly Operation[] = [
  show("done", of("done")),
  show("cancelled", of("cancelled")),
];
/** Waits for a future that nobody resolves. */
export const suspends = await_(variable("future"));
/** Shows whether the task's representation contains the text. */
export const contains = (text: string): Operation =>
  show(text.trim().replace(/\W/g, ""), { contains: { repr: variable("task") }, text });

/** Cancels the task and runs it to its end. */
export function runUntilCancelled(): Operation {
  return try_(methodCall("task", "cancel"), runUntilComplete(variable("task")));
}
