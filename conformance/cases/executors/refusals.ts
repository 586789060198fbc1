/** What `run_in_executor()` and `set_default_executor()` refuse. */
import {
  assign,
  coroutine,
  log,
  quiet,
  threadFunction,
  try_,
  variable,
} from "../../language/build.ts";
import { loopCall, setDebug } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";

export const executorRefusals = table([
  kase("executor/coroutine-function-debug", "debug mode refuses a coroutine function as a job", {
    clauses: ["run-in-executor.debug-rejects-coroutine"],
    fns: { job: coroutine() },
    main: [setDebug(true), try_(loopCall("run_in_executor", [null, { fn: "job" }]))],
    expect: trace("!TypeError"),
  }),
  ...(
    [
      ["number", "a number", 1],
      ["none", "None", null],
      ["object", "an object", { make: "object" }],
    ] as const
  ).map(([slug, title, value]) =>
    kase(`executor/set-default-${slug}`, `set_default_executor() refuses ${title}`, {
      clauses: ["set-default-executor.type-error"],
      main: [try_(loopCall("set_default_executor", [value]))],
      expect: trace("!TypeError"),
    }),
  ),
  kase(
    "executor/set-default-object-warns",
    "set_default_executor() warns of an object that is not a thread pool, and installs it",
    {
      clauses: ["set-default-executor.type-checked"],
      fns: { job: quiet(threadFunction()) },
      main: [
        loopCall("set_default_executor", [{ make: "object" }]),
        try_(loopCall("run_in_executor", [null, { fn: "job" }]), log("accepted")),
        // So that close() finds one that it can shut down.
        assign("pool", { make: "thread_pool", workers: 1 }),
        loopCall("set_default_executor", [variable("pool")]),
      ],
      expect: {
        trace: ["!AttributeError"],
        warnings: { includes: [{ category: "DeprecationWarning" }] },
      },
    },
  ),
]);
