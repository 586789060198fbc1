/** `stop()` before `run_forever()`: the selector is asked once, with a timeout of zero. */
import {
  callback,
  difference,
  drain,
  log,
  makeReady,
  measure,
  pair,
} from "../../language/build.ts";
import { addReader, callSoon, runForever, stop } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { AT_ALL } from "../kit/shorthand.ts";

/** Circumstances that come about without a run: the polls of the case are those of the one pass. */
const WITHOUT_A_RUN = CIRCUMSTANCES.filter(({ slug }) =>
  ["plain", "debug", "far-timer", "idle-reader"].includes(slug),
);

export const runForeverStopBeforePolls = table([
  ...WITHOUT_A_RUN.map(({ slug, title, fns, before }) =>
    kase(
      `run-forever/stop-before-run-polls-once-${slug}`,
      `after stop() the selector is asked once, with timeout 0, ${title}`,
      {
        clauses: ["run-forever.stop-before-run.polls-once-zero-timeout"],
        fns,
        main: [...before, stop(), runForever()],
        expect: { trace: [], polls: [0] },
      },
    ),
  ),
  kase(
    "run-forever/stop-before-run-polls-once-for-a-pass-with-callbacks",
    "after stop() the selector is asked once although callbacks are ready",
    {
      clauses: ["run-forever.stop-before-run.polls-once-zero-timeout"],
      fns: { a: callback(), b: callback() },
      main: [callSoon("a"), callSoon("b"), stop(), runForever()],
      expect: { trace: ["a", "b"], polls: [0] },
    },
  ),
  kase(
    "run-forever/stop-before-run-serves-a-lasting-event-once",
    "a descriptor that stays ready is served once in the pass after stop()",
    {
      clauses: ["run-forever.stop-before-run.polls-once-zero-timeout"],
      fns: { reader: callback() },
      main: [pair("p"), addReader("p", "reader"), makeReady("p"), stop(), runForever()],
      expect: trace("reader"),
    },
  ),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-forever/stop-before-run-polls-ready-descriptor-${slug}`,
      `the pass after stop() polls: a ready descriptor is seen ${title}`,
      {
        clauses: [
          "run-forever.stop-before-run.polls-once-zero-timeout",
          "run-forever.stop-before-run.runs-io-callbacks",
        ],
        fns: { ...fns, reader: callback(drain("p")) },
        main: [
          ...before,
          pair("p"),
          addReader("p", "reader"),
          makeReady("p"),
          stop(),
          measure("time", "start"),
          runForever(),
          difference("time", "start", "pass"),
          log("returned"),
        ],
        expect: { trace: [...shown, "reader", "returned"], bounds: { pass: [null, AT_ALL] } },
      },
    ),
  ),
]);
