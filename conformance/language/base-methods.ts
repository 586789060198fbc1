/** Methods that thousands of programs use to get somewhere else: callbacks of every kind, tasks, executors, handlers. */
import { type BaseOperation, BROKEN, methodThatWorks, triedIn, WORKS } from "./base-trial.ts";
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  handler,
  makeReady,
  pair,
  quiet,
  raise,
  raiseSignal,
  variable,
} from "./build.ts";
import type { Program } from "./case.ts";
import type { Expression } from "./expression.ts";
import { callSoon, loopCall, runUntilComplete } from "./loop-methods.ts";
import type { Operation } from "./operation.ts";

const SIGTERM = 15;
const END: Expression = { end: "pair", side: 0 };
const FIRES: Expression = { fn: "fires" };
const RUNS = loopCall("run_forever");
const ends = loopCall("stop");

/** Main tries this, and says whether a function of the program, or main itself, found that it works. */
const trialOf = (fns: Program["fns"], ...main: readonly Operation[]): Program => ({
  fns,
  main: triedIn(...main),
});
/** A run that ends once the callback has run. */
const firing = (...schedule: readonly Operation[]): Program =>
  trialOf({ fires: quiet(callback(WORKS, ends)) }, ...schedule, RUNS);
/** A run that ends with the coroutine. */
const awaiting = (fns: Program["fns"], ...body: readonly Operation[]): Program =>
  trialOf({ ...fns, use: quiet(coroutine(...body, WORKS)) }, runUntilComplete(call("use")));

const NOTHING = { nothing: quiet(callback()) };

export const HANDLER = "a handler that is called with loop and context";
export const CLOSED = "a loop that close() closes";

/** All of them. */
export const METHODS_THAT_WORK: readonly BaseOperation[] = [
  methodThatWorks(
    "add_reader",
    "add-reader.fires-when-readable",
    firing(pair("pair"), makeReady("pair"), loopCall("add_reader", [END, FIRES])),
  ),
  methodThatWorks(
    "add_writer",
    "add-writer.fires-when-writable",
    firing(pair("pair"), loopCall("add_writer", [END, FIRES])),
  ),
  methodThatWorks(
    "call_later",
    "call-later.runs-after-delay",
    firing(loopCall("call_later", [0.001, FIRES])),
  ),
  methodThatWorks(
    "call_at",
    "call-at.absolute-time",
    firing(loopCall("call_at", [{ time_plus: 0.001 }, FIRES])),
  ),
  methodThatWorks("call_soon_threadsafe", "call-soon-threadsafe.same-thread-ok", {
    ...firing(callSoon("starts")),
    fns: {
      starts: quiet(callback(loopCall("call_soon_threadsafe", [FIRES]))),
      fires: quiet(callback(WORKS, ends)),
    },
  }),
  methodThatWorks(
    "create_task",
    "create-task.schedules",
    awaiting({ work: quiet(coroutine()) }, await_({ m: "create_task", args: [call("work")] })),
  ),
  methodThatWorks(
    "run_in_executor",
    "run-in-executor.returns-future",
    awaiting(NOTHING, await_({ m: "run_in_executor", args: [null, { fn: "nothing" }] })),
  ),
  methodThatWorks("add_signal_handler", "add-signal-handler.runs-in-loop", {
    ...firing(loopCall("add_signal_handler", [SIGTERM, FIRES]), callSoon("sends")),
    fns: {
      sends: quiet(callback(raiseSignal("SIGTERM"))),
      fires: quiet(callback(WORKS, ends)),
    },
  }),
  {
    name: HANDLER,
    on: "loop.set_exception_handler",
    clause: "set-exception-handler.called-with-loop-and-context",
    trial: trialOf(
      {
        fails: quiet(callback(raise("AppError"))),
        handles: quiet(handler(assign("works", { is: variable("context"), type: "dict" }))),
        ends: quiet(callback(ends)),
      },
      loopCall("set_exception_handler", [{ fn: "handles" }]),
      callSoon("fails"),
      callSoon("ends"),
      RUNS,
    ),
    broken: BROKEN,
    carries: HANDLER,
    anywhere: true,
  },
  {
    name: CLOSED,
    on: "loop.is_closed",
    clause: "close.sets-closed",
    trial: trialOf({}, loopCall("close"), assign("works", { m: "is_closed" })),
    broken: BROKEN,
    carries: CLOSED,
    anywhere: true,
  },
];
