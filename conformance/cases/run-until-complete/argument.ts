/** What `run_until_complete()` takes as its argument, and what it makes of it. */
import {
  attempt,
  awaitFor,
  call,
  cb,
  cbWith,
  coro,
  giveBack,
  log,
  quiet,
  raise,
  repeat,
  same,
  set,
  show,
  sleep,
  v,
  withKeywords,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  asyncio,
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
    cbWith(
      ["loop_", "coroutine"],
      log("factory"),
      giveBack({ make: "task", of: v("coroutine"), loop: v("loop_") }),
    ),
  ),
);
const useFactory = loopCall("set_task_factory", [{ fn: "factory" }]);

export const runUntilCompleteArgument = table("conformance/cases/run-until-complete/argument.ts", [
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-until-complete/coroutine-is-a-task-${slug}`,
      `a coroutine runs as a task, before and after it waits, ${title}`,
      {
        clauses: [TASK],
        fns: { ...fns, work: coro(isTask, sleep(0), isTask) },
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
        outer: coro(set("outer_task", CURRENT), awaitFor(call("inner"))),
        inner: coro(isTask, show("same", same(CURRENT, v("outer_task")))),
      },
      main: [runUntilComplete(call("outer"))],
      expect: trace("outer", "inner", "task=True", "same=True"),
    },
  ),
  kase("run-until-complete/each-coroutine-its-own-task", "two runs of coroutines are two tasks", {
    clauses: [TASK],
    fns: {
      first: coro(set("first_task", CURRENT)),
      second: coro(isTask, show("same", same(CURRENT, v("first_task")))),
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
        work: coro(set("own_task", CURRENT), sleep(3600)),
        cancels: cb(methodCall("own_task", "cancel")),
      },
      main: [
        { op: "do", what: { m: "call_later", args: [0.005, { fn: "cancels" }] } },
        attempt(runUntilComplete(call("work"))),
      ],
      expect: trace("work", "cancels", "!CancelledError"),
    },
  ),
  kase(
    "run-until-complete/task-factory-for-a-coroutine",
    "the loop's task factory makes the task of a coroutine, once",
    {
      clauses: [FACTORY],
      fns: { factory, work: coro(sleep(0), isTask, giveBack(7)) },
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
        callSoon({ bound: "set_result", on: v("future") }, [7]),
        runUntilComplete(v("future"), { show: "result" }),
      ],
      expect: trace("result=7"),
    },
  ),
  kase("run-until-complete/future-without-a-task", "no task is made for a future", {
    clauses: [ITSELF],
    fns: { ask: cb(countTasks, methodCall("future", "set_result", [7])) },
    main: [createFuture("future"), callSoon("ask"), runUntilComplete(v("future"))],
    expect: trace("ask", "tasks=0"),
  }),
  kase("run-until-complete/task-without-a-further-task", "no further task is made for a task", {
    clauses: [ITSELF],
    fns: { work: coro(countTasks, show("same", same(CURRENT, v("task"))), sleep(0), countTasks) },
    main: [createTask(call("work"), "task"), runUntilComplete(v("task"))],
    expect: trace("work", "tasks=1", "same=True", "tasks=1"),
  }),
  kase("run-until-complete/awaitable-result", "any awaitable object is run, and gives its result", {
    clauses: [AWAITABLE],
    fns: { work: coro(sleep(0), giveBack(7)) },
    main: [runUntilComplete({ make: "awaitable", fn: "work" }, { show: "result" })],
    expect: trace("work", "result=7"),
  }),
  kase("run-until-complete/awaitable-error", "an awaitable object's error reaches the caller", {
    clauses: [AWAITABLE],
    fns: { work: coro(sleep(0), raise("AppError", "own")) },
    main: [attempt(runUntilComplete({ make: "awaitable", fn: "work" }))],
    expect: trace("work", "!AppError:own"),
  }),
  ...BAD_VALUES.map(([slug, value]) =>
    kase(
      `run-until-complete/rejects-${slug}`,
      `${slug.replaceAll("-", " ")} is refused with TypeError, and the loop runs on`,
      {
        clauses: [REJECTS],
        fns: { work: coro(giveBack(7)) },
        main: [
          attempt(runUntilComplete(value)),
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
      fns: { work: coro(giveBack(7)) },
      main: [
        repeat(100, attempt(runUntilComplete(1))),
        runFor(0),
        runUntilComplete(call("work"), { show: "result" }),
      ],
      expect: trace(...Array<string>(100).fill("!TypeError"), "work", "result=7"),
    },
  ),
  ...(
    [
      ["a-future", createFuture("foreign", { on: v("other") })],
      ["a-task", createTask(call("work"), "foreign", { on: v("other") })],
    ] as const
  ).map(([slug, make]) =>
    kase(
      `run-until-complete/rejects-${slug}-of-another-loop`,
      `${slug.replace("-", " ")} of another loop is refused with ValueError, and the loop runs on`,
      {
        clauses: [FOREIGN],
        fns: slug === "a-task" ? { work: coro(sleep(0)) } : {},
        main: [
          set("other", { make: "loop" }),
          make,
          attempt(runUntilComplete(v("foreign"))),
          runFor(0),
          log("runs on"),
        ],
        expect: trace("!ValueError", "runs on"),
      },
    ),
  ),
]);
