/** Cancellation where single rows leave something out: after an error, of a partial, of what is due already. */
import { block, callback, log, quiet, raise, show, variable } from "../../language/build.ts";
import { callSoon, cancel, runFor } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { timersOf } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, READY_SCHEDULERS } from "../kit/dimensions.ts";
import { END, ROUNDS, runRounds, untilEnd } from "../kit/settle.ts";

const AS_HANDLE = { as: "h" };
const clauseOf = (method: string) =>
  method === "call_soon"
    ? (["call-soon.handle-cancel-prevents-run"] as const)
    : (["call-soon-threadsafe.returns-cancellable-handle"] as const);

export const cancelCrossed = table([
  ...READY_SCHEDULERS.flatMap(({ method, slug, schedule }) =>
    ARGUMENT_COUNTS.map((count) =>
      kase(
        `${slug}/cancel-after-error-${count.slug}`,
        `once a callback has raised, the next may still cancel one of ${method} ${count.title}`,
        {
          clauses: clauseOf(method),
          fns: {
            fails: quiet(callback(raise("AppError"))),
            cancels: quiet(callback(cancel("h"))),
            job: quiet(callback(log("ran"))),
            last: quiet(callback(END)),
          },
          main: [
            ...untilEnd(
              callSoon("fails"),
              callSoon("cancels"),
              schedule("job", count.args, AS_HANDLE),
              callSoon("last"),
            ),
          ],
          expect: trace(),
        },
      ),
    ),
  ),
  ...READY_SCHEDULERS.flatMap(({ method, slug, schedule }) =>
    ARGUMENT_COUNTS.map((count) =>
      kase(
        `${slug}/cancel-partial-${count.slug}`,
        `a partial ${count.title} that was given to ${method} can be cancelled`,
        {
          clauses: clauseOf(method),
          fns: { ...ROUNDS, job: quiet(callback(log("ran"))) },
          main: [
            schedule({ partial: { fn: "job" }, args: count.args }, [], AS_HANDLE),
            cancel("h"),
            runRounds,
          ],
          expect: trace(),
        },
      ),
    ),
  ),
  ...READY_SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(
      `${slug}/cancelled-after-its-turn`,
      `cancelled() stays true when the turn of a cancelled callback of ${method} is over`,
      {
        clauses: ["call-soon.handle-cancelled-query"],
        fns: { ...ROUNDS, job: callback() },
        main: [
          schedule("job", [], AS_HANDLE),
          cancel("h"),
          runRounds,
          show("cancelled", { m: "cancelled", on: variable("h") }),
        ],
        expect: trace("cancelled=True"),
      },
    ),
  ),
  // Which of the two comes first is not said: the first cancels the second.
  ...timersOf(0.001).map(({ method, slug, schedule }) =>
    kase(
      `${slug}/cancel-one-that-is-due`,
      `of two timers of ${method} that are due, the first cancels the second`,
      {
        clauses: ["call-later.cancel"],
        fns: { one: callback(cancel("h_two")), two: callback(cancel("h_one")) },
        main: [
          schedule("one", [], { as: "h_one" }),
          schedule("two", [], { as: "h_two" }),
          block(0.004),
          runFor(0.002),
        ],
        expect: trace({ one_of: [["one"], ["two"]] }),
      },
    ),
  ),
]);
