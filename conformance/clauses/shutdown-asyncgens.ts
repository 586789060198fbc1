import { may, must, should } from "./row.ts";
import { docs, observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

const TOPIC = "loop.shutdown_asyncgens()";

/** `loop.shutdown_asyncgens()` */
export const shutdownAsyncgens = {
  "shutdown-asyncgens.is-awaitable": must(
    seed("shutdownAsyncgens", 1, "marked as a coroutine; the example runs it"),
    "shutdown_asyncgens() gives an awaitable that run_until_complete accepts and that a coroutine can await.",
  ),
  "shutdown-asyncgens.lazy": should(
    docs("Coroutines and Tasks: Coroutines", "calling a coroutine function schedules nothing"),
    "Calling shutdown_asyncgens() without awaiting the result closes no generator.",
  ),
  "shutdown-asyncgens.closes-open-generators": must(
    seed("shutdownAsyncgens", 1),
    "Awaiting it closes every partly iterated async generator of this loop: the generator's cleanup code runs.",
  ),
  "shutdown-asyncgens.awaits-async-cleanup": must(
    seed("shutdownAsyncgens", 3, "English: finalize; generators are closed, not run to their end"),
    "Cleanup code of a generator that awaits is finished before the awaited call returns.",
  ),
  "shutdown-asyncgens.concurrent": should(
    observed(TOPIC),
    "The generators are closed concurrently: one that waits in its cleanup does not hold up the others.",
  ),
  "shutdown-asyncgens.none-open-is-noop": must(
    seed("shutdownAsyncgens", "example", "the idiom has no condition"),
    "With no open generator it completes without an error.",
  ),
  "shutdown-asyncgens.returns-none": should(observed(TOPIC), "The awaited result is None."),
  "shutdown-asyncgens.idempotent": should(
    observed(TOPIC),
    "A second call completes without an error.",
  ),
  "shutdown-asyncgens.warns-on-later-iteration": must(
    seed("shutdownAsyncgens", 2, "English: when one is iterated; the translation says iterable"),
    "Iterating a new async generator after the call makes the loop emit a warning.",
  ),
  "shutdown-asyncgens.late-iteration-details": should(
    observed(TOPIC),
    "That warning is one ResourceWarning, it comes with the first iteration, and the generator still yields its value.",
  ),
  "shutdown-asyncgens.untouched-generators-ignored": should(
    observed(TOPIC),
    "Generators that were never iterated or are already finished are left alone.",
  ),
  "shutdown-asyncgens.error-reported-not-raised": should(
    observed(TOPIC, "none: from 3.9 on the pages list the key asyncgen, and no more"),
    "An error in a generator's cleanup goes to the exception handler with message, exception and asyncgen; the others are still closed and the call returns.",
  ),
  "shutdown-asyncgens.busy-generator": may(
    observed(TOPIC),
    "A generator that is suspended inside its own step leads to a reported RuntimeError, not to a hang.",
  ),
  "shutdown-asyncgens.only-own-loop": must(
    observed(TOPIC),
    "Generators that were first iterated on another loop are not touched.",
  ),
  "shutdown-asyncgens.gc-finalization": should(
    docs("PEP 525: Finalization", "closing is scheduled when a generator is collected"),
    "An abandoned generator that is collected while its loop lives is closed by the loop.",
  ),
  "shutdown-asyncgens.gc-finalization-other-thread": should(
    observed(TOPIC),
    "That holds also when the collection happens in another thread: the closing runs on the loop.",
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
    docs("Runners: Runner.close", "finalizes async generators"),
    "Runner.close() closes open async generators itself.",
    { since: "3.11" },
  ),
  "shutdown-asyncgens.idiom": must(
    seed("shutdownAsyncgens", "example"),
    "run_forever(), then finally run_until_complete(shutdown_asyncgens()) and close(), closes the open generators and the loop.",
  ),
  "shutdown-asyncgens.idiom-after-interrupt": should(
    observed(TOPIC, "none: no text lets an exception leave run_forever"),
    "That idiom works also when a KeyboardInterrupt left run_forever().",
  ),
} as const satisfies ClauseTable;
