import { must, should } from "./row.ts";
import { observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

/** `loop.is_running()` */
export const isRunning = {
  "is-running.false-before-and-after": must(
    seed("isRunning", 1),
    "is_running() is False on a new loop, after a run, and after a run that raised.",
  ),
  "is-running.true-inside": must(
    seed("isRunning", 1),
    "is_running() is True inside callbacks and coroutines of the loop, also after stop() was called in that batch.",
  ),
  "is-running.visible-across-threads": should(
    observed("loop.is_running()"),
    "While the loop runs in one thread, is_running() called in another is True.",
  ),
  "is-running.other-loop-false": must(
    seed("isRunning", 1),
    "While one loop runs, is_running() of another loop is False.",
  ),
  "is-running.type-bool": must(
    observed("loop.is_running()", "none: True is named, the type of the other answer is not"),
    "is_running() answers with a boolean, never with another truthy or falsy value.",
  ),
} as const satisfies ClauseTable;
