/** `run_until_complete()` on a closed loop, and while another thread runs the loop. */
import {
  await_,
  call,
  callback,
  coroutine,
  event,
  eventSet,
  join,
  log,
  quiet,
  return_,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  variable,
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

const never = coroutine(log("not reached"));
/** Futures as arguments: whether a refused call has made a task of a coroutine is not said. */
const pending = createFuture("pending");
const nested: Operation = try_(runUntilComplete(variable("pending")));

export const runUntilCompleteElsewhere = table([
  kase(
    "run-until-complete/closed-loop-coroutine",
    "on a closed loop a coroutine is refused and never starts",
    {
      clauses: [CLOSED],
      fns: { never },
      main: [close(), try_(runUntilComplete(call("never"))), log("next")],
      expect: trace("!RuntimeError", "next"),
    },
  ),
  kase(
    "run-until-complete/closed-loop-task",
    "on a closed loop a task of it is refused and never starts",
    {
      clauses: [CLOSED],
      fns: { never },
      main: [createTask(call("never"), "task"), close(), try_(runUntilComplete(variable("task")))],
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
        try_(runUntilComplete(variable("future"))),
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
        starts: quiet(callback(thread("intrudes", "intruder"))),
        intrudes: quiet(
          threadFunction(
            nested,
            callSoonThreadsafe({ bound: "set_result", on: variable("refused") }, [null]),
          ),
        ),
        outer: coroutine(
          await_(variable("refused")),
          show("running", IS_RUNNING),
          sleep(0.002),
          return_(7),
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
          threadFunction(
            try_(runUntilComplete(variable("outer_task"))),
            callSoonThreadsafe({ bound: "set_result", on: variable("refused") }, [null]),
          ),
        ),
        outer: coroutine(thread("intrudes", "intruder"), await_(variable("refused")), return_(7)),
      },
      main: [
        createFuture("refused"),
        createTask(call("outer"), "outer_task"),
        runUntilComplete(variable("outer_task"), { show: "result" }),
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
        intrudes: quiet(threadFunction(wait("running"), nested, callSoonThreadsafe(STOP))),
        begins: quiet(callback(eventSet("running"))),
        far: callback(),
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
