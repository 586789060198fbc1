/** `run_forever()` from inside a run. */
import {
  assign,
  call,
  callback,
  coroutine,
  drain,
  log,
  makeReady,
  pair,
  repeat,
  return_,
  same,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import {
  addReader,
  asyncio,
  callLater,
  callSoon,
  callSoonThreadsafe,
  runForever,
  runUntilComplete,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, PLACES } from "../kit/dimensions.ts";
import { ask, IS_RUNNING } from "../kit/shorthand.ts";

const REENTRY = "run-forever.reentry-rejected";
const NESTED = "run-forever.nested-other-loop-rejected";
const INTACT = "run-forever.rejected-nesting-leaves-outer-intact";

const IN_THE_LOOP = PLACES.filter(({ duringRun, ownThread }) => duringRun && ownThread);
const nested: Operation = try_(runForever());
const nestedInOther: Operation = try_(runForever({ on: variable("other") }));
const anotherLoop = assign("other", { make: "loop" });
const otherRunning = show("other_running", ask("is_running", variable("other")));
const state: Operation[] = [
  show("running", IS_RUNNING),
  show("own", same(asyncio("get_running_loop"), variable("loop"))),
];
const stateTrace = ["running=True", "own=True"];

/** The two kinds of refused nesting. */
const REFUSED: readonly (readonly [slug: string, title: string, before: Operation[], Operation])[] =
  [
    ["same-loop", "of the same loop", [], nested],
    ["other-loop", "of another loop", [anotherLoop], nestedInOther],
  ];

export const runForeverNesting = table([
  ...IN_THE_LOOP.map(({ slug, title, put }) => {
    const { fns, before, after } = put([nested, stop()]);
    return kase(
      `run-forever/nested-${slug}`,
      `run_forever() of the same loop ${title} raises RuntimeError`,
      {
        clauses: [REENTRY],
        fns,
        main: [...before, runForever(), ...after],
        expect: trace("!RuntimeError"),
      },
    );
  }),
  kase(
    "run-forever/nested-in-run-until-complete",
    "run_forever() inside run_until_complete() raises RuntimeError",
    {
      clauses: [REENTRY],
      fns: { work: coroutine(nested) },
      main: [runUntilComplete(call("work"))],
      expect: trace("work", "!RuntimeError"),
    },
  ),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`run-forever/nested-${slug}`, `a nested run_forever() raises RuntimeError ${title}`, {
      clauses: [REENTRY],
      fns: { ...fns, outer: callback(nested, stop()) },
      main: [...before, callSoon("outer"), runForever()],
      expect: trace(...shown, "outer", "!RuntimeError"),
    }),
  ),
  ...IN_THE_LOOP.map(({ slug, title, put }) => {
    const { fns, before, after } = put([nestedInOther, otherRunning, stop()]);
    return kase(
      `run-forever/nested-other-loop-${slug}`,
      `run_forever() of another loop ${title} raises RuntimeError and that loop stays idle`,
      {
        clauses: [NESTED],
        fns,
        main: [anotherLoop, ...before, runForever(), ...after],
        expect: trace("!RuntimeError", "other_running=False"),
      },
    );
  }),
  kase(
    "run-forever/other-loop-runs-after-a-refused-nesting",
    "another loop that was refused inside a run can run afterwards",
    {
      clauses: [NESTED],
      fns: { outer: callback(nestedInOther, stop()), work: coroutine(sleep(0), return_(7)) },
      main: [
        anotherLoop,
        callSoon("outer"),
        runForever(),
        runUntilComplete(call("work"), { on: variable("other"), show: "result" }),
      ],
      expect: trace("outer", "!RuntimeError", "work", "result=7"),
    },
  ),
  ...REFUSED.flatMap(([by, what, before, refused]) => [
    ...(["forever", "until-complete"] as const).map((kind) =>
      kase(
        `run-forever/refused-nesting-${by}-in-run-${kind}-leaves-it-running`,
        `after a refused run_forever() ${what} the outer run is the running one and goes on`,
        {
          clauses: [INTACT],
          fns: { outer: coroutine(refused, ...state, sleep(0.002), ...state, stop(), return_(7)) },
          main: [
            ...before,
            kind === "forever"
              ? { op: "do", what: { m: "create_task", args: [call("outer")] }, as: "task" }
              : log("begins"),
            ...(kind === "forever"
              ? [callLater(1, STOP), runForever(), log("returned")]
              : [runUntilComplete(call("outer"), { show: "result" })]),
          ],
          expect: trace(
            ...(kind === "forever" ? [] : ["begins"]),
            "outer",
            "!RuntimeError",
            ...stateTrace,
            ...stateTrace,
            kind === "forever" ? "returned" : "result=7",
          ),
        },
      ),
    ),
    kase(
      `run-forever/refused-nesting-${by}-leaves-work-going-on`,
      `after a refused run_forever() ${what} callbacks, timers and descriptors are served`,
      {
        clauses: [INTACT],
        fns: {
          outer: callback(
            refused,
            callSoon("soon"),
            callSoonThreadsafe("threadsafe"),
            makeReady("p"),
          ),
          soon: callback(),
          threadsafe: callback(),
          reader: callback(drain("p")),
          timer: callback(stop()),
        },
        main: [
          ...before,
          pair("p"),
          addReader("p", "reader"),
          callSoon("outer"),
          callLater(0.3, "timer"),
          runForever(),
          log("returned"),
        ],
        expect: trace(
          "outer",
          "!RuntimeError",
          { interleave: [["soon", "threadsafe"], ["reader"]] },
          "timer",
          "returned",
        ),
      },
    ),
    kase(
      `run-forever/refused-nesting-${by}-twice`,
      `after two refused calls of run_forever() ${what} the outer run goes on`,
      {
        clauses: [INTACT],
        fns: { outer: coroutine(repeat(2, refused), sleep(0.002), ...state, return_(7)) },
        main: [
          ...before,
          // A loop that runs the second time shows a wrong answer instead of a hang.
          callLater(1, STOP),
          runUntilComplete(call("outer"), { show: "result" }),
        ],
        expect: trace("outer", "!RuntimeError", "!RuntimeError", ...stateTrace, "result=7"),
      },
    ),
  ]),
]);
