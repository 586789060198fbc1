import { must, should } from "./row.ts";
import { observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

/** `asyncio.get_running_loop()` */
export const getRunningLoop = {
  "get-running-loop.returns-loop-in-coroutine": must(
    seed("getRunningLoop", 1),
    "Inside a coroutine that loop L drives, get_running_loop() returns L itself, before and after an await.",
  ),
  "get-running-loop.returns-loop-in-callback": must(
    seed("getRunningLoop", 1),
    "Inside a call_soon callback that loop L runs, get_running_loop() returns L itself.",
  ),
  "get-running-loop.returns-loop-in-other-callback-kinds": must(
    seed("getRunningLoop", 3, "with sentence 1: a callback of whatever kind, in the loop's thread"),
    "In timer, threadsafe, descriptor, signal and future-done callbacks of loop L, and in plain functions that they call, get_running_loop() returns L itself.",
  ),
  "get-running-loop.raises-when-none": must(
    seed("getRunningLoop", 2),
    "In a thread that is running no loop, get_running_loop() raises RuntimeError and never returns a null value.",
  ),
  "get-running-loop.raises-before-and-after-run": must(
    seed("getRunningLoop", 2, "no loop is running again once a run is over"),
    "get_running_loop() raises RuntimeError before a run and again after it, whether the run ended by stop, by a result or by an exception.",
  ),
  "get-running-loop.per-thread": must(
    seed("getRunningLoop", 1),
    "In each of two threads that each run a loop at the same time, get_running_loop() returns that thread's loop.",
  ),
  "get-running-loop.raises-in-worker-thread": must(
    seed("getRunningLoop", 2, "with sentence 1: the current OS thread"),
    "In a worker or executor thread that a running loop started, get_running_loop() raises RuntimeError.",
  ),
  "get-running-loop.ignores-set-event-loop": must(
    seed("getRunningLoop", 2, "running is not the same as current"),
    "After set_event_loop(L), with no run in progress, get_running_loop() still raises RuntimeError.",
  ),
  "get-running-loop.no-side-effects": must(
    observed("asyncio.get_running_loop()"),
    "A get_running_loop() that raises neither creates nor installs a loop: get_event_loop() answers afterwards as it would have before.",
  ),
  "get-running-loop.forked-child-has-none": should(
    observed("asyncio.get_running_loop()"),
    "In a child process forked from inside a run, get_running_loop() raises RuntimeError.",
  ),
} as const satisfies ClauseTable;
