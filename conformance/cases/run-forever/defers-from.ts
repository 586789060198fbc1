/** `stop()` during `run_forever()`: from whichever kind of callback, what it schedules waits for the next run. */
import {
  call,
  callback,
  callbackWith,
  coroutine,
  drain,
  log,
  makeReady,
  pair,
  quiet,
  raise,
  repeat,
  variable,
} from "../../language/build.ts";
import {
  addReader,
  callLater,
  callSoon,
  createFuture,
  createTask,
  methodCall,
  removeReader,
  runForever,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";

const DEFERS = "run-forever.stop-while-running.defers-new-callbacks";
const EARLIER = "run-forever.stop-while-running.defers-also-from-earlier-callback";

export const runForeverDefersFrom = table([
  kase(
    "run-forever/stop-defers-from-a-stopping-timer",
    "what a timer that stops the loop schedules waits for the next run",
    {
      clauses: [DEFERS],
      fns: { timer: callback(stop(), callSoon("inner")), inner: callback() },
      main: [callLater(0.005, "timer"), runForever(), log("returned")],
      expect: trace("timer", "returned"),
    },
  ),
  kase(
    "run-forever/stop-defers-from-a-stopping-reader",
    "what a descriptor's callback that stops the loop schedules waits for the next run",
    {
      clauses: [DEFERS],
      fns: {
        reader: callback(drain("p"), removeReader("p"), stop(), callSoon("inner")),
        inner: callback(),
      },
      main: [pair("p"), addReader("p", "reader"), makeReady("p"), runForever(), log("returned")],
      expect: trace("reader", "returned"),
    },
  ),
  kase(
    "run-forever/stop-defers-from-a-stopping-task",
    "what a task's step that stops the loop schedules waits for the next run",
    {
      clauses: [DEFERS],
      fns: { work: coroutine(stop(), callSoon("inner")), inner: callback() },
      main: [createTask(call("work"), "task"), runForever(), log("returned")],
      expect: trace("work", "returned"),
    },
  ),
  kase(
    "run-forever/stop-defers-from-a-future-callback",
    "what the stopping callback of a future schedules waits for the next run",
    {
      clauses: [DEFERS],
      fns: {
        done: callbackWith(["f"], stop(), callSoon("inner")),
        resolve: callback(methodCall("future", "set_result", [1])),
        inner: callback(),
      },
      main: [
        createFuture("future"),
        methodCall("future", "add_done_callback", [{ fn: "done" }]),
        callSoon("resolve"),
        runForever(),
        log("returned"),
      ],
      expect: trace("resolve", "done(<object>)", "returned"),
    },
  ),
  kase(
    "run-forever/stop-defers-callbacks-of-a-done-future",
    "a callback that the stopping one adds to a future that is done waits for the next run",
    {
      clauses: [DEFERS],
      fns: {
        outer: callback(stop(), methodCall("future", "add_done_callback", [{ fn: "inner" }])),
        inner: callbackWith(["f"]),
      },
      main: [
        createFuture("future"),
        methodCall("future", "set_result", [1]),
        callSoon("outer"),
        runForever(),
        log("returned"),
      ],
      expect: trace("outer", "returned"),
    },
  ),
  kase(
    "run-forever/stop-defers-chain",
    "a callback that schedules itself again and again does not run again after the stopping batch",
    {
      clauses: [EARLIER],
      fns: { chain: callback(callSoon("chain")), halt: callback(stop()) },
      main: [callSoon("chain"), callSoon("halt"), runForever(), log("returned")],
      expect: trace("chain", "halt", "returned"),
    },
  ),
  kase(
    "run-forever/stop-defers-chain-through-several-iterations",
    "a stop() in the third iteration ends the run with that iteration",
    {
      clauses: [EARLIER],
      fns: {
        chain: callback(callSoon("chain")),
        one: callback(callSoon("two")),
        two: callback(callSoon("three")),
        three: callback(stop()),
      },
      main: [callSoon("chain"), callSoon("one"), runForever(), log("returned")],
      expect: trace("chain", "one", "chain", "two", "chain", "three", "returned"),
    },
  ),
  kase(
    "run-forever/stop-defers-from-every-callback-of-the-batch",
    "what each callback of the stopping batch schedules waits for the next run",
    {
      clauses: [DEFERS, EARLIER],
      fns: {
        a: callback(callSoon("inner")),
        b: callback(callSoon("inner"), stop()),
        c: callback(callSoon("inner")),
        inner: callback(),
      },
      main: [callSoon("a"), callSoon("b"), callSoon("c"), runForever(), log("returned")],
      expect: trace("a", "b", "c", "returned"),
    },
  ),
  kase(
    "run-forever/stop-defers-behind-a-long-queue",
    "what the first of 1,200 callbacks schedules does not run once the last one has stopped the loop",
    {
      clauses: [EARLIER],
      fns: { first: callback(callSoon("inner")), idle: quiet(callback()), inner: callback() },
      main: [
        callSoon("first"),
        repeat(1200, callSoon("idle")),
        callSoon(STOP),
        runForever(),
        log("returned"),
      ],
      expect: trace("first", "returned"),
    },
  ),
  kase(
    "run-forever/stop-defers-a-long-queue",
    "1,200 callbacks that the stopping batch schedules all wait for the next run",
    {
      clauses: [DEFERS],
      fns: { outer: callback(stop(), repeat(1200, callSoon("inner"))), inner: callback() },
      main: [callSoon("outer"), runForever(), log("returned")],
      expect: trace("outer", "returned"),
    },
  ),
  kase(
    "run-forever/stop-defers-after-an-error",
    "what a callback scheduled before it raised waits for the next run when a later one stops",
    {
      clauses: [EARLIER],
      fns: { fails: callback(callSoon("inner"), raise("AppError")), inner: callback() },
      main: [callSoon("fails"), callSoon(STOP), runForever(), log("returned")],
      expect: trace("fails", "returned"),
    },
  ),
  kase(
    "run-forever/stop-defers-at-the-thousandth-iteration",
    "a stop() after 1,000 iterations defers like one in the first",
    {
      clauses: [DEFERS],
      fns: {
        count: quiet(
          callbackWith(["left"], {
            op: "if",
            test: { less: [0, variable("left")] },
            // biome-ignore lint/suspicious/noThenProperty: the operation's own name for its branch
            then: [callSoon("count", [{ add: [variable("left"), -1] }])],
            else: [log("stops"), stop(), callSoon("inner")],
          }),
        ),
        inner: callback(),
      },
      main: [callSoon("count", [1000]), runForever(), log("returned")],
      expect: trace("stops", "returned"),
    },
  ),
  kase(
    "run-forever/stop-defers-each-of-a-thousand-times",
    "in each of 1,000 runs a chain of callbacks advances by the one step of its batch",
    {
      clauses: [EARLIER],
      fns: { step: callbackWith(["n"], callSoon("step", [{ add: [variable("n"), 1] }])) },
      main: [callSoon("step", [0]), repeat(1000, callSoon(STOP), runForever()), log("returned")],
      expect: trace(...Array.from({ length: 1000 }, (_, n) => `step(${n})`), "returned"),
    },
  ),
]);
