import { must, should, untestable } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** `loop.add_signal_handler()` and `loop.remove_signal_handler()` */
export const signals = {
  "add-signal-handler.runs-in-loop": must(
    docs("loop.add_signal_handler()", 2, "handler runs in the loop"),
    "A signal handler runs with its arguments as a callback of the loop, wakes an idle loop, and may use the loop's methods.",
  ),
  "add-signal-handler.invalid-signal": must(
    docs("loop.add_signal_handler()", 4, "errors"),
    "add_signal_handler() raises ValueError for a number that is not a signal.",
  ),
  "add-signal-handler.uncatchable": must(
    docs(
      "loop.add_signal_handler()",
      4,
      "errors; the page says ValueError, CPython raises RuntimeError: both count",
    ),
    "add_signal_handler() raises ValueError or RuntimeError for a signal that cannot be caught, such as SIGKILL.",
  ),
  "add-signal-handler.main-thread-only": must(
    observed("loop.add_signal_handler()", "none: the text binds the caller"),
    "add_signal_handler() outside the main thread raises RuntimeError or ValueError.",
  ),
  "add-signal-handler.rejects-coroutine": should(
    observed("loop.add_signal_handler()"),
    "add_signal_handler() raises TypeError for a coroutine or a coroutine function.",
  ),
  "add-signal-handler.replaces": must(
    observed("loop.add_signal_handler()"),
    "A second add_signal_handler() for a signal replaces the first handler.",
  ),
  "remove-signal-handler.returns-bool": must(
    docs("loop.remove_signal_handler()", 2, "result of remove_signal_handler"),
    "remove_signal_handler() returns True if a handler was removed, else False.",
  ),
  "remove-signal-handler.removes": must(
    docs("loop.remove_signal_handler()", 1, "the handler is removed"),
    "A handler that remove_signal_handler() has removed does not run any more; those of other signals stay.",
  ),
  "remove-signal-handler.restores-default": should(
    observed("loop.remove_signal_handler()"),
    "After remove_signal_handler() the signal has its default disposition again.",
  ),
  "signal.handlers-removed-by-close": should(
    observed("loop.close()"),
    "close() of a loop removes its signal handlers.",
  ),
  "signal.wakeup-fd-restored": untestable(
    should(
      observed("loop.remove_signal_handler()"),
      "After the last handler is removed, or the loop closed, the process's signal wake-up descriptor is unset.",
    ),
    "A program can only read the descriptor by setting another one; what a descriptor that was left does shows on standard error alone.",
  ),
  "add-signal-handler.signal-between-runs": should(
    observed("loop.add_signal_handler()"),
    "A signal that arrives while the loop is not running reaches the handler in the next run.",
  ),
} as const satisfies ChapterTable;
