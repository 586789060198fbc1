/** `stop()` in a reader of a descriptor that stays ready: it is served again in the next run, and not before. */
import { callback, log, makeReady, pair, quiet } from "../../language/build.ts";
import { addReader, callSoon, runForever, stop } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";

const CLAUSE = "run-forever.stop-while-running.polls-no-more";
const reader = callback(stop());
const run = [runForever(), log("returned")];
const watched = [pair("p"), addReader("p", "reader")];

export const stopPollsNoMore = table([
  kase(
    "run-forever/stop-of-a-reader-before-it-is-served-again",
    "a reader that stops the run and leaves its data is called once",
    {
      clauses: [CLAUSE],
      fns: { reader },
      main: [...watched, makeReady("p"), ...run],
      expect: trace("reader", "returned"),
    },
  ),
  kase(
    "run-forever/stop-of-a-reader-in-each-of-three-runs",
    "a reader that stops the run and leaves its data is called once in each of three runs",
    {
      clauses: [CLAUSE],
      fns: { reader },
      main: [...watched, makeReady("p"), ...run, ...run, ...run],
      expect: trace("reader", "returned", "reader", "returned", "reader", "returned"),
    },
  ),
  kase(
    "run-forever/stop-of-a-reader-whose-data-came-during-the-run",
    "a reader that stops the run and leaves its data, which came during the run, is called once",
    {
      clauses: [CLAUSE],
      fns: { reader, sends: quiet(callback(makeReady("p"))) },
      main: [...watched, callSoon("sends"), ...run],
      expect: trace("reader", "returned"),
    },
  ),
]);
