/** `run_forever()` lasts until `stop()`, and may be called again. */
import {
  block,
  call,
  callback,
  callbackWith,
  coroutine,
  coroutineWith,
  difference,
  drain,
  if_,
  join,
  log,
  makeReady,
  measure,
  pair,
  quiet,
  raise,
  repeat,
  repeatWith,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  variable,
} from "../../language/build.ts";
import {
  addReader,
  callLater,
  callSoon,
  callSoonThreadsafe,
  close,
  createTask,
  removeReader,
  runForever,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, SCHEDULERS } from "../kit/dimensions.ts";
import { LONG, numbered } from "../kit/shorthand.ts";

const UNTIL_STOP = "run-forever.runs-until-stop";
const RESTARTABLE = "run-forever.restartable";

const later = callback(stop());

export const runForeverUntilStop = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-forever/lasts-until-stop-${slug}`,
      `run_forever() returns after stop(), not before, ${title}`,
      {
        clauses: [UNTIL_STOP],
        fns: { ...fns, later },
        main: [
          ...before,
          measure("loop_time", "start"),
          callLater(0.02, "later"),
          runForever(),
          difference("loop_time", "start", "run"),
          log("returned"),
        ],
        expect: { trace: [...shown, "later", "returned"], bounds: { run: [0.02, null] } },
      },
    ),
  ),
  kase(
    "run-forever/lasts-with-nothing-to-do",
    "run_forever() waits although nothing at all is scheduled",
    {
      clauses: [UNTIL_STOP],
      fns: { helper_fn: quiet(threadFunction(block(0.03), log("asks"), callSoonThreadsafe(STOP))) },
      main: [thread("helper_fn", "helper"), runForever(), log("returned"), join("helper")],
      expect: trace("asks", "returned"),
    },
  ),
  kase(
    "run-forever/not-ended-by-the-last-callback",
    "run_forever() goes on when its last callback has run",
    {
      clauses: [UNTIL_STOP],
      fns: { last: callback(callLater(0.01, "later")), later },
      main: [callSoon("last"), runForever(), log("returned")],
      expect: trace("last", "later", "returned"),
    },
  ),
  kase("run-forever/not-ended-by-a-task", "the end of a task does not end run_forever()", {
    clauses: [UNTIL_STOP],
    fns: { work: coroutine(sleep(0), callLater(0.01, "later"), log("ends")), later },
    main: [createTask(call("work"), "task"), runForever(), log("returned")],
    expect: trace("work", "ends", "later", "returned"),
  }),
  kase("run-forever/not-ended-by-a-failing-task", "a task that fails does not end run_forever()", {
    clauses: [UNTIL_STOP],
    fns: {
      fails: coroutine(sleep(0), callLater(0.01, "later"), raise("AppError", "own")),
      later,
    },
    main: [
      createTask(call("fails"), "task"),
      runForever(),
      log("returned"),
      show("problem", { m: "exception", on: variable("task") }),
    ],
    expect: trace("fails", "later", "returned", "problem=AppError:own"),
  }),
  kase(
    "run-forever/not-ended-by-stop-of-a-former-run",
    "the stop() of one run does not end the next",
    {
      clauses: [UNTIL_STOP],
      fns: { halt: callback(stop()), later },
      main: [
        callSoon("halt"),
        runForever(),
        callLater(0.01, "later"),
        runForever(),
        log("returned"),
      ],
      expect: trace("halt", "later", "returned"),
    },
  ),
  kase(
    "run-forever/lasts-through-three-thousand-iterations",
    "run_forever() goes on for 3,000 iterations",
    {
      timeout: LONG,
      clauses: [UNTIL_STOP],
      fns: {
        count: quiet(
          callbackWith(
            ["left"],
            if_(
              { less: [0, variable("left")] },
              [callSoon("count", [{ add: [variable("left"), -1] }])],
              [log("counted"), stop()],
            ),
          ),
        ),
      },
      main: [callSoon("count", [3000]), runForever(), log("returned")],
      expect: trace("counted", "returned"),
    },
  ),
  kase("run-forever/returns-none", "run_forever() returns None", {
    clauses: ["run-forever.returns-none"],
    main: [callSoon(STOP), runForever({ show: "result" })],
    expect: trace("result=None"),
  }),
  kase(
    "run-forever/returns-none-after-stop-before-it",
    "run_forever() returns None after a stop() before it",
    {
      clauses: ["run-forever.returns-none", "run-forever.stop-before-run.exits"],
      main: [stop(), runForever({ show: "result" })],
      expect: trace("result=None"),
    },
  ),
  kase("run-forever/closed-loop-refused", "run_forever() on a closed loop raises RuntimeError", {
    clauses: ["run-forever.closed-loop-rejected"],
    main: [close(), try_(runForever()), show("running", { m: "is_running" })],
    expect: trace("!RuntimeError", "running=False"),
  }),
  kase(
    "run-forever/closed-loop-runs-nothing",
    "run_forever() on a loop closed after a run raises RuntimeError and runs nothing",
    {
      clauses: ["run-forever.closed-loop-rejected", "close.discards-ready-callbacks"],
      fns: { never: callback() },
      main: [callSoon(STOP), runForever(), callSoon("never"), close(), try_(runForever())],
      expect: trace("!RuntimeError"),
    },
  ),
  ...SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(
      `run-forever/again-with-${slug}-between-runs`,
      `what ${method} schedules between two runs runs in the second`,
      {
        clauses: [RESTARTABLE],
        fns: { a: callbackWith(["n"], callLater(0.005, "later")), later },
        main: [callSoon(STOP), runForever(), schedule("a", [1]), runForever(), log("returned")],
        expect: trace("a(1)", "later", "returned"),
      },
    ),
  ),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`run-forever/three-cycles-${slug}`, `a stopped loop runs again and again ${title}`, {
      clauses: [RESTARTABLE],
      fns: { ...fns, a: callbackWith(["n"], stop()) },
      main: [
        ...before,
        callSoon("a", [1]),
        runForever(),
        callSoon("a", [2]),
        runForever(),
        callSoon("a", [3]),
        runForever(),
        log("returned"),
      ],
      expect: trace(...shown, "a(1)", "a(2)", "a(3)", "returned"),
    }),
  ),
  kase("run-forever/two-thousand-cycles", "a loop runs 2,000 times and loses no callback", {
    timeout: LONG,
    clauses: [RESTARTABLE],
    fns: { a: callbackWith(["n"], stop()) },
    main: [repeatWith(2000, "i", callSoon("a", [variable("i")]), runForever())],
    expect: trace(...numbered("a", 2000)),
  }),
  kase("run-forever/tasks-go-on-in-the-next-run", "a task goes on through five runs", {
    clauses: [RESTARTABLE],
    fns: {
      work: quiet(
        coroutineWith(["n"], repeatWith(5, "i", log("step", variable("i")), stop(), sleep(0.001))),
      ),
    },
    main: [createTask(call("work", 1), "task"), repeat(5, runForever(), log("returned"))],
    expect: trace(...[0, 1, 2, 3, 4].flatMap((n) => [`step=${n}`, "returned"])),
  }),
  kase(
    "run-forever/timers-go-on-in-the-next-run",
    "a timer that a stopped run left fires in the next, not before its time",
    {
      clauses: [RESTARTABLE],
      fns: {
        timer: callback(stop()),
        begin: quiet(callback(measure("loop_time", "start"), callLater(0.02, "timer"), stop())),
      },
      main: [
        callSoon("begin"),
        runForever(),
        log("first returned"),
        runForever(),
        difference("loop_time", "start", "until_timer"),
        log("second returned"),
      ],
      expect: {
        trace: ["first returned", "timer", "second returned"],
        bounds: { until_timer: [0.02, null] },
      },
    },
  ),
  kase("run-forever/restart-keeps-reader", "a descriptor's callback is kept from run to run", {
    clauses: ["run-forever.restartable"],
    fns: { readable: callback(drain("p"), removeReader("p"), stop()) },
    main: [
      pair("p"),
      addReader("p", "readable"),
      callSoon(STOP),
      runForever(),
      log("between"),
      makeReady("p"),
      runForever(),
    ],
    expect: trace("between", "readable"),
  }),
  kase(
    "run-forever/restart-keeps-queue",
    "all that is scheduled between two runs runs in the second",
    {
      clauses: ["run-forever.restartable"],
      fns: { a: callback(), b: callback(), c: callback() },
      main: [
        callSoon(STOP),
        runForever(),
        callSoon("a"),
        callSoon("b"),
        callSoon("c"),
        callSoon(STOP),
        runForever(),
      ],
      expect: trace("a", "b", "c"),
    },
  ),
]);
