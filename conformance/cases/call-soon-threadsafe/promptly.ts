/**
 * How soon another thread's callback runs on a loop that waits: measured against the loop's own reaction to a
 * descriptor that becomes ready, three times each. No text promises a latency.
 */
import {
  block,
  callback,
  drain,
  event,
  eventSet,
  join,
  makeReady,
  measure,
  pair,
  quiet,
  show,
  thread,
  threadFunction,
  variable,
  wait,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import { addReader, callSoonThreadsafe, removeReader } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { underEach } from "../kit/callback-rows.ts";
import { END, untilEnd } from "../kit/settle.ts";

const CLAUSES = ["call-soon-threadsafe.wakes-promptly"] as const;
/** Seconds by which the callback may be later than the descriptor's: a busy machine makes pauses. */
const LATER = 1;
const TIMES = [1, 2, 3] as const;
/** Seconds after which a loop that has nothing to do waits. */
const SETTLE = 0.02;

const inThread = (n: number): readonly Operation[] => [
  block(SETTLE),
  measure("time", `readable_${n}`),
  makeReady(`pair_${n}`),
  wait(`read_${n}`),
  block(SETTLE),
  measure("time", `asked_${n}`),
  callSoonThreadsafe(`job_${n}`),
  wait(`called_${n}`),
];

const fns: Program["fns"] = {
  worker: quiet(threadFunction(...TIMES.flatMap(inThread), callSoonThreadsafe("last"))),
  last: quiet(callback(END)),
  ...Object.fromEntries(
    TIMES.flatMap((n) => [
      [
        `reader_${n}`,
        quiet(
          callback(
            measure("time", `reader_${n}_ran`),
            drain(`pair_${n}`),
            removeReader(`pair_${n}`),
            eventSet(`read_${n}`),
          ),
        ),
      ],
      [`job_${n}`, quiet(callback(measure("time", `job_${n}_ran`), eventSet(`called_${n}`)))],
    ]),
  ),
};

/** That the callback took no longer than the descriptor's and `LATER`; sums in place of differences. */
const compared = (n: number): Operation =>
  show("prompt", {
    less: [
      { add: [variable(`job_${n}_ran`), variable(`readable_${n}`)] },
      { add: [{ add: [variable(`reader_${n}_ran`), variable(`asked_${n}`)] }, LATER] },
    ],
  });

const prepared: readonly Operation[] = TIMES.flatMap((n) => [
  event(`read_${n}`),
  event(`called_${n}`),
  pair(`pair_${n}`),
  addReader(`pair_${n}`, `reader_${n}`),
]);

const row = () => ({
  clauses: CLAUSES,
  fns,
  main: [...prepared, ...untilEnd(thread("worker", "t")), join("t"), ...TIMES.map(compared)],
  expect: trace(...TIMES.map(() => "prompt=True")),
});

export const callSoonThreadsafePromptly = table([
  kase(
    "call-soon-threadsafe/promptly",
    "a waiting loop runs another thread's callback about as soon as a descriptor's",
    row(),
  ),
  ...underEach(
    "call-soon-threadsafe/promptly",
    "a waiting loop runs another thread's callback about as soon as a descriptor's",
    row,
  ),
]);
