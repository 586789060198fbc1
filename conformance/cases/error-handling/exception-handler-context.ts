/** The context in which an exception handler runs. */
import {
  assign,
  call,
  contextVarSet,
  contextVarShow,
  coroutine,
  handler,
  inContext,
  quiet,
  show,
  variable,
} from "../../language/build.ts";
import {
  callLater,
  callSoon,
  createFuture,
  createTask,
  loopCall,
  runForever,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { FAILS, GIVEN, handsOn, setsHandler } from "../kit/exception-handlers.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

export const exceptionHandlerContexts = table([
  kase("exception-handler/context-of-handle", "the handler sees the variables of the callback", {
    clauses: ["set-exception-handler.runs-in-origin-context"],
    fns: { ...ROUNDS, ...FAILS, on_error: quiet(handler(contextVarShow("x"))) },
    main: [
      contextVarSet("x", "main"),
      setsHandler,
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
      setsHandler,
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
        setsHandler,
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
      first: handsOn,
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
