import { FROM_3_14, info, must, should, untestable } from "./row.ts";
import { docs, observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

const TOPIC = "loop.call_soon_threadsafe()";

/** `loop.call_soon_threadsafe(callback, *args, context=None)` */
export const callSoonThreadsafe = {
  "call-soon-threadsafe.runs-in-loop-thread": must(
    seed("callSoonThreadsafe", 2, "in the loop's thread: page on developing with asyncio"),
    "A callback that another thread schedules through call_soon_threadsafe() runs in the loop's thread.",
  ),
  "call-soon-threadsafe.wakes-idle-loop": must(
    seed("callSoonThreadsafe", 1, "a variant of call_soon: next iteration, exactly once"),
    "call_soon_threadsafe() wakes a loop that is blocked with nothing else to do, and the callback runs.",
  ),
  "call-soon-threadsafe.same-thread-ok": must(
    seed("callSoonThreadsafe", 1),
    "call_soon_threadsafe() may also be called from the loop's own thread, before and during a run.",
  ),
  "call-soon-threadsafe.ordered-with-call-soon": should(
    seed("callSoonThreadsafe", 1, "implied; no text orders calls of the two methods"),
    "Callbacks that one thread schedules by turns through call_soon() and call_soon_threadsafe() run in their common order.",
  ),
  "call-soon-threadsafe.order-per-thread": must(
    seed("callSoonThreadsafe", 1, "a variant of call_soon: order of registration"),
    "The callbacks that one thread gives to call_soon_threadsafe() run in the order in which it gave them.",
  ),
  "call-soon-threadsafe.none-lost": must(
    seed("callSoonThreadsafe", 1, "a variant of call_soon: exactly once"),
    "With several threads calling call_soon_threadsafe() at the same time, each callback runs exactly once.",
  ),
  "call-soon-threadsafe.before-run-queued": must(
    seed("callSoonThreadsafe", 1, "with run_forever: callbacks already scheduled run"),
    "call_soon_threadsafe() may be called before the loop runs, from any thread; the callback then runs in the next run.",
  ),
  "call-soon-threadsafe.wakes-promptly": should(
    observed("loop.call_soon_threadsafe()", "none: no text promises a latency"),
    "A loop that waits runs a callback of call_soon_threadsafe() about as soon as it reacts to a descriptor.",
  ),
  "call-soon-threadsafe.context-explicit": must(
    seed("callSoonThreadsafe", 1, "the signature has context, as call_soon"),
    "With context=C given to call_soon_threadsafe() the callback runs in C: it sees C's values, and its changes are visible in C only.",
  ),
  "call-soon-threadsafe.context-default-of-calling-thread": must(
    seed("callSoonThreadsafe", 1, "the current context is the caller's: PEP 567, contextvars page"),
    "Without context a callback of call_soon_threadsafe() runs in a copy of the calling thread's context, not of the loop thread's.",
  ),
  "call-soon-threadsafe.returns-cancellable-handle": must(
    seed("callSoonThreadsafe", 1, "with the section on callback handles, which names both methods"),
    "call_soon_threadsafe() returns a handle; cancelling it in the loop's thread before the callback's turn keeps the callback from running, whatever its arguments.",
  ),
  "call-soon-threadsafe.cancel-from-other-thread": should(
    observed(TOPIC, "none: the objects are called not thread-safe"),
    "Cancelling the handle of call_soon_threadsafe() in another thread before the callback's turn keeps the callback from running.",
  ),
  "call-soon-threadsafe.cancel-waits-for-running-callback": should(
    observed(TOPIC, undefined, "gh-128369"),
    "Cancelling the handle of call_soon_threadsafe() in another thread while the callback is running returns only once it has ended.",
    FROM_3_14,
  ),
  "call-soon-threadsafe.closed-rejected-unpromised": must(
    observed(TOPIC, "none: the page of 3.8 names no error"),
    "On a closed loop call_soon_threadsafe() raises RuntimeError, in another thread too.",
    { until: "3.8" },
  ),
  "call-soon-threadsafe.closed-rejected": must(
    docs("loop.call_soon_threadsafe()", 4, "error on a closed loop"),
    "On a closed loop call_soon_threadsafe() raises RuntimeError, in another thread too.",
    { since: "3.9" },
  ),
  "call-soon-threadsafe.no-debug-thread-error": must(
    seed("callSoonThreadsafe", 2),
    "Debug mode never objects to the thread that calls call_soon_threadsafe().",
  ),
  "call-soon-threadsafe.required-from-other-threads": untestable(
    info(
      seed("callSoonThreadsafe", 2),
      "Other threads must schedule callbacks through call_soon_threadsafe(), not call_soon().",
    ),
    "Binds the caller; the one reaction that a text names is the clause call-soon.wrong-thread-debug.",
  ),
  "call-soon-threadsafe.not-reentrant": untestable(
    info(
      docs("PEP 3156: Thread interaction", "not safe in a signal handler"),
      "call_soon_threadsafe() gives no guarantee when a signal handler calls it.",
      { until: "3.11" },
    ),
    "The absence of a guarantee: any outcome satisfies it, so no observation can contradict it.",
  ),
  "call-soon-threadsafe.reentrant": must(
    docs("loop.call_soon_threadsafe()", 3, "reentrant contexts, signal handlers"),
    "Called from a reentrant context or a signal handler, call_soon_threadsafe() returns, and the callback runs.",
    { since: "3.12" },
  ),
  "call-soon-threadsafe.handle-not-for-reentrant-use": untestable(
    info(
      docs("loop.call_soon_threadsafe()", 3, "the handle in such a context"),
      "The handle that call_soon_threadsafe() returned should not be used in a reentrant context.",
      { since: "3.12" },
    ),
    "The absence of a guarantee: any outcome satisfies it, so no observation can contradict it.",
  ),
} as const satisfies ClauseTable;
