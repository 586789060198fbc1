/** `stop()` before `run_forever()`: the one pass runs what was scheduled before it. */
import {
  callback,
  callbackWith,
  join,
  log,
  quiet,
  raise,
  repeatWith,
  thread,
  threadFunction,
  variable,
} from "../../language/build.ts";
import { callSoon, callSoonThreadsafe, runForever, stop } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ARGUMENT_COUNTS, CIRCUMSTANCES, READY_SCHEDULERS } from "../kit/dimensions.ts";
import { LONG, numbered } from "../kit/shorthand.ts";

export const runForeverStopBeforeReady = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-forever/stop-before-run-ready-callbacks-${slug}`,
      `what was scheduled before run_forever(), before or after stop(), runs in the pass ${title}`,
      {
        clauses: ["run-forever.stop-before-run.runs-ready-callbacks"],
        fns: { ...fns, a: callback(), b: callback(), c: callback() },
        main: [
          ...before,
          callSoon("a"),
          callSoon("b"),
          stop(),
          callSoon("c"),
          runForever(),
          log("returned"),
        ],
        expect: trace(...shown, "a", "b", "c", "returned"),
      },
    ),
  ),
  ...READY_SCHEDULERS.flatMap(({ method, slug: by, schedule }) =>
    ARGUMENT_COUNTS.map(({ title, slug, args, params, shown }) =>
      kase(
        `run-forever/stop-before-run-${by}-${slug}`,
        `the pass after stop() runs a callback of ${method} ${title}`,
        {
          clauses: ["run-forever.stop-before-run.runs-ready-callbacks"],
          fns: { a: callbackWith(params) },
          main: [schedule("a", args), stop(), runForever(), log("returned")],
          expect: trace(`a${shown}`, "returned"),
        },
      ),
    ),
  ),
  kase(
    "run-forever/stop-before-run-long-queue",
    "the pass after stop() runs all of 1,500 callbacks in their order",
    {
      clauses: ["run-forever.stop-before-run.runs-ready-callbacks"],
      fns: { a: callbackWith(["i"]) },
      main: [
        repeatWith(1500, "i", callSoon("a", [variable("i")])),
        stop(),
        runForever(),
        log("returned"),
      ],
      expect: trace(...numbered("a", 1500), "returned"),
    },
  ),
  kase(
    "run-forever/stop-before-run-callback-of-a-thread",
    "the pass after stop() runs what another thread had scheduled",
    {
      clauses: ["run-forever.stop-before-run.runs-ready-callbacks"],
      fns: { a: callback(), other: quiet(threadFunction(callSoonThreadsafe("a"))) },
      main: [thread("other", "t"), join("t"), stop(), runForever(), log("returned")],
      expect: trace("a", "returned"),
    },
  ),
  kase(
    "run-forever/stop-before-run-error-in-the-pass",
    "an error of one callback does not keep the others of the pass from running",
    {
      clauses: ["run-forever.stop-before-run.runs-ready-callbacks"],
      fns: { fails: callback(raise("AppError")), b: callback() },
      main: [callSoon("fails"), callSoon("b"), stop(), runForever(), log("returned")],
      expect: trace("fails", "b", "returned"),
    },
  ),
  kase(
    "run-forever/stop-before-run-two-thousand-times",
    "stop() and run_forever() in turn run one new callback each time, 2,000 times",
    {
      timeout: LONG,
      clauses: ["run-forever.stop-before-run.runs-ready-callbacks"],
      fns: { a: callbackWith(["i"]) },
      main: [repeatWith(2000, "i", callSoon("a", [variable("i")]), stop(), runForever())],
      expect: trace(...numbered("a", 2000)),
    },
  ),
]);
