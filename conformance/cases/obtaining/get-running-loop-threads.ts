import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  do_,
  event,
  eventSet,
  join,
  log,
  quiet,
  thread,
  threadFunction,
  try_,
  variable,
  wait,
} from "../../language/build.ts";
import {
  callSoon,
  createFuture,
  methodCall,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ANOTHER_LOOP, RUNNING, showRunning } from "../kit/lookups.ts";
import { END, untilEnd } from "../kit/settle.ts";

const ask = try_(do_(RUNNING));
const NONE = "!RuntimeError";

/** What other threads get, and what they leave to this one. */
export const getRunningLoopThreads = table([
  kase("get-running-loop/executor", "a function in the executor runs in no loop", {
    clauses: ["get-running-loop.raises-in-worker-thread"],
    fns: {
      worker: quiet(threadFunction(ask)),
      main: coroutine(await_({ m: "run_in_executor", args: [null, { fn: "worker" }] })),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("main", NONE),
  }),
  kase("get-running-loop/thread-of-callback", "a thread that a callback starts runs no loop", {
    clauses: ["get-running-loop.raises-in-worker-thread"],
    fns: {
      worker: quiet(threadFunction(ask)),
      starts: callback(thread("worker", "t"), join("t"), END),
    },
    main: untilEnd(callSoon("starts")),
    expect: trace("starts", NONE),
  }),
  kase("get-running-loop/thread-of-coroutine", "a thread that a coroutine starts runs no loop", {
    clauses: ["get-running-loop.raises-in-worker-thread"],
    fns: {
      worker: quiet(threadFunction(ask)),
      main: coroutine(thread("worker", "t"), join("t")),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("main", NONE),
  }),
  kase("get-running-loop/two-threads", "two threads that run loops at once each get their own", {
    clauses: ["get-running-loop.per-thread"],
    fns: {
      worker: quiet(threadFunction(runUntilComplete(call("inner"), { on: variable("other") }))),
      inner: quiet(
        coroutine(
          eventSet("up"),
          wait("over"),
          showRunning("own", "other"),
          showRunning("foreign"),
        ),
      ),
      main: quiet(
        coroutine(
          thread("worker", "t"),
          wait("up"),
          showRunning("own"),
          showRunning("foreign", "other"),
          eventSet("over"),
          join("t"),
          log("joined"),
          showRunning("own"),
        ),
      ),
    },
    main: [
      assign("other", ANOTHER_LOOP),
      event("up"),
      event("over"),
      runUntilComplete(call("main")),
    ],
    expect: trace("own=True", "foreign=False", "own=True", "foreign=False", "joined", "own=True"),
  }),
  kase(
    "get-running-loop/callbacks-of-two-threads",
    "callbacks of two threads that run loops at once each get their own",
    {
      clauses: ["get-running-loop.per-thread"],
      fns: {
        worker: quiet(
          threadFunction(
            createFuture("inner_end", { on: variable("other") }),
            callSoon("inner", [], { on: variable("other") }),
            runUntilComplete(variable("inner_end"), { on: variable("other") }),
          ),
        ),
        inner: quiet(
          callback(
            eventSet("up"),
            wait("over"),
            methodCall("inner_end", "set_result", [null]),
            showRunning("own", "other"),
          ),
        ),
        outer: quiet(
          callback(
            END,
            thread("worker", "t"),
            wait("up"),
            showRunning("own"),
            eventSet("over"),
            join("t"),
          ),
        ),
      },
      main: [
        assign("other", ANOTHER_LOOP),
        event("up"),
        event("over"),
        ...untilEnd(callSoon("outer")),
      ],
      expect: trace("own=True", "own=True"),
    },
  ),
]);
