import type { ClauseId } from "../../clauses/index.ts";
import {
  assign,
  await_,
  call,
  coroutine,
  do_,
  event,
  eventSet,
  join,
  quiet,
  same,
  show,
  thread,
  threadFunction,
  try_,
  variable,
  wait,
} from "../../language/build.ts";
import type { CaseDefinition, Expectation } from "../../language/case.ts";
import { methodCall, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ANOTHER_LOOP, CURRENT, setCurrent, showCurrent, showRaises } from "../kit/lookups.ts";

const DEPRECATION = { category: "DeprecationWarning" };
const silent = (...items: string[]): Expectation => ({
  trace: items,
  warnings: { excludes: [DEPRECATION] },
});
const warned = (...items: string[]): Expectation => ({
  trace: items,
  warnings: { includes: [DEPRECATION] },
});

const silentWhenSet = (slug: string, clause: ClauseId): CaseDefinition =>
  kase(`get-event-loop/${slug}`, "returning an installed loop emits no warning", {
    clauses: [clause],
    main: [setCurrent(variable("loop")), showCurrent("current")],
    expect: silent("current=True"),
  });

const created = assign("made", CURRENT);
const closeIt = methodCall("made", "close");
const asked = showRaises(do_(CURRENT));
const askedForKind = try_(do_(CURRENT));

/** What get_event_loop() answers where no loop is running and perhaps none is installed. */
export const getEventLoopAbsent = table([
  silentWhenSet("set-loop-silent", "get-event-loop.set-loop-no-warning"),
  silentWhenSet("set-loop-silent-3-10-9", "get-event-loop.set-loop-no-warning-from-3-10-9"),
  silentWhenSet("set-loop-silent-3-11-1", "get-event-loop.set-loop-no-warning-from-3-11-1"),
  kase("get-event-loop/creates", "the main thread gets a new loop where none was ever set", {
    clauses: ["get-event-loop.auto-creates-in-main-thread"],
    main: [
      created,
      show("usable", { has_method: "run_until_complete", of: variable("made") }),
      show("closed", { m: "is_closed", on: variable("made") }),
      show("mine", same(variable("made"), variable("loop"))),
      closeIt,
    ],
    expect: trace("usable=True", "closed=False", "mine=False"),
  }),
  kase("get-event-loop/created-runs", "the loop that it made can run a coroutine", {
    clauses: ["get-event-loop.auto-creates-in-main-thread"],
    fns: { main: coroutine() },
    main: [created, runUntilComplete(call("main"), { on: variable("made") }), closeIt],
    expect: trace("main"),
  }),
  kase("get-event-loop/creates-after-run", "a run of another loop does not count as setting one", {
    clauses: ["get-event-loop.auto-creates-in-main-thread"],
    main: [runFor(0), created, show("mine", same(variable("made"), variable("loop"))), closeIt],
    expect: trace("mine=False"),
  }),
  kase("get-event-loop/created-stays", "the next call returns the loop that was made", {
    clauses: ["get-event-loop.auto-created-is-installed"],
    main: [created, showCurrent("second", "made"), showCurrent("third", "made"), closeIt],
    expect: trace("second=True", "third=True"),
  }),
  kase(
    "get-event-loop/created-stays-after-run",
    "the loop that was made is returned after a run of it",
    {
      clauses: ["get-event-loop.auto-created-is-installed"],
      fns: { main: quiet(coroutine(showCurrent("inside", "made"))) },
      main: [
        created,
        runUntilComplete(call("main"), { on: variable("made") }),
        showCurrent("after", "made"),
        closeIt,
      ],
      expect: trace("inside=True", "after=True"),
    },
  ),
  kase("get-event-loop/created-is-not-none", "what is made is not None", {
    clauses: ["get-event-loop.never-null", "get-event-loop.auto-creates-in-main-thread"],
    main: [created, show("none", same(variable("made"), null)), closeIt],
    expect: trace("none=False"),
  }),
  kase("get-event-loop/create-silent", "making a loop emits no warning", {
    clauses: ["get-event-loop.auto-create-silent"],
    main: [created, closeIt],
    expect: silent(),
  }),
  kase("get-event-loop/create-warns", "making a loop emits a DeprecationWarning", {
    clauses: ["get-event-loop.auto-create-warns"],
    main: [created, closeIt],
    expect: warned(),
  }),
  kase("get-event-loop/never-created", "where no loop was ever set the call raises", {
    clauses: ["get-event-loop.not-auto-created"],
    main: [asked],
    expect: trace("raised"),
  }),
  kase("get-event-loop/error-type", "the error for want of a current loop is RuntimeError", {
    clauses: ["get-event-loop.no-loop-error-type"],
    main: [askedForKind],
    expect: trace("!RuntimeError"),
  }),
  kase(
    "get-event-loop/error-type-in-thread",
    "in a thread without a loop the error is RuntimeError",
    {
      clauses: ["get-event-loop.no-loop-error-type"],
      fns: { worker: quiet(threadFunction(askedForKind)) },
      main: [thread("worker", "t"), join("t")],
      expect: trace("!RuntimeError"),
    },
  ),
  kase("get-event-loop/error-type-unpromised", "a thread without a loop gets RuntimeError", {
    clauses: ["get-event-loop.no-loop-error-type-unpromised"],
    fns: { worker: quiet(threadFunction(askedForKind)) },
    main: [thread("worker", "t"), join("t")],
    expect: trace("!RuntimeError"),
  }),
  kase("get-event-loop/error-type-after-none", "once None is set the error is RuntimeError", {
    clauses: ["get-event-loop.no-loop-error-type-unpromised"],
    main: [setCurrent(variable("loop")), setCurrent(null), askedForKind],
    expect: trace("!RuntimeError"),
  }),
  kase("get-event-loop/not-created-in-thread", "no loop is made for another thread", {
    clauses: ["get-event-loop.not-auto-created-in-other-threads"],
    fns: { worker: quiet(threadFunction(asked)) },
    main: [thread("worker", "t"), join("t")],
    expect: trace("raised"),
  }),
  kase("get-event-loop/not-inherited-by-thread", "a thread does not inherit the current loop", {
    clauses: ["get-event-loop.not-auto-created-in-other-threads"],
    fns: { worker: quiet(threadFunction(asked)) },
    main: [setCurrent(variable("loop")), thread("worker", "t"), join("t")],
    expect: trace("raised"),
  }),
  kase("get-event-loop/not-created-in-executor", "no loop is made for a thread of the executor", {
    clauses: ["get-event-loop.not-auto-created-in-other-threads"],
    fns: {
      worker: quiet(threadFunction(asked)),
      main: coroutine(await_({ m: "run_in_executor", args: [null, { fn: "worker" }] })),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("main", "raised"),
  }),
  kase("get-event-loop/not-created-after-run-in-thread", "a run in a thread installs nothing", {
    clauses: ["get-event-loop.not-auto-created-in-other-threads"],
    fns: { worker: quiet(threadFunction(runFor(0), asked)) },
    main: [thread("worker", "t"), join("t")],
    expect: trace("raised"),
  }),
  kase("get-event-loop/after-none", "once a loop was set and unset the call raises", {
    clauses: ["get-event-loop.after-explicit-none-raises"],
    main: [setCurrent(variable("loop")), setCurrent(null), asked],
    expect: trace("raised"),
  }),
  kase("get-event-loop/after-none-alone", "setting None first of all is enough", {
    clauses: ["get-event-loop.after-explicit-none-raises"],
    main: [setCurrent(null), asked, asked],
    expect: trace("raised", "raised"),
  }),
  kase("get-event-loop/after-none-and-run", "after None and a run get_event_loop() raises", {
    clauses: ["get-event-loop.after-explicit-none-raises"],
    main: [setCurrent(null), runFor(0), asked],
    expect: trace("raised"),
  }),
  kase("get-event-loop/per-thread", "two threads each get the loop that they installed", {
    clauses: ["get-event-loop.independent-per-thread"],
    fns: {
      worker: quiet(
        threadFunction(
          setCurrent(variable("other")),
          eventSet("set_there"),
          wait("asked"),
          showCurrent("t", "other"),
        ),
      ),
    },
    main: [
      assign("other", ANOTHER_LOOP),
      event("set_there"),
      event("asked"),
      setCurrent(variable("loop")),
      thread("worker", "t"),
      wait("set_there"),
      showCurrent("main"),
      eventSet("asked"),
      join("t"),
      showCurrent("main"),
    ],
    expect: trace("main=True", "t=True", "main=True"),
  }),
  kase("get-event-loop/per-thread-same-loop", "one loop may be current in two threads", {
    clauses: ["get-event-loop.independent-per-thread"],
    fns: {
      worker: quiet(
        threadFunction(setCurrent(variable("loop")), showCurrent("t"), setCurrent(null)),
      ),
    },
    main: [setCurrent(variable("loop")), thread("worker", "t"), join("t"), showCurrent("main")],
    expect: trace("t=True", "main=True"),
  }),
]);
