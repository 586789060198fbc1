/** `stop()` around `run_until_complete()`: before it, during it, and with the completion. */
import {
  call,
  callback,
  coroutine,
  log,
  quiet,
  repeat,
  return_,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import {
  callLater,
  callSoon,
  callSoonThreadsafe,
  createFuture,
  createTask,
  methodCall,
  runFor,
  runForever,
  runForeverFor,
  runUntilComplete,
  STOP,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, PLACES } from "../kit/dimensions.ts";
import { FAR } from "../kit/shorthand.ts";

const EARLY = "run-until-complete.stop-before-done-raises";
const TOGETHER = "run-until-complete.stop-and-done-same-batch-ok";
const PRIOR = "run-until-complete.prior-stop-makes-it-fail";
const SURVIVES = "run-until-complete.pending-future-survives-stop";
const STALE = "run-until-complete.no-stale-stop-callback";

const runFuture = try_(runUntilComplete(variable("future"), { show: "result" }));
const complete = methodCall("future", "set_result", [7]);
const isPending = show("done", { m: "done", on: variable("future") });

export const runUntilCompleteStop = table([
  ...PLACES.filter(({ duringRun }) => duringRun).map(({ slug, title, ownThread, put }) => {
    const { fns, before, after } = put([ownThread ? stop() : callSoonThreadsafe(STOP)]);
    return kase(
      `run-until-complete/stopped-from-${slug}`,
      `stop() ${title} with the future pending raises RuntimeError`,
      {
        clauses: [EARLY],
        fns,
        main: [createFuture("future"), ...before, runFuture, ...after],
        expect: trace("!RuntimeError"),
      },
    );
  }),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-until-complete/stopped-${slug}`,
      `stop() with a coroutine unfinished raises RuntimeError ${title}`,
      {
        clauses: [EARLY],
        fns: { ...fns, work: coroutine(stop(), sleep(FAR), log("not reached")) },
        main: [...before, try_(runUntilComplete(call("work")))],
        expect: trace(...shown, "work", "!RuntimeError"),
      },
    ),
  ),
  kase(
    "run-until-complete/stopped-one-step-early",
    "stop() one step before the end raises RuntimeError",
    {
      clauses: [EARLY],
      fns: { work: coroutine(stop(), sleep(0), return_(7)) },
      main: [try_(runUntilComplete(call("work")))],
      expect: trace("work", "!RuntimeError"),
    },
  ),
  kase(
    "run-until-complete/stops-and-returns",
    "a coroutine that calls stop() and returns gives its result",
    {
      clauses: [TOGETHER],
      fns: { work: coroutine(sleep(0), stop(), return_(7)) },
      main: [runUntilComplete(call("work"), { show: "result" })],
      expect: trace("work", "result=7"),
    },
  ),
  kase(
    "run-until-complete/completes-and-stops",
    "a callback that completes the future and stops gives the result",
    {
      clauses: [TOGETHER],
      fns: { both: callback(complete, stop()) },
      main: [createFuture("future"), callSoon("both"), runFuture],
      expect: trace("both", "result=7"),
    },
  ),
  kase(
    "run-until-complete/stops-and-completes",
    "a callback that stops and completes the future gives the result",
    {
      clauses: [TOGETHER],
      fns: { both: callback(stop(), complete) },
      main: [createFuture("future"), callSoon("both"), runFuture],
      expect: trace("both", "result=7"),
    },
  ),
  kase(
    "run-until-complete/stopped-and-completed-by-two-callbacks",
    "a batch that stops and completes the future gives the result",
    {
      clauses: [TOGETHER],
      fns: { halt: callback(stop()), resolve: callback(complete) },
      main: [createFuture("future"), callSoon("halt"), callSoon("resolve"), runFuture],
      expect: trace("halt", "resolve", "result=7"),
    },
  ),
  kase(
    "run-until-complete/stopped-before-it-begins",
    "a stop() from before the call ends the run with RuntimeError, and the next one is not affected",
    {
      clauses: [PRIOR],
      fns: { work: quiet(coroutine(sleep(0.002), return_(7))) },
      main: [createTask(call("work"), "future"), stop(), runFuture, runFuture],
      expect: trace("!RuntimeError", "result=7"),
    },
  ),
  kase(
    "run-until-complete/stopped-before-it-begins-with-a-done-future",
    "a stop() from before the call does no harm to a future that is done",
    {
      clauses: [PRIOR],
      main: [createFuture("future"), complete, stop(), runFuture, runFor(0.001), log("next")],
      expect: trace("result=7", "next"),
    },
  ),
  kase(
    "run-until-complete/stopped-before-it-begins-coroutine",
    "a stop() from before the call ends the run of a coroutine that waits",
    {
      clauses: [PRIOR],
      fns: { work: quiet(coroutine(sleep(FAR))) },
      main: [stop(), try_(runUntilComplete(call("work"))), runFor(0), log("next")],
      expect: trace("!RuntimeError", "next"),
    },
  ),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-until-complete/goes-on-after-a-stop-${slug}`,
      `a future whose run was stopped is pending and completes in a later run ${title}`,
      {
        clauses: [SURVIVES],
        fns: { ...fns, work: coroutine(stop(), sleep(0.002), log("goes on"), return_(7)) },
        main: [...before, createTask(call("work"), "future"), runFuture, isPending, runFuture],
        expect: trace(...shown, "work", "!RuntimeError", "done=False", "goes on", "result=7"),
      },
    ),
  ),
  kase(
    "run-until-complete/stopped-ten-times",
    "a task that stops its run ten times goes on each time",
    {
      clauses: [SURVIVES],
      fns: { work: quiet(coroutine(repeat(10, stop(), sleep(0)), return_(7))) },
      main: [createTask(call("work"), "future"), repeat(10, runFuture), runFuture],
      expect: trace(...Array<string>(10).fill("!RuntimeError"), "result=7"),
    },
  ),
  kase(
    "run-until-complete/abandoned-future-does-not-end-run-forever",
    "a future whose run was stopped does not end a later run_forever()",
    {
      clauses: [STALE],
      // The timer is set by then: no text says which comes first of what is ready and what is due.
      fns: { resolve: callback(complete, callLater(0.01, "later")), later: callback(stop()) },
      main: [
        createFuture("future"),
        callSoon(STOP),
        runFuture,
        callSoon("resolve"),
        runForever(),
        log("returned"),
      ],
      expect: trace("!RuntimeError", "resolve", "later", "returned"),
    },
  ),
  kase(
    "run-until-complete/abandoned-future-does-not-end-another-run",
    "a future whose run was stopped does not end the run of another",
    {
      clauses: [STALE],
      fns: { resolve: callback(complete), work: coroutine(sleep(0.01), return_(8)) },
      main: [
        createFuture("future"),
        callSoon(STOP),
        runFuture,
        callSoon("resolve"),
        runUntilComplete(call("work"), { show: "other" }),
      ],
      expect: trace("!RuntimeError", { any_order: ["resolve", "work"] }, "other=8"),
    },
  ),
  kase(
    "run-until-complete/completed-future-does-not-end-run-forever",
    "a future that ended its own run does not end the next one",
    {
      clauses: [STALE],
      fns: { later: callback(stop()), resolve: callback(complete) },
      main: [
        createFuture("future"),
        callSoon("resolve"),
        runFuture,
        ...runForeverFor(0.002),
        callLater(0.01, "later"),
        runForever(),
        log("returned"),
      ],
      expect: trace("resolve", "result=7", "later", "returned"),
    },
  ),
]);
