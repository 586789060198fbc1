import {
  assign,
  call,
  callback,
  contextVarSet,
  contextVarShow,
  coroutine,
  do_,
  handler,
  inContext,
  log,
  quiet,
  raise,
  same,
  show,
  try_,
  variable,
  variadic,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callLater,
  callSoon,
  createFuture,
  createTask,
  loopCall,
  methodCall,
  runForever,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const FAILS = { fails: quiet(callback(raise("AppError", "x"))) };
const ON_ERROR = { on_error: quiet(handler()) };
const handles = setExceptionHandler("on_error");
const resets = loopCall("set_exception_handler", [null]);
const current = { m: "get_exception_handler" };
/** Hands on what it was told; where it is told nothing, the program fails and not its reading. */
const gives = quiet(handler(methodCall("given", "set_result", [variable("context")])));
const GIVEN: Expression = { m: "result", on: variable("given") };
/** What it is called with is another clause's business. */
const TOLERANT = quiet(variadic(callback(log("handled"))));
const LOGGED = { level: "ERROR", exception: "AppError:x" };

/** What takes a handler, and what it is called with. */
export const exceptionHandlers = table([
  kase("exception-handler/arguments", "the handler gets the loop and a dict", {
    clauses: ["set-exception-handler.called-with-loop-and-context"],
    fns: {
      ...ROUNDS,
      ...FAILS,
      on_error: handler(
        show("loop", same(variable("loop_"), variable("loop"))),
        show("dict", { is: variable("context"), type: "dict" }),
      ),
    },
    main: [handles, callSoon("fails"), runRounds],
    expect: trace("on_error", "loop=True", "dict=True"),
  }),
  kase("exception-handler/call-direct", "call_exception_handler() hands its dict to the handler", {
    clauses: ["set-exception-handler.called-with-loop-and-context"],
    fns: {
      ...ROUNDS,
      ...FAILS,
      first: gives,
      second: handler(
        show("loop", same(variable("loop_"), variable("loop"))),
        show("message", {
          equal: [
            { item: "message", of: variable("context") },
            { item: "message", of: GIVEN },
          ],
        }),
      ),
    },
    main: [
      createFuture("given"),
      setExceptionHandler("first"),
      callSoon("fails"),
      runRounds,
      setExceptionHandler("second"),
      loopCall("call_exception_handler", [GIVEN]),
    ],
    expect: trace("second", "loop=True", "message=True"),
  }),
  kase("exception-handler/replaced", "of two handlers the one set last is called", {
    clauses: ["set-exception-handler.called-with-loop-and-context"],
    fns: { ...ROUNDS, ...FAILS, first: handler(), second: handler() },
    main: [
      setExceptionHandler("first"),
      setExceptionHandler("second"),
      callSoon("fails"),
      runRounds,
    ],
    expect: trace("second"),
  }),
  kase("exception-handler/none", "after None the handler that was set is not called any more", {
    clauses: ["set-exception-handler.none-restores"],
    fns: { ...ROUNDS, ...FAILS, on_error: handler(), next: callback() },
    main: [handles, resets, callSoon("fails"), callSoon("next"), runRounds],
    expect: trace("next"),
  }),
  kase("exception-handler/none-after-an-error", "None takes back a handler that was called", {
    clauses: ["set-exception-handler.none-restores"],
    fns: { ...ROUNDS, ...FAILS, on_error: TOLERANT, next: callback() },
    main: [
      ...[handles, callSoon("fails"), runRounds],
      ...[resets, callSoon("fails"), callSoon("next"), runRounds],
    ],
    expect: trace("handled", "next"),
  }),
  kase("exception-handler/default-logs-after-none", "after None errors are logged again", {
    clauses: ["default-exception-handler.logs"],
    fns: { ...ROUNDS, ...FAILS, ...ON_ERROR },
    main: [handles, resets, callSoon("fails"), runRounds],
    expect: { trace: [], logs: { includes: [LOGGED] } },
  }),
  kase("exception-handler/not-logged", "what a handler is told of, is not logged besides", {
    clauses: ["set-exception-handler.replaces-default"],
    fns: { ...ROUNDS, ...FAILS, on_error: TOLERANT },
    main: [handles, callSoon("fails"), runRounds],
    expect: { ...trace("handled"), logs: { excludes: [LOGGED] } },
  }),
  kase(
    "exception-handler/not-logged-when-called-direct",
    "what a handler is handed by call_exception_handler() is not logged besides",
    {
      clauses: ["set-exception-handler.replaces-default"],
      fns: { ...ROUNDS, ...FAILS, first: gives, on_error: TOLERANT },
      main: [
        createFuture("given"),
        setExceptionHandler("first"),
        callSoon("fails"),
        runRounds,
        handles,
        loopCall("call_exception_handler", [GIVEN]),
      ],
      expect: { ...trace("handled"), logs: { excludes: [LOGGED] } },
    },
  ),
  ...([1, "on_error", false] as const).map((value) =>
    kase(
      `exception-handler/invalid-${String(value).replace("_", "-")}`,
      `${value} is refused, and the handler stays`,
      {
        clauses: ["set-exception-handler.invalid"],
        fns: { ...ROUNDS, ...FAILS, on_error: handler() },
        main: [
          handles,
          try_(loopCall("set_exception_handler", [value])),
          callSoon("fails"),
          runRounds,
        ],
        expect: trace("!TypeError", "on_error"),
      },
    ),
  ),
  kase("exception-handler/get", "get_exception_handler() gives what was set", {
    clauses: ["get-exception-handler.value"],
    fns: ON_ERROR,
    main: [
      show("new", current),
      handles,
      show("set", same(current, { fn: "on_error" })),
      resets,
      show("reset", current),
    ],
    expect: trace("new=None", "set=True", "reset=None"),
  }),
  kase("exception-handler/get-on-another-loop", "each loop has a handler of its own", {
    clauses: ["get-exception-handler.value"],
    fns: ON_ERROR,
    main: [
      assign("other", { make: "loop" }),
      handles,
      show("other", { m: "get_exception_handler", on: variable("other") }),
    ],
    expect: trace("other=None"),
  }),
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
    main: [handles, callSoon("fails"), runRounds],
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
    main: [handles, callSoon("fails"), callSoon("next"), runRounds],
    expect: {
      ...trace("on_error", "next"),
      logs: { includes: [{ level: "ERROR", exception: "AppError:y" }] },
    },
  }),
  kase("exception-handler/broken-still-set", "a handler that failed is called the next time", {
    clauses: ["call-exception-handler.broken-handler-contained"],
    fns: { ...ROUNDS, ...FAILS, on_error: handler(raise("AppError", "y")) },
    main: [handles, callSoon("fails"), callSoon("fails"), runRounds],
    expect: trace("on_error", "on_error"),
  }),
  ...(["KeyboardInterrupt", "SystemExit"] as const).map((kind) =>
    kase(
      `exception-handler/interrupt-${kind.toLowerCase()}`,
      `${kind} from the handler leaves the run`,
      {
        clauses: ["call-exception-handler.interrupts-escape"],
        fns: { ...FAILS, on_error: handler(raise(kind)) },
        main: [handles, callSoon("fails"), try_(runForever()), log("left")],
        expect: trace("on_error", `!${kind}`, "left"),
      },
    ),
  ),
  kase("exception-handler/context-of-handle", "the handler sees the variables of the callback", {
    clauses: ["set-exception-handler.runs-in-origin-context"],
    fns: { ...ROUNDS, ...FAILS, on_error: quiet(handler(contextVarShow("x"))) },
    main: [
      contextVarSet("x", "main"),
      handles,
      assign("own", { make: "copy_context" }),
      inContext(variable("own"), contextVarSet("x", "callback")),
      callSoon("fails", [], { context: variable("own") }),
      runRounds,
    ],
    expect: trace("x=callback"),
  }),
  kase("exception-handler/context-of-timer", "the handler sees the variables of the timer", {
    clauses: ["set-exception-handler.runs-in-origin-context"],
    fns: {
      ...FAILS,
      on_error: quiet(handler(contextVarShow("x"), loopCall("stop"))),
    },
    main: [
      contextVarSet("x", "before"),
      handles,
      callLater(0.001, "fails"),
      contextVarSet("x", "after"),
      runForever(),
    ],
    expect: trace("x=before"),
  }),
  kase(
    "exception-handler/context-changes-stay",
    "what the handler sets, the callback's context keeps",
    {
      clauses: ["set-exception-handler.runs-in-origin-context"],
      fns: { ...ROUNDS, ...FAILS, on_error: quiet(handler(contextVarSet("x", "handler"))) },
      main: [
        contextVarSet("x", "main"),
        handles,
        assign("own", { make: "copy_context" }),
        callSoon("fails", [], { context: variable("own") }),
        runRounds,
        contextVarShow("x"),
        show("callback", { cv: "x", in: variable("own") }),
      ],
      expect: trace("x=main", "callback=handler"),
    },
  ),
  kase("exception-handler/context-in-a-step", "in a step the handler sees what the step has set", {
    clauses: ["set-exception-handler.runs-in-origin-context"],
    fns: {
      ...FAILS,
      ...ROUNDS,
      first: gives,
      second: quiet(handler(contextVarShow("x"))),
      step: quiet(
        coroutine(contextVarSet("x", "step"), loopCall("call_exception_handler", [GIVEN])),
      ),
    },
    main: [
      contextVarSet("x", "main"),
      createFuture("given"),
      setExceptionHandler("first"),
      callSoon("fails"),
      runRounds,
      setExceptionHandler("second"),
      createTask(call("step"), "task"),
      runRounds,
      show("done", { m: "done", on: variable("task") }),
    ],
    expect: trace("x=main", "done=True"),
  }),
]);
