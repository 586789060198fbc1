/** `run_until_complete()` where single rows leave something out: done futures where a run is refused, later runs. */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  errorOf,
  join,
  log,
  quiet,
  raise,
  return_,
  same,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  tryExcept,
  variable,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import {
  callLater,
  callSoon,
  callSoonThreadsafe,
  close,
  createFuture,
  createTask,
  methodCall,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";
import { ask } from "../kit/shorthand.ts";

/** Futures that are done: how main makes them, on the loop that is asked to run. */
const DONE: readonly (readonly [slug: string, title: string, make: (on: string) => Operation[]])[] =
  [
    [
      "done-future",
      "a done future",
      (on) => [createFuture("done", { on: variable(on) }), methodCall("done", "set_result", [1])],
    ],
    [
      "cancelled-future",
      "a cancelled future",
      (on) => [createFuture("done", { on: variable(on) }), methodCall("done", "cancel")],
    ],
    [
      "done-task",
      "a done task",
      (on) => [
        methodCall(on, "create_task", [call("empty")], { as: "done" }),
        runUntilComplete(variable("done"), { on: variable(on) }),
      ],
    ],
  ];
/** The function that a done task has run. */
const ran = (slug: string): Program["fns"] =>
  slug === "done-task" ? { empty: quiet(coroutine(sleep(0))) } : {};
const runDone = try_(runUntilComplete(variable("done")), log("accepted"));
const runDoneOnOther = try_(
  runUntilComplete(variable("done"), { on: variable("other") }),
  log("accepted"),
);
const pending = try_(runUntilComplete(variable("future")), log("completed"));

export const runCrossed = table([
  ...DONE.flatMap(([slug, title, make]) => [
    kase(`run-until-complete/nested-${slug}`, `a nested run of ${title} is refused`, {
      clauses: ["run-until-complete.reentry-same-loop-rejected"],
      fns: { ...ran(slug), work: quiet(coroutine(runDone)) },
      main: [...make("loop"), runUntilComplete(call("work"))],
      expect: trace("!RuntimeError"),
    }),
    kase(
      `run-until-complete/nested-other-${slug}`,
      `another loop's nested run of ${title} is refused`,
      {
        clauses: ["run-until-complete.nested-other-loop-rejected"],
        fns: { ...ran(slug), work: quiet(coroutine(runDoneOnOther)) },
        main: [
          assign("other", { make: "loop" }),
          ...make("other"),
          runUntilComplete(call("work")),
          methodCall("other", "close"),
        ],
        expect: trace("!RuntimeError"),
      },
    ),
    kase(`run-until-complete/other-thread-${slug}`, `and another thread's run of ${title}`, {
      clauses: ["run-until-complete.running-in-other-thread-rejected"],
      fns: {
        ...ran(slug),
        worker: quiet(threadFunction(runDone)),
        starts: quiet(callback(thread("worker", "t"), join("t"), stop())),
      },
      main: [...make("loop"), callSoon("starts"), runForever()],
      expect: trace("!RuntimeError"),
    }),
    kase(`run-until-complete/closed-${slug}`, `a closed loop does not run ${title}`, {
      clauses: ["run-until-complete.closed-loop-rejected"],
      fns: ran(slug),
      main: [...make("loop"), close(), runDone],
      expect: trace("!RuntimeError"),
    }),
  ]),
  ...(["result", "pending"] as const).map((state) =>
    kase(
      `run-until-complete/result-is-a-future-${state}`,
      `a future that a coroutine returns is the result (${state})`,
      {
        clauses: ["run-until-complete.returns-result"],
        fns: { work: quiet(coroutine(return_(variable("inner")))) },
        main: [
          createFuture("inner"),
          ...(state === "result" ? [methodCall("inner", "set_result", [1])] : []),
          runUntilComplete(call("work"), { as: "result" }),
          show("same", same(variable("result"), variable("inner"))),
        ],
        expect: trace("same=True"),
      },
    ),
  ),
  ...(["AppError", "AppExit", "ValueError", "StopAsyncIteration", "GeneratorExit"] as const).map(
    (kind) =>
      kase(
        `run-until-complete/same-${kind.toLowerCase()}-object`,
        `the ${kind} of a future is raised itself`,
        {
          clauses: ["run-until-complete.raises-exception"],
          main: [
            assign("error", errorOf(kind, "x")),
            createFuture("future"),
            callSoon({ bound: "set_exception", on: variable("future") }, [variable("error")]),
            tryExcept(
              [runUntilComplete(variable("future"))],
              "problem",
              show("same", same(variable("problem"), variable("error"))),
            ),
          ],
          expect: trace("same=True"),
        },
      ),
  ),
  kase("run-until-complete/async-generator", "an asynchronous generator is refused", {
    clauses: ["run-until-complete.rejects-non-awaitable"],
    fns: { gen: { kind: "asyncgen", body: [{ op: "yield", value: 1 }] } },
    main: [try_(runUntilComplete(call("gen")), log("accepted"))],
    expect: trace("!TypeError"),
  }),
  ...CIRCUMSTANCES.filter(({ slug }) => slug !== "busy-past").map(
    ({ slug, title, fns, before, shown }) =>
      kase(
        `run-until-complete/stopped-before-it-begins-${slug}`,
        `a stop() from before the call ends the run of a pending future ${title}`,
        {
          clauses: ["run-until-complete.prior-stop-makes-it-fail"],
          fns,
          main: [...before, createFuture("future"), stop(), pending],
          expect: trace(...shown, "!RuntimeError"),
        },
      ),
  ),
  kase("run-until-complete/stopped-coroutine-goes-on", "a stopped coroutine goes on later", {
    clauses: ["run-until-complete.pending-future-survives-stop"],
    fns: { ...ROUNDS, work: coroutine(stop(), sleep(0), log("goes on")) },
    main: [try_(runUntilComplete(call("work"))), runRounds],
    expect: trace("work", "!RuntimeError", "goes on"),
  }),
  kase(
    "run-until-complete/stopped-by-thread-goes-on",
    "a future goes on later when a thread stopped the run",
    {
      clauses: ["run-until-complete.pending-future-survives-stop"],
      fns: { worker: quiet(threadFunction(callSoonThreadsafe(STOP))) },
      main: [
        createFuture("future"),
        thread("worker", "t"),
        pending,
        join("t"),
        show("done", ask("done", variable("future"))),
      ],
      expect: trace("!RuntimeError", "done=False"),
    },
  ),
  kase(
    "run-until-complete/abandoned-task-does-not-end-run",
    "an abandoned task that ends later does not end the run",
    {
      clauses: ["run-until-complete.no-stale-stop-callback"],
      fns: {
        work: quiet(coroutine(await_(variable("answer")))),
        later: callback(stop()),
      },
      main: [
        createFuture("answer"),
        createTask(call("work"), "future"),
        callSoon(STOP),
        pending,
        methodCall("answer", "set_result", [1]),
        callLater(0.01, "later"),
        runForever(),
        log("returned"),
      ],
      expect: trace("!RuntimeError", "later", "returned"),
    },
  ),
  kase("run-until-complete/raised-in-between", "a run that raised leaves the next its result", {
    clauses: ["run-until-complete.returns-result"],
    fns: {
      fails: quiet(coroutine(raise("AppError", "x"))),
      work: quiet(coroutine(sleep(0), return_(7))),
    },
    main: [
      try_(runUntilComplete(call("fails"))),
      runUntilComplete(call("work"), { show: "result" }),
      runFor(0),
    ],
    expect: trace("!AppError:x", "result=7"),
  }),
]);
