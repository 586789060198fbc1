import { may, must, should, untestable } from "./row.ts";
import { docs, observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

const TOPIC = "loop.run_until_complete()";
const BINDS_CALLER = "none: the text binds the caller and names no reaction";
const PLAIN_GENERATOR =
  "Only Python tells a plain generator from a coroutine; programs of the suite are written for any host and have only coroutines.";

/** `loop.run_until_complete(future)` */
export const runUntilComplete = {
  "run-until-complete.runs-to-completion": must(
    seed("runUntilComplete", 1),
    "run_until_complete(f) returns only once f is done.",
  ),
  "run-until-complete.returns-result": must(
    seed("runUntilComplete", 3),
    "run_until_complete() returns the future's result: the very object, falsy values and None included.",
  ),
  "run-until-complete.raises-exception": must(
    seed("runUntilComplete", 3, "English: its exception; the translation says a related one"),
    "If the future ended with an ordinary exception, run_until_complete() raises that very object.",
  ),
  "run-until-complete.raises-cancelled": must(
    seed("runUntilComplete", 3, "with the page on futures: result() of a cancelled future"),
    "If the future or task was cancelled, before or during the run, run_until_complete() raises CancelledError.",
  ),
  "run-until-complete.wraps-coroutine-in-task": must(
    seed("runUntilComplete", 2),
    "A coroutine given to run_until_complete() runs as an asyncio.Task: current_task() inside it is one.",
  ),
  "run-until-complete.uses-task-factory": should(
    observed(TOPIC),
    "The task for a coroutine given to run_until_complete() is made by the loop's task factory, once.",
  ),
  "run-until-complete.uses-given-future-unwrapped": should(
    observed(TOPIC, "none: the text speaks of coroutines only"),
    "A future or task given to run_until_complete() is used itself; no further task is made for it.",
  ),
  "run-until-complete.accepts-awaitable": should(
    observed(TOPIC),
    "run_until_complete() accepts any awaitable object, not only futures and coroutines.",
  ),
  "run-until-complete.rejects-non-awaitable": must(
    observed(TOPIC),
    "run_until_complete() raises TypeError for a number, None, a string, a function or a concurrent.futures.Future, and the loop stays usable.",
  ),
  "run-until-complete.accepts-generator": untestable(
    may(observed(TOPIC), "A plain generator given to run_until_complete() runs like a coroutine.", {
      until: "3.11",
    }),
    PLAIN_GENERATOR,
  ),
  "run-until-complete.rejects-generator": untestable(
    should(observed(TOPIC), "run_until_complete() raises TypeError for a plain generator.", {
      since: "3.12",
    }),
    PLAIN_GENERATOR,
  ),
  "run-until-complete.done-future-returns-at-once": must(
    seed("runUntilComplete", 1),
    "Given a future that is already done, run_until_complete() delivers its result or exception without waiting for timers or other work.",
  ),
  "run-until-complete.done-future-runs-ready-callbacks": should(
    observed(TOPIC),
    "Given a future that is already done, run_until_complete() still runs the callbacks that were ready before the call.",
  ),
  "run-until-complete.stop-before-done-raises": must(
    observed(TOPIC),
    "stop() during the run, with the future still pending, makes run_until_complete() raise RuntimeError.",
  ),
  "run-until-complete.stop-and-done-same-batch-ok": must(
    observed(TOPIC),
    "stop() in the batch in which the future completes does no harm: run_until_complete() returns the result.",
  ),
  "run-until-complete.prior-stop-makes-it-fail": must(
    observed(TOPIC),
    "A stop() from before run_until_complete() ends that run at once, with RuntimeError unless the future is done; the next run is not affected.",
  ),
  "run-until-complete.pending-future-survives-stop": must(
    observed(TOPIC),
    "When stop() made run_until_complete() raise, the future is still pending, and a later run can complete it.",
  ),
  "run-until-complete.no-stale-stop-callback": must(
    observed(TOPIC),
    "When the future of an aborted run_until_complete() completes in a later run, that does not stop the run then in progress.",
  ),
  "run-until-complete.refused-begins-nothing": must(
    observed(TOPIC, "none: no text says what a refused run leaves behind"),
    "A run_until_complete() that is refused inside a run begins no coroutine, then or later.",
  ),
  "run-until-complete.refused-makes-no-task": must(
    observed(TOPIC, "none: no text says what a refused run leaves behind"),
    "A run_until_complete() that is refused, because a loop is closed or runs, does not ask the task factory.",
  ),
  "run-until-complete.foreign-future-rejected": must(
    observed(TOPIC),
    "run_until_complete() raises ValueError for a future that is bound to another loop.",
  ),
  "run-until-complete.closed-loop-rejected": must(
    observed(TOPIC, BINDS_CALLER),
    "run_until_complete() on a closed loop raises RuntimeError and does not start the coroutine.",
  ),
  "run-until-complete.reentry-same-loop-rejected": must(
    observed(TOPIC, BINDS_CALLER),
    "run_until_complete() from inside a run of the same loop raises RuntimeError, and the outer run goes on unharmed.",
  ),
  "run-until-complete.nested-other-loop-rejected": must(
    observed(TOPIC),
    "run_until_complete() of loop M from inside a run of L in the same thread raises RuntimeError and leaves M not running.",
  ),
  "run-until-complete.running-in-other-thread-rejected": must(
    observed(TOPIC, undefined, "3.13.0 corrupts the first run (gh-130145)"),
    "run_until_complete() in a second thread while the loop runs in the first raises RuntimeError, and the first run goes on.",
  ),
  "run-until-complete.repeatable": must(
    seed("runForever", 4, "the next time that either method is called; also the shutdown example"),
    "run_until_complete() may be called many times on one loop, also alternating with run_forever().",
  ),
  "run-until-complete.other-tasks-stay-pending": must(
    observed(TOPIC),
    "Tasks that the argument of run_until_complete() does not await stay pending when the run ends, and go on in the next run.",
  ),
  "run-until-complete.completion-batch-semantics": should(
    observed(TOPIC, "none: the remark on batches is about stop() during run_forever"),
    "Callbacks queued ahead of the notice that the future is done run in the last batch of run_until_complete(); what that batch queues waits for the next run.",
  ),
  "run-until-complete.keyboardinterrupt-escapes": must(
    observed(TOPIC),
    "KeyboardInterrupt or SystemExit from a coroutine or callback leaves run_until_complete() at once, and the loop can run again afterwards.",
  ),
  "run-until-complete.failure-reported-once": should(
    observed(TOPIC),
    "An exception that run_until_complete() raised to its caller is not also logged as never retrieved.",
  ),
  "run-until-complete.any-thread": should(
    docs(
      "Developing with asyncio: Concurrency and Multithreading",
      1,
      "a loop typically runs in the main thread; not MUST: loops of graphical toolkits may be bound to one thread",
    ),
    "run_until_complete() works in a thread other than the main one.",
  ),
  "run-until-complete.moves-between-threads": should(
    observed(TOPIC),
    "Successive runs of one loop through run_until_complete() may take place in different threads.",
  ),
} as const satisfies ClauseTable;
