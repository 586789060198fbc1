/** `run_until_complete()` in other threads, and what it keeps from being reported twice. */
import {
  attempt,
  block,
  call,
  coro,
  coroWith,
  drop,
  gc,
  giveBack,
  join,
  log,
  quiet,
  raise,
  repeat,
  set,
  sleep,
  thread,
  threadFn,
  v,
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

const work = coro(sleep(0.002), giveBack(7));
const runWork = runUntilComplete(call("work"), { show: "result" });
const NOT_REPORTED = { excludes: [{ message: "never retrieved" }] };

export const runUntilCompleteThreads = table("conformance/cases/run-until-complete/threads.ts", [
  kase("run-until-complete/in-a-thread", "a loop runs in a thread other than the main one", {
    clauses: [ANY],
    fns: { runs: threadFn(runWork), work },
    main: [thread("runs", "t"), join("t")],
    expect: trace("runs", "work", "result=7"),
  }),
  kase("run-until-complete/made-and-run-in-a-thread", "a loop made in a thread runs there", {
    clauses: [ANY],
    fns: {
      runs: threadFn(
        set("own", { make: "loop" }),
        runUntilComplete(call("work"), { on: v("own"), show: "result" }),
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
      runs: threadFn(attempt(runUntilComplete(call("fails")))),
      fails: coro(raise("AppError", "own")),
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
        work: quiet(coroWith(["name"], sleep(0.005), log("worked", v("name")))),
        one_fn: quiet(threadFn(runUntilComplete(call("work", "one")))),
        two_fn: quiet(threadFn(runUntilComplete(call("work", "two"), { on: v("other") }))),
      },
      main: [
        set("other", { make: "loop" }),
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
      fns: { runs: threadFn(runWork), work },
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
        runs: quiet(threadFn(runUntilComplete(call("work"), { show: "result" }))),
        work: quiet(coro(sleep(0), giveBack(7))),
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
        task_fn: coro(sleep(0.1), log("goes on"), giveBack(7)),
        runs: threadFn(runUntilComplete(v("task"), { show: "result" })),
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
      fns: { runs: quiet(threadFn(runUntilComplete(v("future"), { show: "result" }))) },
      main: [
        createFuture("future"),
        thread("runs", "t"),
        block(0.02),
        callSoonThreadsafe({ bound: "set_result", on: v("future") }, [7]),
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
      fns: { fails: coro(raise("AppError", "own")) },
      main: [attempt(runUntilComplete(call("fails"))), gc(), runFor(0), gc()],
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
        callSoon({ bound: "set_exception", on: v("future") }, [
          { error: "AppError", message: "own" },
        ]),
        attempt(runUntilComplete(v("future"))),
        drop("future"),
        gc(),
        runFor(0),
      ],
      expect: { trace: ["!AppError:own"], logs: NOT_REPORTED },
    },
  ),
]);
