import { may, must, should } from "./row.ts";
import { docs, observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

const TOPIC = "loop.shutdown_asyncgens()";

/** `loop.shutdown_asyncgens()` */
export const shutdownAsyncgens = {
  "shutdown-asyncgens.is-awaitable": must(
    seed("shutdownAsyncgens", 1, "marked as a coroutine; the example runs it"),
    "shutdown_asyncgens() returns an awaitable that run_until_complete() accepts and that a coroutine can await.",
  ),
  "shutdown-asyncgens.lazy": should(
    docs("Coroutines and Tasks: Coroutines", 3, "calling a coroutine function schedules nothing"),
    "Calling shutdown_asyncgens() without awaiting the result closes no generator.",
  ),
  "shutdown-asyncgens.closes-open-generators": must(
    seed("shutdownAsyncgens", 1),
    "Awaiting shutdown_asyncgens() closes every partly iterated async generator of this loop: the generator's cleanup code runs.",
  ),
  "shutdown-asyncgens.awaits-async-cleanup": must(
    seed("shutdownAsyncgens", 3, "English: finalize; generators are closed, not run to their end"),
    "shutdown_asyncgens() is done only when cleanup code of the generators that awaits has finished too.",
  ),
  "shutdown-asyncgens.concurrent": should(
    observed(TOPIC),
    "shutdown_asyncgens() closes the generators concurrently: one that waits in its cleanup does not hold up the others.",
  ),
  "shutdown-asyncgens.none-open-is-noop": must(
    seed("shutdownAsyncgens", "example", "the idiom has no condition"),
    "With no open generator shutdown_asyncgens() completes without an error.",
  ),
  "shutdown-asyncgens.returns-none": should(
    observed(TOPIC),
    "Awaiting shutdown_asyncgens() gives None.",
  ),
  "shutdown-asyncgens.idempotent": should(
    observed(TOPIC),
    "A second shutdown_asyncgens() completes without an error.",
  ),
  "shutdown-asyncgens.warns-on-later-iteration": must(
    seed("shutdownAsyncgens", 2, "English: when one is iterated; the translation says iterable"),
    "When a new async generator is iterated after shutdown_asyncgens(), the loop emits a warning.",
  ),
  "shutdown-asyncgens.late-iteration-details": should(
    observed(TOPIC),
    "The warning about an iteration after shutdown_asyncgens() is one ResourceWarning at the first step, and the generator still yields its value.",
  ),
  "shutdown-asyncgens.untouched-generators-ignored": should(
    observed(TOPIC),
    "shutdown_asyncgens() does not touch generators that were never iterated or are already finished.",
  ),
  "shutdown-asyncgens.error-reported-not-raised": should(
    observed(TOPIC, "none: from 3.9 on the pages list the key asyncgen, and no more"),
    "An error in a generator's cleanup reaches the exception handler with message, exception and asyncgen; the others are closed and shutdown_asyncgens() returns.",
  ),
  "shutdown-asyncgens.busy-generator": may(
    observed(TOPIC),
    "In shutdown_asyncgens() a generator that is suspended inside its own step leads to a reported RuntimeError, not to a hang.",
  ),
  "shutdown-asyncgens.only-own-loop": must(
    observed(TOPIC),
    "shutdown_asyncgens() does not touch generators that were first iterated on another loop.",
  ),
  "shutdown-asyncgens.gc-finalization": should(
    docs("PEP 525: Finalization", "closing is scheduled when a generator is collected"),
    "An abandoned generator that is collected while its loop lives is closed by the loop.",
  ),
  "shutdown-asyncgens.gc-finalization-other-thread": should(
    observed(TOPIC),
    "An abandoned generator that another thread collects is closed too, and the closing runs on the loop.",
  ),
  "shutdown-asyncgens.after-close-gc-silent": should(
    observed(TOPIC),
    "Collecting an open generator after its loop was closed raises nothing.",
  ),
  "shutdown-asyncgens.not-needed-with-run": must(
    seed("shutdownAsyncgens", 4),
    "asyncio.run() closes open async generators itself before it returns.",
  ),
  "shutdown-asyncgens.not-needed-with-runner": must(
    docs("Runner.close()", 2, "finalizes async generators"),
    "Runner.close() closes open async generators itself.",
    { since: "3.11" },
  ),
  "shutdown-asyncgens.idiom": must(
    seed("shutdownAsyncgens", "example"),
    "run_forever(), then finally run_until_complete(shutdown_asyncgens()) and close(), closes the open generators and the loop.",
  ),
  "shutdown-asyncgens.idiom-after-interrupt": should(
    observed(TOPIC, "none: no text lets an exception leave run_forever"),
    "run_until_complete(shutdown_asyncgens()) and close() also close generators and loop after a KeyboardInterrupt left run_forever().",
  ),
} as const satisfies ClauseTable;
