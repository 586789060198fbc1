import {
  call,
  callback,
  coroutine,
  do_,
  event,
  eventSet,
  join,
  quiet,
  show,
  thread,
  threadFunction,
  try_,
  variable,
  wait,
} from "../../language/build.ts";
import { callSoon, close, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ENDINGS } from "../kit/dimensions.ts";
import {
  ANOTHER_LOOP,
  CURRENT,
  RUNNING,
  setCurrent,
  showRaises,
  showRunning,
} from "../kit/lookups.ts";

const ask = try_(do_(RUNNING));
const NONE = "!RuntimeError";

/** Where no loop is running. */
export const getRunningLoopAbsent = table([
  kase("get-running-loop/top-level", "with no run in progress the call raises RuntimeError", {
    clauses: ["get-running-loop.raises-when-none"],
    main: [ask],
    expect: trace(NONE),
  }),
  kase(
    "get-running-loop/plain-call",
    "in a function that no loop called get_running_loop() raises RuntimeError",
    {
      clauses: ["get-running-loop.raises-when-none"],
      fns: { probe: quiet(callback(ask)) },
      main: [do_(call("probe"))],
      expect: trace(NONE),
    },
  ),
  kase(
    "get-running-loop/thread",
    "in a thread get_running_loop() raises RuntimeError while nothing runs",
    {
      clauses: ["get-running-loop.raises-when-none"],
      fns: { worker: quiet(threadFunction(ask)) },
      main: [thread("worker", "t"), join("t")],
      expect: trace(NONE),
    },
  ),
  kase("get-running-loop/main-while-thread-runs", "a loop of another thread does not count", {
    clauses: ["get-running-loop.raises-when-none"],
    fns: {
      worker: quiet(threadFunction(runUntilComplete(call("main")))),
      main: quiet(coroutine(eventSet("up"), wait("over"))),
    },
    main: [
      event("up"),
      event("over"),
      thread("worker", "t"),
      wait("up"),
      ask,
      eventSet("over"),
      join("t"),
    ],
    expect: trace(NONE),
  }),
  kase("get-running-loop/with-closed-loop", "a closed loop does not count", {
    clauses: ["get-running-loop.raises-when-none"],
    main: [close(), ask],
    expect: trace(NONE),
  }),
  kase("get-running-loop/new-loop", "a loop that was only made does not count", {
    clauses: ["get-running-loop.raises-before-and-after-run"],
    main: [do_(ANOTHER_LOOP), ask],
    expect: trace(NONE),
  }),
  kase("get-running-loop/scheduled-only", "a loop with work that waits for a run does not count", {
    clauses: ["get-running-loop.raises-before-and-after-run"],
    fns: { job: callback() },
    main: [callSoon("job"), ask],
    expect: trace(NONE),
  }),
  ...ENDINGS.filter(({ promised }) => promised).map(({ slug, title, fns, run, shown }) =>
    kase(`get-running-loop/after-${slug}`, `no loop is running after a run that ${title}`, {
      clauses: ["get-running-loop.raises-before-and-after-run"],
      fns,
      main: [ask, ...run, ask],
      expect: trace(NONE, ...shown, NONE),
    }),
  ),
  kase("get-running-loop/between-runs", "between two runs no loop is running", {
    clauses: ["get-running-loop.raises-before-and-after-run"],
    fns: { main: quiet(coroutine(showRunning("running"))) },
    main: [runUntilComplete(call("main")), ask, runUntilComplete(call("main")), ask],
    expect: trace("running=True", NONE, "running=True", NONE),
  }),
  kase(
    "get-running-loop/after-run-in-thread",
    "a thread that has run a loop runs none afterwards",
    {
      clauses: ["get-running-loop.raises-before-and-after-run"],
      fns: { worker: quiet(threadFunction(ask, runFor(0), ask)) },
      main: [thread("worker", "t"), join("t")],
      expect: trace(NONE, NONE),
    },
  ),
  kase("get-running-loop/set-is-not-running", "setting a current loop does not make it run", {
    clauses: ["get-running-loop.ignores-set-event-loop"],
    main: [setCurrent(variable("loop")), ask],
    expect: trace(NONE),
  }),
  kase(
    "get-running-loop/set-in-thread",
    "setting a current loop in another thread does not make it run",
    {
      clauses: ["get-running-loop.ignores-set-event-loop"],
      fns: { worker: quiet(threadFunction(setCurrent(variable("loop")), ask)) },
      main: [thread("worker", "t"), join("t")],
      expect: trace(NONE),
    },
  ),
  kase("get-running-loop/set-after-run", "setting a loop that has been run does not make it run", {
    clauses: ["get-running-loop.ignores-set-event-loop"],
    main: [setCurrent(variable("loop")), runFor(0), ask],
    expect: trace(NONE),
  }),
  kase("get-running-loop/keeps-current", "a call that raises leaves the current loop as it was", {
    clauses: ["get-running-loop.no-side-effects"],
    main: [
      setCurrent(variable("loop")),
      ask,
      show("current", { same: [CURRENT, variable("loop")] }),
    ],
    expect: trace(NONE, "current=True"),
  }),
  kase("get-running-loop/installs-none", "a call that raises installs no loop in its thread", {
    clauses: ["get-running-loop.no-side-effects"],
    fns: { worker: quiet(threadFunction(ask, showRaises(do_(CURRENT)))) },
    main: [thread("worker", "t"), join("t")],
    expect: trace(NONE, "raised"),
  }),
  kase("get-running-loop/forked-child", "a child forked from inside a run is running no loop", {
    clauses: ["get-running-loop.forked-child-has-none"],
    fns: { main: coroutine({ op: "fork", body: [ask] }, showRunning("parent")) },
    main: [runUntilComplete(call("main"))],
    expect: trace("main", NONE, "parent=True"),
  }),
]);
