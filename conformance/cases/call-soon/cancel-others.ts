import {
  call,
  callback,
  callbackWith,
  coroutine,
  log,
  quiet,
  raise,
  repeat,
  repeatWith,
  sleep,
  variable,
} from "../../language/build.ts";
import {
  callLater,
  callSoon,
  cancel,
  createTask,
  runFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { END, ROUNDS, runRounds, untilEnd } from "../kit/settle.ts";
import { numbered, times } from "../kit/shorthand.ts";

const CLAUSES = ["call-soon.handle-cancel-prevents-run"] as const;
const AS_HANDLE = { as: "h" };
const job = callback();
const last = callback(END);

/** Whoever cancels a callback, it alone does not run. */
export const callSoonCancelOthers = table([
  kase("call-soon/cancel-then-never", "a cancelled callback does not run in later runs", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job },
    main: [
      callSoon("job", [], AS_HANDLE),
      cancel("h"),
      runRounds,
      log("next"),
      runRounds,
      runFor(0),
    ],
    expect: trace("next"),
  }),
  kase("call-soon/cancel-own-only", "the neighbours of a cancelled callback run", {
    clauses: CLAUSES,
    fns: { job, before: callback(), last },
    main: untilEnd(
      callSoon("before"),
      callSoon("job", [], AS_HANDLE),
      callSoon("last"),
      cancel("h"),
    ),
    expect: trace("before", "last"),
  }),
  kase("call-soon/cancel-one-of-same", "another registration of the same callback runs", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job: callbackWith(["n"]) },
    main: [
      callSoon("job", [1]),
      callSoon("job", [2], AS_HANDLE),
      callSoon("job", [3]),
      cancel("h"),
      runRounds,
    ],
    expect: trace("job(1)", "job(3)"),
  }),
  kase("call-soon/cancel-first", "the first in the queue can be cancelled", {
    clauses: CLAUSES,
    fns: { job, last },
    main: untilEnd(callSoon("job", [], AS_HANDLE), callSoon("last"), cancel("h")),
    expect: trace("last"),
  }),
  kase("call-soon/cancel-only", "a queue of one cancelled callback is as good as empty", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job },
    main: [callSoon("job", [], AS_HANDLE), cancel("h"), runRounds],
    expect: trace(),
  }),
  kase("call-soon/cancel-and-again", "registered again after a cancel a callback runs once", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job: callbackWith(["n"]) },
    main: [callSoon("job", [1], AS_HANDLE), cancel("h"), callSoon("job", [2]), runRounds],
    expect: trace("job(2)"),
  }),
  kase("call-soon/cancel-by-next-to-last", "the callback just before it can cancel it", {
    clauses: CLAUSES,
    fns: { first: callback(), cancels: callback(cancel("h")), job, last },
    main: untilEnd(
      callSoon("first"),
      callSoon("cancels"),
      callSoon("job", [], AS_HANDLE),
      callSoon("last"),
    ),
    expect: trace("first", "cancels", "last"),
  }),
  kase("call-soon/cancel-by-nested", "a callback scheduled for the same iteration can cancel it", {
    clauses: CLAUSES,
    fns: {
      outer: callback(callSoon("cancels"), callSoon("job", [], AS_HANDLE), callSoon("last")),
      cancels: callback(cancel("h")),
      job,
      last,
    },
    main: untilEnd(callSoon("outer")),
    expect: trace("outer", "cancels", "last"),
  }),
  kase(
    "call-soon/cancel-by-failing-callback",
    "a callback that cancels it and then raises counts",
    {
      clauses: CLAUSES,
      fns: { cancels: callback(cancel("h"), raise("AppError")), job, last },
      main: untilEnd(callSoon("cancels"), callSoon("job", [], AS_HANDLE), callSoon("last")),
      expect: trace("cancels", "last"),
    },
  ),
  kase("call-soon/cancel-by-coroutine", "a coroutine can cancel it before it awaits", {
    clauses: CLAUSES,
    fns: { main: coroutine(callSoon("job", [], AS_HANDLE), cancel("h"), sleep(0), sleep(0)), job },
    main: [runUntilComplete(call("main"))],
    expect: trace("main"),
  }),
  kase("call-soon/cancel-mutual", "of two that cancel each other only the first runs", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, first: callback(cancel("second_h")), second: callback(cancel("h")) },
    main: [callSoon("first", [], AS_HANDLE), callSoon("second", [], { as: "second_h" }), runRounds],
    expect: trace("first"),
  }),
  kase("call-soon/cancel-all-of-batch", "a callback can cancel everything behind it", {
    clauses: CLAUSES,
    fns: {
      ...ROUNDS,
      cancels: callback(...[1, 2, 3].map((n) => cancel(`h${n}`))),
      job: callbackWith(["n"]),
    },
    main: [
      callSoon("cancels"),
      ...[1, 2, 3].map((n) => callSoon("job", [n], { as: `h${n}` })),
      runRounds,
    ],
    expect: trace("cancels"),
  }),
  kase("call-soon/cancel-from-timer", "a timer can cancel what another timer's callback left", {
    clauses: CLAUSES,
    fns: {
      early: callback(callSoon("job", [1], AS_HANDLE), cancel("h")),
      job: callbackWith(["n"]),
      last,
    },
    main: untilEnd(callLater(0.002, "early"), callLater(0.012, "last")),
    expect: trace("early", "last"),
  }),
  kase("call-soon/cancel-in-long-queue", "one of 2,100 can be cancelled by the first", {
    clauses: CLAUSES,
    fns: { cancels: callback(cancel("h")), fill: quiet(callback()), job, last },
    main: untilEnd(
      callSoon("cancels"),
      repeat(1050, callSoon("fill")),
      callSoon("job", [], AS_HANDLE),
      repeat(1050, callSoon("fill")),
      callSoon("last"),
    ),
    expect: trace("cancels", "last"),
  }),
  kase("call-soon/cancel-many", "2,000 cancelled callbacks do not run, and those between do", {
    clauses: CLAUSES,
    fns: { dropped: callback(), job: callbackWith(["n"]), last },
    main: untilEnd(
      repeatWith(
        100,
        "i",
        repeat(20, {
          op: "do",
          what: { m: "cancel", on: { m: "call_soon", args: [{ fn: "dropped" }] } },
        }),
        callSoon("job", [variable("i")]),
      ),
      callSoon("last"),
    ),
    expect: trace(...numbered("job", 100), "last"),
  }),
  kase("call-soon/cancel-each-of-twenty", "twenty pairs of which each second is cancelled", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, job: callback(), dropped: callbackWith(["n"]) },
    main: [
      repeatWith(20, "i", callSoon("job"), {
        op: "do",
        what: { m: "cancel", on: { m: "call_soon", args: [{ fn: "dropped" }, variable("i")] } },
      }),
      runRounds,
    ],
    expect: trace(...times(20, "job")),
  }),
  kase("call-soon/cancel-with-task", "a task beside it goes on", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, main: coroutine(sleep(0), log("went on")), job },
    main: [
      createTask(call("main"), "task"),
      callSoon("job", [], AS_HANDLE),
      cancel("h"),
      runRounds,
    ],
    expect: trace("main", "went on"),
  }),
]);
