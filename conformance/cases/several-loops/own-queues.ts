/** A run of one loop executes nothing of another. */
import { assign, call, callback, coroutine, quiet, variable } from "../../language/build.ts";
import {
  callAt,
  callLater,
  callSoon,
  callSoonThreadsafe,
  createTask,
  runFor,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed } from "../kit/callback-rows.ts";
import { ANOTHER_LOOP } from "../kit/lookups.ts";
import { END } from "../kit/settle.ts";

const CLAUSES = ["loops.own-queues"] as const;
const on = { on: variable("other") };
const made = assign("other", ANOTHER_LOOP);
const theirs = callback();
const mine = callback(END);

/** What may wait on the loop that does not run. */
const WAITING: readonly (readonly [slug: string, title: string, op: Operation])[] = [
  ["call-soon", "a callback", callSoon("theirs", [], on)],
  ["call-soon-threadsafe", "a threadsafe callback", callSoonThreadsafe("theirs", [], on)],
  ["call-later", "a timer", callLater(0, "theirs", [], on)],
  ["call-at", "a timer of call_at", callAt(0, "theirs", [], on)],
];

export const ownQueues = table([
  ...WAITING.flatMap(([slug, title, schedule]) =>
    OWN_PLACES.filter((place) => place.slug !== "signal-handler").map((place) =>
      kase(
        `loops/own-queue-${place.slug}-${slug}`,
        `${title} that is scheduled ${place.title} on a loop that does not run, waits for that loop`,
        placed(
          place,
          [schedule, callLater(0.005, "mine")],
          { clauses: CLAUSES, fns: { theirs, mine }, expect: trace("mine") },
          [made],
        ),
      ),
    ),
  ),
  kase("loops/own-queue-task", "a task of a loop that does not run waits for that loop", {
    clauses: CLAUSES,
    fns: { theirs: coroutine(), mine: callback() },
    main: [
      made,
      createTask(call("theirs"), "task", on),
      callSoon("mine"),
      runFor(0.005),
      { op: "do", what: { m: "run_until_complete", ...on, args: [variable("task")] } },
    ],
    expect: trace("mine", "theirs"),
  }),
  kase("loops/own-queue-of-each", "two loops run their callbacks each in its own run", {
    clauses: CLAUSES,
    fns: { mine: callback(), theirs: callback(), sleeps: quiet(coroutine()) },
    main: [
      made,
      callSoon("mine"),
      callSoon("theirs", [], on),
      { op: "do", what: { m: "run_until_complete", ...on, args: [call("sleeps")] } },
      runFor(0),
    ],
    expect: trace("theirs", "mine"),
  }),
]);
