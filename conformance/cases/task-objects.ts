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
  evaluate,
  giveBack,
  handler,
  inContext,
  log,
  quiet,
  raise,
  same,
  set,
  show,
  sleep,
  v,
} from "../program/build.ts";
import type { Expression } from "../program/expression.ts";
import {
  callSoon,
  createFuture,
  createTask,
  methodCall,
  runUntilComplete,
  setExceptionHandler,
} from "../program/loop-methods.ts";
import type { Operation } from "../program/operation.ts";
import { kase, table, trace } from "../program/table.ts";
import { ROUNDS, runRounds } from "./settle.ts";

const of = (m: string, ...args: Expression[]): Expression =>
  args.length === 0 ? { m, on: v("task") } : { m, on: v("task"), args };
const cancel = (show?: string): Operation =>
  evaluate(of("cancel"), show === undefined ? {} : { show });
const REFUSED = { level: "ERROR", exception: "RuntimeError" };
const make = createTask(call("job"), "task");
const STATE: readonly Operation[] = [show("done", of("done")), show("cancelled", of("cancelled"))];
const suspends = awaitFor(v("future"));
const contains = (text: string): Operation =>
  show(text.trim().replace(/\W/g, ""), { contains: { repr: v("task") }, text });

/** What can be asked of a task, and how it is cancelled. */
export const taskStates = table("conformance/cases/task-objects.ts", [
  kase("task/name-set", "set_name() changes the name", {
    clauses: ["task.name"],
    fns: { ...ROUNDS, job: coro() },
    main: [make, methodCall("task", "set_name", ["mine"]), show("name", of("get_name")), runRounds],
    expect: trace("name=mine", "job"),
  }),
  kase("task/name-set-number", "a name that is a number becomes a string", {
    clauses: ["task.name"],
    fns: { ...ROUNDS, job: coro() },
    main: [
      make,
      methodCall("task", "set_name", [3]),
      show("name", { equal: [of("get_name"), "3"] }),
      runRounds,
    ],
    expect: trace("name=True", "job"),
  }),
  kase("task/name-default", "tasks without a name get different ones", {
    clauses: ["task.default-name"],
    fns: { ...ROUNDS, job: coro() },
    main: [
      make,
      createTask(call("job"), "other"),
      show("equal", { equal: [of("get_name"), { m: "get_name", on: v("other") }] }),
      show("named", { contains: of("get_name"), text: "Task-" }),
      show("kept", { equal: [of("get_name"), of("get_name")] }),
      runRounds,
    ],
    expect: trace("equal=False", "named=True", "kept=True", "job", "job"),
  }),
  kase("task/coroutine", "get_coro() returns the coroutine", {
    clauses: ["task.get-coro"],
    fns: { ...ROUNDS, job: coro() },
    main: [
      set("coroutine", call("job")),
      createTask(v("coroutine"), "task"),
      show("same", same(of("get_coro"), v("coroutine"))),
      runRounds,
    ],
    expect: trace("same=True", "job"),
  }),
  kase("task/context", "get_context() returns the context that was given", {
    clauses: ["task.get-context"],
    fns: { ...ROUNDS, job: coro() },
    main: [
      set("context", { make: "context" }),
      createTask(call("job"), "task", { context: v("context") }),
      show("same", same(of("get_context"), v("context"))),
      runRounds,
    ],
    expect: trace("same=True", "job"),
  }),
  kase("task/context-default", "without one, the copy that the coroutine runs in", {
    clauses: ["task.get-context"],
    fns: { ...ROUNDS, job: quiet(coro(cvSet("x", "job"))) },
    main: [
      cvSet("x", "main"),
      make,
      runRounds,
      cvShow("x"),
      show("task", { cv: "x", in: of("get_context") }),
    ],
    expect: trace("x=main", "task=job"),
  }),
  kase("task/cancel-before-start", "a task that is cancelled before its start does not start", {
    clauses: ["task.cancel-throws"],
    fns: { ...ROUNDS, job: coro() },
    main: [make, cancel(), log("asked"), show("done", of("done")), runRounds, ...STATE],
    expect: trace("asked", "done=False", "done=True", "cancelled=True"),
  }),
  kase(
    "task/cancel-waiting",
    "CancelledError is raised where the coroutine waits, and not at once",
    {
      clauses: ["task.cancel-throws"],
      fns: { ...ROUNDS, job: coro(attempt(suspends), log("goes on")) },
      main: [createFuture("future"), make, runRounds, cancel(), log("asked"), runRounds, ...STATE],
      expect: trace("job", "asked", "!CancelledError", "goes on", "done=True", "cancelled=False"),
    },
  ),
  kase("task/cancel-sleeping", "so it is where the coroutine sleeps", {
    clauses: ["task.cancel-throws"],
    fns: { ...ROUNDS, job: coro(attempt(sleep(3600)), log("goes on")) },
    main: [make, runRounds, cancel(), log("asked"), runRounds, ...STATE],
    expect: trace("job", "asked", "!CancelledError", "goes on", "done=True", "cancelled=False"),
  }),
  kase("task/cancel-giving-way", "so it is where the coroutine gives way for an iteration", {
    clauses: ["task.cancel-throws"],
    fns: {
      ...ROUNDS,
      job: coro(attempt(sleep(0)), log("goes on")),
      asks: quiet(cb(cancel())),
    },
    main: [make, callSoon("asks"), runRounds, ...STATE],
    expect: trace("job", "!CancelledError", "goes on", "done=True", "cancelled=False"),
  }),
  kase("task/cancel-itself", "a coroutine that cancels its own task is told where it waits next", {
    clauses: ["task.cancel-throws"],
    fns: {
      ...ROUNDS,
      job: coro(cancel("asked"), log("same step"), attempt(suspends), log("after")),
    },
    main: [createFuture("future"), make, runRounds, ...STATE],
    expect: trace(
      "job",
      "asked=True",
      "same step",
      "!CancelledError",
      "after",
      "done=True",
      "cancelled=False",
    ),
  }),
  kase("task/cancel-itself-cancels-future", "and the future that it waits for then is cancelled", {
    clauses: ["task.cancel-reaches-awaited-future"],
    fns: { ...ROUNDS, job: coro(cancel("asked"), suspends) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      show("future", { m: "cancelled", on: v("future") }),
      ...STATE,
    ],
    expect: trace("job", "asked=True", "future=True", "done=True", "cancelled=True"),
  }),
  kase("task/cancel-itself-and-return", "one that returns instead is cancelled all the same", {
    clauses: ["task.cancelled"],
    fns: { ...ROUNDS, job: coro(cancel("asked"), giveBack(5)) },
    main: [make, runRounds, ...STATE],
    expect: trace("job", "asked=True", "done=True", "cancelled=True"),
  }),
  kase(
    "task/cancel-itself-twice-waiting",
    "after one CancelledError the coroutine may wait again",
    {
      clauses: ["task.cancel-throws"],
      fns: {
        ...ROUNDS,
        job: coro(attempt(suspends), sleep(0), log("waited")),
      },
      main: [createFuture("future"), make, runRounds, cancel(), runRounds, ...STATE],
      expect: trace("job", "!CancelledError", "waited", "done=True", "cancelled=False"),
    },
  ),
  kase("task/cancel-suppressed", "a coroutine that suppresses it gives its result", {
    clauses: ["task.cancel-may-be-suppressed"],
    fns: { ...ROUNDS, job: quiet(coro(attempt(suspends), giveBack(5))) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      cancel(),
      runRounds,
      ...STATE,
      show("result", of("result")),
    ],
    expect: trace("!CancelledError", "done=True", "cancelled=False", "result=5"),
  }),
  kase("task/cancelled", "a coroutine that lets it out makes the task cancelled", {
    clauses: ["task.cancelled"],
    fns: { ...ROUNDS, job: quiet(coro(suspends)) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      ...STATE,
      cancel(),
      runRounds,
      ...STATE,
      attempt(show("result", of("result"))),
      attempt(show("exception", of("exception"))),
    ],
    expect: trace(
      "done=False",
      "cancelled=False",
      "done=True",
      "cancelled=True",
      "!CancelledError",
      "!CancelledError",
    ),
  }),
  kase("task/failed", "an exception of the coroutine is the task's, which is not cancelled", {
    clauses: ["task.cancelled"],
    fns: { ...ROUNDS, job: quiet(coro(raise("AppError", "x"))) },
    main: [
      make,
      runRounds,
      ...STATE,
      show("exception", of("exception")),
      attempt(show("result", of("result"))),
    ],
    expect: trace("done=True", "cancelled=False", "exception=AppError:x", "!AppError:x"),
  }),
  kase("task/cancel-awaited-future", "the future that a cancelled task waits for is cancelled", {
    clauses: ["task.cancel-reaches-awaited-future"],
    fns: { ...ROUNDS, job: quiet(coro(suspends)) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      cancel(),
      show("future", { m: "cancelled", on: v("future") }),
      runRounds,
      ...STATE,
    ],
    expect: trace("future=True", "done=True", "cancelled=True"),
  }),
  kase("task/cancel-awaited-task", "so is the task that it waits for", {
    clauses: ["task.cancel-reaches-awaited-future"],
    fns: {
      ...ROUNDS,
      inner: quiet(coro(attempt(sleep(3600)), log("inner"))),
      job: quiet(coro(awaitFor(v("awaited")), log("job"))),
    },
    main: [createTask(call("inner"), "awaited"), make, runRounds, cancel(), runRounds, ...STATE],
    expect: trace("!CancelledError", "inner", "job", "done=True", "cancelled=False"),
  }),
  kase("task/cancel-late", "where the awaited future is done already, the coroutine is told", {
    clauses: ["task.cancel-throws"],
    fns: { ...ROUNDS, job: quiet(coro(attempt(awaitFor(v("future"), { show: "value" })))) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      methodCall("future", "set_result", [1]),
      cancel(),
      runRounds,
      ...STATE,
    ],
    expect: trace("!CancelledError", "done=True", "cancelled=False"),
  }),
  kase("task/cancel-late-failed", "also where that future has failed", {
    clauses: ["task.cancel-throws"],
    fns: { ...ROUNDS, job: quiet(coro(attempt(awaitFor(v("future"), { show: "value" })))) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      methodCall("future", "set_exception", [errorOf("AppError", "x")]),
      cancel(),
      runRounds,
      ...STATE,
      show("future", { m: "exception", on: v("future") }),
    ],
    expect: trace("!CancelledError", "done=True", "cancelled=False", "future=AppError:x"),
  }),
  kase("task/cancel-result", "cancel() returns True, and False when the task is done", {
    clauses: ["task.cancel-result"],
    fns: { ...ROUNDS, job: quiet(coro(suspends)) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      cancel("waiting"),
      cancel("again"),
      runRounds,
      cancel("done"),
    ],
    expect: trace("waiting=True", "again=True", "done=False"),
  }),
  kase("task/cancel-result-finished", "cancel() of a finished task returns False", {
    clauses: ["task.cancel-result"],
    fns: { ...ROUNDS, job: coro(giveBack(5)) },
    main: [make, runRounds, cancel("again"), ...STATE, show("result", of("result"))],
    expect: trace("job", "again=False", "done=True", "cancelled=False", "result=5"),
  }),
  kase("task/cancelling", "cancelling() counts the requests", {
    clauses: ["task.cancelling"],
    fns: { ...ROUNDS, job: quiet(coro(attempt(suspends))) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      show("none", of("cancelling")),
      cancel(),
      show("one", of("cancelling")),
      cancel(),
      show("two", of("cancelling")),
      runRounds,
      show("done", of("cancelling")),
      cancel(),
      show("late", of("cancelling")),
    ],
    expect: trace("none=0", "one=1", "two=2", "!CancelledError", "done=2", "late=2"),
  }),
  kase("task/uncancel", "uncancel() takes back one request, and no more than there were", {
    clauses: ["task.uncancel"],
    fns: { ...ROUNDS, job: quiet(coro(attempt(suspends))) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      cancel(),
      cancel(),
      runRounds,
      show("left", of("uncancel")),
      show("cancelling", of("cancelling")),
      show("left", of("uncancel")),
      show("left", of("uncancel")),
      show("cancelling", of("cancelling")),
    ],
    expect: trace("!CancelledError", "left=1", "cancelling=1", "left=0", "left=0", "cancelling=0"),
  }),
  kase("task/uncancel-clears", "taken back before it was raised, CancelledError is not raised", {
    clauses: ["task.uncancel-clears-request"],
    fns: {
      ...ROUNDS,
      job: quiet(coro(cancel(), show("left", of("uncancel")), sleep(0), log("on"))),
    },
    main: [make, runRounds, ...STATE],
    expect: trace("left=0", "on", "done=True", "cancelled=False"),
  }),
  kase("task/uncancel-one-of-two", "as long as one request is left, it is raised", {
    clauses: ["task.uncancel-clears-request"],
    fns: {
      ...ROUNDS,
      job: quiet(
        coro(cancel(), cancel(), show("left", of("uncancel")), attempt(sleep(0)), log("on")),
      ),
    },
    main: [make, runRounds, ...STATE],
    expect: trace("left=1", "!CancelledError", "on", "done=True", "cancelled=False"),
  }),
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
  kase("task/representation-pending", "the representation of a pending task shows its name", {
    clauses: ["task.representation"],
    fns: { ...ROUNDS, job: coro() },
    main: [
      createTask(call("job"), "task", { kwargs: { name: "mine" } }),
      contains(" pending"),
      contains("name='mine'"),
      contains("wait_for="),
      runRounds,
    ],
    expect: trace("pending=True", "namemine=True", "wait_for=False", "job"),
  }),
  kase("task/representation-waiting", "that of a waiting task shows the future", {
    clauses: ["task.representation"],
    fns: { ...ROUNDS, job: coro(suspends) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      contains(" pending"),
      contains("wait_for="),
      runUntilCancelled(),
    ],
    expect: trace("job", "pending=True", "wait_for=True", "!CancelledError"),
  }),
  kase("task/representation-finished", "that of a finished task shows the result", {
    clauses: ["task.representation"],
    fns: { job: coro(giveBack(5)) },
    main: [
      createTask(call("job"), "task", { kwargs: { name: "mine" } }),
      runUntilComplete(v("task")),
      contains(" finished"),
      contains("name='mine'"),
      contains(" result=5"),
    ],
    expect: trace("job", "finished=True", "namemine=True", "result5=True"),
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

function runUntilCancelled(): Operation {
  return attempt(methodCall("task", "cancel"), runUntilComplete(v("task")));
}
