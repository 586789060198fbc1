/** What is logged: the default exception handler, and errors of a handler. */
import { callback, do_, handler, log, raise, try_, variable } from "../../language/build.ts";
import {
  callSoon,
  createFuture,
  loopCall,
  runForever,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  FAILS,
  GIVEN,
  handsOn,
  ON_ERROR,
  resetsHandler,
  setsHandler,
  TOLERANT,
} from "../kit/exception-handlers.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const LOGGED = { level: "ERROR", exception: "AppError:x" };

export const defaultExceptionHandler = table([
  kase("exception-handler/default-logs-after-none", "after None errors are logged again", {
    clauses: ["default-exception-handler.logs"],
    fns: { ...ROUNDS, ...FAILS, ...ON_ERROR },
    main: [setsHandler, resetsHandler, callSoon("fails"), runRounds],
    expect: { trace: [], logs: { includes: [LOGGED] } },
  }),
  kase("exception-handler/not-logged", "what a handler gets is not logged as well", {
    clauses: ["set-exception-handler.replaces-default"],
    fns: { ...ROUNDS, ...FAILS, on_error: TOLERANT },
    main: [setsHandler, callSoon("fails"), runRounds],
    expect: { ...trace("handled"), logs: { excludes: [LOGGED] } },
  }),
  kase(
    "exception-handler/not-logged-when-called-direct",
    "what a handler is handed by call_exception_handler() is not logged besides",
    {
      clauses: ["set-exception-handler.replaces-default"],
      fns: { ...ROUNDS, ...FAILS, first: handsOn, on_error: TOLERANT },
      main: [
        createFuture("given"),
        setExceptionHandler("first"),
        callSoon("fails"),
        runRounds,
        setsHandler,
        loopCall("call_exception_handler", [GIVEN]),
      ],
      expect: { ...trace("handled"), logs: { excludes: [LOGGED] } },
    },
  ),
  kase("exception-handler/default-logs", "without a handler an error is logged", {
    clauses: ["default-exception-handler.logs"],
    fns: { ...ROUNDS, ...FAILS },
    main: [callSoon("fails"), runRounds],
    expect: { trace: [], logs: { includes: [{ ...LOGGED, message: "Exception in callback" }] } },
  }),
  kase("exception-handler/default-logs-handle", "what else it was told, is logged line by line", {
    clauses: ["default-exception-handler.logs"],
    fns: { ...ROUNDS, ...FAILS },
    main: [callSoon("fails"), runRounds],
    expect: {
      trace: [],
      logs: {
        includes: [{ ...LOGGED, message: "\nhandle: <" }],
        excludes: [{ message: "\nexception: " }, { message: "\nmessage: " }],
      },
    },
  }),
  kase("exception-handler/default-called-by-handler", "a handler may pass on to the default one", {
    clauses: ["default-exception-handler.logs"],
    fns: {
      ...ROUNDS,
      ...FAILS,
      on_error: handler(
        do_({ m: "default_exception_handler", on: variable("loop_"), args: [variable("context")] }),
        log("passed on"),
      ),
    },
    main: [setsHandler, callSoon("fails"), runRounds],
    expect: { ...trace("on_error", "passed on"), logs: { includes: [LOGGED] } },
  }),
  kase("exception-handler/broken", "an error of the handler is logged, and the run goes on", {
    clauses: ["call-exception-handler.broken-handler-contained"],
    fns: {
      ...ROUNDS,
      ...FAILS,
      on_error: handler(raise("AppError", "y")),
      next: callback(),
    },
    main: [setsHandler, callSoon("fails"), callSoon("next"), runRounds],
    expect: {
      ...trace({ any_order: ["on_error", "next"] }),
      logs: { includes: [{ level: "ERROR", exception: "AppError:y" }] },
    },
  }),
  kase("exception-handler/broken-still-set", "a handler that failed is called the next time", {
    clauses: ["call-exception-handler.broken-handler-contained"],
    fns: { ...ROUNDS, ...FAILS, on_error: handler(raise("AppError", "y")) },
    main: [setsHandler, callSoon("fails"), callSoon("fails"), runRounds],
    expect: trace("on_error", "on_error"),
  }),
  ...(["KeyboardInterrupt", "SystemExit"] as const).map((kind) =>
    kase(
      `exception-handler/interrupt-${kind.toLowerCase()}`,
      `${kind} from the handler leaves the run`,
      {
        clauses: ["call-exception-handler.interrupts-escape"],
        fns: { ...FAILS, on_error: handler(raise(kind)) },
        main: [setsHandler, callSoon("fails"), try_(runForever()), log("left")],
        expect: trace("on_error", `!${kind}`, "left"),
      },
    ),
  ),
]);
