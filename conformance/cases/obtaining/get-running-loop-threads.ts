import {
  attempt,
  awaitFor,
  call,
  cb,
  coro,
  evaluate,
  event,
  join,
  log,
  open,
  quiet,
  set,
  thread,
  threadFn,
  v,
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

const ask = attempt(evaluate(RUNNING));
const NONE = "!RuntimeError";

/** What other threads get, and what they leave to this one. */
export const getRunningLoopThreads = table(
  "conformance/cases/obtaining/get-running-loop-threads.ts",
  [
    kase("get-running-loop/executor", "a function in the executor runs in no loop", {
      clauses: ["get-running-loop.raises-in-worker-thread"],
      fns: {
        worker: quiet(threadFn(ask)),
        main: coro(awaitFor({ m: "run_in_executor", args: [null, { fn: "worker" }] })),
      },
      main: [runUntilComplete(call("main"))],
      expect: trace("main", NONE),
    }),
    kase("get-running-loop/thread-of-callback", "a thread that a callback starts runs no loop", {
      clauses: ["get-running-loop.raises-in-worker-thread"],
      fns: { worker: quiet(threadFn(ask)), starts: cb(thread("worker", "t"), join("t"), END) },
      main: untilEnd(callSoon("starts")),
      expect: trace("starts", NONE),
    }),
    kase("get-running-loop/thread-of-coroutine", "a thread that a coroutine starts runs no loop", {
      clauses: ["get-running-loop.raises-in-worker-thread"],
      fns: { worker: quiet(threadFn(ask)), main: coro(thread("worker", "t"), join("t")) },
      main: [runUntilComplete(call("main"))],
      expect: trace("main", NONE),
    }),
    kase("get-running-loop/two-threads", "two threads that run loops at once each get their own", {
      clauses: ["get-running-loop.per-thread"],
      fns: {
        worker: quiet(threadFn(runUntilComplete(call("inner"), { on: v("other") }))),
        inner: quiet(
          coro(open("up"), wait("over"), showRunning("own", "other"), showRunning("foreign")),
        ),
        main: quiet(
          coro(
            thread("worker", "t"),
            wait("up"),
            showRunning("own"),
            showRunning("foreign", "other"),
            open("over"),
            join("t"),
            log("joined"),
            showRunning("own"),
          ),
        ),
      },
      main: [
        set("other", ANOTHER_LOOP),
        event("up"),
        event("over"),
        runUntilComplete(call("main")),
      ],
      expect: trace("own=True", "foreign=False", "own=True", "foreign=False", "joined", "own=True"),
    }),
    kase("get-running-loop/callbacks-of-two-threads", "so do their callbacks", {
      clauses: ["get-running-loop.per-thread"],
      fns: {
        worker: quiet(
          threadFn(
            createFuture("inner_end", { on: v("other") }),
            callSoon("inner", [], { on: v("other") }),
            runUntilComplete(v("inner_end"), { on: v("other") }),
          ),
        ),
        inner: quiet(
          cb(
            open("up"),
            wait("over"),
            methodCall("inner_end", "set_result", [null]),
            showRunning("own", "other"),
          ),
        ),
        outer: quiet(
          cb(END, thread("worker", "t"), wait("up"), showRunning("own"), open("over"), join("t")),
        ),
      },
      main: [
        set("other", ANOTHER_LOOP),
        event("up"),
        event("over"),
        ...untilEnd(callSoon("outer")),
      ],
      expect: trace("own=True", "own=True"),
    }),
  ],
);
