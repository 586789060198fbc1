/** Pools of separate interpreters as default executor. */
import { assign, call, coroutine, log, quiet, show, try_, variable } from "../../language/build.ts";
import { loopCall, runUntilComplete, setDebug } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";

const pool = assign("pool", { make: "interpreter_pool" });
const setPool = try_(loopCall("set_default_executor", [variable("pool")]), log("accepted"));
const end: Operation = runUntilComplete({ m: "shutdown_default_executor" });
const ACCEPTED = ["accepted"] as const;

/** set_default_executor() takes them as it takes pools of threads. */
export const interpreterPools = table(
  (
    [
      ["", "", {}, [setPool]],
      [
        "-in-a-run",
        " while the loop runs",
        { work: quiet(coroutine(setPool)) },
        [runUntilComplete(call("work"))],
      ],
      [
        "-after-a-thread-pool",
        " in place of a pool of threads",
        {},
        [loopCall("set_default_executor", [{ make: "thread_pool" }]), setPool],
      ],
      ["-twice", " that is the default executor already", {}, [setPool, setPool]],
      ["-in-debug-mode", " in debug mode", {}, [setDebug(true), setPool]],
    ] as const
  ).map(([slug, title, fns, main]) =>
    kase(
      `executor/set-default-interpreter-pool${slug}`,
      `set_default_executor() accepts a pool of interpreters${title}`,
      {
        clauses: ["set-default-executor.interpreter-pool-ok"],
        fns,
        main: [pool, ...main, end, show("closed", { m: "is_closed" })],
        expect: trace(...ACCEPTED, ...(slug === "-twice" ? ACCEPTED : []), "closed=False"),
      },
    ),
  ),
);
