/** How cases let a run go on for as long as they need it, and no longer. */
import { call, coroutine, quiet, repeat, sleep, variable } from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import { createFuture, methodCall, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

/**
 * Main that runs until a function of the program carries out `END`.
 *
 * For what is promised to happen: a loop that breaks the promise runs into the case's timeout.
 *
 * @param before what main does before the run
 */
export const untilEnd = (...before: readonly Operation[]): readonly Operation[] => [
  createFuture("end"),
  ...before,
  runUntilComplete(variable("end")),
];

/** Ends the run of `untilEnd`. */
export const END: Operation = methodCall("end", "set_result", [null]);

/** The function that `runRounds` needs. */
export const ROUNDS: Program["fns"] = { rounds: quiet(coroutine(repeat(10, sleep(0)))) };

/**
 * Runs the loop for ten steps of a task, and takes no time.
 *
 * A step lets everything run that was ready before it. For what may never happen, and for programs
 * that must not hang on a loop that does otherwise.
 */
export const runRounds: Operation = runUntilComplete(call("rounds"));
