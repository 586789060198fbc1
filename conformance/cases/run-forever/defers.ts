/** `stop()` during `run_forever()`: what callbacks of the batch schedule waits for the next run. */
import { callback, callbackWith, log } from "../../language/build.ts";
import {
  callAt,
  callLater,
  callSoon,
  callSoonThreadsafe,
  runForever,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ARGUMENT_COUNTS, CIRCUMSTANCES, CONTEXTS, READY_SCHEDULERS } from "../kit/dimensions.ts";

const DEFERS = "run-forever.stop-while-running.defers-new-callbacks";
const EARLIER = "run-forever.stop-while-running.defers-also-from-earlier-callback";

/** Everything that can be scheduled to run as soon as there is another iteration. */
const DUE_AT_ONCE = [
  ["call-soon", callSoon("inner")],
  ["call-soon-threadsafe", callSoonThreadsafe("inner")],
  ["call-later-zero", callLater(0, "inner")],
  ["call-later-negative", callLater(-1, "inner")],
  ["call-at-now", callAt(0, "inner")],
  ["call-at-past", callAt(-1, "inner")],
] as const;

export const runForeverDefers = table([
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-forever/stop-defers-new-callbacks-${slug}`,
      `what the stopping callback schedules does not run before run_forever() returns ${title}`,
      {
        clauses: [DEFERS],
        fns: { ...fns, outer: callback(stop(), callSoon("inner")), inner: callback() },
        main: [...before, callSoon("outer"), runForever(), log("returned")],
        expect: trace(...shown, "outer", "returned"),
      },
    ),
  ),
  ...DUE_AT_ONCE.map(([slug, schedule]) =>
    kase(
      `run-forever/stop-defers-from-the-stopping-callback-${slug}`,
      `a callback that calls stop() and then schedules defers that to the next run: ${slug}`,
      {
        clauses: [DEFERS],
        fns: { outer: callback(log("stops"), stop(), schedule), inner: callback() },
        main: [callSoon("outer"), runForever(), log("returned")],
        expect: trace("outer", "stops", "returned"),
      },
    ),
  ),
  ...DUE_AT_ONCE.map(([slug, schedule]) =>
    kase(
      `run-forever/stop-defers-from-a-later-callback-${slug}`,
      `what a callback behind the stopping one schedules waits for the next run: ${slug}`,
      {
        clauses: [DEFERS],
        fns: { halt: callback(stop()), outer: callback(schedule), inner: callback() },
        main: [callSoon("halt"), callSoon("outer"), runForever(), log("returned")],
        expect: trace("halt", "outer", "returned"),
      },
    ),
  ),
  ...DUE_AT_ONCE.map(([slug, schedule]) =>
    kase(
      `run-forever/stop-defers-from-an-earlier-callback-${slug}`,
      `what a callback ahead of the stopping one schedules waits for the next run: ${slug}`,
      {
        clauses: [EARLIER],
        fns: { outer: callback(schedule), halt: callback(stop()), inner: callback() },
        main: [callSoon("outer"), callSoon("halt"), runForever(), log("returned")],
        expect: trace("outer", "halt", "returned"),
      },
    ),
  ),
  ...DUE_AT_ONCE.map(([slug, schedule]) =>
    kase(
      `run-forever/stop-defers-what-was-scheduled-just-before-stop-${slug}`,
      `what the stopping callback schedules ahead of its stop() waits for the next run: ${slug}`,
      {
        clauses: [DEFERS],
        fns: { outer: callback(schedule, stop()), inner: callback() },
        main: [callSoon("outer"), runForever(), log("returned")],
        expect: trace("outer", "returned"),
      },
    ),
  ),
  ...READY_SCHEDULERS.flatMap(({ method, slug: by, schedule }) =>
    ARGUMENT_COUNTS.slice(1).map(({ title, slug, args, params }) =>
      kase(
        `run-forever/stop-defers-${by}-${slug}`,
        `what the stopping callback gives to ${method} ${title} waits for the next run`,
        {
          clauses: [DEFERS],
          fns: { outer: callback(stop(), schedule("inner", args)), inner: callbackWith(params) },
          main: [callSoon("outer"), runForever(), log("returned")],
          expect: trace("outer", "returned"),
        },
      ),
    ),
  ),
  ...READY_SCHEDULERS.map(({ method, slug: by, schedule }) =>
    kase(
      `run-forever/stop-defers-${by}-in-a-context`,
      `what the stopping callback gives to ${method} with a context waits for the next run`,
      {
        clauses: [DEFERS],
        fns: {
          outer: callback(stop(), schedule("inner", [], CONTEXTS[2]?.options)),
          inner: callback(),
        },
        main: [...(CONTEXTS[2]?.before ?? []), callSoon("outer"), runForever(), log("returned")],
        expect: trace("outer", "returned"),
      },
    ),
  ),
]);
