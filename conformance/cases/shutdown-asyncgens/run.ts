/** The entry points that make `shutdown_asyncgens()` unnecessary. */
import {
  assign,
  asyncGenerator,
  asyncGeneratorWith,
  call,
  coroutine,
  do_,
  log,
  quiet,
  raise,
  sleep,
  try_,
  tryFinally,
  variable,
  yield_,
} from "../../language/build.ts";
import { asyncio } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closing, one, openedTrace, openInRun } from "../kit/generators.ts";

const RUN = "shutdown-asyncgens.not-needed-with-run";

export const shutdownAsyncgensRun = table([
  kase(
    "shutdown-asyncgens/not-needed-with-run",
    "asyncio.run() closes the generators that its coroutine left open",
    {
      clauses: ["shutdown-asyncgens.not-needed-with-run"],
      fns: { gen: closing, user: coroutine(...openInRun("g"), log("left open")) },
      main: [do_({ run: call("user") }), log("done")],
      expect: trace("user", "gen", "left open", "closed", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/not-needed-with-run-awaiting-cleanup",
    "asyncio.run() finishes cleanup that awaits",
    {
      clauses: ["shutdown-asyncgens.not-needed-with-run"],
      fns: {
        gen: asyncGenerator(tryFinally([yield_(1)], sleep(0.005), log("cleaned"))),
        user: coroutine(...openInRun("g")),
      },
      main: [do_({ run: call("user") }), log("done")],
      expect: trace("user", "gen", "cleaned", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/not-needed-with-a-raising-run",
    "asyncio.run() closes the generators although its coroutine raised",
    {
      clauses: ["shutdown-asyncgens.not-needed-with-run"],
      fns: { gen: closing, user: coroutine(...openInRun("g"), raise("AppError", "boom")) },
      main: [try_(do_({ run: call("user") })), log("done")],
      expect: trace("user", "gen", "closed", "!AppError:boom", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/not-needed-with-run-for-many",
    "asyncio.run() closes each of ten open generators",
    {
      clauses: [RUN],
      fns: {
        gen: quiet(
          asyncGeneratorWith(["n"], tryFinally([yield_(1)], log("closed", variable("n")))),
        ),
        user: quiet(
          coroutine(...Array.from({ length: 10 }, (_, n) => openInRun(`g${n}`, "gen", n)).flat()),
        ),
      },
      main: [do_({ run: call("user") }), log("done")],
      expect: trace({ any_order: Array.from({ length: 10 }, (_, n) => `closed=${n}`) }, "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/not-needed-with-run-for-a-task",
    "asyncio.run() closes the generator that one of its tasks left open",
    {
      clauses: [RUN],
      fns: {
        ...one,
        user: coroutine(assign("g", call("gen")), {
          op: "await",
          what: asyncio("ensure_future", call("step")),
        }),
      },
      main: [do_({ run: call("user") }), log("done")],
      expect: trace("user", ...openedTrace, "closed", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/not-needed-with-a-debugging-run",
    "asyncio.run() closes open generators in debug mode",
    {
      clauses: [RUN],
      fns: { gen: closing, user: coroutine(...openInRun("g")) },
      main: [do_({ run: call("user"), debug: true }), log("done")],
      expect: trace("user", "gen", "closed", "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/not-needed-with-runner",
    "Runner.close() closes the generators that are open",
    {
      clauses: ["shutdown-asyncgens.not-needed-with-runner"],
      fns: { gen: closing, user: coroutine(...openInRun("g")) },
      main: [
        assign("runner", { make: "runner" }),
        do_({ m: "run", on: variable("runner"), args: [call("user")] }),
        log("ran"),
        do_({ m: "close", on: variable("runner") }),
        log("done"),
      ],
      expect: trace("user", "gen", "ran", "closed", "done"),
    },
  ),
]);
