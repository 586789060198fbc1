/** `run_until_complete()` returns once its future is done, and not before. */
import {
  await_,
  call,
  callback,
  coroutine,
  coroutineWith,
  if_,
  log,
  quiet,
  repeat,
  repeatWith,
  show,
  sleep,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  asyncio,
  callLater,
  callSoon,
  callSoonThreadsafe,
  createFuture,
  createTask,
  methodCall,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, PLACES, SCHEDULERS } from "../kit/dimensions.ts";
import { LONG, numbered } from "../kit/shorthand.ts";

const COMPLETION = "run-until-complete.runs-to-completion";
const isDone = (name: string): Expression => ({ m: "done", on: variable(name) });
const showDone = show("done", isDone("future"));
const complete = methodCall("future", "set_result", [1]);
const COMPLETE: Expression = { bound: "set_result", on: variable("future") };

export const runUntilCompleteCompletion = table([
  ...PLACES.filter(({ duringRun }) => duringRun).map(({ slug, title, ownThread, put }) => {
    const { fns, before, after } = put([ownThread ? complete : callSoonThreadsafe(COMPLETE, [1])]);
    return kase(
      `run-until-complete/completed-from-${slug}`,
      `run_until_complete() returns once its future is completed ${title}`,
      {
        clauses: [COMPLETION],
        fns,
        main: [
          createFuture("future"),
          ...before,
          show("before", isDone("future")),
          runUntilComplete(variable("future")),
          showDone,
          ...after,
        ],
        expect: trace("before=False", "done=True"),
      },
    );
  }),
  ...SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(
      `run-until-complete/completed-by-${slug}`,
      `run_until_complete() lasts until what ${method} scheduled completes its future`,
      {
        clauses: [COMPLETION],
        fns: { resolve: callback(complete) },
        main: [
          createFuture("future"),
          schedule("resolve"),
          runUntilComplete(variable("future")),
          showDone,
        ],
        expect: trace("resolve", "done=True"),
      },
    ),
  ),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-until-complete/runs-coroutine-to-its-end-${slug}`,
      `a coroutine that waits again and again runs to its end ${title}`,
      {
        clauses: [COMPLETION],
        fns: {
          ...fns,
          work: coroutine(sleep(0), log("one"), sleep(0.002), log("two"), sleep(0), log("three")),
        },
        main: [...before, runUntilComplete(call("work")), log("returned")],
        expect: trace(...shown, "work", "one", "two", "three", "returned"),
      },
    ),
  ),
  kase("run-until-complete/a-thousand-steps", "a coroutine of 1,000 steps runs to its end", {
    clauses: [COMPLETION],
    fns: { work: quiet(coroutine(repeat(1000, sleep(0)), log("end"))) },
    main: [runUntilComplete(call("work")), log("returned")],
    expect: trace("end", "returned"),
  }),
  kase("run-until-complete/a-task-to-its-end", "a task runs to its end", {
    clauses: [COMPLETION],
    fns: { work: coroutine(sleep(0.002), log("end")) },
    main: [
      createTask(call("work"), "task"),
      runUntilComplete(variable("task")),
      show("done", isDone("task")),
    ],
    expect: trace("work", "end", "done=True"),
  }),
  kase("run-until-complete/nested-coroutines-to-their-end", "what a coroutine awaits runs first", {
    clauses: [COMPLETION],
    fns: {
      outer: coroutine(await_(call("middle")), log("outer ends")),
      middle: coroutine(await_(call("inner")), log("middle ends")),
      inner: coroutine(sleep(0.002), log("inner ends")),
    },
    main: [runUntilComplete(call("outer")), log("returned")],
    expect: trace(
      "outer",
      "middle",
      "inner",
      "inner ends",
      "middle ends",
      "outer ends",
      "returned",
    ),
  }),
  kase(
    "run-until-complete/not-ended-by-another-task",
    "the end of another task does not end the run",
    {
      clauses: [COMPLETION],
      fns: {
        brief: coroutine(log("brief ends")),
        long: coroutine(sleep(0), await_(variable("task")), sleep(0.005), log("long ends")),
      },
      main: [createTask(call("brief"), "task"), runUntilComplete(call("long")), log("returned")],
      expect: trace({ interleave: [["brief", "brief ends"], ["long"]] }, "long ends", "returned"),
    },
  ),
  kase(
    "run-until-complete/not-ended-by-another-future",
    "the completion of another future does not end the run",
    {
      clauses: [COMPLETION],
      fns: {
        resolve_other: callback(methodCall("other", "set_result", [2]), callLater(0.01, "resolve")),
        resolve: callback(complete),
      },
      main: [
        createFuture("future"),
        createFuture("other"),
        callSoon("resolve_other"),
        runUntilComplete(variable("future")),
        log("returned"),
      ],
      expect: trace("resolve_other", "resolve", "returned"),
    },
  ),
  kase(
    "run-until-complete/not-ended-by-the-future-of-an-earlier-run",
    "a run is not ended by the future of the run before it",
    {
      clauses: [COMPLETION],
      fns: { resolve: callback(complete), brief: coroutine(sleep(0)) },
      main: [
        runUntilComplete(call("brief")),
        createFuture("future"),
        callLater(0.01, "resolve"),
        runUntilComplete(variable("future")),
        log("returned"),
      ],
      expect: trace("brief", "resolve", "returned"),
    },
  ),
  kase(
    "run-until-complete/the-last-of-many-tasks",
    "a coroutine that waits for 300 tasks returns after the last of them",
    {
      clauses: [COMPLETION],
      fns: {
        part: coroutineWith(["n"], sleep(0)),
        whole: quiet(
          coroutine(
            repeatWith(300, "i", await_(asyncio("ensure_future", call("part", variable("i"))))),
          ),
        ),
      },
      main: [runUntilComplete(call("whole")), log("returned")],
      expect: trace(...numbered("part", 300), "returned"),
    },
  ),
  kase(
    "run-until-complete/each-of-two-thousand-futures",
    "each of 2,000 futures is done when its run returns",
    {
      timeout: LONG,
      clauses: [COMPLETION],
      fns: { resolve: quiet(callback(complete)) },
      main: [
        repeatWith(
          2000,
          "i",
          createFuture("future"),
          callSoon("resolve"),
          runUntilComplete(variable("future")),
          if_(isDone("future"), [], [log("pending", variable("i"))]),
        ),
        log("returned"),
      ],
      expect: trace("returned"),
    },
  ),
]);
