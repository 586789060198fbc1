import {
  assign,
  await_,
  call,
  contextVarSet,
  contextVarShow,
  coroutine,
  coroutineWith,
  log,
  quiet,
  return_,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  asyncio,
  close,
  createFuture,
  createTask,
  loopCall,
  methodCall,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const job = coroutine();
const NAME: Expression = { m: "get_name", on: variable("task") };

/** Makes a task with both keywords, in a context where the variable is not set. */
const namedInContext: readonly Operation[] = [
  assign("context", { make: "context" }),
  contextVarSet("x", "main"),
  createTask(call("job"), "task", { kwargs: { name: "worker" }, context: variable("context") }),
  show("name", NAME),
];

const refused: readonly [slug: string, title: string, value: Expression][] = [
  ["number", "a number", 1],
  ["none", "None", null],
  ["function", "a coroutine function that was not called", { fn: "job" }],
  ["future", "a future", variable("future")],
];

/** What create_task() and create_future() make of what they are given. */
export const createTasks = table([
  kase("create-future/pending", "a new future is pending and belongs to the loop", {
    clauses: ["create-future.bound-to-loop"],
    main: [
      createFuture("future"),
      show("done", { m: "done", on: variable("future") }),
      show("cancelled", { m: "cancelled", on: variable("future") }),
      show("loop", { same: [{ m: "get_loop", on: variable("future") }, variable("loop")] }),
      show("isfuture", { asyncio: "isfuture", args: [variable("future")] }),
    ],
    expect: trace("done=False", "cancelled=False", "loop=True", "isfuture=True"),
  }),
  kase("create-future/is-future", "isfuture() accepts what create_future() returns", {
    clauses: ["create-future.subclass-allowed"],
    main: [createFuture("future"), show("future", asyncio("isfuture", variable("future")))],
    expect: trace("future=True"),
  }),
  kase("create-future/is-future-in-a-run", "isfuture() accepts a future that is made in a run", {
    clauses: ["create-future.subclass-allowed"],
    fns: {
      work: quiet(
        coroutine(createFuture("future"), show("future", asyncio("isfuture", variable("future")))),
      ),
    },
    main: [runUntilComplete(call("work"))],
    expect: trace("future=True"),
  }),
  kase("create-future/another-loop", "a future belongs to the loop that made it", {
    clauses: ["create-future.bound-to-loop"],
    main: [
      assign("other", { make: "loop" }),
      createFuture("future", { on: variable("other") }),
      show("other", { same: [{ m: "get_loop", on: variable("future") }, variable("other")] }),
      show("loop", { same: [{ m: "get_loop", on: variable("future") }, variable("loop")] }),
    ],
    expect: trace("other=True", "loop=False"),
  }),
  kase("create-task/later", "the coroutine does not start inside create_task()", {
    clauses: ["create-task.schedules"],
    fns: { ...ROUNDS, job },
    main: [createTask(call("job"), "task"), log("made"), runRounds, show("done", ask("done"))],
    expect: trace("made", "job", "done=True"),
  }),
  kase(
    "create-task/later-in-a-step",
    "in a step of another task the coroutine does not start inside create_task()",
    {
      clauses: ["create-task.schedules"],
      fns: {
        job,
        outer: quiet(
          coroutine(createTask(call("job"), "task"), log("made"), await_(variable("task"))),
        ),
      },
      main: [runUntilComplete(call("outer"))],
      expect: trace("made", "job"),
    },
  ),
  kase("create-task/several", "of several tasks made at once each runs, in whatever order", {
    clauses: ["create-task.schedules"],
    fns: { ...ROUNDS, job: coroutineWith(["n"]) },
    main: [
      createTask(call("job", 1), "a"),
      createTask(call("job", 2), "b"),
      createTask(call("job", 3), "c"),
      runRounds,
      show("done", { m: "done", on: variable("a") }),
      show("done", { m: "done", on: variable("b") }),
      show("done", { m: "done", on: variable("c") }),
    ],
    expect: trace(
      { any_order: ["job(1)", "job(2)", "job(3)"] },
      "done=True",
      "done=True",
      "done=True",
    ),
  }),
  kase("create-task/type", "create_task() returns a task", {
    clauses: ["create-task.type"],
    fns: { ...ROUNDS, job },
    main: [
      createTask(call("job"), "task"),
      show("task", { is: variable("task"), type: "Task" }),
      show("future", { is: variable("task"), type: "Future" }),
      show("loop", { same: [ask("get_loop"), variable("loop")] }),
      runRounds,
    ],
    expect: trace("task=True", "future=True", "loop=True", "job"),
  }),
  ...refused.map(([slug, title, value]) =>
    kase(`create-task/refuses-${slug}`, `${title} is refused`, {
      clauses: ["create-task.rejects-non-coroutine"],
      fns: slug === "function" ? { job } : {},
      main: [
        ...(slug === "future" ? [createFuture("future")] : []),
        try_(loopCall("create_task", [value])),
      ],
      expect: trace("!TypeError"),
    }),
  ),
  kase("create-task/name", "the task has the name that was given", {
    clauses: ["create-task.name"],
    fns: { ...ROUNDS, job },
    main: [
      createTask(call("job"), "task", { kwargs: { name: "worker" } }),
      show("name", NAME),
      methodCall("task", "set_name", ["renamed"]),
      show("name", NAME),
      runRounds,
    ],
    expect: trace("name=worker", "name=renamed", "job"),
  }),
  kase("create-task/name-number", "a name that is a number becomes a string", {
    clauses: ["create-task.name"],
    fns: { ...ROUNDS, job },
    main: [
      createTask(call("job"), "task", { kwargs: { name: 7 } }),
      show("equal", { equal: [NAME, "7"] }),
      runRounds,
    ],
    expect: trace("equal=True", "job"),
  }),
  kase("create-task/name-and-context", "a name that is given with a context is the task's", {
    clauses: ["create-task.name", "create-task.context"],
    fns: { ...ROUNDS, job: quiet(coroutine(contextVarShow("x"))) },
    main: [...namedInContext, runRounds],
    expect: trace("name=worker", "x=unset"),
  }),
  kase(
    "create-task/name-and-context-in-a-step",
    "in a step of another task a name that is given with a context is the task's",
    {
      clauses: ["create-task.name", "create-task.context"],
      fns: {
        job: quiet(coroutine(contextVarShow("x"))),
        work: quiet(coroutine(...namedInContext, await_(variable("task")))),
      },
      main: [runUntilComplete(call("work"))],
      expect: trace("name=worker", "x=unset"),
    },
  ),
  kase("create-task/context", "the coroutine runs in the context that was given", {
    clauses: ["create-task.context"],
    fns: {
      ...ROUNDS,
      job: quiet(
        coroutine(contextVarShow("x"), contextVarSet("x", "job"), sleep(0), contextVarShow("x")),
      ),
    },
    main: [
      assign("context", { make: "context" }),
      contextVarSet("x", "main"),
      createTask(call("job"), "task", { context: variable("context") }),
      runRounds,
      contextVarShow("x"),
      show("context", { cv: "x", in: variable("context") }),
      show("done", ask("done")),
    ],
    expect: trace("x=unset", "x=job", "x=main", "context=job", "done=True"),
  }),
  kase("create-task/context-default", "without one it runs in a copy of the caller's", {
    clauses: ["create-task.context"],
    fns: { ...ROUNDS, job: quiet(coroutine(contextVarShow("x"), contextVarSet("x", "job"))) },
    main: [
      contextVarSet("x", "before"),
      createTask(call("job"), "task"),
      contextVarSet("x", "after"),
      runRounds,
      contextVarShow("x"),
      show("done", ask("done")),
    ],
    expect: trace("x=before", "x=after", "done=True"),
  }),
  kase("create-task/unknown-keyword", "a keyword that it does not know is refused", {
    clauses: ["create-task.extra-kwargs-rejected"],
    fns: { job },
    main: [
      assign("coroutine", call("job")),
      try_(loopCall("create_task", [variable("coroutine")], { kwargs: { colour: 1 } })),
      methodCall("coroutine", "close"),
    ],
    expect: trace("!TypeError"),
  }),
  kase("create-task/closed", "a closed loop refuses a coroutine, which does not start", {
    clauses: ["create-task.closed-rejected"],
    fns: { job },
    main: [
      close(),
      assign("coroutine", call("job")),
      try_(loopCall("create_task", [variable("coroutine")])),
      methodCall("coroutine", "close"),
    ],
    expect: trace("!RuntimeError"),
  }),
  kase("create-task/result", "the task holds what the coroutine returned", {
    clauses: ["create-task.type"],
    fns: { ...ROUNDS, job: quiet(coroutine(return_(5))) },
    main: [createTask(call("job"), "task"), runRounds, show("result", ask("result"))],
    expect: trace("result=5"),
  }),
]);

function ask(m: string): Expression {
  return { m, on: variable("task") };
}
