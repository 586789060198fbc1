import {
  assign,
  await_,
  call,
  callback,
  contextVarSet,
  contextVarShow,
  coroutine,
  coroutineWith,
  errorOf,
  handler,
  inContext,
  log,
  quiet,
  return_,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import {
  callSoon,
  createFuture,
  createTask,
  methodCall,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

import { make, of, REFUSED, STATE, suspends } from "../kit/task-terms.ts";

/** What a task refuses, and what it cannot do. */
export const taskRefusals = table([
  kase("task/no-setters", "a task takes neither result nor exception, and goes on", {
    clauses: ["task.no-setters"],
    fns: { ...ROUNDS, job: coroutine() },
    main: [
      make,
      try_(methodCall("task", "set_result", [1])),
      try_(methodCall("task", "set_exception", [errorOf("AppError")])),
      show("done", of("done")),
      runRounds,
      show("result", of("result")),
    ],
    expect: trace("!RuntimeError", "!RuntimeError", "done=False", "job", "result=None"),
  }),
  kase("task/awaits-foreign-future", "a future of another loop cannot be awaited", {
    clauses: ["task.awaits-foreign-future"],
    fns: { ...ROUNDS, job: quiet(coroutine(try_(suspends), log("on"))) },
    main: [
      assign("other", { make: "loop" }),
      createFuture("future", { on: variable("other") }),
      make,
      runRounds,
      ...STATE,
    ],
    expect: trace("!RuntimeError", "on", "done=True", "cancelled=False"),
  }),
  kase("task/awaits-itself", "a task cannot await itself", {
    clauses: ["task.awaits-itself"],
    fns: { ...ROUNDS, job: quiet(coroutine(try_(await_(variable("task"))), log("on"))) },
    main: [make, runRounds, ...STATE],
    expect: trace("!RuntimeError", "on", "done=True", "cancelled=False"),
  }),
  kase("task/context-entered", "a task does not run in a context that is entered", {
    clauses: ["task.context-entered", "create-task.context"],
    fns: { ...ROUNDS, job: coroutine() },
    main: [
      assign("own", { make: "context" }),
      createTask(call("job"), "task", { context: variable("own") }),
      inContext(variable("own"), runRounds),
      show("done", of("done")),
      methodCall("task", "cancel"),
    ],
    expect: { ...trace("done=False"), logs: { includes: [REFUSED] } },
  }),
  kase("task/callback-context-entered", "a callback does not run in a context that is entered", {
    clauses: ["task.context-entered"],
    fns: { ...ROUNDS, job: callback(), next: callback() },
    main: [
      assign("own", { make: "context" }),
      callSoon("job", [], { context: variable("own") }),
      callSoon("next"),
      inContext(variable("own"), runRounds),
    ],
    expect: { ...trace("next"), logs: { includes: [REFUSED] } },
  }),
  kase("task/cancelled-callback-context-entered", "one that was cancelled is not reported", {
    clauses: ["call-soon.handle-cancel-prevents-run"],
    fns: { ...ROUNDS, on_error: handler(), job: callback() },
    main: [
      setExceptionHandler("on_error"),
      assign("own", { make: "context" }),
      callSoon("job", [], { context: variable("own"), as: "h" }),
      methodCall("h", "cancel"),
      inContext(variable("own"), runRounds),
    ],
    expect: { trace: [], reports: [] },
  }),
  kase("task/context-entered-again", "a context that was left can be entered again", {
    clauses: ["call-soon.context-explicit"],
    fns: { ...ROUNDS, job: quiet(callback(contextVarShow("x"))) },
    main: [
      assign("own", { make: "context" }),
      inContext(variable("own"), contextVarSet("x", "own")),
      callSoon("job", [], { context: variable("own") }),
      callSoon("job", [], { context: variable("own") }),
      runRounds,
    ],
    expect: trace("x=own", "x=own"),
  }),
  kase("task/many-awaiting-each-other", "tasks that await each other end in turn", {
    clauses: ["future.many-await"],
    fns: {
      ...ROUNDS,
      last: quiet(coroutine(sleep(0), return_(1))),
      middle: quiet(
        coroutineWith(["n"], await_(variable("first"), { show: "middle" }), return_(variable("n"))),
      ),
      job: quiet(coroutine(await_(variable("second"), { show: "job" }))),
    },
    main: [
      createTask(call("last"), "first"),
      createTask(call("middle", 2), "second"),
      make,
      runRounds,
      ...STATE,
    ],
    expect: trace("middle=1", "job=2", "done=True", "cancelled=False"),
  }),
]);
