import {
  assign,
  call,
  contextVarSet,
  contextVarShow,
  coroutine,
  quiet,
  return_,
  same,
  show,
  variable,
} from "../../language/build.ts";
import {
  createFuture,
  createTask,
  methodCall,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

import { contains, make, of, runUntilCancelled, suspends } from "../kit/task-terms.ts";

/** What a task tells of itself. */
export const taskObjects = table([
  kase("task/name-set", "set_name() changes the name", {
    clauses: ["task.name"],
    fns: { ...ROUNDS, job: coroutine() },
    main: [make, methodCall("task", "set_name", ["mine"]), show("name", of("get_name")), runRounds],
    expect: trace("name=mine", "job"),
  }),
  kase("task/name-set-number", "a name that is a number becomes a string", {
    clauses: ["task.name"],
    fns: { ...ROUNDS, job: coroutine() },
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
    fns: { ...ROUNDS, job: coroutine() },
    main: [
      make,
      createTask(call("job"), "other"),
      show("equal", { equal: [of("get_name"), { m: "get_name", on: variable("other") }] }),
      show("named", { contains: of("get_name"), text: "Task-" }),
      show("kept", { equal: [of("get_name"), of("get_name")] }),
      runRounds,
    ],
    expect: trace("equal=False", "named=True", "kept=True", "job", "job"),
  }),
  kase("task/coroutine", "get_coro() returns the coroutine", {
    clauses: ["task.get-coro"],
    fns: { ...ROUNDS, job: coroutine() },
    main: [
      assign("coroutine", call("job")),
      createTask(variable("coroutine"), "task"),
      show("same", same(of("get_coro"), variable("coroutine"))),
      runRounds,
    ],
    expect: trace("same=True", "job"),
  }),
  kase("task/context", "get_context() returns the context that was given", {
    clauses: ["task.get-context"],
    fns: { ...ROUNDS, job: coroutine() },
    main: [
      assign("context", { make: "context" }),
      createTask(call("job"), "task", { context: variable("context") }),
      show("same", same(of("get_context"), variable("context"))),
      runRounds,
    ],
    expect: trace("same=True", "job"),
  }),
  kase("task/context-default", "without one, the copy that the coroutine runs in", {
    clauses: ["task.get-context"],
    fns: { ...ROUNDS, job: quiet(coroutine(contextVarSet("x", "job"))) },
    main: [
      contextVarSet("x", "main"),
      make,
      runRounds,
      contextVarShow("x"),
      show("task", { cv: "x", in: of("get_context") }),
    ],
    expect: trace("x=main", "task=job"),
  }),
  kase("task/representation-pending", "the representation of a pending task shows its name", {
    clauses: ["task.representation"],
    fns: { ...ROUNDS, job: coroutine() },
    main: [
      createTask(call("job"), "task", { kwargs: { name: "mine" } }),
      contains(" pending"),
      contains("name='mine'"),
      contains("wait_for="),
      runRounds,
    ],
    expect: trace("pending=True", "namemine=True", "wait_for=False", "job"),
  }),
  kase("task/representation-waiting", "the representation of a waiting task shows the future", {
    clauses: ["task.representation"],
    fns: { ...ROUNDS, job: coroutine(suspends) },
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
  kase("task/representation-finished", "the representation of a finished task shows the result", {
    clauses: ["task.representation"],
    fns: { job: coroutine(return_(5)) },
    main: [
      createTask(call("job"), "task", { kwargs: { name: "mine" } }),
      runUntilComplete(variable("task")),
      contains(" finished"),
      contains("name='mine'"),
      contains(" result=5"),
    ],
    expect: trace("job", "finished=True", "namemine=True", "result5=True"),
  }),
]);
