import {
  assign,
  call,
  callback,
  coroutine,
  do_,
  join,
  log,
  quiet,
  same,
  show,
  sleep,
  thread,
  threadFunction,
  variable,
} from "../../language/build.ts";
import {
  asyncio,
  callSoon,
  methodCall,
  runForever,
  runUntilComplete,
  STOP,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { PLACES } from "../kit/dimensions.ts";
import {
  ANOTHER_LOOP,
  CURRENT,
  makesAnother,
  RUNNING,
  setCurrent,
  showCurrent,
  showRaises,
  showRunning,
  withMade,
} from "../kit/lookups.ts";
import { END, untilEnd } from "../kit/settle.ts";

const made = assign("made", ANOTHER_LOOP);
const closesMade = methodCall("made", "close");
const DURING = ["callback", "coroutine", "timer", "reader"];

/** Each new loop is a loop of its own, idle and installed nowhere. */
export const newEventLoopState = table([
  kase("new-event-loop/distinct", "each call makes a new loop", {
    clauses: ["new-event-loop.fresh-each-call"],
    main: [
      made,
      assign("second", ANOTHER_LOOP),
      show("same", same(variable("made"), variable("second"))),
    ],
    expect: trace("same=False"),
  }),
  kase(
    "new-event-loop/distinct-function",
    "each call of the module's new_event_loop() makes a new loop",
    {
      clauses: ["new-event-loop.fresh-each-call"],
      main: [
        assign("made", asyncio("new_event_loop")),
        assign("second", asyncio("new_event_loop")),
        show("same", same(variable("made"), variable("second"))),
        closesMade,
        methodCall("second", "close"),
      ],
      expect: trace("same=False"),
    },
  ),
  kase("new-event-loop/distinct-when-closed", "a loop made after one was closed is open", {
    clauses: ["new-event-loop.fresh-each-call"],
    main: [
      made,
      closesMade,
      assign("second", ANOTHER_LOOP),
      show("same", same(variable("made"), variable("second"))),
      show("closed", { m: "is_closed", on: variable("second") }),
    ],
    expect: trace("same=False", "closed=False"),
  }),
  kase("new-event-loop/own-queue", "what is scheduled on one loop does not run on another", {
    clauses: ["loops.own-queues"],
    fns: { here: callback(), there: callback() },
    main: [
      made,
      callSoon("there", [], { on: variable("made") }),
      callSoon("here"),
      callSoon(STOP),
      runForever(),
    ],
    expect: trace("here"),
  }),
  kase("new-event-loop/not-running", "a new loop is not running", {
    clauses: ["new-event-loop.initial-state"],
    main: [made, show("running", { m: "is_running", on: variable("made") })],
    expect: trace("running=False"),
  }),
  kase("new-event-loop/not-closed", "a new loop is not closed", {
    clauses: ["new-event-loop.initial-state"],
    main: [made, show("closed", { m: "is_closed", on: variable("made") })],
    expect: trace("closed=False"),
  }),
  kase("new-event-loop/state-inside-run", "a loop made during a run is not running either", {
    clauses: ["new-event-loop.initial-state"],
    fns: {
      main: coroutine(
        ...makesAnother(),
        withMade(
          show("running", { m: "is_running", on: variable("made") }),
          show("closed", { m: "is_closed", on: variable("made") }),
        ),
      ),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("main", { one_of: [["running=False", "closed=False"], []] }),
  }),
  kase("new-event-loop/keeps-current", "making a loop does not change the current one", {
    clauses: ["new-event-loop.not-installed"],
    main: [setCurrent(variable("loop")), made, showCurrent("current"), closesMade],
    expect: trace("current=True"),
  }),
  kase(
    "new-event-loop/function-keeps-current",
    "the module's new_event_loop() does not change the current loop",
    {
      clauses: ["new-event-loop.not-installed"],
      main: [
        setCurrent(variable("loop")),
        assign("made", asyncio("new_event_loop")),
        showCurrent("current"),
        closesMade,
      ],
      expect: trace("current=True"),
    },
  ),
  kase("new-event-loop/installs-none-in-thread", "making a loop in a thread installs none there", {
    clauses: ["new-event-loop.not-installed"],
    fns: { worker: quiet(threadFunction(made, showRaises(do_(CURRENT)), closesMade)) },
    main: [thread("worker", "t"), join("t")],
    expect: trace("raised"),
  }),
  kase("new-event-loop/not-made-running", "making a loop does not make it the running one", {
    clauses: ["new-event-loop.not-installed"],
    main: [made, showRaises(do_(RUNNING)), closesMade],
    expect: trace("raised"),
  }),
  kase("new-event-loop/keeps-running", "made during a run, it does not replace the running one", {
    clauses: ["new-event-loop.not-installed"],
    fns: {
      main: coroutine(
        ...makesAnother(),
        showRunning("running"),
        sleep(0),
        showRunning("later"),
        withMade(closesMade),
      ),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("main", "running=True", "later=True"),
  }),
  kase("new-event-loop/thread", "a loop can be made and run in another thread", {
    clauses: ["new-event-loop.any-thread"],
    fns: {
      inner: coroutine(sleep(0.005)),
      worker: quiet(
        threadFunction(made, runUntilComplete(call("inner"), { on: variable("made") }), closesMade),
      ),
    },
    main: [thread("worker", "t"), join("t"), log("joined")],
    expect: trace("inner", "joined"),
  }),
  ...PLACES.filter(({ slug }) => DURING.includes(slug)).map(({ slug, title, put }) => {
    const placement = put([
      END,
      made,
      closesMade,
      show("closed", { m: "is_closed", on: variable("made") }),
      show("mine", { m: "is_closed" }),
    ]);
    return kase(`new-event-loop/from-${slug}`, `a loop can be made and closed ${title}`, {
      clauses: ["new-event-loop.while-another-runs"],
      fns: placement.fns,
      main: untilEnd(...placement.before),
      expect: trace("closed=True", "mine=False"),
    });
  }),
]);
