/** `run_until_complete()` on a closed loop, from inside a run, and while another thread runs the loop. */
import {
  attempt,
  awaitFor,
  call,
  cb,
  coro,
  event,
  giveBack,
  join,
  log,
  open,
  quiet,
  repeat,
  same,
  set,
  show,
  sleep,
  thread,
  threadFn,
  v,
  wait,
} from "../program/build.ts";
import {
  asyncio,
  callLater,
  callSoon,
  callSoonThreadsafe,
  close,
  createFuture,
  createTask,
  methodCall,
  runForever,
  runUntilComplete,
  STOP,
  stop,
} from "../program/loop-methods.ts";
import type { Operation } from "../program/operation.ts";
import { kase, table, trace } from "../program/table.ts";
import { CIRCUMSTANCES, PLACES } from "./dimensions.ts";
import { ask, IS_RUNNING } from "./shorthand.ts";

const CLOSED = "run-until-complete.closed-loop-rejected";
const SAME = "run-until-complete.reentry-same-loop-rejected";
const NESTED = "run-until-complete.nested-other-loop-rejected";
const ELSEWHERE = "run-until-complete.running-in-other-thread-rejected";

const IN_THE_LOOP = PLACES.filter(({ duringRun, ownThread }) => duringRun && ownThread);
const never = coro(log("not reached"));
/** Futures as arguments: whether a refused call has made a task of a coroutine is not said. */
const pending = createFuture("pending");
const nested: Operation = attempt(runUntilComplete(v("pending")));
const nestedInOther: Operation = attempt(runUntilComplete(v("foreign"), { on: v("other") }));
const anotherLoop = [set("other", { make: "loop" }), createFuture("foreign", { on: v("other") })];
const otherRunning = show("other_running", ask("is_running", v("other")));
const ownLoop = show("own", same(asyncio("get_running_loop"), v("loop")));

export const runUntilCompleteNesting = table("conformance/cases/run-until-complete-nesting.ts", [
  kase(
    "run-until-complete/closed-loop-coroutine",
    "on a closed loop a coroutine is refused and never starts",
    {
      clauses: [CLOSED],
      fns: { never },
      main: [close(), attempt(runUntilComplete(call("never"))), log("next")],
      expect: trace("!RuntimeError", "next"),
    },
  ),
  kase(
    "run-until-complete/closed-loop-task",
    "on a closed loop a task of it is refused and never starts",
    {
      clauses: [CLOSED],
      fns: { never },
      main: [createTask(call("never"), "task"), close(), attempt(runUntilComplete(v("task")))],
      expect: trace("!RuntimeError"),
    },
  ),
  kase(
    "run-until-complete/closed-loop-done-future",
    "on a closed loop a future that is done is refused too",
    {
      clauses: [CLOSED],
      main: [
        createFuture("future"),
        methodCall("future", "set_result", [7]),
        close(),
        attempt(runUntilComplete(v("future"))),
      ],
      expect: trace("!RuntimeError"),
    },
  ),
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
          outer: coro(
            nested,
            show("running", IS_RUNNING),
            ownLoop,
            sleep(0.002),
            ownLoop,
            giveBack(7),
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
      fns: { outer: coro(repeat(100, nested), sleep(0.002), giveBack(7)) },
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
        outer: coro(attempt(runUntilComplete(asyncio("current_task"))), sleep(0), giveBack(7)),
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
      fns: { outer: coro(nestedInOther, ownLoop), work: coro(sleep(0), giveBack(7)) },
      main: [
        ...anotherLoop,
        runUntilComplete(call("outer")),
        runUntilComplete(call("work"), { on: v("other"), show: "result" }),
      ],
      expect: trace("outer", "!RuntimeError", "own=True", "work", "result=7"),
    },
  ),
  kase(
    "run-until-complete/running-elsewhere",
    "a second thread cannot run a running loop, and the first run goes on",
    {
      clauses: [ELSEWHERE],
      fns: {
        starts: quiet(cb(thread("intrudes", "intruder"))),
        intrudes: quiet(
          threadFn(nested, callSoonThreadsafe({ bound: "set_result", on: v("refused") }, [null])),
        ),
        outer: coro(awaitFor(v("refused")), show("running", IS_RUNNING), sleep(0.002), giveBack(7)),
      },
      main: [
        pending,
        createFuture("refused"),
        callSoon("starts"),
        runUntilComplete(call("outer"), { show: "result" }),
        join("intruder"),
      ],
      expect: trace({ interleave: [["outer"], ["!RuntimeError"]] }, "running=True", "result=7"),
    },
  ),
  kase(
    "run-until-complete/running-elsewhere-with-the-same-task",
    "a second thread cannot run the task that the first one runs, and the first run goes on",
    {
      clauses: [ELSEWHERE],
      fns: {
        intrudes: quiet(
          threadFn(
            attempt(runUntilComplete(v("outer_task"))),
            callSoonThreadsafe({ bound: "set_result", on: v("refused") }, [null]),
          ),
        ),
        outer: coro(thread("intrudes", "intruder"), awaitFor(v("refused")), giveBack(7)),
      },
      main: [
        createFuture("refused"),
        createTask(call("outer"), "outer_task"),
        runUntilComplete(v("outer_task"), { show: "result" }),
        join("intruder"),
      ],
      expect: trace("outer", "!RuntimeError", "result=7"),
    },
  ),
  kase(
    "run-until-complete/running-elsewhere-and-waiting",
    "a run that waits goes on after a second thread was refused",
    {
      clauses: [ELSEWHERE],
      fns: {
        intrudes: quiet(threadFn(wait("running"), nested, callSoonThreadsafe(STOP))),
        begins: quiet(cb(open("running"))),
        far: cb(),
      },
      main: [
        pending,
        event("running"),
        thread("intrudes", "intruder"),
        callSoon("begins"),
        callLater(3600, "far"),
        runForever(),
        log("returned"),
        join("intruder"),
      ],
      expect: trace("!RuntimeError", "returned"),
    },
  ),
]);
