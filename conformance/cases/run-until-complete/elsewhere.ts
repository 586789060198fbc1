/** `run_until_complete()` on a closed loop, and while another thread runs the loop. */
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
  show,
  sleep,
  thread,
  threadFn,
  v,
  wait,
} from "../../language/build.ts";
import {
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
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { IS_RUNNING } from "../kit/shorthand.ts";

const CLOSED = "run-until-complete.closed-loop-rejected";
const ELSEWHERE = "run-until-complete.running-in-other-thread-rejected";

const never = coro(log("not reached"));
/** Futures as arguments: whether a refused call has made a task of a coroutine is not said. */
const pending = createFuture("pending");
const nested: Operation = attempt(runUntilComplete(v("pending")));

export const runUntilCompleteElsewhere = table(
  "conformance/cases/run-until-complete/elsewhere.ts",
  [
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
          outer: coro(
            awaitFor(v("refused")),
            show("running", IS_RUNNING),
            sleep(0.002),
            giveBack(7),
          ),
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
  ],
);
