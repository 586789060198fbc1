/** `stop()` before `run_forever()`: how the one pass ends, and that the call is spent. */
import {
  call,
  callback,
  coroutine,
  difference,
  log,
  makeReady,
  measure,
  pair,
  quiet,
  repeat,
  sleep,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import {
  addReader,
  callAt,
  callLater,
  callSoon,
  createTask,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { AT_ALL, FAR } from "../kit/shorthand.ts";

/** A pass after `stop()`, measured. */
const measuredPass: Operation[] = [
  stop(),
  measure("time", "start"),
  runForever(),
  difference("time", "start", "pass"),
  log("returned"),
];
const inTime = { pass: [null, AT_ALL] } as const;

/** What is there to wait for, while the pass must not wait. */
const PENDING: readonly (readonly [string, string, Program["fns"], Operation[]])[] = [
  ["nothing", "nothing is scheduled at all", {}, []],
  ["a-far-timer", "a timer is an hour away", { never: callback() }, [callLater(FAR, "never")]],
  ["a-far-call-at", "a call_at is an hour away", { never: callback() }, [callAt(FAR, "never")]],
  [
    "a-thousand-timers",
    "1,000 timers are far away",
    { never: callback() },
    [repeat(1000, callLater(FAR, "never"))],
  ],
  [
    "an-idle-reader",
    "a descriptor is watched",
    { never: callback() },
    [pair("p"), addReader("p", "never")],
  ],
  [
    "a-sleeping-task",
    "a task sleeps",
    { sleeper: quiet(coroutine(sleep(FAR))) },
    [createTask(call("sleeper"), "t"), runFor(0)],
  ],
];

const EXITS = "run-forever.stop-before-run.exits";
const ONCE = "run-forever.stop-before-run.consumed-once";

export const runForeverStopBeforeExit = table([
  ...PENDING.map(([slug, title, fns, before]) =>
    kase(
      `run-forever/stop-before-run-does-not-wait-for-${slug}`,
      `run_forever() after stop() returns although ${title}`,
      {
        clauses: [EXITS],
        fns,
        main: [...before, ...measuredPass],
        expect: { trace: ["returned"], bounds: inTime },
      },
    ),
  ),
  kase(
    "run-forever/stop-before-run-exits-despite-a-self-rescheduling-callback",
    "run_forever() after stop() returns although a callback schedules itself again and again",
    {
      clauses: [EXITS],
      fns: { spin: quiet(callback(callSoon("spin"))) },
      main: [callSoon("spin"), ...measuredPass],
      expect: { trace: ["returned"], bounds: inTime },
    },
  ),
  kase(
    "run-forever/stop-before-run-exits-despite-a-lasting-event",
    "run_forever() after stop() returns although a descriptor stays ready",
    {
      clauses: [EXITS],
      fns: { reader: quiet(callback()) },
      main: [pair("p"), addReader("p", "reader"), makeReady("p"), ...measuredPass],
      expect: { trace: ["returned"], bounds: inTime },
    },
  ),
  kase(
    "run-forever/stop-before-run-each-time",
    "stop() before run_forever() ends each of 300 runs in turn",
    {
      clauses: [EXITS],
      fns: { never: callback() },
      main: [callLater(FAR, "never"), repeat(300, stop(), runForever()), log("returned")],
      expect: trace("returned"),
    },
  ),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-forever/stop-before-run-is-spent-${slug}`,
      `a stop() from before the run ends that run and not the next one ${title}`,
      {
        clauses: [ONCE],
        fns: { ...fns, later: callback(stop()) },
        main: [
          ...before,
          stop(),
          runForever(),
          log("first returned"),
          callLater(0.01, "later"),
          runForever(),
          log("second returned"),
        ],
        expect: trace(...shown, "first returned", "later", "second returned"),
      },
    ),
  ),
  kase(
    "run-forever/stop-before-run-several-are-spent-together",
    "three calls of stop() before a run are all spent on it",
    {
      clauses: ["stop.idempotent-in-batch", ONCE],
      fns: { later: callback(stop()) },
      main: [
        repeat(3, stop()),
        runForever(),
        log("first returned"),
        callLater(0.01, "later"),
        runForever(),
        log("second returned"),
      ],
      expect: trace("first returned", "later", "second returned"),
    },
  ),
  kase(
    "run-forever/stop-before-run-is-spent-before-run-until-complete",
    "a stop() that was spent on run_forever() does not end the next run_until_complete()",
    {
      clauses: [ONCE],
      fns: { work: coroutine(sleep(0.005), log("worked")) },
      main: [stop(), runForever(), runUntilComplete(call("work")), log("returned")],
      expect: trace("work", "worked", "returned"),
    },
  ),
  kase(
    "run-forever/stop-before-and-during-a-run-are-spent-together",
    "a stop() before the run and one in its pass end the same run",
    {
      clauses: ["stop.idempotent-in-batch", ONCE],
      fns: { later: callback(stop()) },
      main: [
        stop(),
        callSoon(STOP),
        runForever(),
        log("first returned"),
        callLater(0.01, "later"),
        runForever(),
        log("second returned"),
      ],
      expect: trace("first returned", "later", "second returned"),
    },
  ),
]);
