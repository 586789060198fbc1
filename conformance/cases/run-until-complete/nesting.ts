/** `run_until_complete()` from inside a run. */
import {
  assign,
  call,
  coroutine,
  log,
  repeat,
  return_,
  same,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import {
  asyncio,
  createFuture,
  runForever,
  runUntilComplete,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, PLACES } from "../kit/dimensions.ts";
import { ask, IS_RUNNING } from "../kit/shorthand.ts";

const SAME = "run-until-complete.reentry-same-loop-rejected";
const NESTED = "run-until-complete.nested-other-loop-rejected";
const IN_THE_LOOP = PLACES.filter(({ duringRun, ownThread }) => duringRun && ownThread);
/** Futures as arguments: whether a refused call has made a task of a coroutine is not said. */
const pending = createFuture("pending");
const nested: Operation = try_(runUntilComplete(variable("pending")));
const nestedInOther: Operation = try_(
  runUntilComplete(variable("foreign"), { on: variable("other") }),
);
const anotherLoop = [
  assign("other", { make: "loop" }),
  createFuture("foreign", { on: variable("other") }),
];
const otherRunning = show("other_running", ask("is_running", variable("other")));
const ownLoop = show("own", same(asyncio("get_running_loop"), variable("loop")));

export const runUntilCompleteNesting = table([
  ...IN_THE_LOOP.map(({ slug, title, put }) => {
    const { fns, before, after } = put([nested, stop()]);
    return kase(
      `run-until-complete/nested-${slug}`,
      `a nested run of the same loop ${title} is refused`,
      {
        clauses: [SAME],
        fns,
        main: [pending, ...before, runForever(), log("returned"), ...after],
        expect: trace("!RuntimeError", "returned"),
      },
    );
  }),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-until-complete/outer-run-survives-nested-one-${slug}`,
      `the outer run goes on unharmed after a refused nested one ${title}`,
      {
        clauses: [SAME],
        fns: {
          ...fns,
          outer: coroutine(
            nested,
            show("running", IS_RUNNING),
            ownLoop,
            sleep(0.002),
            ownLoop,
            return_(7),
          ),
        },
        main: [...before, pending, runUntilComplete(call("outer"), { show: "result" })],
        expect: trace(
          ...shown,
          "outer",
          "!RuntimeError",
          "running=True",
          "own=True",
          "own=True",
          "result=7",
        ),
      },
    ),
  ),
  kase(
    "run-until-complete/outer-run-survives-a-hundred-nested-ones",
    "the outer run goes on after 100 refused nested ones",
    {
      clauses: [SAME],
      fns: { outer: coroutine(repeat(100, nested), sleep(0.002), return_(7)) },
      main: [pending, runUntilComplete(call("outer"), { show: "result" })],
      expect: trace("outer", ...Array<string>(100).fill("!RuntimeError"), "result=7"),
    },
  ),
  kase(
    "run-until-complete/nested-with-the-outer-future",
    "a nested run of the outer run's own task is refused",
    {
      clauses: [SAME],
      fns: {
        outer: coroutine(try_(runUntilComplete(asyncio("current_task"))), sleep(0), return_(7)),
      },
      main: [runUntilComplete(call("outer"), { show: "result" })],
      expect: trace("outer", "!RuntimeError", "result=7"),
    },
  ),
  ...IN_THE_LOOP.map(({ slug, title, put }) => {
    const { fns, before, after } = put([nestedInOther, otherRunning, stop()]);
    return kase(
      `run-until-complete/nested-other-loop-${slug}`,
      `a run of another loop ${title} is refused and that loop stays idle`,
      {
        clauses: [NESTED],
        fns,
        main: [...anotherLoop, ...before, runForever(), log("returned"), ...after],
        expect: trace("!RuntimeError", "other_running=False", "returned"),
      },
    );
  }),
  kase(
    "run-until-complete/other-loop-runs-after-a-refused-nesting",
    "another loop that was refused inside a run can run afterwards",
    {
      clauses: [NESTED],
      fns: { outer: coroutine(nestedInOther, ownLoop), work: coroutine(sleep(0), return_(7)) },
      main: [
        ...anotherLoop,
        runUntilComplete(call("outer")),
        runUntilComplete(call("work"), { on: variable("other"), show: "result" }),
      ],
      expect: trace("outer", "!RuntimeError", "own=True", "work", "result=7"),
    },
  ),
]);
