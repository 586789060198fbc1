/** The ways in which a run ends. */

import {
  call,
  callback,
  coroutine,
  quiet,
  raise,
  return_,
  try_,
  variable,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import {
  callLater,
  callSoon,
  cancel,
  createFuture,
  runForever,
  runUntilComplete,
  STOP,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

/** One way in which a run ends: a whole run, from a loop that does not run to a loop that does not run. */
export interface Ending {
  readonly slug: string;
  /** Completes a title: "… after a run that stop() ended". */
  readonly title: string;
  /** A text promises that the run ends this way; that an interrupt leaves a run is observed only. */
  readonly promised: boolean;
  /** Functions of the program; their names begin with `ending_`. */
  readonly fns: Program["fns"];
  readonly run: readonly Operation[];
  /** What `run` adds to the trace. */
  readonly shown: readonly string[];
}

const interrupt = (
  kind: "KeyboardInterrupt" | "SystemExit",
  slug: string,
  from: "task" | "callback",
): Ending => ({
  slug: `${slug}-from-${from}`,
  title: `a ${kind} from a ${from} left`,
  promised: false,
  fns:
    from === "task"
      ? { ending_raises: quiet(coroutine(raise(kind))) }
      : { ending_raises: quiet(callback(raise(kind))) },
  run: [
    // A loop that swallows the interrupt shows a wrong answer instead of a hang.
    callLater(1, STOP, [], { as: "ending_give_up" }),
    ...(from === "task"
      ? [try_(runUntilComplete(call("ending_raises")))]
      : [callSoon("ending_raises"), try_(runForever())]),
    cancel("ending_give_up"),
  ],
  shown: [`!${kind}`],
});

/** Titles complete "after a run that …". */
export const ENDINGS: readonly Ending[] = [
  {
    slug: "stop",
    title: "stop() ended",
    promised: true,
    fns: {},
    run: [callSoon(STOP), runForever()],
    shown: [],
  },
  {
    slug: "result",
    title: "ended with a result",
    promised: true,
    fns: { ending_returns: quiet(coroutine(return_(1))) },
    run: [runUntilComplete(call("ending_returns"))],
    shown: [],
  },
  {
    slug: "exception",
    title: "ended with an exception",
    promised: true,
    fns: { ending_raises: quiet(coroutine(raise("AppError", "ending"))) },
    run: [try_(runUntilComplete(call("ending_raises")))],
    shown: ["!AppError:ending"],
  },
  {
    slug: "cancellation",
    title: "ended by cancellation",
    promised: true,
    fns: {
      ending_cancels: quiet(callback(cancel("ending_future"))),
    },
    run: [
      createFuture("ending_future"),
      callSoon("ending_cancels"),
      try_(runUntilComplete(variable("ending_future"))),
    ],
    shown: ["!CancelledError"],
  },
  interrupt("KeyboardInterrupt", "keyboard-interrupt", "callback"),
  interrupt("KeyboardInterrupt", "keyboard-interrupt", "task"),
  interrupt("SystemExit", "system-exit", "callback"),
  interrupt("SystemExit", "system-exit", "task"),
];
