/** How an exception handler is set, read and replaced, and what it is called with. */
import { assign, callback, handler, same, show, try_, variable } from "../../language/build.ts";
import {
  callSoon,
  createFuture,
  loopCall,
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

const current = { m: "get_exception_handler" };

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
    main: [setsHandler, callSoon("fails"), runRounds],
    expect: trace("on_error", "loop=True", "dict=True"),
  }),
  kase("exception-handler/call-direct", "call_exception_handler() hands its dict to the handler", {
    clauses: ["set-exception-handler.called-with-loop-and-context"],
    fns: {
      ...ROUNDS,
      ...FAILS,
      first: handsOn,
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
  kase("exception-handler/none", "after None the handler that was set is no longer called", {
    clauses: ["set-exception-handler.none-restores"],
    fns: { ...ROUNDS, ...FAILS, on_error: handler(), next: callback() },
    main: [setsHandler, resetsHandler, callSoon("fails"), callSoon("next"), runRounds],
    expect: trace("next"),
  }),
  kase("exception-handler/none-after-an-error", "None takes back a handler that was called", {
    clauses: ["set-exception-handler.none-restores"],
    fns: { ...ROUNDS, ...FAILS, on_error: TOLERANT, next: callback() },
    main: [
      ...[setsHandler, callSoon("fails"), runRounds],
      ...[resetsHandler, callSoon("fails"), callSoon("next"), runRounds],
    ],
    expect: trace("handled", "next"),
  }),
  ...([1, "on_error", false] as const).map((value) =>
    kase(
      `exception-handler/invalid-${String(value).replace("_", "-")}`,
      `${value} is refused, and the handler stays`,
      {
        clauses: ["set-exception-handler.invalid"],
        fns: { ...ROUNDS, ...FAILS, on_error: handler() },
        main: [
          setsHandler,
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
      setsHandler,
      show("set", same(current, { fn: "on_error" })),
      resetsHandler,
      show("reset", current),
    ],
    expect: trace("new=None", "set=True", "reset=None"),
  }),
  kase("exception-handler/get-on-another-loop", "each loop has its own handler", {
    clauses: ["get-exception-handler.value"],
    fns: ON_ERROR,
    main: [
      assign("other", { make: "loop" }),
      setsHandler,
      show("other", { m: "get_exception_handler", on: variable("other") }),
    ],
    expect: trace("other=None"),
  }),
]);
