import { may, must, untestable } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** `loop.time()` */
export const time = {
  "time.float-seconds": must(
    docs("loop.time()", 1, "type of the result"),
    "loop.time() returns a float, in seconds.",
  ),
  "time.monotonic": must(
    docs("loop.time()", 1, "monotonic clock"),
    "loop.time() never decreases, and grows by about one per second.",
  ),
  "time.live-within-callback": may(
    observed("loop.time()"),
    "loop.time() also grows while one callback runs for long.",
  ),
  "time.equals-monotonic-clock": may(
    observed("loop.time()"),
    "loop.time() is the host's monotonic clock.",
  ),
  "time.drives-scheduler": untestable(
    may(observed("loop.time()"), "Timers follow a replaced time() method of the loop."),
    "Replacing a method of the loop is the driver's way to a virtual clock, no program's: a loop that allows it declares that clock.",
  ),
} as const satisfies ChapterTable;
