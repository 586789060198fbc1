import { must, should } from "./row.ts";
import { docs, observed, seed } from "./source.ts";
import type { ClauseTable } from "./types.ts";

/** `asyncio.new_event_loop()` */
export const newEventLoop = {
  "new-event-loop.returns-loop-object": must(
    seed("newEventLoop", 1, "that the loop is also returned is said from the 3.9 page on"),
    "new_event_loop() returns an event loop object, one that has the loop methods of the chapter.",
  ),
  "new-event-loop.abstract-interface": should(
    docs("asyncio.AbstractEventLoop", 2, "alternative loops and the Methods section"),
    "new_event_loop() returns an instance of AbstractEventLoop that has every method listed in the section on event loop methods.",
  ),
  "new-event-loop.fresh-each-call": must(
    seed("newEventLoop", 1),
    "Each call of new_event_loop() returns a new object.",
  ),
  "new-event-loop.initial-state": must(
    seed("newEventLoop", 1, "with the entries of is_running and is_closed"),
    "A new loop is neither running nor closed.",
  ),
  "new-event-loop.not-installed": should(
    docs(
      "PEP 3156: Event Loop Policy: Getting and Setting the Current Event Loop",
      "a new loop is not made the current one",
    ),
    "new_event_loop() changes neither the current nor the running loop.",
  ),
  "new-event-loop.any-thread": should(
    docs(
      "Developing with asyncio: Concurrency and Multithreading",
      1,
      "a loop typically runs in the main thread; not MUST: loops of graphical toolkits may be bound to one thread",
    ),
    "new_event_loop() works in a thread other than the main one, and the loop can run there.",
  ),
  "new-event-loop.while-another-runs": must(
    observed("asyncio.new_event_loop()"),
    "new_event_loop() works inside a callback or coroutine of another loop, and the new loop can be closed there.",
  ),
} as const satisfies ClauseTable;
