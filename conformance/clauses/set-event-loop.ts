import { must, should } from "./row.ts";
import { docs, observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

const TOPIC = "asyncio.set_event_loop()";
const NO_TYPE = "none: no text says what happens to a wrong argument";

/** `asyncio.set_event_loop(loop)` */
export const setEventLoop = {
  "set-event-loop.installs-for-calling-thread": must(
    seed("setEventLoop", 1),
    "After set_event_loop(L), with no run in progress, get_event_loop() in the same thread returns L; the last call wins.",
  ),
  "set-event-loop.other-threads-unaffected": must(
    seed("setEventLoop", 1),
    "set_event_loop() in one thread does not change what get_event_loop() answers in another.",
  ),
  "set-event-loop.none-clears": should(
    docs(
      "PEP 3156: Event Loop Policy: Getting and Setting the Current Event Loop",
      "None as argument",
      "the chapter never mentions None",
    ),
    "After set_event_loop(None) the thread has no current loop: get_event_loop() raises.",
  ),
  "set-event-loop.rejects-non-loop": must(
    observed(TOPIC, NO_TYPE),
    "set_event_loop() raises AssertionError for a value that is neither a loop nor None.",
    { until: "3.10" },
  ),
  "set-event-loop.rejects-non-loop-type-error": must(
    observed(TOPIC, NO_TYPE),
    "set_event_loop() raises TypeError for a value that is neither a loop nor None.",
    { since: "3.11" },
  ),
  "set-event-loop.does-not-start-or-close": must(
    observed(TOPIC, "none: no text excludes side effects"),
    "set_event_loop() changes neither the running nor the closed state of the new loop or of the one that it replaces.",
  ),
  "set-event-loop.during-run-does-not-redirect": must(
    docs("asyncio.get_event_loop()", 2, "with the entries of get_running_loop and set_event_loop"),
    "set_event_loop(M) inside a run of L leaves both getters answering L for the rest of the run; after it get_event_loop() returns M.",
  ),
  "set-event-loop.returns-none": must(observed(TOPIC), "set_event_loop() returns None."),
} as const satisfies ClauseTable;
