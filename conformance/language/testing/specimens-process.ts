/** Specimens of what concerns a whole process: signals, children, policies, runs, what is recorded. */
import {
  assign,
  await_,
  block,
  call,
  callback,
  callbackWith,
  coroutine,
  coroutineWith,
  do_,
  errorOf,
  functionNamed,
  gc,
  join,
  log,
  onSignal,
  quiet,
  raise,
  raiseSignal,
  return_,
  same,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  variable,
  withKeywords,
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
      caught: callback(),
      on_loop: callback(do_({ m: "stop" })),
      sends: quiet(callback(raiseSignal("SIGTERM"))),
      from_thread: quiet(threadFunction(raiseSignal("SIGTERM"))),
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
      try_(raiseSignal("SIGINT")),
      loopCall("add_signal_handler", [SIGTERM, functionNamed("on_loop")]),
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
      child: quiet(coroutine(await_({ subprocess_exit: 7 }, { show: "status" }))),
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
      assign("made", asyncio("new_event_loop")),
      do_(asyncio("set_event_loop", variable("made"))),
      show("current", same(asyncio("get_event_loop"), variable("made"))),
      { op: "policy", raises: ["get", "set", "new"] },
      try_(do_(asyncio("get_event_loop"))),
      try_(do_(asyncio("set_event_loop", null))),
      try_(do_(asyncio("new_event_loop"))),
      do_(asyncio("set_event_loop_policy", null)),
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
      work: coroutineWith(
        ["x"],
        sleep(0),
        show("debug", { m: "get_debug", on: asyncio("get_running_loop") }),
        return_(variable("x")),
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
    fns: { work: coroutineWith(["x"], return_(variable("x"))) },
    main: [
      assign("runner", { make: "runner" }),
      assign("debugging", { make: "runner", debug: true }),
      do_({ m: "run", on: variable("runner"), args: [call("work", 1)] }, { show: "first" }),
      do_({ m: "run", on: variable("runner"), args: [call("work", "b")] }, { show: "second" }),
      do_({ m: "close", on: variable("runner") }),
      do_({ m: "close", on: variable("debugging") }),
    ],
    expect: trace("work(1)", "first=1", "work(b)", "second=b"),
  }),
  kase("specimen/run-factory", "a function of the program makes the loops of runs", {
    clauses,
    fns: {
      makes: callback(assign("made", { make: "loop" }), return_(variable("made"))),
      work: quiet(
        coroutine(show("own", same(asyncio("get_running_loop"), variable("made"))), return_(5)),
      ),
    },
    main: [
      show("result", { run: call("work"), factory: functionNamed("makes"), debug: null }),
      assign("runner", { make: "runner", factory: functionNamed("makes"), debug: null }),
      do_({ m: "run", on: variable("runner"), args: [call("work")] }, { show: "again" }),
      do_({ m: "close", on: variable("runner") }),
    ],
    expect: trace("makes", "own=True", "result=5", "makes", "own=True", "again=5"),
  }),
  kase("specimen/eager-factory", "a loop has the eager task factory", {
    clauses,
    fns: {
      eager: coroutine(return_(1)),
      makes: withKeywords(
        callbackWith(
          ["coroutine"],
          assign("task", {
            make: "task",
            of: variable("coroutine"),
            keywords: variable("keywords"),
          }),
          return_(variable("task")),
        ),
      ),
      main: quiet(
        coroutine(
          do_({ m: "set_task_factory", args: [{ module: "eager_task_factory" }] }),
          do_({ m: "create_task", args: [call("eager")] }, { as: "first" }),
          log("made"),
          do_({
            m: "set_task_factory",
            args: [asyncio("create_eager_task_factory", functionNamed("makes"))],
          }),
          do_({ m: "create_task", args: [call("eager")] }, { as: "second" }),
          log("again"),
        ),
      ),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace(
      "eager",
      "made",
      // Editions differ in the keywords.
      {
        one_of: [
          ["makes(<object>, context=None, eager_start=True, loop=<object>, name=None)"],
          ["makes(<object>, eager_start=True, loop=<object>, name=None)"],
        ],
      },
      "eager",
      "again",
    ),
  }),
  kase("specimen/debug-wanted", "the host says whether it asks for debug mode", {
    clauses,
    main: [show("as wanted", { equal: [{ m: "get_debug" }, { host: "debug_wanted" }] })],
    expect: trace("as wanted=True"),
  }),
  kase("specimen/channels", "warnings, log records and polls are seen", {
    clauses,
    fns: { fails: quiet(callback(raise("AppError", "logged"))), unawaited: coroutine() },
    main: [
      callSoon("fails"),
      runFor(0),
      do_(call("unawaited")),
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
      print: callback(show("kind", { kind: errorOf("ValueError") })),
      class: callback(do_(call("lambda"))),
      lambda: callback(),
      log: callback(),
      function: callback(),
      time: callback(block(0)),
      asyncio: quiet(coroutine(sleep(0))),
    },
    main: [
      assign("trace", 5),
      assign("await", { add: [variable("trace"), 1] }),
      callSoon("print"),
      callSoon("class"),
      callSoon("log"),
      callSoon("function"),
      callSoon("time"),
      runUntilComplete(call("asyncio")),
      show("show", variable("await")),
    ],
    expect: trace(
      ...["print", "kind=ValueError", "class", "lambda", "log", "function", "time", "show=6"],
    ),
  }),
];
