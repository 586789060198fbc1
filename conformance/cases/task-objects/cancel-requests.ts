import { coroutine, log, quiet, return_, show, sleep, try_ } from "../../language/build.ts";
import { createFuture } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

import { cancel, make, of, STATE, suspends } from "../kit/task-terms.ts";

/** What cancel() answers, and how requests are counted and taken back. */
export const taskCancelRequests = table([
  kase("task/cancel-result", "cancel() returns True, and False when the task is done", {
    clauses: ["task.cancel-result"],
    fns: { ...ROUNDS, job: quiet(coroutine(suspends)) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      cancel("waiting"),
      cancel("again"),
      runRounds,
      cancel("done"),
    ],
    expect: trace("waiting=True", "again=True", "done=False"),
  }),
  kase("task/cancel-result-finished", "cancel() of a finished task returns False", {
    clauses: ["task.cancel-result"],
    fns: { ...ROUNDS, job: coroutine(return_(5)) },
    main: [make, runRounds, cancel("again"), ...STATE, show("result", of("result"))],
    expect: trace("job", "again=False", "done=True", "cancelled=False", "result=5"),
  }),
  kase("task/cancelling", "cancelling() counts the requests", {
    clauses: ["task.cancelling"],
    fns: { ...ROUNDS, job: quiet(coroutine(try_(suspends))) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      show("none", of("cancelling")),
      cancel(),
      show("one", of("cancelling")),
      cancel(),
      show("two", of("cancelling")),
      runRounds,
      show("done", of("cancelling")),
      cancel(),
      show("late", of("cancelling")),
    ],
    expect: trace("none=0", "one=1", "two=2", "!CancelledError", "done=2", "late=2"),
  }),
  kase("task/uncancel", "uncancel() takes back one request, and no more than there were", {
    clauses: ["task.uncancel"],
    fns: { ...ROUNDS, job: quiet(coroutine(try_(suspends))) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      cancel(),
      cancel(),
      runRounds,
      show("left", of("uncancel")),
      show("cancelling", of("cancelling")),
      show("left", of("uncancel")),
      show("left", of("uncancel")),
      show("cancelling", of("cancelling")),
    ],
    expect: trace("!CancelledError", "left=1", "cancelling=1", "left=0", "left=0", "cancelling=0"),
  }),
  kase("task/uncancel-clears", "taken back before it was raised, CancelledError is not raised", {
    clauses: ["task.uncancel-clears-request"],
    fns: {
      ...ROUNDS,
      job: quiet(coroutine(cancel(), show("left", of("uncancel")), sleep(0), log("on"))),
    },
    main: [make, runRounds, ...STATE],
    expect: trace("left=0", "on", "done=True", "cancelled=False"),
  }),
  kase("task/uncancel-one-of-two", "as long as one request is left, it is raised", {
    clauses: ["task.uncancel-clears-request"],
    fns: {
      ...ROUNDS,
      job: quiet(
        coroutine(cancel(), cancel(), show("left", of("uncancel")), try_(sleep(0)), log("on")),
      ),
    },
    main: [make, runRounds, ...STATE],
    expect: trace("left=1", "!CancelledError", "on", "done=True", "cancelled=False"),
  }),
]);
