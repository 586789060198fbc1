import { info, must, should, untestable } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** The exception handler of a loop */
export const errorHandling = {
  "set-exception-handler.called-with-loop-and-context": must(
    docs("loop.set_exception_handler()", 3, "signature of the handler"),
    "The exception handler that was set is called with two arguments: the loop and a dict.",
  ),
  "set-exception-handler.replaces-default": must(
    observed("loop.set_exception_handler()"),
    "While an exception handler is set the default one is not called: nothing is logged besides.",
  ),
  "set-exception-handler.none-restores": must(
    docs("loop.set_exception_handler()", 2, "None as handler"),
    "set_exception_handler(None) restores the default exception handler.",
  ),
  "set-exception-handler.invalid": must(
    observed("loop.set_exception_handler()"),
    "set_exception_handler() raises TypeError for a value that is neither callable nor None.",
  ),
  "set-exception-handler.runs-in-origin-context": should(
    docs("loop.set_exception_handler()", 4, "context that the handler runs in"),
    "The exception handler runs in the context of the task or handle that the error came from.",
    { since: "3.12" },
  ),
  "get-exception-handler.value": must(
    docs("loop.get_exception_handler()", 1, "get_exception_handler"),
    "get_exception_handler() returns the exception handler that was set, or None.",
  ),
  "default-exception-handler.logs": must(
    observed("loop.default_exception_handler()"),
    "The default exception handler logs message and exception at level error through the logger asyncio.",
  ),
  "call-exception-handler.keys": must(
    docs("loop.call_exception_handler()", 2, "keys of the context"),
    "The dict for the exception handler always has message; the other documented keys are optional and hold an object of the kind that they name.",
  ),
  "call-exception-handler.broken-handler-contained": must(
    observed("loop.call_exception_handler()"),
    "An exception raised by the exception handler is reported by the default one, and the loop goes on.",
  ),
  "call-exception-handler.interrupts-escape": must(
    observed("loop.call_exception_handler()"),
    "SystemExit or KeyboardInterrupt raised by the exception handler leaves the run.",
  ),
  "call-exception-handler.not-overridden": untestable(
    info(
      docs("loop.call_exception_handler()", 14, "overloading call_exception_handler"),
      "Subclasses of a loop should not overload call_exception_handler().",
    ),
    "Binds authors of subclasses; no observation of one loop shows what its subclasses do.",
  ),
  "future-exception-never-retrieved.reported": should(
    docs("Developing with asyncio: Detect never-retrieved exceptions", 2, "what is reported"),
    "A future or task that failed and was never awaited is reported when it is collected.",
  ),
} as const satisfies ChapterTable;
