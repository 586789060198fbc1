import { must, should } from "./row.ts";
import { docs, observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

const TOPIC = "loop.run_forever()";
const REFUSED_NESTING = "3.13.0 forgets the running loop on a refused nested run (gh-130145)";

/** `loop.run_forever()` */
export const runForever = {
  "run-forever.runs-until-stop": must(
    seed("runForever", 1),
    "run_forever() does not return before stop() is called.",
  ),
  "run-forever.returns-none": must(observed(TOPIC), "run_forever() returns None."),
  "run-forever.stop-before-run.polls-once-zero-timeout": must(
    seed("runForever", 2),
    "If stop() was called before run_forever(), the loop polls for I/O once, with a timeout of zero.",
  ),
  "run-forever.stop-before-run.runs-io-callbacks": must(
    seed(
      "runForever",
      2,
      "English: callbacks in response to I/O events; the word order is garbled",
    ),
    "If stop() was called before run_forever(), the callbacks for I/O that is already ready run in that one pass.",
  ),
  "run-forever.stop-before-run.runs-ready-callbacks": must(
    seed("runForever", 2, "English: those already scheduled are callbacks; the seed reads events"),
    "If stop() was called before run_forever(), the callbacks scheduled before the call run in that one pass.",
  ),
  "run-forever.stop-before-run.runs-due-timers": should(
    observed(TOPIC, "none: whether a due timer counts as already scheduled is not said"),
    "If stop() was called before run_forever(), timers whose time has passed run in that one pass.",
  ),
  "run-forever.stop-before-run.defers-new-callbacks": should(
    seed("runForever", 2, "not MUST: sentence 4 on deferral speaks of stop() during the run"),
    "If stop() was called before run_forever(), what that one pass schedules waits for the next run.",
  ),
  "run-forever.stop-before-run.exits": must(
    seed("runForever", 2),
    "If stop() was called before run_forever(), it returns after that one pass without waiting for pending timers.",
  ),
  "run-forever.stop-before-run.consumed-once": must(
    seed("runForever", 1, "a run lasts until stop() is called; the earlier call is spent"),
    "A stop() from before a run is spent on that run: the following run lasts until its own stop().",
  ),
  "run-forever.stop-while-running.finishes-batch": must(
    seed("runForever", 3),
    "After stop() during a run, the callbacks of the current batch that come after the stopping one still run.",
  ),
  "run-forever.stop-while-running.polls-no-more": must(
    observed(TOPIC, "none: of sentence 3 no text says to which batch a descriptor's events belong"),
    "After stop() during a run, a descriptor that is still ready is not served again before run_forever() returns.",
  ),
  "run-forever.stop-while-running.defers-new-callbacks": must(
    seed("runForever", 4),
    "After stop() during a run, callbacks that callbacks of the current batch schedule do not run before run_forever() returns.",
  ),
  "run-forever.stop-while-running.defers-also-from-earlier-callback": must(
    seed("runForever", 4),
    "After stop() during a run, also what a callback of that batch scheduled before the stopping one ran waits until run_forever() has returned.",
  ),
  "run-forever.stop-while-running.deferred-run-in-next-run-forever": must(
    seed("runForever", 4),
    "The callbacks held back by stop() run, in their order, in the next run_forever().",
  ),
  "run-forever.stop-while-running.deferred-run-in-next-run-until-complete": must(
    seed("runForever", 4),
    "The callbacks held back by stop() run, in their order, in the next run_until_complete().",
  ),
  "run-forever.reentry-rejected": must(
    observed(TOPIC),
    "run_forever() from inside a run of the same loop raises RuntimeError.",
  ),
  "run-forever.nested-other-loop-rejected": must(
    observed(TOPIC),
    "run_forever() of loop B from inside a run of A in the same thread raises RuntimeError, and B stays not running.",
  ),
  "run-forever.rejected-nesting-leaves-outer-intact": must(
    observed(TOPIC, undefined, REFUSED_NESTING),
    "After a refused nested run the outer loop is still the running one, is_running() is True, and its work goes on.",
  ),
  "run-forever.closed-loop-rejected": must(
    observed(TOPIC, "none: the text binds the caller and names no reaction"),
    "run_forever() on a closed loop raises RuntimeError.",
  ),
  "run-forever.restartable": must(
    seed("runForever", 4, "the next time that either method is called"),
    "A stopped loop may be run again, and work that was queued meanwhile is kept.",
  ),
  "run-forever.callback-error-does-not-stop": must(
    docs(
      "loop.default_exception_handler()",
      2,
      "unhandled errors go to the exception handler; with the seed: the run lasts until stop() is called",
    ),
    "An ordinary exception from a callback goes to the exception handler, and run_forever() goes on with the rest until stop().",
  ),
  "run-forever.interrupt-escapes-batch": should(
    observed(TOPIC),
    "KeyboardInterrupt or SystemExit from a callback leaves run_forever() at once; the rest of its batch stays queued for the next run.",
  ),
  "run-forever.idle-does-not-spin": should(
    observed(TOPIC, "none: no text speaks of processor time"),
    "With nothing ready run_forever() blocks: an idle run uses next to no processor time.",
  ),
  "run-forever.no-starvation": must(
    observed(TOPIC),
    "A callback that reschedules itself without end does not keep timers and ready descriptors from being served.",
  ),
  "run-forever.asyncgen-hooks-installed-and-restored": should(
    observed(TOPIC, "none: PEP 525 does not say when the hooks are put back"),
    "During a run the loop's async generator hooks are installed; every way out of the run puts the former ones back.",
  ),
  "run-forever.non-main-thread": should(
    docs(
      "Developing with asyncio: Concurrency and Multithreading",
      1,
      "a loop typically runs in the main thread; not MUST: loops of graphical toolkits may be bound to one thread",
    ),
    "run_forever() works in a thread other than the main one.",
  ),
} as const satisfies ClauseTable;
