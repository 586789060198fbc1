import { advice, disputed, FROM_3_14, info, may, must, should } from "./row.ts";
import { docs, docsOf, observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

const TOPIC = "asyncio.get_event_loop()";

// The seed only speaks of the current loop; that a running loop comes first is said elsewhere.
const RUNNING_LOOP_FIRST = docs(
  "asyncio.get_event_loop()",
  2,
  "from the 3.10 page on; before that in What's New In Python 3.6",
);

/** `asyncio.get_event_loop()` */
export const getEventLoop = {
  "get-event-loop.returns-running-in-coroutine": must(
    RUNNING_LOOP_FIRST,
    "Inside a coroutine that loop L drives, get_event_loop() returns L itself.",
  ),
  "get-event-loop.returns-running-in-callback": must(
    RUNNING_LOOP_FIRST,
    "Inside a call_soon or timer callback that loop L runs, get_event_loop() returns L itself.",
  ),
  "get-event-loop.running-beats-current": must(
    RUNNING_LOOP_FIRST,
    "While L runs and another loop M is installed as current, get_event_loop() returns L; after the run it returns M.",
  ),
  "get-event-loop.returns-set-loop": must(
    seed("getEventLoop", 1),
    "With no run in progress, get_event_loop() returns the loop that was last installed for this thread.",
  ),
  // 3.10.0 to 3.10.8 and 3.11.0 warned even then, so the silence is three clauses.
  "get-event-loop.set-loop-no-warning": should(
    observed(TOPIC),
    "get_event_loop() emits no warning when it returns an installed loop.",
    { until: "3.9" },
  ),
  "get-event-loop.set-loop-no-warning-from-3-10-9": should(
    observed(TOPIC),
    "get_event_loop() emits no warning when it returns an installed loop.",
    { since: "3.10.9", until: "3.10" },
  ),
  "get-event-loop.set-loop-no-warning-from-3-11-1": should(
    observed(TOPIC),
    "get_event_loop() emits no warning when it returns an installed loop.",
    { since: "3.11.1" },
  ),
  "get-event-loop.auto-creates-in-main-thread": must(
    seed("getEventLoop", 2, "the main thread satisfies the older and the newer English text"),
    "In the main thread, with no run in progress and set_event_loop never called, get_event_loop() creates a loop and returns it.",
    { until: "3.13" },
  ),
  "get-event-loop.not-auto-created": must(
    docs("asyncio.get_event_loop()", "no current loop is an error"),
    "With no run in progress and no loop installed, get_event_loop() creates none, not even in the main thread: it raises.",
    FROM_3_14,
  ),
  "get-event-loop.auto-created-is-installed": must(
    seed("getEventLoop", 2),
    "The loop that get_event_loop() created becomes the current one: the next call returns the same object.",
    { until: "3.13" },
  ),
  "get-event-loop.auto-create-silent": should(
    observed(TOPIC),
    "get_event_loop() emits no warning when no loop is installed and it creates one.",
    { until: "3.9" },
  ),
  "get-event-loop.auto-create-warning-announced": disputed(
    must(
      docsOf("3.11", "asyncio.get_event_loop()", "deprecation note of 3.10.9 and 3.11.1"),
      "get_event_loop() emits a DeprecationWarning when no loop is installed and it creates one.",
      { since: "3.10.9", until: "3.11" },
    ),
    "The pages of 3.10.9 and 3.11.1 announce the warning, yet CPython 3.10.13 and 3.11.7 emit none.",
  ),
  "get-event-loop.auto-create-warns": must(
    docs("asyncio.get_event_loop()", "warning when it creates a loop"),
    "get_event_loop() emits a DeprecationWarning when no loop is installed and it creates one.",
    { since: "3.12", until: "3.13" },
  ),
  "get-event-loop.not-auto-created-in-other-threads": must(
    docsOf(
      "3.9",
      "asyncio.get_event_loop()",
      2,
      "the condition on the main thread; the seed's older wording lacks the condition; the later English text is taken",
    ),
    "In a thread other than the main one, with nothing installed there, get_event_loop() creates no loop: it raises.",
  ),
  "get-event-loop.after-explicit-none-raises": must(
    seed("getEventLoop", 2, "only while set_event_loop was not called yet"),
    "Once set_event_loop(None) was called in the main thread, get_event_loop() outside a run creates no loop: it raises.",
  ),
  "get-event-loop.no-loop-error-type": must(
    docs("asyncio.get_event_loop()", "type of the error"),
    "The error of get_event_loop() for want of a current loop is RuntimeError.",
    FROM_3_14,
  ),
  "get-event-loop.no-loop-error-type-unpromised": must(
    observed(TOPIC, "none: no text before 3.14 names the type"),
    "The error of get_event_loop() for want of a current loop is RuntimeError.",
    { until: "3.13" },
  ),
  "get-event-loop.independent-per-thread": must(
    seed("getEventLoop", 2, "the current OS thread"),
    "Each thread has its own current loop: with A installed in one and B in another, each gets its own back.",
  ),
  "get-event-loop.may-return-closed-loop": may(
    observed(TOPIC),
    "get_event_loop() still returns a loop that was closed while it was installed.",
  ),
  "get-event-loop.never-null": should(
    docs("AbstractEventLoopPolicy.get_event_loop()", 3, "get_event_loop of a policy and None"),
    "A call of get_event_loop() that does not raise returns a loop, never a null value.",
  ),
  "get-event-loop.prefer-running-loop": advice(
    info(
      seed("getEventLoop", 3),
      "Coroutines and callbacks should call get_running_loop() rather than get_event_loop().",
    ),
    "Advice to authors of coroutines and callbacks; a loop can neither follow nor break it.",
  ),
  "get-event-loop.prefer-run": advice(
    info(
      seed("getEventLoop", 4),
      "Programs should use asyncio.run() rather than create and close a loop by hand.",
    ),
    "Advice to authors of programs; a loop can neither follow nor break it.",
  ),
} as const satisfies ClauseTable;
