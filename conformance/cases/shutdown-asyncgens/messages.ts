import {
  agen,
  atLast,
  attempt,
  awaitFor,
  call,
  coro,
  errorOf,
  handler,
  log,
  produce,
  quiet,
  raise,
  set,
  show,
  sleep,
  v,
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
export const generatorMessages = table("conformance/cases/shutdown-asyncgens/messages.ts", [
  kase("shutdown-asyncgens/after-asend", "a generator that was sent a value is closed", {
    clauses: CLOSES,
    fns: {
      gen: quiet(
        agen(
          atLast(
            [{ op: "yield", value: 1, as: "got" }, log("got", v("got")), produce(2)],
            log("closed"),
          ),
        ),
      ),
      step: quiet(
        coro(
          awaitFor({ anext: v("g") }, { show: "first" }),
          awaitFor({ asend: v("g"), value: 7 }, { show: "second" }),
        ),
      ),
    },
    main: [...opened, shutDown, log("end")],
    expect: trace("first=1", "got=7", "second=2", "closed", "end"),
  }),
  kase("shutdown-asyncgens/after-athrow", "a generator that went on after an error is closed", {
    clauses: CLOSES,
    fns: {
      gen: quiet(agen(atLast([attempt(produce(1)), produce(2)], log("closed")))),
      step: quiet(
        coro(
          awaitFor({ anext: v("g") }, { show: "first" }),
          awaitFor({ athrow: v("g"), error: errorOf("AppError", "x") }, { show: "second" }),
        ),
      ),
    },
    main: [...opened, shutDown, log("end")],
    expect: trace("first=1", "!AppError:x", "second=2", "closed", "end"),
  }),
  kase("shutdown-asyncgens/after-athrow-ended", "one that an error has ended is left alone", {
    clauses: ["shutdown-asyncgens.untouched-generators-ignored"],
    fns: {
      on_error: quiet(handler()),
      gen: quiet(agen(atLast([produce(1)], log("ended")))),
      step: quiet(
        coro(
          awaitFor({ anext: v("g") }, { show: "first" }),
          attempt(awaitFor({ athrow: v("g"), error: errorOf("AppError", "x") })),
          attempt(awaitFor({ anext: v("g") })),
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
        gen: quiet(agen(atLast([attempt(awaitFor(v("future"))), produce(1)], log("closed")))),
        step: quiet(coro(awaitFor({ anext: v("g") }, { show: "first" }))),
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
  kase("shutdown-asyncgens/after-a-late-failure", "also where the future fails while it waits", {
    clauses: CLOSES,
    fns: {
      ...ROUNDS,
      gen: quiet(agen(atLast([attempt(awaitFor(v("future"))), produce(1)], log("closed")))),
      step: quiet(coro(awaitFor({ anext: v("g") }, { show: "first" }))),
    },
    main: [
      createFuture("future"),
      set("g", call("gen")),
      createTask(call("step"), "task"),
      runRounds,
      methodCall("future", "set_exception", [errorOf("AppError", "x")]),
      runRounds,
      shutDown,
      log("end"),
    ],
    expect: trace("!AppError:x", "first=1", "closed", "end"),
  }),
  kase("shutdown-asyncgens/after-a-cancelled-await", "also where a cancelled task let it wait", {
    clauses: CLOSES,
    fns: {
      ...ROUNDS,
      gen: quiet(agen(atLast([attempt(sleep(3600)), produce(1)], log("closed")))),
      step: quiet(coro(awaitFor({ anext: v("g") }, { show: "first" }))),
    },
    main: [
      set("g", call("gen")),
      createTask(call("step"), "task"),
      runRounds,
      cancel("task"),
      runRounds,
      shutDown,
      log("end"),
    ],
    expect: trace("!CancelledError", "first=1", "closed", "end"),
  }),
  ...(["KeyboardInterrupt", "SystemExit"] as const).map((kind) =>
    kase(
      `shutdown-asyncgens/cleanup-raises-${kind.toLowerCase()}`,
      `${kind} of the cleanup leaves the run, and no handler is told`,
      {
        clauses: [
          kind === "KeyboardInterrupt"
            ? "run-until-complete.keyboardinterrupt-escapes"
            : "call-exception-handler.interrupts-escape",
        ],
        fns: {
          on_error: handler(),
          gen: quiet(agen(atLast([produce(1)], raise(kind)))),
          step: quiet(coro(awaitFor({ anext: v("g") }))),
        },
        main: [setExceptionHandler("on_error"), ...opened, attempt(shutDown), log("end")],
        expect: trace(`!${kind}`, "end"),
      },
    ),
  ),
  kase("shutdown-asyncgens/cancelled", "a cancelled shutdown_asyncgens() ends", {
    clauses: ["shutdown-asyncgens.is-awaitable"],
    fns: {
      ...ROUNDS,
      on_error: quiet(handler()),
      gen: quiet(agen(atLast([produce(1)], log("cleaning"), sleep(3600)))),
      step: quiet(coro(awaitFor({ anext: v("g") }))),
      ends: quiet(coro(awaitFor(SHUTDOWN))),
    },
    main: [
      setExceptionHandler("on_error"),
      ...opened,
      createTask(call("ends"), "task"),
      runRounds,
      cancel("task"),
      runRounds,
      show("cancelled", { m: "cancelled", on: v("task") }),
    ],
    expect: { ...trace("cleaning", "cancelled=True"), reports: [] },
  }),
  kase("shutdown-asyncgens/closed-by-hand", "aclose() of one that it has closed does nothing", {
    clauses: ["shutdown-asyncgens.closes-open-generators"],
    fns: {
      gen: quiet(closing),
      step: quiet(coro(awaitFor({ anext: v("g") }))),
      again: quiet(coro(awaitFor({ aclose: v("g") }), log("again"))),
    },
    main: [...opened, shutDown, runUntilComplete(call("again"))],
    expect: trace("closed", "again"),
  }),
  kase("shutdown-asyncgens/never-begun-by-hand", "aclose() of one that never began runs nothing", {
    clauses: ["shutdown-asyncgens.untouched-generators-ignored"],
    fns: {
      gen: closing,
      again: quiet(coro(awaitFor({ aclose: v("g") }), attempt(awaitFor({ anext: v("g") })))),
    },
    main: [set("g", call("gen")), runUntilComplete(call("again")), shutDown],
    expect: trace("!StopAsyncIteration"),
  }),
]);
