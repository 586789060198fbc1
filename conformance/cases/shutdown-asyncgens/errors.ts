/** `shutdown_asyncgens()`: errors in cleanup, and generators that are busy. */
import {
  assign,
  asyncGenerator,
  await_,
  call,
  coroutine,
  handler,
  log,
  quiet,
  raise,
  sleep,
  try_,
  tryExcept,
  tryFinally,
  variable,
  yield_,
} from "../../language/build.ts";
import {
  createTask,
  runFor,
  runUntilComplete,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { opened, openedTrace, openInRun, shutDown, stepOf } from "../kit/generators.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";
import { times } from "../kit/shorthand.ts";

const ERRORS = "shutdown-asyncgens.error-reported-not-raised";
const bad = asyncGenerator(tryFinally([yield_(1)], log("cleaning"), raise("AppError", "cleanup")));

export const shutdownAsyncgensErrors = table([
  kase(
    "shutdown-asyncgens/error-does-not-raise",
    "an error in a generator's cleanup is not raised by it",
    {
      clauses: [ERRORS],
      fns: { gen: bad, step: stepOf("g"), on_error: handler() },
      main: [setExceptionHandler("on_error"), ...opened, try_(shutDown), log("done")],
      expect: {
        trace: ["step", "gen", "value=1", "cleaning", "on_error", "done"],
        reports: [{ has: ["message", "exception", "asyncgen"], exception: "AppError:cleanup" }],
      },
    },
  ),
  kase(
    "shutdown-asyncgens/error-leaves-others-closed",
    "an error in one generator's cleanup does not keep the others open",
    {
      clauses: [ERRORS],
      fns: {
        gen: bad,
        fine: asyncGenerator(tryFinally([yield_(1)], log("closed"))),
        open_all: coroutine(
          ...openInRun("g"),
          assign("k", call("fine")),
          await_({ anext: variable("k") }),
          assign("m", call("fine")),
          await_({ anext: variable("m") }),
        ),
        on_error: handler(),
      },
      main: [
        setExceptionHandler("on_error"),
        runUntilComplete(call("open_all")),
        try_(shutDown),
        log("done"),
      ],
      expect: trace(
        "open_all",
        "gen",
        "fine",
        "fine",
        { any_order: ["cleaning", "closed", "closed", "on_error"] },
        "done",
      ),
    },
  ),
  kase(
    "shutdown-asyncgens/closes-the-others-too",
    "where one generator's cleanup fails, shutdown_asyncgens() closes the others all the same",
    {
      clauses: ["shutdown-asyncgens.closes-open-generators"],
      fns: {
        ...ROUNDS,
        gen: quiet(bad),
        fine: quiet(asyncGenerator(tryFinally([yield_(1)], log("closed")))),
        open_all: quiet(
          coroutine(
            ...["k", "m", "n"].flatMap((name) => [
              assign(name, call("fine")),
              await_({ anext: variable(name) }),
            ]),
            ...openInRun("g"),
          ),
        ),
      },
      main: [
        runUntilComplete(call("open_all")),
        // Whether it raises the error, or reports it, is not what this is about.
        tryExcept([shutDown], "error"),
        runRounds,
        log("end"),
      ],
      expect: trace({ any_order: ["cleaning", "closed", "closed", "closed"] }, "end"),
    },
  ),
  kase(
    "shutdown-asyncgens/every-error-is-reported",
    "each of three errors in cleanup is reported once",
    {
      clauses: [ERRORS],
      fns: {
        gen: quiet(bad),
        open_all: quiet(coroutine(...openInRun("g"), ...openInRun("h"), ...openInRun("k"))),
        on_error: quiet(handler()),
      },
      main: [
        setExceptionHandler("on_error"),
        runUntilComplete(call("open_all")),
        shutDown,
        log("done"),
      ],
      expect: {
        trace: [...times(3, "cleaning"), "done"],
        reports: Array(3).fill({
          has: ["message", "exception", "asyncgen"],
          exception: "AppError:cleanup",
        }),
      },
    },
  ),
  kase(
    "shutdown-asyncgens/error-after-an-await",
    "an error in cleanup that has waited is reported",
    {
      clauses: [ERRORS],
      fns: {
        gen: asyncGenerator(tryFinally([yield_(1)], sleep(0.002), raise("AppError", "late"))),
        step: stepOf("g"),
        on_error: handler(),
      },
      main: [setExceptionHandler("on_error"), ...opened, shutDown, log("done")],
      expect: {
        trace: [...openedTrace, "on_error", "done"],
        reports: [{ has: ["message", "exception", "asyncgen"], exception: "AppError:late" }],
      },
    },
  ),
  kase(
    "shutdown-asyncgens/error-without-a-handler-is-logged",
    "an error in cleanup is logged where no handler was set",
    {
      clauses: [ERRORS],
      fns: { gen: bad, step: stepOf("g") },
      main: [...opened, shutDown, log("done")],
      expect: {
        trace: [...openedTrace, "cleaning", "done"],
        logs: { includes: [{ level: "ERROR", exception: "AppError:cleanup" }] },
      },
    },
  ),
  kase(
    "shutdown-asyncgens/generator-that-refuses-to-close",
    "a generator that yields on when it is closed is reported",
    {
      clauses: [ERRORS],
      fns: {
        gen: asyncGenerator(tryExcept([yield_(1)], "error", yield_(2))),
        step: stepOf("g"),
        on_error: handler(),
      },
      main: [setExceptionHandler("on_error"), ...opened, shutDown, log("done")],
      expect: {
        trace: [...openedTrace, "on_error", "done"],
        reports: [{ has: ["message", "exception", "asyncgen"], exception: "RuntimeError" }],
      },
    },
  ),
  kase(
    "shutdown-asyncgens/busy-generator-does-not-hang",
    "a generator that waits inside its own step is reported, and it returns",
    {
      clauses: ["shutdown-asyncgens.busy-generator"],
      fns: {
        gen: asyncGenerator(await_(variable("never")), yield_(1)),
        step: coroutine(await_({ anext: variable("g") })),
        on_error: handler(),
      },
      main: [
        setExceptionHandler("on_error"),
        assign("never", { m: "create_future" }),
        assign("g", call("gen")),
        createTask(call("step"), "t"),
        runFor(0),
        runFor(0),
        shutDown,
        log("done"),
      ],
      expect: {
        trace: ["step", "gen", "on_error", "done"],
        reports: [{ has: ["asyncgen"], exception: "RuntimeError" }],
      },
    },
  ),
]);
