import { may, must } from "./row.ts";
import { observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

/** `loop.stop()` */
export const stop = {
  "stop.ends-run": must(
    seed("stop", 1),
    "run_forever() returns after stop() was called from a callback, a coroutine, a timer or a descriptor's callback.",
  ),
  "stop.current-callback-completes": must(
    seed("runForever", 3, "the current batch is still run"),
    "stop() returns normally, and the callback that called it goes on to its end.",
  ),
  "stop.idempotent-in-batch": must(
    observed("loop.stop()"),
    "Several calls of stop() in one batch equal one: none is left over for the next run.",
  ),
  "stop.returns-none": must(observed("loop.stop()"), "stop() returns None."),
  "stop.on-idle-loop-is-pending": must(
    seed("runForever", 2),
    "stop() on a loop that is not running takes effect in the next run_forever(), which makes one pass and returns.",
  ),
  "stop.on-closed-loop": may(
    observed("loop.stop()", "none: the text binds the caller and names no reaction"),
    "stop() on a closed loop does not raise.",
  ),
  "stop.cross-thread-via-threadsafe": must(
    seed("callSoonThreadsafe", 1, "with the entry of stop()"),
    "call_soon_threadsafe(loop.stop) in another thread ends a run that is blocked with nothing else to do.",
  ),
} as const satisfies ClauseTable;
