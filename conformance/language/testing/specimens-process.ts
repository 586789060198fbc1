/** Specimens of what concerns a whole process: signals, children, policies, runs, what is recorded. */
import {
  attempt,
  awaitFor,
  block,
  call,
  cb,
  coro,
  coroWith,
  errorOf,
  evaluate,
  f,
  gc,
  giveBack,
  join,
  log,
  onSignal,
  quiet,
  raise,
  raiseSignal,
  same,
  set,
  show,
  sleep,
  thread,
  threadFn,
  v,
} from "../build.ts";
import type { CaseDefinition } from "../case.ts";
import {
  asyncio,
  callSoon,
  loopCall,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
} from "../loop-methods.ts";
import { kase, trace } from "../table.ts";

/** The number that it has everywhere. */
const SIGTERM = 15;
const clauses = ["call-soon.fifo"] as const;

export const PROCESS_SPECIMENS: readonly CaseDefinition[] = [
  kase("specimen/signals", "signals reach the program's own functions", {
    clauses,
    fns: {
      caught: cb(),
      on_loop: cb(evaluate({ m: "stop" })),
      sends: quiet(cb(raiseSignal("SIGTERM"))),
      from_thread: quiet(threadFn(raiseSignal("SIGTERM"))),
    },
    main: [
      show("before", { disposition: "SIGUSR1" }),
      show("interrupt", { disposition: "SIGINT" }),
      onSignal("SIGUSR1", "caught"),
      show("after", { disposition: "SIGUSR1" }),
      raiseSignal("SIGUSR1"),
      onSignal("SIGUSR1", null),
      show("restored", { disposition: "SIGUSR1" }),
      onSignal("SIGINT", null),
      attempt(raiseSignal("SIGINT")),
      loopCall("add_signal_handler", [SIGTERM, f("on_loop")]),
      callSoon("sends"),
      runForever(),
      thread("from_thread", "t"),
      runForever(),
      join("t"),
      loopCall("remove_signal_handler", [SIGTERM], { show: "removed" }),
    ],
    expect: trace(
      ...["before=default", "interrupt=default", "after=handler", "caught", "restored=default"],
      ...["!KeyboardInterrupt", "on_loop", "on_loop", "removed=True"],
    ),
  }),
  kase("specimen/processes", "children exit, forked bodies write into the trace", {
    clauses,
    fns: {
      child: quiet(coro(awaitFor({ subprocess_exit: 7 }, { show: "status" }))),
    },
    main: [
      runUntilComplete(call("child")),
      { op: "fork", body: [log("in the child"), raise("AppError", "there")] },
      log("in the parent"),
    ],
    expect: trace("status=7", "in the child", "!AppError:there", "in the parent"),
  }),
  kase("specimen/policies", "policies say what they are asked", {
    clauses,
    main: [
      { op: "policy" },
      set("made", asyncio("new_event_loop")),
      evaluate(asyncio("set_event_loop", v("made"))),
      show("current", same(asyncio("get_event_loop"), v("made"))),
      { op: "policy", raises: ["get", "set", "new"] },
      attempt(evaluate(asyncio("get_event_loop"))),
      attempt(evaluate(asyncio("set_event_loop", null))),
      attempt(evaluate(asyncio("new_event_loop"))),
      evaluate(asyncio("set_event_loop_policy", null)),
    ],
    expect: trace(
      ...["policy.new", "policy.set", "policy.get", "current=True"],
      ...["policy.get", "!AppError:policy", "policy.set", "!AppError:policy"],
      ...["policy.new", "!AppError:policy"],
    ),
  }),
  kase("specimen/run", "asyncio.run and Runner make the loop themselves", {
    clauses,
    fns: {
      work: coroWith(
        ["x"],
        sleep(0),
        show("debug", { m: "get_debug", on: asyncio("get_running_loop") }),
        giveBack(v("x")),
      ),
    },
    main: [
      show("result", { run: call("work", 1) }),
      show("debugged", { run: call("work", 2), debug: true }),
    ],
    expect: trace("work(1)", "debug=False", "result=1", "work(2)", "debug=True", "debugged=2"),
  }),
  kase("specimen/runner", "a runner runs several coroutines", {
    clauses,
    fns: { work: coroWith(["x"], giveBack(v("x"))) },
    main: [
      set("runner", { make: "runner" }),
      set("debugging", { make: "runner", debug: true }),
      evaluate({ m: "run", on: v("runner"), args: [call("work", 1)] }, { show: "first" }),
      evaluate({ m: "run", on: v("runner"), args: [call("work", "b")] }, { show: "second" }),
      evaluate({ m: "close", on: v("runner") }),
      evaluate({ m: "close", on: v("debugging") }),
    ],
    expect: trace("work(1)", "first=1", "work(b)", "second=b"),
  }),
  kase("specimen/channels", "warnings, log records and polls are seen", {
    clauses,
    fns: { fails: quiet(cb(raise("AppError", "logged"))), unawaited: coro() },
    main: [
      callSoon("fails"),
      runFor(0),
      evaluate(call("unawaited")),
      gc(),
      callSoon(STOP),
      runForever(),
    ],
    expect: {
      trace: [],
      warnings: { includes: [{ category: "RuntimeWarning", message: "never awaited" }] },
      logs: { includes: [{ level: "ERROR", exception: "AppError:logged" }] },
    },
  }),
  kase("specimen/polls", "requested timeouts of polls are recorded", {
    clauses,
    main: [callSoon(STOP), runForever()],
    expect: { trace: [], polls: [0] },
  }),
  kase("specimen/names", "names that mean something to a host stay apart", {
    clauses,
    fns: {
      print: cb(show("kind", { kind: errorOf("ValueError") })),
      class: cb(evaluate(call("lambda"))),
      lambda: cb(),
      log: cb(),
      function: cb(),
      time: cb(block(0)),
      asyncio: quiet(coro(sleep(0))),
    },
    main: [
      set("trace", 5),
      set("await", { add: [v("trace"), 1] }),
      callSoon("print"),
      callSoon("class"),
      callSoon("log"),
      callSoon("function"),
      callSoon("time"),
      runUntilComplete(call("asyncio")),
      show("show", v("await")),
    ],
    expect: trace(
      ...["print", "kind=ValueError", "class", "lambda", "log", "function", "time", "show=6"],
    ),
  }),
];
