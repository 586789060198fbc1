import {
  call,
  callback,
  callbackWith,
  if_,
  log,
  quiet,
  raise,
  repeat,
  repeatWith,
  variable,
} from "../../language/build.ts";
import { callSoon, createTask, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, CONTEXTS, ENDINGS } from "../kit/dimensions.ts";
import { END, ROUNDS, runRounds, untilEnd } from "../kit/settle.ts";
import { numbered, times } from "../kit/shorthand.ts";

const CLAUSES = ["call-soon.each-registration-once"] as const;
const job = callback();
const numberedJob = callbackWith(["n"]);
const last = quiet(callback(END));

/** Each registration leads to one call. */
export const callSoonOnce = table([
  kase("call-soon/once", "a callback runs once in its run, and not in the next ones", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job },
    main: [callSoon("job"), runRounds, log("next"), runRounds, runRounds],
    expect: trace("job", "next"),
  }),
  ...OWN_PLACES.map((place) => {
    const row = placed(place, [callSoon("job"), callSoon("last")], {
      clauses: CLAUSES,
      fns: { ...ROUNDS, job, last },
      expect: trace("job"),
    });
    const title = `scheduled ${place.title}, a callback runs once`;
    return kase(`call-soon/once-${place.slug}`, title, { ...row, main: [...row.main, runRounds] });
  }),
  ...underEach("call-soon/once", "a callback runs once", () => ({
    clauses: CLAUSES,
    fns: { ...ROUNDS, job },
    main: [callSoon("job"), runRounds, runRounds],
    expect: trace("job"),
  })),
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params, shown }) =>
    kase(`call-soon/once-${slug}`, `a callback ${title} runs once`, {
      clauses: CLAUSES,
      fns: { ...ROUNDS, job: callbackWith(params) },
      main: [callSoon("job", args), runRounds, runRounds],
      expect: trace(`job${shown}`),
    }),
  ),
  ...CONTEXTS.filter(({ options }) => options.context).map(({ slug, title, before, options }) =>
    kase(`call-soon/once-${slug}`, `a callback ${title} runs once`, {
      clauses: CLAUSES,
      fns: { ...ROUNDS, job },
      main: [...before, callSoon("job", [], options), runRounds, runRounds],
      expect: trace("job"),
    }),
  ),
  ...ENDINGS.filter(({ promised }) => promised).map(({ slug, title, fns, run, shown }) =>
    kase(
      `call-soon/once-before-${slug}`,
      `a callback does not run again after a run that ${title}`,
      {
        clauses: CLAUSES,
        fns: { ...ROUNDS, ...fns, job },
        main: [callSoon("job"), ...run, log("next"), runRounds],
        expect: trace("job", ...shown, "next"),
      },
    ),
  ),
  kase("call-soon/twice", "registered twice a callback runs twice", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job },
    main: [callSoon("job"), callSoon("job"), runRounds, runRounds],
    expect: trace("job", "job"),
  }),
  kase(
    "call-soon/twice-same-arguments",
    "registered twice with equal arguments a callback runs twice",
    {
      clauses: CLAUSES,
      fns: { ...ROUNDS, job: numberedJob },
      main: [callSoon("job", [1]), callSoon("job", [1]), runRounds],
      expect: trace("job(1)", "job(1)"),
    },
  ),
  kase("call-soon/twice-apart", "registered twice with others in between a callback runs twice", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job, other: callback() },
    main: [callSoon("job"), callSoon("other"), callSoon("job"), runRounds],
    expect: trace("job", "other", "job"),
  }),
  kase("call-soon/hundred-times", "registered a hundred times it runs a hundred times", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job },
    main: [repeat(100, callSoon("job")), runRounds, runRounds],
    expect: trace(...times(100, "job")),
  }),
  kase("call-soon/once-in-each-run", "registered before each of 50 runs it runs once in each", {
    clauses: CLAUSES,
    fns: { job: numberedJob },
    main: [repeatWith(50, "i", callSoon("job", [variable("i")]), runFor(0))],
    expect: trace(...numbered("job", 50)),
  }),
  kase("call-soon/once-after-error", "a callback that raises does not run again", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, fails: callback(raise("AppError")), job },
    main: [callSoon("fails"), callSoon("job"), runRounds, runRounds],
    expect: trace("fails", "job"),
  }),
  kase("call-soon/once-beside-error", "an error does not make callbacks beside it run again", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, fails: callback(raise("AppError")), before: callback(), after: callback() },
    main: [callSoon("before"), callSoon("fails"), callSoon("after"), runRounds, runRounds],
    expect: trace("before", "fails", "after"),
  }),
  kase("call-soon/once-of-2200", "of 2,200 callbacks each runs once", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job: numberedJob },
    main: [repeatWith(2200, "i", callSoon("job", [variable("i")])), runRounds, runRounds],
    expect: trace(...numbered("job", 2200)),
  }),
  kase("call-soon/chain-of-2000", "2,000 callbacks in a chain each run once", {
    clauses: CLAUSES,
    fns: {
      ...ROUNDS,
      step: callbackWith(
        ["n"],
        if_(
          { less: [variable("n"), 1999] },
          [callSoon("step", [{ add: [variable("n"), 1] }])],
          [END],
        ),
      ),
    },
    main: [...untilEnd(callSoon("step", [0])), runRounds],
    expect: trace(...numbered("step", 2000)),
  }),
  kase("call-soon/once-while-task-waits", "a callback beside a busy task runs once", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job },
    main: [
      createTask(call("rounds"), "task"),
      callSoon("job"),
      runUntilComplete(variable("task")),
      runRounds,
    ],
    expect: trace("job"),
  }),
]);
