/** What `run_until_complete()` takes as its argument, and what it makes of it. */
import {
  assign,
  await_,
  call,
  callback,
  callbackWith,
  coroutine,
  log,
  quiet,
  raise,
  repeat,
  return_,
  same,
  show,
  sleep,
  try_,
  variable,
  withKeywords,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  asyncio,
  callLater,
  callSoon,
  createFuture,
  createTask,
  loopCall,
  methodCall,
  runFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";

const TASK = "run-until-complete.wraps-coroutine-in-task";
const FACTORY = "run-until-complete.uses-task-factory";
const ITSELF = "run-until-complete.uses-given-future-unwrapped";
const AWAITABLE = "run-until-complete.accepts-awaitable";
const REJECTS = "run-until-complete.rejects-non-awaitable";
const FOREIGN = "run-until-complete.foreign-future-rejected";

const CURRENT = asyncio("current_task");
const isTask = show("task", { is: CURRENT, type: "Task" });
const countTasks = show("tasks", { len: asyncio("all_tasks") });

/** Neither futures nor coroutines nor other awaitables. */
const BAD_VALUES: readonly (readonly [slug: string, value: Expression])[] = [
  ["a-number", 1],
  ["none", null],
  ["a-text", "future"],
  ["a-tuple", { list: [] }],
  ["a-function", { fn: "work" }],
  ["a-concurrent-future", { make: "concurrent_future" }],
  ["an-object", { make: "object" }],
];

/** A task factory that counts its calls in the trace. */
const factory = quiet(
  withKeywords(
    callbackWith(
      ["loop_", "coroutine"],
      log("factory"),
      return_({ make: "task", of: variable("coroutine"), loop: variable("loop_") }),
    ),
  ),
);
const useFactory = loopCall("set_task_factory", [{ fn: "factory" }]);

export const runUntilCompleteArgument = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-until-complete/coroutine-is-a-task-${slug}`,
      `a coroutine runs as a task, before and after it waits, ${title}`,
      {
        clauses: [TASK],
        fns: { ...fns, work: coroutine(isTask, sleep(0), isTask) },
        main: [...before, runUntilComplete(call("work"))],
        expect: trace(...shown, "work", "task=True", "task=True"),
      },
    ),
  ),
  kase(
    "run-until-complete/nested-coroutine-in-the-same-task",
    "an awaited coroutine runs in its caller's task",
    {
      clauses: [TASK],
      fns: {
        outer: coroutine(assign("outer_task", CURRENT), await_(call("inner"))),
        inner: coroutine(isTask, show("same", same(CURRENT, variable("outer_task")))),
      },
      main: [runUntilComplete(call("outer"))],
      expect: trace("outer", "inner", "task=True", "same=True"),
    },
  ),
  kase("run-until-complete/each-coroutine-its-own-task", "two runs of coroutines are two tasks", {
    clauses: [TASK],
    fns: {
      first: coroutine(assign("first_task", CURRENT)),
      second: coroutine(isTask, show("same", same(CURRENT, variable("first_task")))),
    },
    main: [runUntilComplete(call("first")), runUntilComplete(call("second"))],
    expect: trace("first", "second", "task=True", "same=False"),
  }),
  kase(
    "run-until-complete/coroutine-task-can-be-cancelled",
    "the task of a coroutine can be cancelled through current_task()",
    {
      clauses: [TASK, "run-until-complete.raises-cancelled"],
      fns: {
        work: coroutine(assign("own_task", CURRENT), callLater(0.005, "cancels"), sleep(3600)),
        cancels: callback(methodCall("own_task", "cancel")),
      },
      main: [try_(runUntilComplete(call("work")))],
      expect: trace("work", "cancels", "!CancelledError"),
    },
  ),
  kase(
    "run-until-complete/task-factory-for-a-coroutine",
    "the loop's task factory makes the task of a coroutine, once",
    {
      clauses: [FACTORY],
      fns: { factory, work: coroutine(sleep(0), isTask, return_(7)) },
      main: [useFactory, runUntilComplete(call("work"), { show: "result" })],
      expect: trace("factory", "work", "task=True", "result=7"),
    },
  ),
  kase(
    "run-until-complete/task-factory-not-for-a-future",
    "the task factory is not asked for a future",
    {
      clauses: [FACTORY, ITSELF],
      fns: { factory: { ...factory } },
      main: [
        useFactory,
        createFuture("future"),
        callSoon({ bound: "set_result", on: variable("future") }, [7]),
        runUntilComplete(variable("future"), { show: "result" }),
      ],
      expect: trace("result=7"),
    },
  ),
  kase("run-until-complete/future-without-a-task", "no task is made for a future", {
    clauses: [ITSELF],
    fns: { ask: callback(countTasks, methodCall("future", "set_result", [7])) },
    main: [createFuture("future"), callSoon("ask"), runUntilComplete(variable("future"))],
    expect: trace("ask", "tasks=0"),
  }),
  kase("run-until-complete/task-without-a-further-task", "no further task is made for a task", {
    clauses: [ITSELF],
    fns: {
      work: coroutine(
        countTasks,
        show("same", same(CURRENT, variable("task"))),
        sleep(0),
        countTasks,
      ),
    },
    main: [createTask(call("work"), "task"), runUntilComplete(variable("task"))],
    expect: trace("work", "tasks=1", "same=True", "tasks=1"),
  }),
  kase("run-until-complete/awaitable-result", "any awaitable object is run, and gives its result", {
    clauses: [AWAITABLE],
    fns: { work: coroutine(sleep(0), return_(7)) },
    main: [runUntilComplete({ make: "awaitable", fn: "work" }, { show: "result" })],
    expect: trace("work", "result=7"),
  }),
  kase("run-until-complete/awaitable-error", "an awaitable object's error reaches the caller", {
    clauses: [AWAITABLE],
    fns: { work: coroutine(sleep(0), raise("AppError", "own")) },
    main: [try_(runUntilComplete({ make: "awaitable", fn: "work" }))],
    expect: trace("work", "!AppError:own"),
  }),
  ...BAD_VALUES.map(([slug, value]) =>
    kase(
      `run-until-complete/rejects-${slug}`,
      `${slug.replaceAll("-", " ")} is refused with TypeError, and the loop runs on`,
      {
        clauses: [REJECTS],
        fns: { work: coroutine(return_(7)) },
        main: [
          try_(runUntilComplete(value)),
          show("running", { m: "is_running" }),
          runUntilComplete(call("work"), { show: "result" }),
        ],
        expect: trace("!TypeError", "running=False", "work", "result=7"),
      },
    ),
  ),
  kase(
    "run-until-complete/rejects-again-and-again",
    "a loop that refused 100 bad values still runs",
    {
      clauses: [REJECTS],
      fns: { work: coroutine(return_(7)) },
      main: [
        repeat(100, try_(runUntilComplete(1))),
        runFor(0),
        runUntilComplete(call("work"), { show: "result" }),
      ],
      expect: trace(...Array<string>(100).fill("!TypeError"), "work", "result=7"),
    },
  ),
  ...(
    [
      ["a-future", createFuture("foreign", { on: variable("other") })],
      ["a-task", createTask(call("work"), "foreign", { on: variable("other") })],
    ] as const
  ).map(([slug, make]) =>
    kase(
      `run-until-complete/rejects-${slug}-of-another-loop`,
      `${slug.replace("-", " ")} of another loop is refused with ValueError, and the loop runs on`,
      {
        clauses: [FOREIGN],
        fns: slug === "a-task" ? { work: coroutine(sleep(0)) } : {},
        main: [
          assign("other", { make: "loop" }),
          make,
          try_(runUntilComplete(variable("foreign"))),
          runFor(0),
          log("runs on"),
        ],
        expect: trace("!ValueError", "runs on"),
      },
    ),
  ),
]);
