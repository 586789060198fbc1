import {
  assign,
  call,
  callback,
  callbackWith,
  coroutine,
  do_,
  join,
  quiet,
  repeat,
  same,
  show,
  sleep,
  thread,
  threadFunction,
  variable,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import {
  callSoon,
  callSoonThreadsafe,
  close,
  createFuture,
  createTask,
  methodCall,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
  setDebug,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { PLACES, SCHEDULERS } from "../kit/dimensions.ts";
import { ANOTHER_LOOP, CURRENT, setCurrent, showCurrent } from "../kit/lookups.ts";
import { END, untilEnd } from "../kit/settle.ts";

const coroutineProbe = quiet(coroutine(showCurrent("current")));
const ASKED_IN = ["callback", "threadsafe-callback", "timer", "reader", "signal-handler"];

/** While M is the current loop, L runs, and `ask` is asked for L in the run and for M after it. */
const beats = (
  kind: "callback" | "coroutine",
  slug: string,
  title: string,
  ...before: readonly Operation[]
): CaseDefinition =>
  kase(`get-event-loop/beats-current-${slug}`, title, {
    clauses: ["get-event-loop.running-beats-current"],
    fns: { probe: quiet({ kind, body: [END, showCurrent("inside")] }) },
    main: [
      assign("other", ANOTHER_LOOP),
      setCurrent(variable("other")),
      ...untilEnd(...before),
      showCurrent("after", "other"),
    ],
    expect: trace("inside=True", "after=True"),
  });

/** What get_event_loop() answers while a loop is running or installed. */
export const getEventLoop = table([
  kase("get-event-loop/coroutine", "a coroutine gets the loop that drives it", {
    clauses: ["get-event-loop.returns-running-in-coroutine"],
    fns: { main: coroutineProbe },
    main: [runUntilComplete(call("main"))],
    expect: trace("current=True"),
  }),
  kase("get-event-loop/coroutine-after-await", "a coroutine gets it again after an await", {
    clauses: ["get-event-loop.returns-running-in-coroutine"],
    fns: { main: coroutine(showCurrent("before"), sleep(0.005), showCurrent("after")) },
    main: [runUntilComplete(call("main"))],
    expect: trace("main", "before=True", "after=True"),
  }),
  kase("get-event-loop/task", "a task gets the loop that runs it", {
    clauses: ["get-event-loop.returns-running-in-coroutine"],
    fns: { main: coroutineProbe },
    main: [createTask(call("main"), "task"), runUntilComplete(variable("task"))],
    expect: trace("current=True"),
  }),
  kase("get-event-loop/coroutine-debug", "debug mode does not change what a coroutine gets", {
    clauses: ["get-event-loop.returns-running-in-coroutine"],
    fns: { main: coroutineProbe },
    main: [setDebug(true), runUntilComplete(call("main"))],
    expect: trace("current=True"),
  }),
  kase("get-event-loop/coroutine-in-thread", "a coroutine gets the loop in any thread", {
    clauses: ["get-event-loop.returns-running-in-coroutine"],
    fns: { main: coroutineProbe, worker: quiet(threadFunction(runUntilComplete(call("main")))) },
    main: [thread("worker", "t"), join("t")],
    expect: trace("current=True"),
  }),
  ...PLACES.filter(({ slug }) => ASKED_IN.includes(slug)).map(({ slug, title, put }) => {
    const placement = put([END, showCurrent("current")]);
    return kase(`get-event-loop/${slug}`, `the running loop is the answer ${title}`, {
      clauses: ["get-event-loop.returns-running-in-callback"],
      fns: placement.fns,
      main: untilEnd(...placement.before),
      expect: trace("current=True"),
    });
  }),
  kase("get-event-loop/future-callback", "the running loop is the answer in a done callback", {
    clauses: ["get-event-loop.returns-running-in-callback"],
    fns: { probe: quiet(callbackWith(["future_"], END, showCurrent("current"))) },
    main: untilEnd(
      createFuture("future"),
      methodCall("future", "add_done_callback", [{ fn: "probe" }]),
      methodCall("future", "set_result", [null]),
    ),
    expect: trace("current=True"),
  }),
  kase(
    "get-event-loop/plain-function",
    "the running loop is the answer in a function that a callback calls",
    {
      clauses: ["get-event-loop.returns-running-in-callback"],
      fns: {
        probe: quiet(callback(END, showCurrent("current"))),
        outer: callback(do_(call("probe"))),
      },
      main: untilEnd(callSoon("outer")),
      expect: trace("outer", "current=True"),
    },
  ),
  ...SCHEDULERS.map(({ method, slug, schedule }) =>
    beats(
      "callback",
      slug,
      `a ${method} callback gets the running loop, not the current`,
      schedule("probe"),
    ),
  ),
  beats(
    "coroutine",
    "task",
    "a task gets the running loop, not the current",
    createTask(call("probe"), "task"),
  ),
  beats(
    "callback",
    "from-debug",
    "a task gets the running loop in debug mode",
    setDebug(true),
    callSoonThreadsafe("probe"),
  ),
  kase("get-event-loop/set-loop", "the loop that was installed is returned", {
    clauses: ["get-event-loop.returns-set-loop"],
    main: [setCurrent(variable("loop")), showCurrent("current")],
    expect: trace("current=True"),
  }),
  kase("get-event-loop/set-loop-twice-asked", "the loop that was installed is returned each time", {
    clauses: ["get-event-loop.returns-set-loop"],
    main: [setCurrent(variable("loop")), showCurrent("first"), showCurrent("second")],
    expect: trace("first=True", "second=True"),
  }),
  kase("get-event-loop/set-loop-after-run", "the loop that was installed is returned after a run", {
    clauses: ["get-event-loop.returns-set-loop"],
    main: [setCurrent(variable("loop")), runFor(0), showCurrent("current")],
    expect: trace("current=True"),
  }),
  kase(
    "get-event-loop/set-loop-after-other-run",
    "the loop that was installed is returned after the run of another",
    {
      clauses: ["get-event-loop.returns-set-loop"],
      main: [
        assign("other", ANOTHER_LOOP),
        setCurrent(variable("other")),
        runFor(0),
        showCurrent("now", "other"),
      ],
      expect: trace("now=True"),
    },
  ),
  kase("get-event-loop/set-loop-in-thread", "a thread gets the loop that it installed", {
    clauses: ["get-event-loop.returns-set-loop"],
    fns: { worker: quiet(threadFunction(setCurrent(variable("loop")), showCurrent("current"))) },
    main: [thread("worker", "t"), join("t")],
    expect: trace("current=True"),
  }),
  kase("get-event-loop/closed-loop", "a loop that was closed while installed is returned", {
    clauses: ["get-event-loop.may-return-closed-loop"],
    main: [setCurrent(variable("loop")), close(), showCurrent("current")],
    expect: trace("current=True"),
  }),
  kase("get-event-loop/null-when-set", "with a loop installed the answer is not None", {
    clauses: ["get-event-loop.never-null"],
    main: [setCurrent(variable("loop")), show("none", same(CURRENT, null))],
    expect: trace("none=False"),
  }),
  kase("get-event-loop/null-when-running", "with a loop running the answer is not None", {
    clauses: ["get-event-loop.never-null"],
    fns: { main: quiet(coroutine(show("none", same(CURRENT, null)))) },
    main: [runUntilComplete(call("main"))],
    expect: trace("none=False"),
  }),
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
]);
