/** `loop.is_running()` inside a run. */
import {
  await_,
  call,
  callback,
  callbackWith,
  coroutine,
  if_,
  log,
  quiet,
  raise,
  repeat,
  show,
  sleep,
  variable,
  variadic,
} from "../../language/build.ts";
import {
  callSoon,
  createFuture,
  methodCall,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
  setExceptionHandler,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, PLACES } from "../kit/dimensions.ts";
import { IS_RUNNING } from "../kit/shorthand.ts";

const INSIDE = "is-running.true-inside";
const showRunning = (label = "running"): Operation => show(label, IS_RUNNING);
const IN_THE_LOOP = PLACES.filter(({ duringRun, ownThread }) => duringRun && ownThread);

export const stateRunning = table([
  ...IN_THE_LOOP.map(({ slug, title, put }) => {
    const { fns, before, after } = put([showRunning(), stop(), showRunning("after_stop")]);
    return kase(
      `state/running-${slug}`,
      `is_running() ${title} is True, also after a call of stop() there`,
      {
        clauses: [INSIDE],
        fns,
        main: [...before, runForever(), ...after],
        expect: trace("running=True", "after_stop=True"),
      },
    );
  }),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(`state/running-${slug}`, `is_running() is True in both kinds of run ${title}`, {
      clauses: [INSIDE],
      fns: {
        ...fns,
        halt: quiet(callback(showRunning("forever"), stop())),
        work: quiet(coroutine(sleep(0), showRunning("until"))),
      },
      main: [...before, callSoon("halt"), runForever(), runUntilComplete(call("work"))],
      expect: trace(...shown, "forever=True", "until=True"),
    }),
  ),
  kase(
    "state/running-behind-the-stopping-callback",
    "is_running() is True in a callback behind the one that stopped the loop",
    {
      clauses: [INSIDE],
      fns: { last: callback(showRunning()) },
      main: [callSoon(STOP), callSoon("last"), runForever()],
      expect: trace("last", "running=True"),
    },
  ),
  kase(
    "state/running-after-awaits",
    "is_running() is True in a coroutine before and after it waits",
    {
      clauses: [INSIDE],
      fns: {
        work: coroutine(
          showRunning("one"),
          sleep(0),
          showRunning("two"),
          sleep(0.005),
          showRunning("three"),
        ),
      },
      main: [runUntilComplete(call("work"))],
      expect: trace("work", "one=True", "two=True", "three=True"),
    },
  ),
  kase(
    "state/running-in-a-nested-coroutine",
    "is_running() is True in a coroutine that another awaits",
    {
      clauses: [INSIDE],
      fns: { outer: coroutine(await_(call("inner"))), inner: coroutine(showRunning()) },
      main: [runUntilComplete(call("outer"))],
      expect: trace("outer", "inner", "running=True"),
    },
  ),
  kase("state/running-in-a-future-callback", "is_running() is True in a future's callback", {
    clauses: [INSIDE],
    fns: { done: quiet(callbackWith(["f"], showRunning())) },
    main: [
      createFuture("future"),
      methodCall("future", "add_done_callback", [{ fn: "done" }]),
      callSoon({ bound: "set_result", on: variable("future") }, [1]),
      runFor(0.001),
    ],
    expect: trace("running=True"),
  }),
  kase("state/running-in-the-exception-handler", "is_running() is True in the exception handler", {
    clauses: [INSIDE],
    fns: { report: quiet(variadic(callback(showRunning()))), fails: callback(raise("AppError")) },
    main: [setExceptionHandler("report"), callSoon("fails"), runFor(0)],
    expect: trace("fails", "running=True"),
  }),
  kase(
    "state/running-after-an-error",
    "is_running() is True in the callback after one that raised",
    {
      clauses: [INSIDE],
      fns: { fails: callback(raise("AppError")), next: callback(showRunning()) },
      main: [callSoon("fails"), callSoon("next"), callSoon(STOP), runForever()],
      expect: trace("fails", "next", "running=True"),
    },
  ),
  kase("state/running-two-thousand-callbacks", "is_running() is True in each of 2,000 callbacks", {
    clauses: [INSIDE],
    fns: { ask: quiet(callback(if_(IS_RUNNING, [], [log("not running")]))) },
    main: [repeat(2000, callSoon("ask")), callSoon(STOP), runForever(), log("returned")],
    expect: trace("returned"),
  }),
]);
