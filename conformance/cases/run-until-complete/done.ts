/** `run_until_complete()` of a future that is already done. */
import {
  call,
  callback,
  coroutine,
  difference,
  measure,
  quiet,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import {
  callAt,
  callLater,
  callSoon,
  cancel,
  createFuture,
  createTask,
  methodCall,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { AT_ALL, FAR } from "../kit/shorthand.ts";

const AT_ONCE = "run-until-complete.done-future-returns-at-once";
const READY = "run-until-complete.done-future-runs-ready-callbacks";
/** Futures that are done before the run, with what running them shows. */
const DONE: readonly (readonly [slug: string, title: string, Operation[], string])[] = [
  ["result", "has a result", [methodCall("future", "set_result", [7])], "result=7"],
  [
    "exception",
    "has failed",
    [methodCall("future", "set_exception", [{ error: "AppError", message: "own" }])],
    "!AppError:own",
  ],
  ["cancelled", "was cancelled", [cancel("future")], "!CancelledError"],
];

export const runUntilCompleteDone = table([
  ...DONE.flatMap(([slug, title, make, shown]) => [
    kase(
      `run-until-complete/done-future-${slug}-does-not-wait`,
      `a future that ${title} already is delivered while a timer is an hour away`,
      {
        clauses: [AT_ONCE],
        fns: { never: callback() },
        main: [
          createFuture("future"),
          ...make,
          callLater(FAR, "never"),
          callAt(FAR, "never"),
          measure("time", "start"),
          try_(runUntilComplete(variable("future"), { show: "result" })),
          difference("time", "start", "run"),
        ],
        expect: { trace: [shown], bounds: { run: [null, AT_ALL] } },
      },
    ),
    kase(
      `run-until-complete/done-future-${slug}-despite-endless-work`,
      `a future that ${title} already is delivered while a callback schedules itself for ever`,
      {
        clauses: [AT_ONCE],
        fns: { spin: quiet(callback(callSoon("spin"))), waits: quiet(coroutine(sleep(FAR))) },
        main: [
          createFuture("future"),
          ...make,
          callSoon("spin"),
          createTask(call("waits"), "task"),
          try_(runUntilComplete(variable("future"), { show: "result" })),
        ],
        expect: trace(shown),
      },
    ),
  ]),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`run-until-complete/done-future-${slug}`, `a future that is done is delivered ${title}`, {
      clauses: [AT_ONCE],
      fns,
      main: [
        ...before,
        createFuture("future"),
        methodCall("future", "set_result", [7]),
        runUntilComplete(variable("future"), { show: "result" }),
      ],
      expect: trace(...shown, "result=7"),
    }),
  ),
  kase(
    "run-until-complete/done-future-runs-ready-callbacks",
    "callbacks that are ready run in the run of a future that is done",
    {
      clauses: [READY],
      fns: { a: callback(), b: callback() },
      main: [
        createFuture("future"),
        methodCall("future", "set_result", [7]),
        callSoon("a"),
        callSoon("b"),
        runUntilComplete(variable("future"), { show: "result" }),
      ],
      expect: trace("a", "b", "result=7"),
    },
  ),
]);
