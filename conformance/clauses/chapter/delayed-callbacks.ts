import { may, must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

const BINDS_CALLER = "none: the text binds the caller and names no reaction";

/** `loop.call_later()` and `loop.call_at()` */
export const delayedCallbacks = {
  "call-later.runs-after-delay": must(
    docs(
      "loop.call_later()",
      1,
      "call_later after the delay; newer pages allow one clock resolution",
    ),
    "A callback of call_later() runs no earlier than delay seconds after the call, less one resolution of the loop's clock.",
  ),
  "call-later.int-or-float": must(
    docs("loop.call_later()", 1, "kinds of number"),
    "The delay of call_later() may be an int or a float of seconds.",
  ),
  "call-later.zero-and-negative": must(
    observed("loop.call_later()"),
    "With a delay of zero or less a callback of call_later() never runs inside the call but in one of the next iterations.",
  ),
  "call-later.negative-order": may(
    observed("loop.call_later()"),
    "Of two timers that are due already, the one with the earlier time runs first.",
  ),
  "call-later.zero-vs-call-soon-order": may(
    observed("loop.call_later()"),
    "Callbacks of call_soon that are ready run ahead of timers that are due in the same iteration.",
  ),
  "call-later.exactly-once": must(
    docs("loop.call_later()", 3, "call_later calls exactly once"),
    "A callback of call_later() runs a single time, and never again in later runs.",
  ),
  "call-later.equal-time-order-undefined": may(
    docs("loop.call_later()", 4, "order of callbacks for the same time"),
    "Timers for exactly the same time may fire in any order; each of them fires.",
  ),
  "call-later.time-order": should(
    docs("loop.call_later()", 4, "only equal times are called undefined; implied"),
    "Timers for different times fire in the order of their times, whatever the order of the calls.",
  ),
  "call-later.args-and-context": must(
    docs(
      "loop.call_later()",
      5,
      "positional arguments and parameter context; the copy is said in PEP 567",
    ),
    "A timer's callback gets its arguments and runs in the context given, or in a copy of the caller's made by the call.",
  ),
  "call-later.rejects-none": must(
    observed("loop.call_later()"),
    "call_later() raises TypeError for None as delay.",
  ),
  "call-later.nan-inf": may(
    observed("loop.call_later()"),
    "call_later() refuses or accepts a delay of NaN or infinity, and in either case the loop goes on.",
  ),
  "call-later.beyond-one-day": must(
    docs("loop.call_later()", "delays of more than a day"),
    "call_later() accepts a delay of more than a day, and the timer does not fire early.",
  ),
  "call-later.far-future": must(
    observed("loop.call_later()", "none: the text speaks of more than a day, and names no limit"),
    "call_later() accepts a delay of months and of decades, and the timer does not fire early.",
  ),
  "call-later.infinite-never-fires": must(
    observed("loop.call_later()", "none: no text speaks of an infinite delay"),
    "A timer with an infinite delay or time, where it is accepted, does not fire.",
  ),
  "call-later.closed-rejected": must(
    observed("loop.call_later()", BINDS_CALLER),
    "call_later() and call_at() on a closed loop raise RuntimeError.",
  ),
  "call-later.returns-timerhandle": must(
    docs("loop.call_later()", 2, "what call_later returns"),
    "call_later() and call_at() return an instance of asyncio.TimerHandle, which is a Handle.",
  ),
  "call-later.cancel": must(
    docs("loop.call_later()", 2, "the handle cancels the callback"),
    "A timer that is cancelled before its time never fires.",
  ),
  "call-at.absolute-time": must(
    docs("loop.call_at()", 1, "call_at refers to the loop's clock"),
    "call_at(t) runs its callback once loop.time() has reached t, less one resolution; when() of the handle returns t within it.",
  ),
  "call-at.past-time": must(
    observed("loop.call_at()"),
    "call_at() with a time in the past makes the callback run in the next iteration.",
  ),
  "call-at.rejects-none": must(
    observed("loop.call_at()"),
    "call_at() raises AssertionError for None as time.",
    {
      until: "3.10",
    },
  ),
  "call-at.rejects-none-type-error": must(
    observed("loop.call_at()"),
    "call_at() raises TypeError for None as time.",
    { since: "3.11" },
  ),
} as const satisfies ChapterTable;
