/** `run_until_complete()` where single rows leave something out: done futures where a run is refused, later runs. */
import {
  attempt,
  awaitFor,
  call,
  cb,
  coro,
  errorOf,
  giveBack,
  join,
  log,
  quiet,
  raise,
  rescue,
  same,
  set,
  show,
  sleep,
  thread,
  threadFn,
  v,
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
      (on) => [createFuture("done", { on: v(on) }), methodCall("done", "set_result", [1])],
    ],
    [
      "cancelled-future",
      "a cancelled future",
      (on) => [createFuture("done", { on: v(on) }), methodCall("done", "cancel")],
    ],
    [
      "done-task",
      "a done task",
      (on) => [
        methodCall(on, "create_task", [call("empty")], { as: "done" }),
        runUntilComplete(v("done"), { on: v(on) }),
      ],
    ],
  ];
/** The function that a done task has run. */
const ran = (slug: string): Program["fns"] =>
  slug === "done-task" ? { empty: quiet(coro(sleep(0))) } : {};
const runDone = attempt(runUntilComplete(v("done")), log("accepted"));
const runDoneOnOther = attempt(runUntilComplete(v("done"), { on: v("other") }), log("accepted"));
const pending = attempt(runUntilComplete(v("future")), log("completed"));

export const runCrossed = table("conformance/cases/run-until-complete/crossed.ts", [
  ...DONE.flatMap(([slug, title, make]) => [
    kase(`run-until-complete/nested-${slug}`, `a nested run of ${title} is refused`, {
      clauses: ["run-until-complete.reentry-same-loop-rejected"],
      fns: { ...ran(slug), work: quiet(coro(runDone)) },
      main: [...make("loop"), runUntilComplete(call("work"))],
      expect: trace("!RuntimeError"),
    }),
    kase(`run-until-complete/nested-other-${slug}`, `so is another loop's run of ${title}`, {
      clauses: ["run-until-complete.nested-other-loop-rejected"],
      fns: { ...ran(slug), work: quiet(coro(runDoneOnOther)) },
      main: [
        set("other", { make: "loop" }),
        ...make("other"),
        runUntilComplete(call("work")),
        methodCall("other", "close"),
      ],
      expect: trace("!RuntimeError"),
    }),
    kase(`run-until-complete/other-thread-${slug}`, `and another thread's run of ${title}`, {
      clauses: ["run-until-complete.running-in-other-thread-rejected"],
      fns: {
        ...ran(slug),
        worker: quiet(threadFn(runDone)),
        starts: quiet(cb(thread("worker", "t"), join("t"), stop())),
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
        fns: { work: quiet(coro(giveBack(v("inner")))) },
        main: [
          createFuture("inner"),
          ...(state === "result" ? [methodCall("inner", "set_result", [1])] : []),
          runUntilComplete(call("work"), { as: "result" }),
          show("same", same(v("result"), v("inner"))),
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
            set("error", errorOf(kind, "x")),
            createFuture("future"),
            callSoon({ bound: "set_exception", on: v("future") }, [v("error")]),
            rescue(
              [runUntilComplete(v("future"))],
              "problem",
              show("same", same(v("problem"), v("error"))),
            ),
          ],
          expect: trace("same=True"),
        },
      ),
  ),
  kase("run-until-complete/async-generator", "an asynchronous generator is refused", {
    clauses: ["run-until-complete.rejects-non-awaitable"],
    fns: { gen: { kind: "asyncgen", body: [{ op: "yield", value: 1 }] } },
    main: [attempt(runUntilComplete(call("gen")), log("accepted"))],
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
    fns: { ...ROUNDS, work: coro(stop(), sleep(0), log("goes on")) },
    main: [attempt(runUntilComplete(call("work"))), runRounds],
    expect: trace("work", "!RuntimeError", "goes on"),
  }),
  kase("run-until-complete/stopped-by-thread-goes-on", "so does a future when a thread stops", {
    clauses: ["run-until-complete.pending-future-survives-stop"],
    fns: { worker: quiet(threadFn(callSoonThreadsafe(STOP))) },
    main: [
      createFuture("future"),
      thread("worker", "t"),
      pending,
      join("t"),
      show("done", ask("done", v("future"))),
    ],
    expect: trace("!RuntimeError", "done=False"),
  }),
  kase("run-until-complete/abandoned-task-does-not-end-run", "nor does an abandoned task", {
    clauses: ["run-until-complete.no-stale-stop-callback"],
    fns: {
      work: quiet(coro(awaitFor(v("answer")))),
      later: cb(stop()),
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
  }),
  kase("run-until-complete/raised-in-between", "a run that raised leaves the next its result", {
    clauses: ["run-until-complete.returns-result"],
    fns: { fails: quiet(coro(raise("AppError", "x"))), work: quiet(coro(sleep(0), giveBack(7))) },
    main: [
      attempt(runUntilComplete(call("fails"))),
      runUntilComplete(call("work"), { show: "result" }),
      runFor(0),
    ],
    expect: trace("!AppError:x", "result=7"),
  }),
]);
