import { FROM_3_14, must, should, untestable } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** Executors and `loop.shutdown_default_executor()` */
export const executors = {
  "shutdown-default-executor.joins-threads": must(
    docs("loop.shutdown_default_executor()", 1, "waits for the threads"),
    "Awaiting shutdown_default_executor() takes until the threads of the default pool have ended.",
    { since: "3.9" },
  ),
  "shutdown-default-executor.blocks-later-use": must(
    docs(
      "loop.shutdown_default_executor()",
      2,
      "default executor used afterwards; that other executors still work is implied",
    ),
    "After shutdown_default_executor() run_in_executor(None, f) raises RuntimeError.",
    { since: "3.9" },
  ),
  "shutdown-default-executor.without-executor-noop": must(
    observed("loop.shutdown_default_executor()"),
    "If the loop has no default executor yet, shutdown_default_executor() completes without an error.",
    { since: "3.9" },
  ),
  "shutdown-default-executor.timeout": must(
    docs("loop.shutdown_default_executor()", 3, "parameter timeout"),
    "The timeout of shutdown_default_executor() bounds its wait in seconds: when it is over, a RuntimeWarning is emitted and the wait ends.",
    { since: "3.12" },
  ),
  "shutdown-default-executor.run-calls-it": must(
    docs("asyncio.run()", 3, "shuts the default executor down"),
    "asyncio.run() shuts the default executor down itself: its threads have ended when it returns.",
    { since: "3.9" },
  ),
  "shutdown-default-executor.run-limit": untestable(
    must(
      docs("asyncio.run()", 13, "limit on the executor's shutdown"),
      "asyncio.run() waits at most five minutes for the default executor's threads.",
      { since: "3.12" },
    ),
    "A case would have to run for five minutes; no interface makes that limit shorter.",
  ),
  "run-in-executor.returns-future": must(
    docs("loop.run_in_executor()", 8, "what run_in_executor returns"),
    "run_in_executor() returns an asyncio future that gets the function's result or exception.",
  ),
  "run-in-executor.runs-off-loop-thread": must(
    docs("Developing with asyncio: Running Blocking Code", 3, "blocking code in an executor"),
    "A function given to run_in_executor() runs in a thread other than the loop's, and callbacks of the loop run meanwhile.",
  ),
  "run-in-executor.default-lazy-pool": must(
    docs(
      "loop.run_in_executor()",
      4,
      "None as executor; that the pool is made on first use is observed",
    ),
    "With None as executor and none installed, run_in_executor() uses a thread pool of the loop's own.",
  ),
  "run-in-executor.explicit-executor": must(
    docs("loop.run_in_executor()", 1, "parameter executor"),
    "With an executor given, run_in_executor() submits the function to that very executor.",
  ),
  "run-in-executor.cancel-does-not-kill-thread": should(
    observed("loop.run_in_executor()"),
    "Cancelling the future of run_in_executor() while the function runs does no harm: the function ends normally and nothing is logged.",
  ),
  "run-in-executor.debug-rejects-coroutine": should(
    observed("loop.run_in_executor()"),
    "In debug mode run_in_executor() raises TypeError for a coroutine function.",
  ),
  "set-default-executor.used-by-none": must(
    docs(
      "loop.set_default_executor()",
      1,
      "set_default_executor and the default of run_in_executor",
    ),
    "After set_default_executor(pool), run_in_executor(None, f) submits f to that pool.",
  ),
  "set-default-executor.type-checked": must(
    observed("loop.set_default_executor()", "none: the text binds the caller"),
    "set_default_executor() emits a DeprecationWarning for an executor that is not a ThreadPoolExecutor, and installs it.",
    { until: "3.10" },
  ),
  "set-default-executor.type-error": must(
    observed("loop.set_default_executor()", "none: the text binds the caller"),
    "set_default_executor() raises TypeError for a value that is not a ThreadPoolExecutor.",
    { since: "3.11" },
  ),
  "set-default-executor.interpreter-pool-ok": must(
    docs("loop.set_default_executor()", 2, "kinds of executor, page of 3.14"),
    "set_default_executor() accepts an InterpreterPoolExecutor.",
    FROM_3_14,
  ),
} as const satisfies ChapterTable;
