/** Scheduling where single rows leave something out: what a neighbour of the batch does, equal values, other threads. */
import {
  callback,
  callbackWith,
  if_,
  join,
  quiet,
  raise,
  repeat,
  repeatWith,
  thread,
  threadFunction,
  variable,
  variadic,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { callSoon, callSoonThreadsafe } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { READY_SCHEDULERS } from "../kit/dimensions.ts";
import { END, ROUNDS, runRounds, untilEnd } from "../kit/settle.ts";
import { numbered } from "../kit/shorthand.ts";

const job = variadic(callback(END));

/** Arguments that a loop might take for none at all. */
const NONES: readonly (readonly [slug: string, args: readonly Expression[]])[] = [
  ["none-last", [1, null]],
  ["none-first", [null, 1]],
  ["nones", [null, null]],
  ["false-last", [1, false]],
  ["empty-last", [1, ""]],
];
const NONES_SHOWN: { readonly [slug: string]: string } = {
  "none-last": "job(1, None)",
  "none-first": "job(None, 1)",
  nones: "job(None, None)",
  "false-last": "job(1, False)",
  "empty-last": "job(1, )",
};

/** Arguments, registrations and order. */
export const registrationsCrossed = table([
  ...READY_SCHEDULERS.flatMap(({ method, slug, schedule }) =>
    NONES.map(([values, args]) =>
      kase(`${slug}/values-${values}`, `${method} passes arguments that are no more than nothing`, {
        clauses: ["call-soon.passes-args"],
        fns: { job },
        main: untilEnd(schedule("job", args)),
        expect: trace(NONES_SHOWN[values] ?? ""),
      }),
    ),
  ),
  kase(
    "call-soon-threadsafe/twice-same-arguments",
    "registered twice with equal arguments in a run, a callback of call_soon_threadsafe runs twice",
    {
      clauses: ["call-soon.each-registration-once"],
      fns: {
        ...ROUNDS,
        job: callbackWith(["n"]),
        outer: quiet(callback(repeat(3, callSoonThreadsafe("job", [1])))),
      },
      main: [callSoon("outer"), runRounds],
      expect: trace("job(1)", "job(1)", "job(1)"),
    },
  ),
  kase(
    "call-soon-threadsafe/twice-same-arguments-from-thread",
    "a callback that another thread registers twice with equal arguments runs twice",
    {
      clauses: ["call-soon.each-registration-once"],
      fns: {
        ...ROUNDS,
        job: callbackWith(["n"]),
        worker: quiet(threadFunction(repeat(3, callSoonThreadsafe("job", [1])))),
      },
      main: [thread("worker", "t"), join("t"), runRounds],
      expect: trace("job(1)", "job(1)", "job(1)"),
    },
  ),
  kase("call-soon/same-again-before-it-raises", "one that registers itself and raises runs on", {
    clauses: ["call-soon.each-registration-once"],
    fns: {
      ...ROUNDS,
      step: callbackWith(
        ["n"],
        if_({ less: [variable("n"), 2] }, [callSoon("step", [{ add: [variable("n"), 1] }])], []),
        raise("AppError"),
      ),
    },
    main: [callSoon("step", [0]), runRounds],
    expect: trace(...numbered("step", 3)),
  }),
  ...[70, 200].map((count) =>
    kase(
      `call-soon-threadsafe/in-a-run-${count}`,
      `${count} callbacks of call_soon_threadsafe from a callback keep their order`,
      {
        clauses: ["call-soon.fifo"],
        fns: {
          ...ROUNDS,
          job: callbackWith(["n"]),
          outer: quiet(
            callback(repeatWith(count, "i", callSoonThreadsafe("job", [variable("i")]))),
          ),
        },
        main: [callSoon("outer"), runRounds],
        expect: trace(...numbered("job", count)),
      },
    ),
  ),
]);
