import { may, must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** `asyncio.Handle` and `asyncio.TimerHandle` */
export const handles = {
  "handle.cancel-cancelled": must(
    docs("Handle.cancel()", 1, "cancel() and cancelled()"),
    "cancelled() of a handle is False, and True after a cancel() in time; a late cancel() has no effect on the callback.",
  ),
  "handle.get-context": must(
    docs("Handle.get_context()", 1, "get_context()"),
    "get_context() returns the context that the handle's callback runs in.",
    { since: "3.12" },
  ),
  "handle.releases-references": should(
    observed("asyncio.Handle"),
    "After cancel() the handle keeps neither callback nor arguments alive, and after the callback has run the loop does not either.",
  ),
  "handle.released-by-close": must(
    observed("loop.close()", "none: discarded callbacks may be freed later, with their loop"),
    "close() lets go of what the callbacks and timers that it discards refer to.",
  ),
  "handle.weak-referenceable": may(observed("asyncio.Handle"), "Handles can be weakly referenced."),
  "timer-handle.when": must(
    docs("TimerHandle.when()", 2, "when()"),
    "when() of a timer handle returns the scheduled time on the loop's clock as a float of seconds.",
  ),
  "handle.representation": should(
    observed("asyncio.Handle"),
    "The representation of a handle that was cancelled says so, and that of a timer's handle shows its time.",
  ),
  "timer-handle.ordering-hash": may(
    observed("asyncio.TimerHandle"),
    "Timer handles can be ordered by when() and hashed.",
  ),
  "timer-handle.is-handle": must(
    docs("asyncio.TimerHandle", 2, "class TimerHandle"),
    "asyncio.TimerHandle is a subclass of asyncio.Handle.",
  ),
} as const satisfies ChapterTable;
