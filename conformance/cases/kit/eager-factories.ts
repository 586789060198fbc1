/** Programs about eager task factories. */
import { call, coroutine, do_, quiet, variable } from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

/** The task that a case is about, and a call of one of its methods. */
export const TASK: Expression = variable("task");
export const taskAnswer = (method: string): Expression => ({ m: method, on: TASK });
/** `loop.set_task_factory(factory)`. */
export const install = (factory: Expression): Operation =>
  do_({ m: "set_task_factory", args: [factory] });
/** asyncio's own. */
export const EAGER: Expression = { module: "eager_task_factory" };
/** The coroutine function `main` that carries these out, and the operation that runs it. */
export const inside = (...body: readonly Operation[]) => ({ main: quiet(coroutine(...body)) });
export const runMain: Operation = runUntilComplete(call("main"));
