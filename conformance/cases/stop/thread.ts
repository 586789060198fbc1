/** `call_soon_threadsafe(loop.stop)` from another thread. */
import {
  block,
  callback,
  event,
  eventSet,
  join,
  log,
  quiet,
  repeat,
  thread,
  threadFunction,
  threadFunctionWith,
  wait,
} from "../../language/build.ts";
import { callSoon, callSoonThreadsafe, runForever, STOP } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";

const CROSS = "stop.cross-thread-via-threadsafe";

/** Asks for the stop once the loop has had time to wait; a loop that does not wait yet must stop as well. */
const late = quiet(threadFunction(block(0.02), callSoonThreadsafe(STOP)));

export const stopFromThread = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `stop/from-thread-wakes-waiting-loop-${slug}`,
      `loop.stop from another thread ends a run that waits for nothing else ${title}`,
      {
        clauses: [CROSS],
        fns: { ...fns, late },
        main: [...before, thread("late", "helper"), runForever(), log("returned"), join("helper")],
        expect: trace(...shown, "returned"),
      },
    ),
  ),
  kase(
    "stop/from-thread-early",
    "loop.stop from another thread at the very start of a run ends it",
    {
      clauses: [CROSS],
      fns: {
        helper_fn: quiet(threadFunction(wait("go"), callSoonThreadsafe(STOP))),
        starts: callback(eventSet("go")),
      },
      main: [
        event("go"),
        thread("helper_fn", "helper"),
        callSoon("starts"),
        runForever(),
        log("returned"),
        join("helper"),
      ],
      expect: trace("starts", "returned"),
    },
  ),
  kase(
    "stop/from-thread-behind-its-callbacks",
    "what another thread scheduled ahead of loop.stop runs before the run ends",
    {
      clauses: [CROSS, "call-soon-threadsafe.order-per-thread"],
      fns: {
        helper_fn: quiet(
          threadFunction(
            block(0.01),
            callSoonThreadsafe("a"),
            callSoonThreadsafe("b"),
            callSoonThreadsafe(STOP),
          ),
        ),
        a: callback(),
        b: callback(),
      },
      main: [thread("helper_fn", "helper"), runForever(), log("returned"), join("helper")],
      expect: trace("a", "b", "returned"),
    },
  ),
  kase(
    "stop/from-thread-with-an-argument",
    "a function with one argument that another thread schedules can end the run",
    {
      clauses: [CROSS],
      fns: {
        helper_fn: quiet(threadFunctionWith(["n"], block(0.01), callSoonThreadsafe("halt", [7]))),
        halt: { kind: "callback", params: ["x"], body: [{ op: "do", what: { m: "stop" } }] },
      },
      main: [thread("helper_fn", "helper", 1), runForever(), log("returned"), join("helper")],
      expect: trace("halt(7)", "returned"),
    },
  ),
  kase(
    "stop/from-thread-in-each-of-a-hundred-runs",
    "loop.stop from another thread ends each of 100 runs",
    {
      clauses: [CROSS],
      fns: {
        helper_fn: quiet(threadFunction(callSoonThreadsafe(STOP))),
        starts: quiet(callback(thread("helper_fn", "helper"))),
      },
      main: [repeat(100, callSoon("starts"), runForever(), join("helper")), log("returned")],
      expect: trace("returned"),
    },
  ),
  kase("stop/from-two-threads", "loop.stop from two threads at about the same time ends the run", {
    clauses: [CROSS],
    fns: { late },
    main: [
      thread("late", "one"),
      thread("late", "two"),
      runForever(),
      log("returned"),
      join("one"),
      join("two"),
    ],
    expect: trace("returned"),
  }),
]);
