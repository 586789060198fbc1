/** What a run that ends leaves behind: other tasks, and callbacks around the completion. */
import {
  attempt,
  awaitFor,
  call,
  cb,
  coro,
  log,
  quiet,
  raise,
  repeatWith,
  show,
  sleep,
  v,
} from "../../language/build.ts";
import {
  callSoon,
  createFuture,
  createTask,
  methodCall,
  runFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";

const OTHERS = "run-until-complete.other-tasks-stay-pending";
const BATCH = "run-until-complete.completion-batch-semantics";

export const runUntilCompleteOthers = table("conformance/cases/run-until-complete/others.ts", [
  kase(
    "run-until-complete/other-task-goes-on-in-the-next-run",
    "a task that the run does not wait for advances during runs alone",
    {
      clauses: [OTHERS],
      fns: {
        background: coro(
          awaitFor(v("first")),
          log("step one"),
          awaitFor(v("second")),
          log("step two"),
        ),
      },
      main: [
        createFuture("first"),
        createFuture("second"),
        createTask(call("background"), "task"),
        runFor(0.001),
        show("done", { m: "done", on: v("task") }),
        methodCall("first", "set_result", [1]),
        log("between"),
        runFor(0.001),
        methodCall("second", "set_result", [1]),
        log("between"),
        runFor(0.001),
        show("done", { m: "done", on: v("task") }),
      ],
      expect: trace(
        "background",
        "done=False",
        "between",
        "step one",
        "between",
        "step two",
        "done=True",
      ),
    },
  ),
  kase(
    "run-until-complete/other-task-survives-a-run-that-raised",
    "a task goes on in the run after one that raised",
    {
      clauses: [OTHERS],
      fns: {
        background: coro(sleep(0.04), log("goes on")),
        fails: quiet(coro(sleep(0), raise("AppError", "own"))),
      },
      main: [
        createTask(call("background"), "task"),
        attempt(runUntilComplete(call("fails"))),
        runUntilComplete(v("task")),
        log("done"),
      ],
      expect: trace("background", "!AppError:own", "goes on", "done"),
    },
  ),
  kase(
    "run-until-complete/hundred-other-tasks-stay-pending",
    "100 tasks that a run leaves behind all end in a later run",
    {
      clauses: [OTHERS],
      fns: {
        background: { ...coro(awaitFor(v("go")), log("ends", v("n"))), params: ["n"], quiet: true },
        starts: quiet(coro(repeatWith(100, "i", createTask(call("background", v("i")), "task")))),
      },
      main: [
        createFuture("go"),
        runUntilComplete(call("starts")),
        runFor(0),
        log("between"),
        methodCall("go", "set_result", [1]),
        runFor(0.005),
      ],
      expect: trace("between", ...Array.from({ length: 100 }, (_, n) => `ends=${n}`)),
    },
  ),
  kase(
    "run-until-complete/completion-batch",
    "callbacks behind the completion run in the last batch, what they schedule in the next run",
    {
      clauses: [BATCH],
      fns: {
        resolve: cb(methodCall("future", "set_result", [7]), callSoon("ahead")),
        x1: cb(callSoon("y")),
        ahead: cb(callSoon("z")),
        y: cb(),
        z: cb(),
      },
      main: [
        createFuture("future"),
        callSoon("resolve"),
        callSoon("x1"),
        runUntilComplete(v("future"), { show: "result" }),
        log("next"),
        runFor(0),
      ],
      expect: trace("resolve", "x1", "ahead", "y", "result=7", "next", "z"),
    },
  ),
]);
