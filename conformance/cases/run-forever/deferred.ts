/** What a stopped run held back runs in the next run, in its order. */
import {
  call,
  callback,
  callbackWith,
  contextVarSet,
  contextVarShow,
  coroutine,
  log,
  quiet,
  raise,
  repeatWith,
  return_,
  sleep,
  variable,
} from "../../language/build.ts";
import {
  callAt,
  callLater,
  callSoon,
  callSoonThreadsafe,
  cancel,
  runFor,
  runForever,
  runForeverFor,
  runUntilComplete,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ARGUMENT_COUNTS, CIRCUMSTANCES, READY_SCHEDULERS } from "../kit/dimensions.ts";
import { numbered } from "../kit/shorthand.ts";

/** The two ways to run next, and the clause about each. */
const NEXT_RUNS = [
  {
    by: "run-forever",
    title: "run_forever()",
    clause: "run-forever.stop-while-running.deferred-run-in-next-run-forever",
    run: runForeverFor(0.005),
  },
  {
    by: "run-until-complete",
    title: "run_until_complete()",
    clause: "run-forever.stop-while-running.deferred-run-in-next-run-until-complete",
    run: [runFor(0.001)],
  },
] as const;

/**
 * A first run that ends with `x1`, `x2`, `x3` held back.
 *
 * Its end is not logged: whether it holds them back at all is another clause's business.
 */
const hold: Operation[] = [callSoon("outer"), runForever()];
const holding = {
  outer: callback(callSoon("x1"), stop(), callSoon("x2"), callSoonThreadsafe("x3")),
  x1: callback(),
  x2: callback(),
  x3: callback(),
};

export const runForeverDeferred = table(
  NEXT_RUNS.flatMap(({ by, title: next, clause, run }) => [
    ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
      kase(
        `run-forever/deferred-run-in-next-${by}-${slug}`,
        `callbacks that a stopped run held back run in order in the next ${next} ${title}`,
        {
          clauses: [clause],
          fns: { ...fns, ...holding },
          main: [...before, ...hold, ...run, log("done")],
          expect: trace(...shown, "outer", "x1", "x2", "x3", "done"),
        },
      ),
    ),
    ...READY_SCHEDULERS.flatMap(({ method, slug: with_, schedule }) =>
      ARGUMENT_COUNTS.map(({ title, slug, args, params, shown }) =>
        kase(
          `run-forever/deferred-${with_}-${slug}-in-next-${by}`,
          `a deferred callback of ${method} ${title} gets them in the next ${next}`,
          {
            clauses: [clause],
            fns: { outer: callback(stop(), schedule("x", args)), x: callbackWith(params) },
            main: [...hold, ...run],
            expect: trace("outer", `x${shown}`),
          },
        ),
      ),
    ),
    kase(
      `run-forever/deferred-once-in-next-${by}`,
      `a deferred callback runs once in the next ${next} and never again`,
      {
        clauses: [clause],
        fns: holding,
        main: [...hold, ...run, log("second"), ...run, log("third"), ...run],
        expect: trace("outer", "x1", "x2", "x3", "second", "third"),
      },
    ),
    kase(
      `run-forever/deferred-ahead-of-newer-in-next-${by}`,
      `deferred callbacks come ahead of those scheduled between the runs in the next ${next}`,
      {
        clauses: [clause, "call-soon.fifo"],
        fns: { ...holding, newer: callback() },
        main: [...hold, callSoon("newer"), ...run],
        expect: trace("outer", "x1", "x2", "x3", "newer"),
      },
    ),
    kase(
      `run-forever/deferred-long-queue-in-next-${by}`,
      `1,500 deferred callbacks run in order in the next ${next}`,
      {
        clauses: [clause],
        fns: {
          outer: callback(stop(), repeatWith(1500, "i", callSoon("x", [variable("i")]))),
          x: callbackWith(["n"]),
        },
        main: [...hold, ...run],
        expect: trace("outer", ...numbered("x", 1500)),
      },
    ),
    kase(
      `run-forever/deferred-timers-in-next-${by}`,
      `timers that the stopping batch made due run in the next ${next}`,
      {
        clauses: [clause],
        fns: {
          outer: callback(stop(), callLater(0, "x"), callAt(0, "y")),
          x: callback(),
          y: callback(),
        },
        main: [...hold, runFor(0.02), log("done")],
        expect: trace("outer", { any_order: ["x", "y"] }, "done"),
      },
    ),
    kase(
      `run-forever/deferred-cancelled-not-in-next-${by}`,
      `of the deferred callbacks, one cancelled between the runs does not run in the next ${next}`,
      {
        clauses: [clause, "call-soon.handle-cancel-prevents-run"],
        fns: {
          outer: callback(stop(), callSoon("x", [], { as: "handle" }), callSoon("y")),
          x: callback(),
          y: callback(),
        },
        main: [...hold, log("returned"), cancel("handle"), ...run],
        // The second: a loop that holds nothing back, which is another clause's business.
        expect: trace({
          one_of: [
            ["outer", "returned", "y"],
            ["outer", "x", "y", "returned"],
          ],
        }),
      },
    ),
    kase(
      `run-forever/deferred-keep-their-context-in-next-${by}`,
      `a deferred callback runs in the context of its scheduling in the next ${next}`,
      {
        clauses: [clause, "call-soon.context-default-is-snapshot"],
        fns: {
          outer: callback(stop(), contextVarSet("var", 1), callSoon("x")),
          x: callback(contextVarShow("var")),
        },
        main: [...hold, contextVarSet("var", 2), ...run],
        expect: trace("outer", "x", "var=1"),
      },
    ),
    kase(
      `run-forever/deferred-after-an-error-in-next-${by}`,
      `what was deferred by a batch with an error in it runs in the next ${next}`,
      {
        clauses: [clause],
        fns: { ...holding, fails: callback(raise("AppError")) },
        main: [callSoon("fails"), ...hold, ...run],
        expect: trace("fails", "outer", "x1", "x2", "x3"),
      },
    ),
  ]).concat([
    kase(
      "run-forever/deferred-through-five-hundred-runs",
      "what each of 500 runs defers is run by the one after it",
      {
        clauses: ["run-forever.stop-while-running.deferred-run-in-next-run-forever"],
        fns: {
          outer: quiet(callbackWith(["n"], stop(), callSoon("x", [variable("n")]))),
          x: callbackWith(["n"]),
        },
        main: [
          repeatWith(500, "i", callSoon("outer", [variable("i")]), runForever()),
          ...runForeverFor(0.001),
        ],
        expect: trace(...numbered("x", 500)),
      },
    ),
    kase(
      "run-forever/deferred-in-a-run-until-complete-of-a-coroutine",
      "deferred callbacks run while the next run_until_complete() runs a coroutine that takes time",
      {
        clauses: ["run-forever.stop-while-running.deferred-run-in-next-run-until-complete"],
        fns: { ...holding, work: coroutine(sleep(0.005), log("worked"), return_(7)) },
        main: [...hold, runUntilComplete(call("work"), { show: "result" })],
        expect: trace(
          "outer",
          { interleave: [["x1", "x2", "x3"], ["work"]] },
          "worked",
          "result=7",
        ),
      },
    ),
  ]),
);
