import { info, may, must, should, untestable } from "./row.ts";
import { docs, observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

const TOPIC = "loop.call_soon()";

/** `loop.call_soon(callback, *args, context=None)` */
export const callSoon = {
  "call-soon.not-synchronous": must(
    seed("callSoon", 1),
    "The callback does not run inside call_soon() but in the next iteration of the loop.",
  ),
  "call-soon.passes-args": must(
    seed("callSoon", 1),
    "The callback gets the positional arguments given to call_soon(), unchanged and in order, from none to many.",
  ),
  "call-soon.fifo": must(
    seed("callSoon", 2),
    "Callbacks of call_soon() run in the order of their registration.",
  ),
  "call-soon.each-registration-once": must(
    seed("callSoon", 3, "English: exactly once; the translation says only once"),
    "Each call_soon() leads to exactly one call: the same callable registered twice runs twice, and never again in later runs.",
  ),
  "call-soon.scheduled-from-callback-next-iteration": must(
    seed("callSoon", 1),
    "A callback that a callback schedules through call_soon() runs in a later iteration, after everything registered before it.",
  ),
  "call-soon.before-run-kept": must(
    seed("runForever", 2, "callbacks already scheduled before the run"),
    "Callbacks given to call_soon() before any run wait for a run and run in it.",
  ),
  "call-soon.context-explicit": must(
    seed("callSoon", 4),
    "With context=C given to call_soon() the callback runs in C: it sees C's values, and its changes are visible in C only.",
  ),
  "call-soon.context-default-is-snapshot": must(
    seed("callSoon", 5, "that the current context is copied is said in PEP 567"),
    "Without context the callback runs in a copy of the caller's context made by call_soon(): later changes are unseen, its own do not leak.",
  ),
  "call-soon.context-keyword-only": must(
    seed("callSoon", 4),
    "A Context given to call_soon() as a positional argument is an ordinary argument of the callback.",
  ),
  "call-soon.context-shared-object": must(
    seed("callSoon", 4, "changes stay in the context object: page on contextvars"),
    "Two callbacks given the same context object through call_soon() see each other's changes.",
  ),
  "call-soon.context-invalid": may(
    observed(TOPIC),
    "A value that is not a Context is not silently ignored: call_soon() raises, or the exception handler gets an error.",
  ),
  "call-soon.returns-handle": must(
    seed("callSoon", 6),
    "call_soon() returns an instance of asyncio.Handle.",
  ),
  "call-soon.handle-cancelled-query": must(
    docs("Handle.cancelled()", 1, "cancelled()"),
    "cancelled() of the handle that call_soon() returned is False, and True after a cancel() that came before the callback's turn.",
  ),
  "call-soon.handle-cancel-prevents-run": must(
    seed("callSoon", 6),
    "A callback whose handle is cancelled before its turn never runs, however many arguments it has, also when a callback of its batch cancels it.",
  ),
  "call-soon.handle-cancel-idempotent": must(
    docs("Handle.cancel()", 2, "cancel() without effect"),
    "A second cancel(), or a cancel() after the callback ran, raises nothing, and the callback does not run again.",
  ),
  "call-soon.return-value-ignored": must(
    observed(TOPIC),
    "What a callback of call_soon() returns is dropped: a coroutine that it returns is not run.",
  ),
  "call-soon.rejects-keywords": should(
    seed(
      "partial",
      1,
      "with the signature; not MUST: most functions are said to take none, and none is named",
    ),
    "A keyword argument other than context makes call_soon() raise TypeError, and nothing is scheduled.",
  ),
  "call-soon.rejects-missing-callback": should(
    docs(
      "The Python Language Reference: Calls",
      14,
      "a parameter without value; with the signature",
    ),
    "call_soon() without a callback raises TypeError.",
  ),
  "call-soon.noncallable-debug": should(
    observed(TOPIC),
    "In debug mode call_soon() raises TypeError for a callback that is not callable, a coroutine or a coroutine function.",
  ),
  "call-soon.noncallable-nondebug": may(
    observed(TOPIC),
    "Outside debug mode a callback of call_soon() that is not callable leads to a TypeError in the exception handler when its turn comes.",
  ),
  "call-soon.error-context-keys": must(
    docs("loop.call_exception_handler()", 3, "signature of the handler; message is not optional"),
    "When a callback raises, the loop calls the exception handler with the loop and a dict that has the key message.",
  ),
  "call-soon.error-context-optional-keys": should(
    docs("loop.call_exception_handler()", 4, "optional keys"),
    "When a callback raises, the handler is called once, and its dict also holds exception (the object raised) and handle.",
  ),
  "call-soon.cancellederror-reported": should(
    observed(TOPIC),
    "A CancelledError that a callback raises reaches the exception handler like any other error.",
  ),
  "call-soon.closed-rejected": must(
    observed(TOPIC, "none: the text binds the caller and names no reaction"),
    "call_soon() on a closed loop raises RuntimeError.",
  ),
  "call-soon.not-thread-safe": untestable(
    info(seed("callSoon", 7), "call_soon() gives no guarantee when another thread calls it."),
    "The absence of a guarantee: any outcome satisfies it, so no observation can contradict it.",
  ),
  "call-soon.wrong-thread-debug": must(
    docs("Developing with asyncio: Debug Mode", 13, "calls from a wrong thread"),
    "In debug mode call_soon() and call_at() raise when called from a thread other than the one that runs the loop.",
  ),
  "call-soon.wrong-thread-debug-type": should(
    observed(TOPIC),
    "The error of a call_soon() from a wrong thread is RuntimeError; with no run in progress, or outside debug mode, the call is accepted.",
  ),
} as const satisfies ClauseTable;
