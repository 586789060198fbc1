/** `loop.is_running()` with other loops and other threads. */
import {
  assign,
  call,
  callback,
  coroutine,
  event,
  eventSet,
  join,
  quiet,
  show,
  sleep,
  thread,
  threadFunction,
  variable,
  wait,
} from "../../language/build.ts";
import {
  callSoon,
  runFor,
  runForever,
  runUntilComplete,
  stop,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { IS_RUNNING } from "../kit/shorthand.ts";

const OTHER = "is-running.other-loop-false";
const showRunning = (label = "running"): Operation => show(label, IS_RUNNING);
const isBool: Operation = show("bool", { is: IS_RUNNING, type: "bool" });
const otherRunning = show("other", { m: "is_running", on: variable("other") });
const anotherLoop = assign("other", { make: "loop" });

export const stateOtherLoops = table([
  kase("state/other-loop-not-running", "while one loop runs, another is not running", {
    clauses: [OTHER],
    fns: { ask: callback(otherRunning, showRunning("own")) },
    main: [anotherLoop, callSoon("ask"), runFor(0)],
    expect: trace("ask", "other=False", "own=True"),
  }),
  kase(
    "state/other-loop-not-running-after-its-run",
    "a loop that has run is not running while another does",
    {
      clauses: [OTHER],
      fns: { work: quiet(coroutine(sleep(0))), ask: coroutine(otherRunning, showRunning("own")) },
      main: [
        anotherLoop,
        runUntilComplete(call("work"), { on: variable("other") }),
        runUntilComplete(call("ask")),
      ],
      expect: trace("ask", "other=False", "own=True"),
    },
  ),
  kase(
    "state/other-loop-runs-and-this-one-does-not",
    "while another loop runs, the first one is not running",
    {
      clauses: [OTHER],
      fns: { ask: coroutine(otherRunning, showRunning("own")) },
      main: [anotherLoop, runFor(0), runUntilComplete(call("ask"), { on: variable("other") })],
      expect: trace("ask", "other=True", "own=False"),
    },
  ),
  kase(
    "state/other-loop-runs-in-another-thread",
    "a loop is not running while one in another thread is",
    {
      clauses: [OTHER],
      fns: {
        works: quiet(coroutine(eventSet("running"), wait("asked"), otherRunning)),
        helper_fn: quiet(
          threadFunction(runUntilComplete(call("works"), { on: variable("other") })),
        ),
      },
      main: [
        anotherLoop,
        event("running"),
        event("asked"),
        thread("helper_fn", "helper"),
        wait("running"),
        showRunning("own"),
        eventSet("asked"),
        join("helper"),
      ],
      expect: trace("own=False", "other=True"),
    },
  ),
  kase(
    "state/running-seen-from-another-thread",
    "another thread sees is_running() True during a run",
    {
      clauses: ["is-running.visible-across-threads"],
      fns: {
        starts: quiet(callback(thread("asks", "helper"), join("helper"), stop())),
        asks: threadFunction(showRunning()),
      },
      main: [callSoon("starts"), runForever()],
      expect: trace("asks", "running=True"),
    },
  ),
  kase(
    "state/not-running-seen-from-another-thread",
    "another thread sees is_running() False without a run",
    {
      clauses: ["is-running.visible-across-threads"],
      fns: { asks: threadFunction(showRunning()) },
      main: [runFor(0), thread("asks", "helper"), join("helper")],
      expect: trace("asks", "running=False"),
    },
  ),
  kase(
    "state/running-is-a-boolean",
    "is_running() answers with a boolean inside and outside of a run",
    {
      clauses: ["is-running.type-bool"],
      fns: { ask: callback(isBool) },
      main: [isBool, callSoon("ask"), runFor(0), isBool],
      expect: trace("bool=True", "ask", "bool=True", "bool=True"),
    },
  ),
]);
