/** `run_until_complete()` of a future or task that is cancelled. */
import {
  call,
  callback,
  coroutine,
  log,
  raise,
  sleep,
  try_,
  tryExcept,
  tryFinally,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callLater,
  callSoonThreadsafe,
  cancel,
  createFuture,
  createTask,
  runFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES, PLACES, SCHEDULERS } from "../kit/dimensions.ts";
import { FAR } from "../kit/shorthand.ts";

const CANCELLED = "run-until-complete.raises-cancelled";
const runFuture = try_(runUntilComplete(variable("future")), log("no error"));
const CANCEL: Expression = { bound: "cancel", on: variable("future") };

export const runUntilCompleteCancelled = table([
  ...PLACES.map(({ slug, title, ownThread, put }) => {
    const { fns, before, after } = put([ownThread ? cancel("future") : callSoonThreadsafe(CANCEL)]);
    return kase(
      `run-until-complete/future-cancelled-${slug}`,
      `a future cancelled ${title} raises CancelledError`,
      {
        clauses: [CANCELLED],
        fns,
        main: [createFuture("future"), ...before, runFuture, ...after],
        expect: trace("!CancelledError"),
      },
    );
  }),
  ...PLACES.map(({ slug, title, ownThread, put }) => {
    const { fns, before, after } = put([ownThread ? cancel("future") : callSoonThreadsafe(CANCEL)]);
    return kase(
      `run-until-complete/task-cancelled-${slug}`,
      `a waiting task cancelled ${title} raises CancelledError after its cleanup`,
      {
        clauses: [CANCELLED],
        fns: { ...fns, work: coroutine(tryFinally([sleep(FAR)], log("cleanup"))) },
        main: [createTask(call("work"), "future"), runFor(0.001), ...before, runFuture, ...after],
        expect: trace("work", "cleanup", "!CancelledError"),
      },
    );
  }),
  ...SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(
      `run-until-complete/cancel-given-to-${slug}`,
      `future.cancel given to ${method} makes the run raise CancelledError`,
      {
        clauses: [CANCELLED],
        main: [createFuture("future"), schedule(CANCEL), runFuture],
        expect: trace("!CancelledError"),
      },
    ),
  ),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-until-complete/cancelled-${slug}`,
      `a future cancelled in the run raises CancelledError ${title}`,
      {
        clauses: [CANCELLED],
        fns: { ...fns, cancels: callback(cancel("future")) },
        main: [
          ...before,
          createFuture("future"),
          { op: "do", what: { m: "call_soon", args: [{ fn: "cancels" }] } },
          runFuture,
        ],
        expect: trace(...shown, "cancels", "!CancelledError"),
      },
    ),
  ),
  kase(
    "run-until-complete/task-cancelled-before-its-first-step",
    "a task cancelled before it began raises CancelledError",
    {
      clauses: [CANCELLED],
      fns: { work: coroutine(log("not reached")) },
      main: [createTask(call("work"), "future"), cancel("future"), runFuture],
      expect: trace("!CancelledError"),
    },
  ),
  kase(
    "run-until-complete/coroutine-raises-cancelled",
    "a coroutine that raises CancelledError makes the run raise it",
    {
      clauses: [CANCELLED],
      fns: { work: coroutine(sleep(0), raise("CancelledError")) },
      main: [try_(runUntilComplete(call("work")))],
      expect: trace("work", "!CancelledError"),
    },
  ),
  kase(
    "run-until-complete/cancelled-again",
    "a cancelled future raises CancelledError in every run",
    {
      clauses: [CANCELLED],
      main: [createFuture("future"), cancel("future"), runFuture, runFuture],
      expect: trace("!CancelledError", "!CancelledError"),
    },
  ),
  kase(
    "run-until-complete/awaits-a-cancelled-future",
    "a coroutine that awaits a future cancelled in the run raises CancelledError",
    {
      clauses: [CANCELLED],
      fns: {
        work: coroutine(
          callLater(0.002, "cancels"),
          tryExcept(
            [{ op: "await", what: variable("future") }],
            "error",
            log("cleanup"),
            raise("CancelledError"),
          ),
        ),
        cancels: callback(cancel("future")),
      },
      main: [createFuture("future"), try_(runUntilComplete(call("work")))],
      expect: trace("work", "cancels", "cleanup", "!CancelledError"),
    },
  ),
]);
