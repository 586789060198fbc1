/** What has happened to a loop before the case proper begins, or is true while it runs. */

import {
  await_,
  call,
  callback,
  coroutine,
  pair,
  quiet,
  raise,
  repeat,
  try_,
  variable,
} from "../../language/build.ts";
import type { Program } from "../../language/case.ts";
import {
  addReader,
  callLater,
  callSoon,
  cancel,
  createFuture,
  createTask,
  runFor,
  runForever,
  runUntilComplete,
  STOP,
  setDebug,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

/** A state of the loop under which a promise must hold like under any other. Adds nothing to the trace but `shown`. */
export interface Circumstance {
  readonly slug: string;
  /** Completes a title: "… in debug mode". */
  readonly title: string;
  /** Functions of the program; their names begin with `prior_`. */
  readonly fns: Program["fns"];
  /** Operations of main before the case proper; the loop does not run afterwards. */
  readonly before: readonly Operation[];
  /** What `before` adds to the trace. */
  readonly shown: readonly string[];
}

const circumstance = (
  slug: string,
  title: string,
  fns: Program["fns"],
  before: readonly Operation[],
  shown: readonly string[] = [],
): Circumstance => ({ slug, title, fns, before, shown });

/**
 * Switches debug mode on, or does nothing: it is off on a new loop, and a loop that has no debug mode is not asked to
 * switch it off.
 */
export const inDebug = (debug: boolean): readonly Operation[] => (debug ? [setDebug(true)] : []);

/** Seconds after which nothing that a case waits for would come. */
const FAR = 3600;

/**
 * Each is promised to make no difference.
 *
 * None of them leaves a run by an interrupt: no text says that one can.
 */
export const CIRCUMSTANCES: readonly Circumstance[] = [
  circumstance("plain", "on a new loop", {}, []),
  circumstance("debug", "in debug mode", {}, [setDebug(true)]),
  circumstance("second-run", "in the second run", {}, [runFor(0)]),
  circumstance("after-stop", "after a run that stop() ended", {}, [callSoon(STOP), runForever()]),
  circumstance("tenth-run", "after nine runs", {}, [repeat(9, runFor(0))]),
  circumstance(
    "after-callback-error",
    "after a callback's error",
    { prior_fails: quiet(callback(raise("AppError", "prior"))) },
    [callSoon("prior_fails"), runFor(0)],
  ),
  circumstance(
    "after-raising-run",
    "after a run that raised",
    { prior_raises: quiet(coroutine(raise("AppError", "prior"))) },
    [try_(runUntilComplete(call("prior_raises")))],
    ["!AppError:prior"],
  ),
  circumstance(
    "after-cancelled-run",
    "after a run of a cancelled future",
    {},
    [
      createFuture("prior_future"),
      cancel("prior_future"),
      try_(runUntilComplete(variable("prior_future"))),
    ],
    ["!CancelledError"],
  ),
  circumstance("far-timer", "while a timer is far away", { prior_late: quiet(callback()) }, [
    callLater(FAR, "prior_late"),
  ]),
  circumstance(
    "idle-reader",
    "while a descriptor is watched",
    { prior_reader: quiet(callback()) },
    [pair("prior_pair"), addReader("prior_pair", "prior_reader")],
  ),
  circumstance(
    "waiting-task",
    "while a task waits",
    { prior_waits: quiet(coroutine(await_(variable("prior_never")))) },
    [createFuture("prior_never"), createTask(call("prior_waits"), "prior_task"), runFor(0)],
  ),
  circumstance("busy-past", "after 2,000 callbacks", { prior_idle: quiet(callback()) }, [
    repeat(2000, callSoon("prior_idle")),
    runFor(0),
  ]),
];
