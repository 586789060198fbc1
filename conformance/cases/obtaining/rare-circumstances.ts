/** Circumstances that other tables leave out: debug mode, a later run, another thread, a second call. */
import {
  assign,
  asyncGeneratorWith,
  await_,
  call,
  callback,
  coroutine,
  coroutineWith,
  do_,
  drain,
  if_,
  join,
  log,
  makeReady,
  pair,
  quiet,
  raise,
  repeat,
  same,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  tryFinally,
  variable,
  yield_,
} from "../../language/build.ts";
import {
  addReader,
  asyncio,
  callSoon,
  close,
  methodCall,
  removeReader,
  runForever,
  runUntilComplete,
  STOP,
  setDebug,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ANOTHER_LOOP, setCurrent, showCurrent, showRunning } from "../kit/lookups.ts";
import { IS_CLOSED, IS_RUNNING } from "../kit/shorthand.ts";

const empty = quiet(coroutine(sleep(0)));
const run = runUntilComplete(call("empty"));
const shutDown = runUntilComplete({ m: "shutdown_asyncgens" });
/** Cleanup that takes the longer the greater the number of the generator. */
const cleansUp = if_({ equal: [variable("n"), 2] }, [sleep(0.02)], [sleep(0)]);

export const rareCircumstances = table([
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
  kase(
    "get-event-loop/callback-in-debug-mode",
    "a callback gets the loop that runs it in debug mode",
    {
      clauses: ["get-event-loop.returns-running-in-callback"],
      fns: { probe: callback(showCurrent("current")) },
      main: [
        assign("other", ANOTHER_LOOP),
        setCurrent(variable("other")),
        setDebug(true),
        callSoon("probe"),
        callSoon(STOP),
        runForever(),
      ],
      expect: trace("probe", "current=True"),
    },
  ),
  kase(
    "get-event-loop/beats-current-in-later-runs",
    "the running loop goes first in each of three runs",
    {
      clauses: ["get-event-loop.running-beats-current"],
      fns: { probe: coroutine(showCurrent("current")) },
      main: [
        assign("other", ANOTHER_LOOP),
        setCurrent(variable("other")),
        repeat(3, runUntilComplete(call("probe")), showCurrent("after", "other")),
      ],
      expect: trace(...Array(3).fill(["probe", "current=True", "after=True"]).flat()),
    },
  ),
  kase("new-event-loop/distinct-from-current", "a new loop is not the one that is installed", {
    clauses: ["new-event-loop.fresh-each-call"],
    main: [
      setCurrent(variable("loop")),
      assign("made", asyncio("new_event_loop")),
      show("same", same(variable("made"), variable("loop"))),
      methodCall("made", "close"),
    ],
    expect: trace("same=False"),
  }),
  kase(
    "new-event-loop/distinct-from-running",
    "a loop made during a run is not the one that runs",
    {
      clauses: ["new-event-loop.fresh-each-call"],
      fns: {
        main: coroutine(
          assign("made", asyncio("new_event_loop")),
          show("same", same(variable("made"), variable("loop"))),
        ),
      },
      main: [runUntilComplete(call("main")), try_(methodCall("made", "close"))],
      expect: trace("main", "same=False"),
    },
  ),
  kase("run-forever/restart-keeps-reader", "a descriptor's callback is kept from run to run", {
    clauses: ["run-forever.restartable"],
    fns: { readable: callback(drain("p"), removeReader("p"), stop()) },
    main: [
      pair("p"),
      addReader("p", "readable"),
      callSoon(STOP),
      runForever(),
      log("between"),
      makeReady("p"),
      runForever(),
    ],
    expect: trace("between", "readable"),
  }),
  kase(
    "run-forever/restart-keeps-queue",
    "all that is scheduled between two runs runs in the second",
    {
      clauses: ["run-forever.restartable"],
      fns: { a: callback(), b: callback(), c: callback() },
      main: [
        callSoon(STOP),
        runForever(),
        callSoon("a"),
        callSoon("b"),
        callSoon("c"),
        callSoon(STOP),
        runForever(),
      ],
      expect: trace("a", "b", "c"),
    },
  ),
  ...(["KeyboardInterrupt", "SystemExit"] as const).map((kind) =>
    kase(
      `state/not-running-once-${kind.toLowerCase()}-left`,
      `is_running() is False after ${kind}`,
      {
        // That an interrupt leaves the run is what CPython does; no text promises it.
        clauses: [
          "run-until-complete.keyboardinterrupt-escapes",
          "is-running.false-before-and-after",
        ],
        fns: { raises: callback(raise(kind)) },
        main: [callSoon("raises"), try_(runForever()), show("running", IS_RUNNING)],
        expect: trace("raises", `!${kind}`, "running=False"),
      },
    ),
  ),
  kase("state/closed-in-other-thread", "another thread sees that the loop is closed", {
    clauses: ["is-closed.true-after-close"],
    fns: { ask: threadFunction(show("closed", IS_CLOSED)) },
    main: [close(), thread("ask", "other"), join("other")],
    expect: trace("ask", "closed=True"),
  }),
  kase("shutdown-asyncgens/closes-in-a-second-call", "a second call closes what was opened since", {
    clauses: ["shutdown-asyncgens.closes-open-generators"],
    fns: {
      gen: { kind: "asyncgen", body: [tryFinally([yield_(1)], log("closed"))] },
      step: coroutine(await_({ anext: variable("g") }, { show: "value" })),
      empty,
    },
    main: [
      run,
      shutDown,
      assign("g", call("gen")),
      runUntilComplete(call("step")),
      shutDown,
      log("done"),
    ],
    expect: trace("step", "gen", "value=1", "closed", "done"),
  }),
  kase(
    "shutdown-asyncgens/awaits-each-cleanup",
    "shutdown_asyncgens() waits for short and for long cleanup code",
    {
      clauses: ["shutdown-asyncgens.awaits-async-cleanup"],
      fns: {
        gen: asyncGeneratorWith(
          ["n"],
          tryFinally([yield_(variable("n"))], cleansUp, log("cleaned", variable("n"))),
        ),
        step: quiet(coroutineWith(["g"], await_({ anext: variable("g") }))),
      },
      main: [
        assign("short", call("gen", 1)),
        assign("long", call("gen", 2)),
        runUntilComplete(call("step", variable("short"))),
        runUntilComplete(call("step", variable("long"))),
        shutDown,
        log("done"),
      ],
      expect: trace("gen(1)", "gen(2)", { any_order: ["cleaned=1", "cleaned=2"] }, "done"),
    },
  ),
  kase(
    "shutdown-asyncgens/not-needed-with-run-in-debug-mode",
    "asyncio.run() does so in debug mode",
    {
      clauses: ["shutdown-asyncgens.not-needed-with-run"],
      fns: {
        gen: { kind: "asyncgen", body: [tryFinally([yield_(1)], log("closed"))] },
        user: coroutine(assign("g", call("gen")), await_({ anext: variable("g") })),
      },
      main: [do_({ run: call("user"), debug: true }), log("done")],
      expect: trace("user", "gen", "closed", "done"),
    },
  ),
]);
