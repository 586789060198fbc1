/** `run_until_complete()` in other threads, and what it keeps from being reported twice. */
import {
  assign,
  block,
  call,
  coroutine,
  coroutineWith,
  drop,
  gc,
  join,
  log,
  quiet,
  raise,
  repeat,
  return_,
  sleep,
  thread,
  threadFunction,
  try_,
  variable,
} from "../../language/build.ts";
import {
  callSoon,
  callSoonThreadsafe,
  createFuture,
  createTask,
  methodCall,
  runFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";

const ANY = "run-until-complete.any-thread";
const MOVES = "run-until-complete.moves-between-threads";
const REPORTED = "run-until-complete.failure-reported-once";

const work = coroutine(sleep(0.002), return_(7));
const runWork = runUntilComplete(call("work"), { show: "result" });
const NOT_REPORTED = { excludes: [{ message: "never retrieved" }] };

export const runUntilCompleteThreads = table([
  kase("run-until-complete/in-a-thread", "a loop runs in a thread other than the main one", {
    clauses: [ANY],
    fns: { runs: threadFunction(runWork), work },
    main: [thread("runs", "t"), join("t")],
    expect: trace("runs", "work", "result=7"),
  }),
  kase("run-until-complete/made-and-run-in-a-thread", "a loop made in a thread runs there", {
    clauses: [ANY],
    fns: {
      runs: threadFunction(
        assign("own", { make: "loop" }),
        runUntilComplete(call("work"), { on: variable("own"), show: "result" }),
        methodCall("own", "close"),
      ),
      work,
    },
    main: [thread("runs", "t"), join("t")],
    expect: trace("runs", "work", "result=7"),
  }),
  kase("run-until-complete/error-in-a-thread", "an error reaches the caller in a thread", {
    clauses: [ANY],
    fns: {
      runs: threadFunction(try_(runUntilComplete(call("fails")))),
      fails: coroutine(raise("AppError", "own")),
    },
    main: [thread("runs", "t"), join("t")],
    expect: trace("runs", "fails", "!AppError:own"),
  }),
  kase(
    "run-until-complete/two-loops-in-two-threads",
    "two loops run at the same time in two threads",
    {
      clauses: [ANY],
      fns: {
        work: quiet(coroutineWith(["name"], sleep(0.005), log("worked", variable("name")))),
        one_fn: quiet(threadFunction(runUntilComplete(call("work", "one")))),
        two_fn: quiet(
          threadFunction(runUntilComplete(call("work", "two"), { on: variable("other") })),
        ),
      },
      main: [
        assign("other", { make: "loop" }),
        thread("one_fn", "one"),
        thread("two_fn", "two"),
        join("one"),
        join("two"),
      ],
      expect: trace({ any_order: ["worked=one", "worked=two"] }),
    },
  ),
  kase(
    "run-until-complete/moves-to-a-thread-and-back",
    "one loop runs in the main thread, in another, and in the main one again",
    {
      clauses: [MOVES],
      fns: { runs: threadFunction(runWork), work },
      main: [runWork, thread("runs", "t"), join("t"), runWork],
      expect: trace("work", "result=7", "runs", "work", "result=7", "work", "result=7"),
    },
  ),
  kase(
    "run-until-complete/moves-through-twenty-threads",
    "one loop runs in 20 threads one after the other",
    {
      clauses: [MOVES],
      fns: {
        runs: quiet(threadFunction(runUntilComplete(call("work"), { show: "result" }))),
        work: quiet(coroutine(sleep(0), return_(7))),
      },
      main: [repeat(20, thread("runs", "t"), join("t"))],
      expect: trace(...Array<string>(20).fill("result=7")),
    },
  ),
  kase(
    "run-until-complete/task-moves-with-its-loop",
    "a task begun in one thread ends in another with its loop",
    {
      clauses: [MOVES],
      fns: {
        task_fn: coroutine(sleep(0.1), log("goes on"), return_(7)),
        runs: threadFunction(runUntilComplete(variable("task"), { show: "result" })),
      },
      main: [createTask(call("task_fn"), "task"), runFor(0.001), thread("runs", "t"), join("t")],
      expect: trace("task_fn", "runs", "goes on", "result=7"),
    },
  ),
  kase(
    "run-until-complete/wakes-up-in-a-thread",
    "a loop that runs in another thread is woken by this one",
    {
      clauses: [ANY, "call-soon-threadsafe.wakes-idle-loop"],
      fns: {
        runs: quiet(threadFunction(runUntilComplete(variable("future"), { show: "result" }))),
      },
      main: [
        createFuture("future"),
        thread("runs", "t"),
        block(0.02),
        callSoonThreadsafe({ bound: "set_result", on: variable("future") }, [7]),
        join("t"),
      ],
      expect: trace("result=7"),
    },
  ),
  kase(
    "run-until-complete/error-of-a-coroutine-reported-once",
    "an error that the caller got is not logged as never retrieved",
    {
      clauses: [REPORTED],
      fns: { fails: coroutine(raise("AppError", "own")) },
      main: [try_(runUntilComplete(call("fails"))), gc(), runFor(0), gc()],
      expect: { trace: ["fails", "!AppError:own"], logs: NOT_REPORTED },
    },
  ),
  kase(
    "run-until-complete/error-of-a-future-reported-once",
    "a future's error that the caller got is not logged as never retrieved",
    {
      clauses: [REPORTED],
      main: [
        createFuture("future"),
        callSoon({ bound: "set_exception", on: variable("future") }, [
          { error: "AppError", message: "own" },
        ]),
        try_(runUntilComplete(variable("future"))),
        drop("future"),
        gc(),
        runFor(0),
      ],
      expect: { trace: ["!AppError:own"], logs: NOT_REPORTED },
    },
  ),
]);
