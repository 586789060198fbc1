/** What a run does about endless work, and about idleness. */
import {
  block,
  call,
  callback,
  coroutine,
  difference,
  drain,
  join,
  log,
  makeReady,
  measure,
  pair,
  quiet,
  repeat,
  sleep,
  thread,
  threadFunction,
} from "../../language/build.ts";
import {
  addReader,
  callLater,
  callSoon,
  callSoonThreadsafe,
  createTask,
  runForever,
  runForeverFor,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, READY_SCHEDULERS } from "../kit/dimensions.ts";

const FAIR = "run-forever.no-starvation";
const IDLE = "run-forever.idle-does-not-spin";
const spinning = (schedule: (what: string) => Operation) => quiet(callback(schedule("spin")));

export const runForeverFair = table([
  ...READY_SCHEDULERS.flatMap(({ method, slug, schedule }) => [
    kase(
      `run-forever/timer-fires-despite-${slug}`,
      `a timer fires although a callback gives itself to ${method} again and again`,
      {
        clauses: [FAIR],
        fns: { spin: spinning(schedule), timer: callback(stop()) },
        main: [schedule("spin"), callLater(0.01, "timer"), runForever(), log("returned")],
        expect: trace("timer", "returned"),
      },
    ),
    kase(
      `run-forever/descriptor-served-despite-${slug}`,
      `a ready descriptor is served although a callback gives itself to ${method} again and again`,
      {
        clauses: [FAIR],
        fns: { spin: spinning(schedule), reader: callback(drain("p"), stop()) },
        main: [
          pair("p"),
          addReader("p", "reader"),
          schedule("spin"),
          makeReady("p"),
          runForever(),
          log("returned"),
        ],
        expect: trace("reader", "returned"),
      },
    ),
    kase(
      `run-forever/thread-heard-despite-${slug}`,
      `another thread's callback runs although a callback gives itself to ${method} again and again`,
      {
        clauses: [FAIR],
        fns: {
          spin: spinning(schedule),
          helper_fn: quiet(threadFunction(block(0.005), callSoonThreadsafe("heard"))),
          heard: callback(stop()),
        },
        main: [
          schedule("spin"),
          thread("helper_fn", "helper"),
          runForever(),
          log("returned"),
          join("helper"),
        ],
        expect: trace("heard", "returned"),
      },
    ),
  ]),
  kase(
    "run-forever/timer-fires-despite-zero-delays",
    "a timer fires although a callback gives itself to call_later(0) again and again",
    {
      clauses: [FAIR],
      fns: { spin: quiet(callback(callLater(0, "spin"))), timer: callback(stop()) },
      main: [callSoon("spin"), callLater(0.01, "timer"), runForever(), log("returned")],
      expect: trace("timer", "returned"),
    },
  ),
  kase(
    "run-forever/callbacks-run-despite-a-lasting-event",
    "callbacks and timers run although a descriptor stays ready",
    {
      clauses: [FAIR],
      fns: { reader: quiet(callback()), a: callback(), timer: callback(stop()) },
      main: [
        pair("p"),
        addReader("p", "reader"),
        makeReady("p"),
        callSoon("a"),
        callLater(0.01, "timer"),
        runForever(),
        log("returned"),
      ],
      expect: trace("a", "timer", "returned"),
    },
  ),
  kase(
    "run-forever/tasks-run-despite-a-spinning-task",
    "a task's timer fires although another task yields again and again",
    {
      clauses: [FAIR],
      fns: {
        spin: quiet(coroutine(repeat(1_000_000, sleep(0)))),
        timer: coroutine(sleep(0.01), stop()),
      },
      main: [
        createTask(call("spin"), "one"),
        createTask(call("timer"), "two"),
        runForever(),
        log("returned"),
      ],
      expect: trace("timer", "returned"),
    },
  ),
  ...CIRCUMSTANCES.filter(({ slug }) => ["plain", "far-timer", "idle-reader"].includes(slug)).map(
    ({ slug, title, fns, before, shown }) =>
      kase(`run-forever/idle-${slug}`, `an idle run uses next to no processor time ${title}`, {
        clauses: [IDLE],
        fns,
        main: [
          ...before,
          measure("cpu", "start"),
          // A loop that spins uses all of this time. The bound leaves room for what the host does
          // beside the loop: collection and compilation took more than 50 ms on a loaded machine.
          ...runForeverFor(0.25),
          difference("cpu", "start", "used"),
          log("returned"),
        ],
        expect: { trace: [...shown, "returned"], bounds: { used: [null, 0.15] } },
      }),
  ),
]);
