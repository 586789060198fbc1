/** `stop()` during `run_forever()`: the rest of the batch still runs. */
import {
  assign,
  call,
  callback,
  callbackWith,
  coroutine,
  log,
  quiet,
  raise,
  repeat,
  repeatWith,
  variable,
} from "../../language/build.ts";
import {
  callLater,
  callSoon,
  createTask,
  runForever,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ARGUMENT_COUNTS, CIRCUMSTANCES, CONTEXTS, READY_SCHEDULERS } from "../kit/dimensions.ts";
import { LONG, numbered } from "../kit/shorthand.ts";

const FINISHES = "run-forever.stop-while-running.finishes-batch";

export const runForeverFinishesBatch = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-forever/stop-finishes-batch-${slug}`,
      `callbacks behind the stopping one in its batch still run ${title}`,
      {
        clauses: [FINISHES],
        fns: { ...fns, a: callback(stop()), b: callback(), c: callback() },
        main: [
          ...before,
          callSoon("a"),
          callSoon("b"),
          callSoon("c"),
          runForever(),
          log("returned"),
        ],
        expect: trace(...shown, "a", "b", "c", "returned"),
      },
    ),
  ),
  ...(
    [
      ["first", ["halt", "b", "c", "d"]],
      ["second", ["b", "halt", "c", "d"]],
      ["last-but-one", ["b", "c", "halt", "d"]],
      ["last", ["b", "c", "d", "halt"]],
    ] as const
  ).map(([position, names]) =>
    kase(
      `run-forever/stop-finishes-batch-stop-${position}`,
      `a batch runs whole where the ${position} of its callbacks stops the loop`,
      {
        clauses: [FINISHES],
        fns: { halt: callback(stop()), b: callback(), c: callback(), d: callback() },
        main: [...names.map((name) => callSoon(name)), runForever(), log("returned")],
        expect: trace(...names, "returned"),
      },
    ),
  ),
  ...READY_SCHEDULERS.flatMap(({ method, slug: by, schedule }) =>
    ARGUMENT_COUNTS.map(({ title, slug, args, params, shown }) =>
      kase(
        `run-forever/stop-finishes-batch-${by}-${slug}`,
        `a callback of ${method} ${title} behind the stopping one still runs`,
        {
          clauses: [FINISHES],
          fns: { a: callback(stop()), b: callbackWith(params) },
          main: [callSoon("a"), schedule("b", args), runForever(), log("returned")],
          expect: trace("a", `b${shown}`, "returned"),
        },
      ),
    ),
  ),
  ...CONTEXTS.slice(1).map(({ slug, title, before, options }) =>
    kase(
      `run-forever/stop-finishes-batch-${slug}`,
      `a callback that runs ${title} behind the stopping one still runs`,
      {
        clauses: [FINISHES],
        fns: { a: callback(stop()), b: callback() },
        main: [...before, callSoon("a"), callSoon("b", [], options), runForever(), log("returned")],
        expect: trace("a", "b", "returned"),
      },
    ),
  ),
  kase(
    "run-forever/stop-finishes-batch-the-bound-method-itself",
    "callbacks behind a scheduled loop.stop still run",
    {
      clauses: [FINISHES],
      fns: { a: callback(), b: callback() },
      main: [callSoon("a"), callSoon(STOP), callSoon("b"), runForever(), log("returned")],
      expect: trace("a", "b", "returned"),
    },
  ),
  kase(
    "run-forever/stop-finishes-batch-made-by-a-callback",
    "a batch that a callback scheduled during the run runs whole after its first one stops",
    {
      clauses: [FINISHES],
      fns: {
        outer: callback(callSoon("halt"), callSoon("b"), callSoon("c")),
        halt: callback(stop()),
        b: callback(),
        c: callback(),
      },
      main: [callSoon("outer"), runForever(), log("returned")],
      expect: trace("outer", "halt", "b", "c", "returned"),
    },
  ),
  kase(
    "run-forever/stop-finishes-batch-made-by-a-timer",
    "a batch that a timer scheduled runs whole after its first one stops",
    {
      clauses: [FINISHES],
      fns: {
        timer: callback(callSoon("halt"), callSoon("b"), callSoon("c")),
        halt: callback(stop()),
        b: callback(),
        c: callback(),
      },
      main: [callLater(0.005, "timer"), runForever(), log("returned")],
      expect: trace("timer", "halt", "b", "c", "returned"),
    },
  ),
  kase(
    "run-forever/stop-finishes-batch-stop-from-a-task",
    "callbacks that were ready with a task whose step stops the loop still run",
    {
      clauses: [FINISHES],
      fns: { work: coroutine(stop()), b: callback(), c: callback() },
      main: [
        callSoon("b"),
        createTask(call("work"), "task"),
        callSoon("c"),
        runForever(),
        log("returned"),
      ],
      expect: trace({ interleave: [["b", "c"], ["work"]] }, "returned"),
    },
  ),
  kase(
    "run-forever/stop-finishes-batch-despite-an-error",
    "an error behind the stopping callback does not keep the rest of the batch from running",
    {
      clauses: [FINISHES],
      fns: { a: callback(stop()), fails: callback(raise("AppError")), c: callback() },
      main: [callSoon("a"), callSoon("fails"), callSoon("c"), runForever(), log("returned")],
      expect: trace("a", "fails", "c", "returned"),
    },
  ),
  kase(
    "run-forever/stop-finishes-batch-when-the-stopping-callback-fails",
    "a callback that calls stop() and then raises lets the rest of its batch run",
    {
      clauses: [FINISHES],
      fns: { a: callback(stop(), raise("AppError")), b: callback() },
      main: [callSoon("a"), callSoon("b"), runForever(), log("returned")],
      expect: trace("a", "b", "returned"),
    },
  ),
  kase(
    "run-forever/stop-finishes-batch-long-queue-behind",
    "1,500 callbacks behind the stopping one run in their order",
    {
      clauses: [FINISHES],
      fns: { a: callback(stop()), b: callbackWith(["i"]) },
      main: [
        callSoon("a"),
        repeatWith(1500, "i", callSoon("b", [variable("i")])),
        runForever(),
        log("returned"),
      ],
      expect: trace("a", ...numbered("b", 1500), "returned"),
    },
  ),
  kase(
    "run-forever/stop-finishes-batch-long-queue-around",
    "a stop() in the middle of 2,400 callbacks lets all of them run",
    {
      clauses: [FINISHES],
      fns: { quiet_one: quiet(callback()), halt: callback(stop()), last: callback() },
      main: [
        repeat(1200, callSoon("quiet_one")),
        callSoon("halt"),
        repeat(1199, callSoon("quiet_one")),
        callSoon("last"),
        runForever(),
        log("returned"),
      ],
      expect: trace("halt", "last", "returned"),
    },
  ),
  kase(
    "run-forever/stop-finishes-batch-two-thousand-times",
    "in each of 2,000 runs the callback behind the stopping one runs before the run ends",
    {
      timeout: LONG,
      clauses: [FINISHES],
      fns: { b: callbackWith(["i"]) },
      main: [
        repeatWith(2000, "run", callSoon(STOP), callSoon("b", [variable("run")]), runForever()),
        log("returned"),
      ],
      expect: trace(...numbered("b", 2000), "returned"),
    },
  ),
  kase(
    "run-forever/stop-finishes-batch-cancelled-by-the-batch",
    "of the callbacks behind the stopping one, those that it cancelled do not run and the others do",
    {
      clauses: [FINISHES, "call-soon.handle-cancel-prevents-run"],
      fns: {
        a: callback(stop(), { op: "do", what: { m: "cancel", on: variable("handle") } }),
        b: callback(),
        c: callback(),
      },
      main: [
        callSoon("a"),
        assign("handle", { m: "call_soon", args: [{ fn: "b" }] }),
        callSoon("c"),
        runForever(),
        log("returned"),
      ],
      expect: trace("a", "c", "returned"),
    },
  ),
]);
