import { may, must, should, untestable } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** Debug mode */
export const debugMode = {
  "get-debug.default": must(
    docs("loop.get_debug()", 2, "default of get_debug"),
    "get_debug() of a new loop is False unless PYTHONASYNCIODEBUG is not empty or the host is in development mode.",
  ),
  "set-debug.toggles": must(
    docs("loop.set_debug()", 1, "set_debug"),
    "After set_debug(flag) get_debug() returns flag, also while the loop runs.",
  ),
  "set-debug.during-run-reports-nothing": must(
    observed("loop.set_debug()"),
    "What switches debug mode while the loop runs has not failed: no exception handler is called.",
  ),
  "slow-callback-duration.default": must(
    docs("loop.slow_callback_duration", 3, "slow_callback_duration"),
    "slow_callback_duration is 0.1 seconds on a new loop and can be set.",
  ),
  "slow-callback.logged": should(
    docs("Developing with asyncio: Debug Mode", 15, "slow callbacks"),
    "In debug mode a callback or step of a task that takes longer than slow_callback_duration is logged as a warning.",
  ),
  "debug.thread-checks": must(
    docs("Developing with asyncio: Debug Mode", 13, "calls from a wrong thread"),
    "In debug mode call_soon() and call_at() raise when a thread calls them that does not run the loop.",
  ),
  "debug.source-traceback": should(
    docs("loop.call_exception_handler()", 11, "key source_traceback"),
    "In debug mode the report on a callback that failed holds source_traceback, which tells where it was scheduled.",
  ),
  "debug.coroutine-never-awaited-origin": should(
    docs(
      "Developing with asyncio: Detect never-awaited coroutines",
      3,
      "traceback of the creation",
    ),
    "In debug mode the report on a coroutine that was never awaited shows where it was made.",
  ),
  "debug.selector-slow-logged": untestable(
    may(
      docs("Developing with asyncio: Debug Mode", 14, "slow selector"),
      "In debug mode a slow poll for I/O is logged.",
    ),
    "No program can make the host's poll slow; only an instrumented selector inside the loop could.",
  ),
  "debug.transport-unclosed-warning": should(
    observed("Developing with asyncio: Debug Mode"),
    "A transport that is collected without having been closed emits a ResourceWarning.",
  ),
} as const satisfies ChapterTable;
