/** What a run that ends leaves behind: other tasks, and callbacks around the completion. */
import {
  await_,
  call,
  callback,
  coroutine,
  log,
  quiet,
  raise,
  repeatWith,
  show,
  sleep,
  try_,
  variable,
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

export const runUntilCompleteOthers = table([
  kase(
    "run-until-complete/other-task-goes-on-in-the-next-run",
    "a task that the run does not wait for advances only during runs",
    {
      clauses: [OTHERS],
      fns: {
        background: coroutine(
          await_(variable("first")),
          log("step one"),
          await_(variable("second")),
          log("step two"),
        ),
      },
      main: [
        createFuture("first"),
        createFuture("second"),
        createTask(call("background"), "task"),
        runFor(0.001),
        show("done", { m: "done", on: variable("task") }),
        methodCall("first", "set_result", [1]),
        log("between"),
        runFor(0.001),
        methodCall("second", "set_result", [1]),
        log("between"),
        runFor(0.001),
        show("done", { m: "done", on: variable("task") }),
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
        background: coroutine(sleep(0.04), log("goes on")),
        fails: quiet(coroutine(sleep(0), raise("AppError", "own"))),
      },
      main: [
        createTask(call("background"), "task"),
        try_(runUntilComplete(call("fails"))),
        runUntilComplete(variable("task")),
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
        background: {
          ...coroutine(await_(variable("go")), log("ends", variable("n"))),
          params: ["n"],
          quiet: true,
        },
        starts: quiet(
          coroutine(repeatWith(100, "i", createTask(call("background", variable("i")), "task"))),
        ),
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
        resolve: callback(methodCall("future", "set_result", [7]), callSoon("ahead")),
        x1: callback(callSoon("y")),
        ahead: callback(callSoon("z")),
        y: callback(),
        z: callback(),
      },
      main: [
        createFuture("future"),
        callSoon("resolve"),
        callSoon("x1"),
        runUntilComplete(variable("future"), { show: "result" }),
        log("next"),
        runFor(0),
      ],
      expect: trace("resolve", "x1", "ahead", "y", "result=7", "next", "z"),
    },
  ),
]);
