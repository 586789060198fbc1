import { FROM_3_14, must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** `asyncio.run()`, `asyncio.Runner`, `asyncio.run_coroutine_threadsafe()` */
export const runners = {
  "run.new-loop-each-time": must(
    docs("asyncio.run()", 8, "new loop"),
    "asyncio.run() makes a new loop, and closes it at the end.",
  ),
  "run.nested-rejected": should(
    docs(
      "asyncio.run()",
      4,
      "while another loop runs; not MUST: may be read as binding the caller",
    ),
    "asyncio.run() is refused while a loop runs in the same thread.",
  ),
  "run.argument-type": must(
    observed("asyncio.run()"),
    "asyncio.run() raises ValueError for an argument that is not a coroutine.",
    { until: "3.13" },
  ),
  "run.accepts-awaitable": must(
    docs("asyncio.run()", 2, "change of 3.14"),
    "asyncio.run() accepts any awaitable object, and returns its result.",
    FROM_3_14,
  ),
  "run.argument-type-error": must(
    observed("asyncio.run()"),
    "asyncio.run() raises TypeError for an argument that cannot be awaited.",
    FROM_3_14,
  ),
  "run.cancels-leftover-tasks": must(
    observed("asyncio.run()"),
    "Tasks that are left when the main coroutine ends are cancelled and awaited; their errors go to the exception handler.",
  ),
  "run.debug-parameter": must(
    docs("asyncio.run()", 5, "parameter debug"),
    "asyncio.run() with debug=True runs the loop in debug mode, and with False outside it.",
  ),
  "run.debug-none": must(
    docs("asyncio.run()", 7, "default of debug"),
    "Without debug, or with None, asyncio.run() leaves the debug mode as the loop has it.",
    { since: "3.10" },
  ),
  "run.loop-factory": must(
    docs("asyncio.run()", 8, "parameter loop_factory"),
    "With loop_factory given to asyncio.run(), that function makes the loop.",
    {
      since: "3.12",
    },
  ),
  "run.current-loop-cleared": must(
    observed("asyncio.run()"),
    "After asyncio.run() without loop_factory the thread has no current loop: get_event_loop() raises.",
  ),
  "runner.lazy-and-reusable": must(
    docs("asyncio.Runner", 11, "when the loop is made; several runs"),
    "A Runner makes its loop on entry, first run or get_loop(); its runs share that loop and one context.",
    { since: "3.11" },
  ),
  "runner.closed-rejected": must(
    observed("asyncio.Runner"),
    "A closed Runner raises RuntimeError on use, and may be closed again.",
    { since: "3.11" },
  ),
  "runner.run-context": must(
    docs("Runner.run()", 4, "parameter context"),
    "With context given, Runner.run() runs the coroutine in it.",
    { since: "3.11" },
  ),
  "runner.run-accepts-awaitable": must(
    docs("Runner.run()", 2, "change of 3.14"),
    "Runner.run() accepts any awaitable object, and returns its result.",
    FROM_3_14,
  ),
  "runner.sigint-cancels-main-task": must(
    docs("Runners: Handling Keyboard Interruption", 6, "first and second interrupt"),
    "In the main thread a first interrupt cancels the main task, with KeyboardInterrupt at the end; a second one interrupts at once.",
    { since: "3.11" },
  ),
  "runner.sigint-handler-restored": must(
    docs("Runners: Handling Keyboard Interruption", 4, "handler removed"),
    "The interrupt handler that Runner.run() installed is gone when it returns.",
    { since: "3.11" },
  ),
  "run-coroutine-threadsafe.bridge": must(
    docs("asyncio.run_coroutine_threadsafe()", 1, "run_coroutine_threadsafe"),
    "run_coroutine_threadsafe() runs a coroutine on the loop for another thread; its future gets result or error, and cancelling it cancels the task.",
  ),
} as const satisfies ChapterTable;
