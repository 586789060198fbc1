/** The current loop behind `asyncio.run()`, and coroutines that other threads hand over. */
import {
  assign,
  block,
  call,
  coroutine,
  coroutineWith,
  do_,
  join,
  log,
  quiet,
  raise,
  return_,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  tryExcept,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { asyncio, callLater, callSoonThreadsafe } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { runs } from "../kit/runners.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { AT_ALL, FAR } from "../kit/shorthand.ts";

const CLEARED = "run.current-loop-cleared";
const BRIDGE = "run-coroutine-threadsafe.bridge";

const GET = try_(do_(asyncio("get_event_loop")), log("got one"));
/** A policy of the program's makes the loop: with the implementation's factory, asyncio.run() would leave the current loop alone. */
const own: Operation = { op: "policy" };
/** How often the policy is asked before is open. */
const asked = { one_of: [["policy.new", "policy.set"], ["policy.new"]] } as const;

const FUTURE: Expression = variable("future");
const hand = (what: Expression): Operation =>
  assign("future", asyncio("run_coroutine_threadsafe", what, variable("loop")));
/** The result, waited for; what a right loop never needs is `AT_ALL`. */
const result: Expression = { m: "result", on: FUTURE, args: [AT_ALL] };
const ends = callSoonThreadsafe("end_run");
const some = CIRCUMSTANCES.filter(({ slug }) =>
  ["plain", "debug", "second-run", "waiting-task"].includes(slug),
);
const endRun = { end_run: quiet({ kind: "callback", body: [END] } as const) };

/** A run that lasts until the thread `other` ends it. */
const withThread = (...before: readonly Operation[]): readonly Operation[] => [
  ...untilEnd(...before, thread("other", "t")),
  join("t"),
];

export const runCurrentLoop = table([
  kase("run/current-loop-cleared", "there is no current loop after asyncio.run()", {
    clauses: [CLEARED],
    fns: { work: coroutine() },
    main: [own, runs(call("work")), log("returned"), GET],
    expect: trace(
      asked,
      "work",
      { one_of: [["policy.set"], []] },
      "returned",
      "policy.get",
      "!RuntimeError",
    ),
  }),
  kase(
    "run/current-loop-cleared-after-an-error",
    "there is no current loop after asyncio.run() raised",
    {
      clauses: [CLEARED],
      fns: { work: coroutine(raise("AppError", "x")) },
      main: [own, try_(runs(call("work"))), GET],
      expect: trace(
        asked,
        "work",
        { one_of: [["policy.set"], []] },
        "!AppError:x",
        "policy.get",
        "!RuntimeError",
      ),
    },
  ),
  kase(
    "run/current-loop-cleared-each-time",
    "there is no current loop after a second asyncio.run()",
    {
      clauses: [CLEARED],
      fns: { work: coroutine() },
      main: [own, runs(call("work")), runs(call("work")), log("returned"), GET],
      expect: trace(
        ...[asked, "work", { one_of: [["policy.set"], []] }],
        ...[asked, "work", { one_of: [["policy.set"], []] }],
        "returned",
        "policy.get",
        "!RuntimeError",
      ),
    },
  ),
  ...some.map(({ slug, title, fns, before, shown }) =>
    kase(
      `threadsafe-coroutine/result-${slug}`,
      `a thread gets the result of a coroutine that it hands over ${title}`,
      {
        clauses: [BRIDGE],
        fns: {
          ...fns,
          ...endRun,
          work: coroutineWith(["n"], sleep(0.01), return_(variable("n"))),
          other: quiet(threadFunction(hand(call("work", 5)), show("result", result), ends)),
        },
        main: [...before, ...withThread()],
        expect: trace(...shown, "work(5)", "result=5"),
      },
    ),
  ),
  kase(
    "threadsafe-coroutine/wakes-an-idle-loop",
    "a loop that waits runs a coroutine that a thread hands over, and no timer wakes it",
    {
      clauses: [BRIDGE],
      fns: {
        ...endRun,
        work: coroutine(return_(5)),
        // The loop has nothing to do by then, and waits.
        other: quiet(threadFunction(block(0.02), hand(call("work")), show("result", result), ends)),
      },
      main: withThread(),
      expect: trace("work", "result=5"),
    },
  ),
  kase("threadsafe-coroutine/error", "a thread gets the error of a coroutine that it hands over", {
    clauses: [BRIDGE],
    fns: {
      ...endRun,
      work: coroutine(sleep(0), raise("AppError", "x")),
      other: quiet(threadFunction(hand(call("work")), try_(do_(result)), ends)),
    },
    main: withThread(),
    expect: trace("work", "!AppError:x"),
  }),
  kase(
    "threadsafe-coroutine/cancelled",
    "a coroutine is cancelled with the future that its thread has",
    {
      clauses: [BRIDGE],
      fns: {
        work: coroutine(
          callSoonThreadsafe("go"),
          tryExcept([sleep(FAR)], "error", log("caught", variable("error")), END),
        ),
        go: quiet({ kind: "callback", body: [do_({ m: "set", on: variable("begun") })] }),
        other: quiet(
          threadFunction(
            hand(call("work")),
            { op: "wait", event: "begun" },
            show("cancelled", { m: "cancel", on: FUTURE }),
          ),
        ),
      },
      main: [assign("begun", { make: "event" }), ...withThread()],
      expect: trace("work", { any_order: ["cancelled=True", "caught=CancelledError"] }),
    },
  ),
  kase(
    "threadsafe-coroutine/before-the-run",
    "a coroutine that is handed over before the run begins in it",
    {
      clauses: [BRIDGE],
      fns: {
        ...endRun,
        work: coroutine(sleep(0), return_(5)),
        hands: quiet(threadFunction(hand(call("work")))),
        other: quiet(threadFunction(show("result", result), ends)),
      },
      main: [thread("hands", "before"), join("before"), log("handed"), ...withThread()],
      expect: trace("handed", "work", "result=5"),
    },
  ),
  kase("threadsafe-coroutine/wakes", "a coroutine that is handed over wakes an idle loop", {
    clauses: [BRIDGE],
    fns: {
      ...endRun,
      work: coroutine(return_(5)),
      starts: quiet({ kind: "callback", body: [thread("other", "t")] }),
      other: quiet(threadFunction(hand(call("work")), show("result", result), ends)),
    },
    main: [...untilEnd(callLater(0.02, "starts")), join("t")],
    expect: trace("work", "result=5"),
  }),
]);
