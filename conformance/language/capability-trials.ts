/**
 * How capabilities are tried: a program each, and the trace of a host that has it.
 *
 * A driver declares what its language and platform can do; whether they do it here shows only when it is tried. These
 * programs ask as little of the loop as they can, so that a broken loop loses no capability.
 */
import {
  assign,
  asyncGenerator,
  call,
  callback,
  contextVarSet,
  contextVarShow,
  coroutine,
  do_,
  event,
  eventSet,
  inContext,
  join,
  log,
  onSignal,
  pair,
  quiet,
  raise,
  raiseSignal,
  show,
  sleep,
  thread,
  threadFunction,
  try_,
  variable,
  wait,
  yield_,
} from "./build.ts";
import type { Capability } from "./capabilities.ts";
import type { Program, ProgramFunction } from "./case.ts";
import type { Operation } from "./operation.ts";

/** A trial and what shows that the capability is there. */
export interface CapabilityTrial {
  readonly program: Program;
  readonly trace: readonly string[];
}

const trial = (
  main: readonly Operation[],
  trace: readonly string[],
  fns: { readonly [name: string]: ProgramFunction } = {},
): CapabilityTrial => ({ program: { fns, main }, trace });

/** What each capability that can be tried without more of the loop is tried with. */
export const CAPABILITY_TRIALS: { readonly [capability in Capability]?: CapabilityTrial } = {
  threads: trial(
    [event("told"), thread("work", "other"), wait("told"), join("other"), log("joined")],
    ["work", "joined"],
    { work: threadFunction(eventSet("told")) },
  ),
  "any-thread": trial([thread("work", "other"), join("other")], ["work", "step", "result=7"], {
    work: threadFunction(
      assign("own", { make: "loop" }),
      show("result", { m: "run_until_complete", on: variable("own"), args: [call("step")] }),
      do_({ m: "close", on: variable("own") }),
    ),
    step: coroutine({ op: "return", value: 7 }),
  }),
  descriptors: trial(
    [
      pair("ends"),
      { op: "make_ready", pair: "ends" },
      { op: "drain", pair: "ends" },
      log("drained"),
    ],
    ["drained"],
  ),
  contexts: trial(
    [
      assign("context", { make: "context" }),
      inContext(variable("context"), contextVarSet("number", 1), contextVarShow("number")),
      contextVarShow("number"),
    ],
    ["number=1", "number=unset"],
  ),
  asyncgens: trial([assign("open", call("steps")), log("made")], ["made"], {
    steps: asyncGenerator(yield_(1)),
  }),
  executor: trial(
    [
      assign("pool", { make: "thread_pool", workers: 1 }),
      do_({ m: "shutdown", on: variable("pool") }),
      log("shut down"),
    ],
    ["shut down"],
  ),
  "current-loop": trial(
    [
      do_({ asyncio: "set_event_loop", args: [variable("loop")] }),
      do_({ asyncio: "set_event_loop", args: [null] }),
      log("set"),
    ],
    ["set"],
  ),
  policies: trial([{ op: "policy" }, log("set")], ["set"]),
  // Where a host calls the function only between two jobs, a run gives it the time; what the run does is of no matter.
  signals: trial(
    [
      onSignal("SIGUSR1", "heard"),
      raiseSignal("SIGUSR1"),
      do_({ m: "run_until_complete", args: [call("rests")] }),
    ],
    ["heard"],
    { heard: callback(), rests: quiet(coroutine(sleep(0.1))) },
  ),
  // A loop that runs in a thread of its own has them set before the run alone: the host asks for the main thread.
  "signals-in-run": trial(
    [do_({ m: "run_until_complete", args: [call("sets")] })],
    ["sets", "set"],
    {
      heard: callback(),
      sets: coroutine(onSignal("SIGUSR1", "heard"), log("set")),
    },
  ),
  "signals-at-once": trial(
    [onSignal("SIGUSR1", "heard"), try_(raiseSignal("SIGUSR1"), log("missed"))],
    ["heard", "!AppError"],
    { heard: callback(raise("AppError")) },
  ),
  fork: trial([{ op: "fork", body: [log("child")] }, log("parent")], ["child", "parent"]),
  gc: trial(
    [
      assign("thing", { make: "object" }),
      { op: "weak", of: variable("thing"), as: "reference" },
      { op: "drop", names: ["thing"] },
      { op: "gc" },
      show("alive", { alive: "reference" }),
    ],
    ["alive=False"],
  ),
  interrupts: trial([try_(raise("KeyboardInterrupt"))], ["!KeyboardInterrupt"]),
  cpu: trial(
    [
      { op: "measure", what: "cpu", as: "before" },
      { op: "difference", what: "cpu", from: "before", as: "taken" },
      log("measured"),
    ],
    ["measured"],
  ),
  "descriptor-count": trial(
    [{ op: "measure", what: "descriptors", as: "open" }, log("counted")],
    ["counted"],
  ),
};
