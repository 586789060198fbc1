/**
 * Whether a program has to do with the implementation at all.
 *
 * The functions of the asyncio module are the interpreter's under Python, whatever loop is judged: a program that calls
 * nothing else says nothing about the loop, so that no loop can be accused by it.
 */
import type { Program } from "./case.ts";
import { walkProgram } from "./walk.ts";

const LOOP = "loop";
/** What `make` makes with the implementation's factory, or on its loop. */
const OF_THE_IMPLEMENTATION: ReadonlySet<string> = new Set(["loop", "runner", "future", "task"]);

/** True if the program uses the loop under test, or makes another one of the implementation. */
export function touchesImplementation(program: Program): boolean {
  let touches = false;
  walkProgram(program, {
    operation: (operation) => {
      if (operation.op === "set_attr") touches ||= operation.of === undefined;
      if (operation.op === "measure" || operation.op === "difference")
        touches ||= operation.what === "loop_time";
    },
    expression: (expression) => {
      if ("$" in expression) touches ||= expression.$ === LOOP;
      if ("m" in expression || "bound" in expression) touches ||= expression.on === undefined;
      if ("attr" in expression || "has_method" in expression)
        touches ||= expression.of === undefined;
      if ("make" in expression) touches ||= OF_THE_IMPLEMENTATION.has(expression.make);
      if ("run" in expression || "time_plus" in expression) touches = true;
    },
  });
  return touches;
}
