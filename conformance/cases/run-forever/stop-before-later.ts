/** `stop()` before `run_forever()`: what the one pass schedules, and timers that are due. */
import { block, callback, drain, log, makeReady, pair } from "../../language/build.ts";
import {
  addReader,
  callAt,
  callLater,
  callSoon,
  callSoonThreadsafe,
  runFor,
  runForever,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";

const DEFERS = "run-forever.stop-before-run.defers-new-callbacks";
const DUE = "run-forever.stop-before-run.runs-due-timers";

export const runForeverStopBeforeLater = table([
  ...(
    [
      ["call-soon", callSoon("inner")],
      ["call-soon-threadsafe", callSoonThreadsafe("inner")],
      ["call-later-zero", callLater(0, "inner")],
      ["call-at-now", callAt(0, "inner")],
    ] as const
  ).map(([slug, schedule]) =>
    kase(
      `run-forever/stop-before-run-defers-${slug}`,
      `what the pass after stop() schedules waits for the next run: ${slug}`,
      {
        clauses: [DEFERS],
        fns: { outer: callback(schedule), inner: callback() },
        main: [callSoon("outer"), stop(), runForever(), log("returned"), runFor(0.005)],
        expect: trace("outer", "returned", "inner"),
      },
    ),
  ),
  kase(
    "run-forever/stop-before-run-defers-from-reader",
    "what a descriptor's callback schedules in the pass after stop() waits for the next run",
    {
      clauses: [DEFERS],
      fns: { reader: callback(drain("p"), callSoon("inner")), inner: callback() },
      main: [
        pair("p"),
        addReader("p", "reader"),
        makeReady("p"),
        stop(),
        runForever(),
        log("returned"),
        runFor(0),
      ],
      expect: trace("reader", "returned", "inner"),
    },
  ),
  ...(
    [
      ["call-later-past", [callLater(0.002, "due"), block(0.05)]],
      ["call-later-negative", [callLater(-1, "due")]],
      ["call-at-past", [callAt(-1, "due")]],
    ] as const
  ).map(([slug, before]) =>
    kase(
      `run-forever/stop-before-run-due-${slug}`,
      `the pass after stop() runs a timer whose time has passed: ${slug}`,
      {
        clauses: [DUE],
        fns: { due: callback() },
        main: [...before, stop(), runForever(), log("returned")],
        expect: trace("due", "returned"),
      },
    ),
  ),
]);
