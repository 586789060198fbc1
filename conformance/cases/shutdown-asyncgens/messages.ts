import {
  assign,
  asyncGenerator,
  await_,
  call,
  coroutine,
  errorOf,
  handler,
  log,
  quiet,
  raise,
  show,
  sleep,
  try_,
  tryFinally,
  variable,
  yield_,
} from "../../language/build.ts";
import {
  cancel,
  createFuture,
  createTask,
  methodCall,
  runUntilComplete,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closing, opened, SHUTDOWN, shutDown } from "../kit/generators.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const CLOSES = ["shutdown-asyncgens.closes-open-generators"] as const;

/** What was sent to a generator, thrown into it or awaited by it before it was closed. */
export const generatorMessages = table([
  kase("shutdown-asyncgens/after-asend", "a generator that was sent a value is closed", {
    clauses: CLOSES,
    fns: {
      gen: quiet(
        asyncGenerator(
          tryFinally(
            [{ op: "yield", value: 1, as: "got" }, log("got", variable("got")), yield_(2)],
            log("closed"),
          ),
        ),
      ),
      step: quiet(
        coroutine(
          await_({ anext: variable("g") }, { show: "first" }),
          await_({ asend: variable("g"), value: 7 }, { show: "second" }),
        ),
      ),
    },
    main: [...opened, shutDown, log("end")],
    expect: trace("first=1", "got=7", "second=2", "closed", "end"),
  }),
  kase("shutdown-asyncgens/after-athrow", "a generator that went on after an error is closed", {
    clauses: CLOSES,
    fns: {
      gen: quiet(asyncGenerator(tryFinally([try_(yield_(1)), yield_(2)], log("closed")))),
      step: quiet(
        coroutine(
          await_({ anext: variable("g") }, { show: "first" }),
          await_({ athrow: variable("g"), error: errorOf("AppError", "x") }, { show: "second" }),
        ),
      ),
    },
    main: [...opened, shutDown, log("end")],
    expect: trace("first=1", "!AppError:x", "second=2", "closed", "end"),
  }),
  kase("shutdown-asyncgens/after-athrow-ended", "one that an error has ended is not touched", {
    clauses: ["shutdown-asyncgens.untouched-generators-ignored"],
    fns: {
      on_error: quiet(handler()),
      gen: quiet(asyncGenerator(tryFinally([yield_(1)], log("ended")))),
      step: quiet(
        coroutine(
          await_({ anext: variable("g") }, { show: "first" }),
          try_(await_({ athrow: variable("g"), error: errorOf("AppError", "x") })),
          try_(await_({ anext: variable("g") })),
        ),
      ),
    },
    main: [setExceptionHandler("on_error"), ...opened, shutDown, log("end")],
    expect: {
      ...trace("first=1", "ended", "!AppError:x", "!StopAsyncIteration", "end"),
      reports: [],
    },
  }),
  kase(
    "shutdown-asyncgens/after-a-failed-await",
    "one that caught the error of a future is closed",
    {
      clauses: CLOSES,
      fns: {
        gen: quiet(
          asyncGenerator(tryFinally([try_(await_(variable("future"))), yield_(1)], log("closed"))),
        ),
        step: quiet(coroutine(await_({ anext: variable("g") }, { show: "first" }))),
      },
      main: [
        createFuture("future"),
        methodCall("future", "set_exception", [errorOf("AppError", "x")]),
        ...opened,
        shutDown,
        log("end"),
      ],
      expect: trace("!AppError:x", "first=1", "closed", "end"),
    },
  ),
  kase(
    "shutdown-asyncgens/after-a-late-failure",
    "a generator that caught the late error of a future is closed",
    {
      clauses: CLOSES,
      fns: {
        ...ROUNDS,
        gen: quiet(
          asyncGenerator(tryFinally([try_(await_(variable("future"))), yield_(1)], log("closed"))),
        ),
        step: quiet(coroutine(await_({ anext: variable("g") }, { show: "first" }))),
      },
      main: [
        createFuture("future"),
        assign("g", call("gen")),
        createTask(call("step"), "task"),
        runRounds,
        methodCall("future", "set_exception", [errorOf("AppError", "x")]),
        runRounds,
        shutDown,
        log("end"),
      ],
      expect: trace("!AppError:x", "first=1", "closed", "end"),
    },
  ),
  kase(
    "shutdown-asyncgens/after-a-cancelled-await",
    "a generator that a cancelled task let wait is closed",
    {
      clauses: CLOSES,
      fns: {
        ...ROUNDS,
        gen: quiet(asyncGenerator(tryFinally([try_(sleep(3600)), yield_(1)], log("closed")))),
        step: quiet(coroutine(await_({ anext: variable("g") }, { show: "first" }))),
      },
      main: [
        assign("g", call("gen")),
        createTask(call("step"), "task"),
        runRounds,
        cancel("task"),
        runRounds,
        shutDown,
        log("end"),
      ],
      expect: trace("!CancelledError", "first=1", "closed", "end"),
    },
  ),
  ...(["KeyboardInterrupt", "SystemExit"] as const).map((kind) =>
    kase(
      `shutdown-asyncgens/cleanup-raises-${kind.toLowerCase()}`,
      `${kind} of the cleanup leaves the run, and no handler is called`,
      {
        clauses: [
          kind === "KeyboardInterrupt"
            ? "run-until-complete.keyboardinterrupt-escapes"
            : "call-exception-handler.interrupts-escape",
        ],
        fns: {
          on_error: handler(),
          gen: quiet(asyncGenerator(tryFinally([yield_(1)], raise(kind)))),
          step: quiet(coroutine(await_({ anext: variable("g") }))),
        },
        main: [setExceptionHandler("on_error"), ...opened, try_(shutDown), log("end")],
        expect: trace(`!${kind}`, "end"),
      },
    ),
  ),
  kase("shutdown-asyncgens/cancelled", "a cancelled shutdown_asyncgens() ends", {
    clauses: ["shutdown-asyncgens.is-awaitable"],
    fns: {
      ...ROUNDS,
      on_error: quiet(handler()),
      gen: quiet(asyncGenerator(tryFinally([yield_(1)], log("cleaning"), sleep(3600)))),
      step: quiet(coroutine(await_({ anext: variable("g") }))),
      ends: quiet(coroutine(await_(SHUTDOWN))),
    },
    main: [
      setExceptionHandler("on_error"),
      ...opened,
      createTask(call("ends"), "task"),
      runRounds,
      cancel("task"),
      runRounds,
      show("cancelled", { m: "cancelled", on: variable("task") }),
    ],
    expect: { ...trace("cleaning", "cancelled=True"), reports: [] },
  }),
  kase("shutdown-asyncgens/closed-by-hand", "aclose() of one that it has closed does nothing", {
    clauses: ["shutdown-asyncgens.closes-open-generators"],
    fns: {
      gen: quiet(closing),
      step: quiet(coroutine(await_({ anext: variable("g") }))),
      again: quiet(coroutine(await_({ aclose: variable("g") }), log("again"))),
    },
    main: [...opened, shutDown, runUntilComplete(call("again"))],
    expect: trace("closed", "again"),
  }),
  kase("shutdown-asyncgens/never-begun-by-hand", "aclose() of one that never began runs nothing", {
    clauses: ["shutdown-asyncgens.untouched-generators-ignored"],
    fns: {
      gen: closing,
      again: quiet(
        coroutine(await_({ aclose: variable("g") }), try_(await_({ anext: variable("g") }))),
      ),
    },
    main: [assign("g", call("gen")), runUntilComplete(call("again")), shutDown],
    expect: trace("!StopAsyncIteration"),
  }),
]);
