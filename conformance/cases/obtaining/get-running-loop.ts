import {
  assign,
  asyncFor,
  asyncGenerator,
  await_,
  call,
  callback,
  coroutine,
  quiet,
  repeat,
  show,
  sleep,
  variable,
  yield_,
} from "../../language/build.ts";
import {
  callSoon,
  createTask,
  loopCall,
  runForever,
  runUntilComplete,
  STOP,
  setDebug,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ANOTHER_LOOP, showRunning } from "../kit/lookups.ts";

const probe = quiet(callback(showRunning("running")));
const coroutineProbe = quiet(coroutine(showRunning("running")));

/** What coroutines and plain callbacks get. */
export const getRunningLoop = table([
  kase("get-running-loop/coroutine", "a coroutine gets the loop that drives it", {
    clauses: ["get-running-loop.returns-loop-in-coroutine"],
    fns: { main: coroutineProbe },
    main: [runUntilComplete(call("main"))],
    expect: trace("running=True"),
  }),
  kase(
    "get-running-loop/coroutine-after-await",
    "a coroutine gets the same loop before and after an await",
    {
      clauses: ["get-running-loop.returns-loop-in-coroutine"],
      fns: {
        main: coroutine(
          showRunning("before"),
          sleep(0),
          showRunning("after"),
          sleep(0.005),
          showRunning("later"),
        ),
      },
      main: [runUntilComplete(call("main"))],
      expect: trace("main", "before=True", "after=True", "later=True"),
    },
  ),
  kase("get-running-loop/coroutine-awaited", "an awaited coroutine gets the loop of its caller", {
    clauses: ["get-running-loop.returns-loop-in-coroutine"],
    fns: { inner: coroutineProbe, main: coroutine(await_(call("inner"))) },
    main: [runUntilComplete(call("main"))],
    expect: trace("main", "running=True"),
  }),
  kase("get-running-loop/task", "a task created by a coroutine gets the loop that runs it", {
    clauses: ["get-running-loop.returns-loop-in-coroutine"],
    fns: {
      inner: coroutineProbe,
      main: coroutine(createTask(call("inner"), "task"), await_(variable("task"))),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("main", "running=True"),
  }),
  kase(
    "get-running-loop/task-before-run",
    "a task created before the run gets the loop that runs it",
    {
      clauses: ["get-running-loop.returns-loop-in-coroutine"],
      fns: { inner: coroutineProbe },
      main: [createTask(call("inner"), "task"), runUntilComplete(variable("task"))],
      expect: trace("running=True"),
    },
  ),
  kase(
    "get-running-loop/async-generator",
    "the body of an asynchronous generator gets the running loop",
    {
      clauses: ["get-running-loop.returns-loop-in-coroutine"],
      fns: {
        items: asyncGenerator(showRunning("first"), yield_(1), sleep(0), showRunning("second")),
        main: coroutine(asyncFor(call("items"), "item")),
      },
      main: [runUntilComplete(call("main"))],
      expect: trace("main", "items", "first=True", "second=True"),
    },
  ),
  kase("get-running-loop/coroutine-run-forever", "a task under run_forever gets the loop", {
    clauses: ["get-running-loop.returns-loop-in-coroutine"],
    fns: { inner: quiet(coroutine(showRunning("running"), loopCall("stop"))) },
    main: [createTask(call("inner"), "task"), runForever()],
    expect: trace("running=True"),
  }),
  kase("get-running-loop/coroutine-debug", "debug mode does not change what a coroutine gets", {
    clauses: ["get-running-loop.returns-loop-in-coroutine"],
    fns: { main: coroutineProbe },
    main: [setDebug(true), runUntilComplete(call("main"))],
    expect: trace("running=True"),
  }),
  kase("get-running-loop/coroutine-second-run", "a second run gives the loop again", {
    clauses: ["get-running-loop.returns-loop-in-coroutine"],
    fns: { main: coroutineProbe },
    main: [runUntilComplete(call("main")), runUntilComplete(call("main"))],
    expect: trace("running=True", "running=True"),
  }),
  kase("get-running-loop/loops-in-turn", "of two loops run in turn each coroutine gets its own", {
    clauses: ["get-running-loop.returns-loop-in-coroutine"],
    fns: { main: quiet(coroutine(showRunning("first"), showRunning("second", "other"))) },
    main: [
      assign("other", ANOTHER_LOOP),
      runUntilComplete(call("main")),
      runUntilComplete(call("main"), { on: variable("other") }),
      runUntilComplete(call("main")),
    ],
    expect: trace(
      ...["first=True", "second=False"],
      ...["first=False", "second=True"],
      ...["first=True", "second=False"],
    ),
  }),
  kase("get-running-loop/callback", "a callback gets the loop that runs it", {
    clauses: ["get-running-loop.returns-loop-in-callback"],
    fns: { probe },
    main: [callSoon("probe"), callSoon(STOP), runForever()],
    expect: trace("running=True"),
  }),
  kase(
    "get-running-loop/callback-under-complete",
    "a callback under run_until_complete gets the loop",
    {
      clauses: ["get-running-loop.returns-loop-in-callback"],
      fns: { probe, main: quiet(coroutine(callSoon("probe"), sleep(0), sleep(0))) },
      main: [runUntilComplete(call("main"))],
      expect: trace("running=True"),
    },
  ),
  kase(
    "get-running-loop/callback-from-callback",
    "a callback that a callback scheduled gets the loop",
    {
      clauses: ["get-running-loop.returns-loop-in-callback"],
      fns: {
        probe: quiet(callback(showRunning("running"), loopCall("stop"))),
        outer: callback(callSoon("probe")),
      },
      main: [callSoon("outer"), runForever()],
      expect: trace("outer", "running=True"),
    },
  ),
  kase(
    "get-running-loop/callback-after-stop",
    "a callback still gets the loop after it called stop",
    {
      clauses: ["get-running-loop.returns-loop-in-callback"],
      fns: { probe: quiet(callback(loopCall("stop"), showRunning("running"))) },
      main: [callSoon("probe"), runForever()],
      expect: trace("running=True"),
    },
  ),
  kase("get-running-loop/callback-in-context", "a callback with its own context gets the loop", {
    clauses: ["get-running-loop.returns-loop-in-callback"],
    fns: { probe },
    main: [callSoon("probe", [], { context: { make: "context" } }), callSoon(STOP), runForever()],
    expect: trace("running=True"),
  }),
  kase(
    "get-running-loop/callback-with-current-loop",
    "a current loop of another kind does not matter",
    {
      clauses: ["get-running-loop.returns-loop-in-callback"],
      fns: { probe: quiet(callback(showRunning("running"), showRunning("other", "other"))) },
      main: [
        assign("other", ANOTHER_LOOP),
        { op: "do", what: { asyncio: "set_event_loop", args: [variable("other")] } },
        callSoon("probe"),
        callSoon(STOP),
        runForever(),
      ],
      expect: trace("running=True", "other=False"),
    },
  ),
  kase("get-running-loop/same-object", "every call in one run gives the same object", {
    clauses: ["get-running-loop.returns-loop-in-callback"],
    fns: {
      first: callback(assign("seen", { asyncio: "get_running_loop" })),
      second: callback(show("same", { same: [{ asyncio: "get_running_loop" }, variable("seen")] })),
    },
    main: [callSoon("first"), callSoon("second"), callSoon(STOP), runForever()],
    expect: trace("first", "second", "same=True"),
  }),
  kase("get-running-loop/callback-in-debug-mode", "a callback gets its loop in debug mode", {
    clauses: ["get-running-loop.returns-loop-in-callback"],
    fns: { probe: callback(showRunning("running")) },
    main: [setDebug(true), callSoon("probe"), callSoon(STOP), runForever()],
    expect: trace("probe", "running=True"),
  }),
  kase(
    "get-running-loop/callback-in-later-runs",
    "a callback of each of three runs gets its loop",
    {
      clauses: ["get-running-loop.returns-loop-in-callback"],
      fns: { probe: callback(showRunning("running")) },
      main: [repeat(3, callSoon("probe"), callSoon(STOP), runForever())],
      expect: trace(...Array(3).fill(["probe", "running=True"]).flat()),
    },
  ),
]);
