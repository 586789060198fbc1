import { must, pending, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** `loop.add_signal_handler()` and `loop.remove_signal_handler()` */
export const signals = {
  "add-signal-handler.runs-in-loop": pending(
    must(
      docs("loop.add_signal_handler()", 2, "handler runs in the loop"),
      "A signal handler runs with its arguments as a callback of the loop, wakes an idle loop, and may use the loop's methods.",
    ),
  ),
  "add-signal-handler.invalid-signal": pending(
    must(
      docs("loop.add_signal_handler()", 4, "errors"),
      "add_signal_handler() raises ValueError for a number that is not a signal.",
    ),
  ),
  "add-signal-handler.uncatchable": pending(
    must(
      docs(
        "loop.add_signal_handler()",
        4,
        "errors; the page says ValueError, CPython raises RuntimeError: both count",
      ),
      "add_signal_handler() raises ValueError or RuntimeError for a signal that cannot be caught, such as SIGKILL.",
    ),
  ),
  "add-signal-handler.main-thread-only": pending(
    must(
      observed("loop.add_signal_handler()", "none: the text binds the caller"),
      "add_signal_handler() outside the main thread raises RuntimeError or ValueError.",
    ),
  ),
  "add-signal-handler.rejects-coroutine": pending(
    should(
      observed("loop.add_signal_handler()"),
      "add_signal_handler() raises TypeError for a coroutine or a coroutine function.",
    ),
  ),
  "add-signal-handler.replaces": pending(
    must(
      observed("loop.add_signal_handler()"),
      "A second add_signal_handler() for a signal replaces the first handler.",
    ),
  ),
  "remove-signal-handler.returns-bool": pending(
    must(
      docs("loop.remove_signal_handler()", 2, "result of remove_signal_handler"),
      "remove_signal_handler() returns True if a handler was removed, else False.",
    ),
  ),
  "signal.wakeup-fd-restored": pending(
    should(
      observed("loop.remove_signal_handler()"),
      "After the last handler is removed, or the loop closed, the process's signal wake-up descriptor is unset.",
    ),
  ),
  "add-signal-handler.signal-between-runs": pending(
    should(
      observed("loop.add_signal_handler()"),
      "A signal that arrives while the loop is not running reaches the handler in the next run.",
    ),
  ),
} as const satisfies ChapterTable;
