import {
  attempt,
  awaitFor,
  call,
  cb,
  coro,
  coroWith,
  cvSet,
  cvShow,
  errorOf,
  giveBack,
  handler,
  inContext,
  log,
  quiet,
  set,
  show,
  sleep,
  v,
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
export const taskRefusals = table("conformance/cases/task-objects/refusals.ts", [
  kase("task/no-setters", "a task takes neither result nor exception, and goes on", {
    clauses: ["task.no-setters"],
    fns: { ...ROUNDS, job: coro() },
    main: [
      make,
      attempt(methodCall("task", "set_result", [1])),
      attempt(methodCall("task", "set_exception", [errorOf("AppError")])),
      show("done", of("done")),
      runRounds,
      show("result", of("result")),
    ],
    expect: trace("!RuntimeError", "!RuntimeError", "done=False", "job", "result=None"),
  }),
  kase("task/awaits-foreign-future", "a future of another loop cannot be awaited", {
    clauses: ["task.awaits-foreign-future"],
    fns: { ...ROUNDS, job: quiet(coro(attempt(suspends), log("on"))) },
    main: [
      set("other", { make: "loop" }),
      createFuture("future", { on: v("other") }),
      make,
      runRounds,
      ...STATE,
    ],
    expect: trace("!RuntimeError", "on", "done=True", "cancelled=False"),
  }),
  kase("task/awaits-itself", "a task cannot await itself", {
    clauses: ["task.awaits-itself"],
    fns: { ...ROUNDS, job: quiet(coro(attempt(awaitFor(v("task"))), log("on"))) },
    main: [make, runRounds, ...STATE],
    expect: trace("!RuntimeError", "on", "done=True", "cancelled=False"),
  }),
  kase("task/context-entered", "a task does not run in a context that is entered", {
    clauses: ["task.context-entered", "create-task.context"],
    fns: { ...ROUNDS, job: coro() },
    main: [
      set("own", { make: "context" }),
      createTask(call("job"), "task", { context: v("own") }),
      inContext(v("own"), runRounds),
      show("done", of("done")),
      methodCall("task", "cancel"),
    ],
    expect: { ...trace("done=False"), logs: { includes: [REFUSED] } },
  }),
  kase("task/callback-context-entered", "nor does a callback", {
    clauses: ["task.context-entered"],
    fns: { ...ROUNDS, job: cb(), next: cb() },
    main: [
      set("own", { make: "context" }),
      callSoon("job", [], { context: v("own") }),
      callSoon("next"),
      inContext(v("own"), runRounds),
    ],
    expect: { ...trace("next"), logs: { includes: [REFUSED] } },
  }),
  kase("task/cancelled-callback-context-entered", "one that was cancelled is not reported", {
    clauses: ["call-soon.handle-cancel-prevents-run"],
    fns: { ...ROUNDS, on_error: handler(), job: cb() },
    main: [
      setExceptionHandler("on_error"),
      set("own", { make: "context" }),
      callSoon("job", [], { context: v("own"), as: "h" }),
      methodCall("h", "cancel"),
      inContext(v("own"), runRounds),
    ],
    expect: { trace: [], reports: [] },
  }),
  kase("task/context-entered-again", "a context that was left can be entered again", {
    clauses: ["call-soon.context-explicit"],
    fns: { ...ROUNDS, job: quiet(cb(cvShow("x"))) },
    main: [
      set("own", { make: "context" }),
      inContext(v("own"), cvSet("x", "own")),
      callSoon("job", [], { context: v("own") }),
      callSoon("job", [], { context: v("own") }),
      runRounds,
    ],
    expect: trace("x=own", "x=own"),
  }),
  kase("task/many-awaiting-each-other", "tasks that await each other end in turn", {
    clauses: ["future.many-await"],
    fns: {
      ...ROUNDS,
      last: quiet(coro(sleep(0), giveBack(1))),
      middle: quiet(coroWith(["n"], awaitFor(v("first"), { show: "middle" }), giveBack(v("n")))),
      job: quiet(coro(awaitFor(v("second"), { show: "job" }))),
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
