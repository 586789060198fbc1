import {
  await_,
  call,
  callback,
  coroutine,
  errorOf,
  log,
  quiet,
  raise,
  repeat,
  return_,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import { callSoon, createFuture, createTask, methodCall } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

import { cancel, make, of, STATE, suspends } from "../kit/task-terms.ts";

/** How a task is cancelled, wherever it waits. */
export const taskCancel = table([
  kase("task/cancel-before-start", "a task that is cancelled before its start does not start", {
    clauses: ["task.cancel-throws"],
    fns: { ...ROUNDS, job: coroutine() },
    main: [make, cancel(), log("asked"), show("done", of("done")), runRounds, ...STATE],
    expect: trace("asked", "done=False", "done=True", "cancelled=True"),
  }),
  kase(
    "task/cancel-waiting",
    "CancelledError is raised where the coroutine waits, and not at once",
    {
      clauses: ["task.cancel-throws"],
      fns: { ...ROUNDS, job: coroutine(try_(suspends), log("goes on")) },
      main: [createFuture("future"), make, runRounds, cancel(), log("asked"), runRounds, ...STATE],
      expect: trace("job", "asked", "!CancelledError", "goes on", "done=True", "cancelled=False"),
    },
  ),
  kase("task/cancel-sleeping", "CancelledError is raised where the coroutine sleeps", {
    clauses: ["task.cancel-throws"],
    fns: { ...ROUNDS, job: coroutine(try_(sleep(3600)), log("goes on")) },
    main: [make, runRounds, cancel(), log("asked"), runRounds, ...STATE],
    expect: trace("job", "asked", "!CancelledError", "goes on", "done=True", "cancelled=False"),
  }),
  kase(
    "task/cancel-giving-way",
    "CancelledError is raised where the coroutine gives way for an iteration",
    {
      clauses: ["task.cancel-throws"],
      fns: {
        ...ROUNDS,
        // Asked once it has begun: no text says how soon a task does.
        job: coroutine(callSoon("asks"), try_(repeat(20, sleep(0))), log("goes on")),
        asks: quiet(callback(cancel())),
      },
      main: [make, runRounds, runRounds, runRounds, ...STATE],
      expect: trace("job", "!CancelledError", "goes on", "done=True", "cancelled=False"),
    },
  ),
  kase(
    "task/cancel-itself",
    "a coroutine that cancels its own task gets the cancellation where it waits next",
    {
      clauses: ["task.cancel-throws"],
      fns: {
        ...ROUNDS,
        job: coroutine(cancel("asked"), log("same step"), try_(suspends), log("after")),
      },
      main: [createFuture("future"), make, runRounds, ...STATE],
      expect: trace(
        "job",
        "asked=True",
        "same step",
        "!CancelledError",
        "after",
        "done=True",
        "cancelled=False",
      ),
    },
  ),
  kase("task/cancel-itself-cancels-future", "and the future that it waits for then is cancelled", {
    clauses: ["task.cancel-reaches-awaited-future"],
    fns: { ...ROUNDS, job: coroutine(cancel("asked"), suspends) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      show("future", { m: "cancelled", on: variable("future") }),
      ...STATE,
    ],
    expect: trace("job", "asked=True", "future=True", "done=True", "cancelled=True"),
  }),
  kase("task/cancel-itself-and-return", "one that returns instead is cancelled all the same", {
    clauses: ["task.cancelled"],
    fns: { ...ROUNDS, job: coroutine(cancel("asked"), return_(5)) },
    main: [make, runRounds, ...STATE],
    expect: trace("job", "asked=True", "done=True", "cancelled=True"),
  }),
  kase(
    "task/cancel-itself-twice-waiting",
    "after one CancelledError the coroutine may wait again",
    {
      clauses: ["task.cancel-throws"],
      fns: {
        ...ROUNDS,
        job: coroutine(try_(suspends), sleep(0), log("waited")),
      },
      main: [createFuture("future"), make, runRounds, cancel(), runRounds, ...STATE],
      expect: trace("job", "!CancelledError", "waited", "done=True", "cancelled=False"),
    },
  ),
  kase("task/cancel-suppressed", "a coroutine that suppresses it gives its result", {
    clauses: ["task.cancel-may-be-suppressed"],
    fns: { ...ROUNDS, job: quiet(coroutine(try_(suspends), return_(5))) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      cancel(),
      runRounds,
      ...STATE,
      show("result", of("result")),
    ],
    expect: trace("!CancelledError", "done=True", "cancelled=False", "result=5"),
  }),
  kase("task/cancelled", "a coroutine that lets it out makes the task cancelled", {
    clauses: ["task.cancelled"],
    fns: { ...ROUNDS, job: quiet(coroutine(suspends)) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      ...STATE,
      cancel(),
      runRounds,
      ...STATE,
      try_(show("result", of("result"))),
      try_(show("exception", of("exception"))),
    ],
    expect: trace(
      "done=False",
      "cancelled=False",
      "done=True",
      "cancelled=True",
      "!CancelledError",
      "!CancelledError",
    ),
  }),
  kase("task/failed", "an exception of the coroutine is the task's, which is not cancelled", {
    clauses: ["task.cancelled"],
    fns: { ...ROUNDS, job: quiet(coroutine(raise("AppError", "x"))) },
    main: [
      make,
      runRounds,
      ...STATE,
      show("exception", of("exception")),
      try_(show("result", of("result"))),
    ],
    expect: trace("done=True", "cancelled=False", "exception=AppError:x", "!AppError:x"),
  }),
  kase("task/cancel-awaited-future", "the future that a cancelled task waits for is cancelled", {
    clauses: ["task.cancel-reaches-awaited-future"],
    fns: { ...ROUNDS, job: quiet(coroutine(suspends)) },
    main: [
      createFuture("future"),
      make,
      runRounds,
      cancel(),
      show("future", { m: "cancelled", on: variable("future") }),
      runRounds,
      ...STATE,
    ],
    expect: trace("future=True", "done=True", "cancelled=True"),
  }),
  kase("task/cancel-awaited-task", "the task that a cancelled task waits for is cancelled", {
    clauses: ["task.cancel-reaches-awaited-future"],
    fns: {
      ...ROUNDS,
      inner: quiet(coroutine(try_(sleep(3600)), log("inner"))),
      job: quiet(coroutine(await_(variable("awaited")), log("job"))),
    },
    main: [createTask(call("inner"), "awaited"), make, runRounds, cancel(), runRounds, ...STATE],
    expect: trace("!CancelledError", "inner", "job", "done=True", "cancelled=False"),
  }),
  kase("task/cancel-chain", "a chain of tasks is cancelled down to the future at its end", {
    clauses: ["task.cancel-reaches-whole-chain"],
    fns: {
      ...ROUNDS,
      last: quiet(coroutine(await_(variable("future")))),
      middle: quiet(coroutine(await_(variable("third")))),
      job: quiet(coroutine(await_(variable("second")))),
    },
    main: [
      createFuture("future"),
      createTask(call("last"), "third"),
      createTask(call("middle"), "second"),
      make,
      runRounds,
      cancel(),
      show("future", { m: "cancelled", on: variable("future") }),
      runRounds,
      show("third", { m: "cancelled", on: variable("third") }),
      show("second", { m: "cancelled", on: variable("second") }),
      ...STATE,
    ],
    expect: trace("future=True", "third=True", "second=True", "done=True", "cancelled=True"),
  }),
  kase(
    "task/cancel-late",
    "where the awaited future is done already, the coroutine gets the cancellation",
    {
      clauses: ["task.cancel-throws"],
      fns: {
        ...ROUNDS,
        job: quiet(coroutine(try_(await_(variable("future"), { show: "value" })))),
      },
      main: [
        createFuture("future"),
        make,
        runRounds,
        methodCall("future", "set_result", [1]),
        cancel(),
        runRounds,
        ...STATE,
      ],
      expect: trace("!CancelledError", "done=True", "cancelled=False"),
    },
  ),
  kase(
    "task/cancel-late-failed",
    "where the awaited future has failed already, the coroutine gets the cancellation",
    {
      clauses: ["task.cancel-throws"],
      fns: {
        ...ROUNDS,
        job: quiet(coroutine(try_(await_(variable("future"), { show: "value" })))),
      },
      main: [
        createFuture("future"),
        make,
        runRounds,
        methodCall("future", "set_exception", [errorOf("AppError", "x")]),
        cancel(),
        runRounds,
        ...STATE,
        show("future", { m: "exception", on: variable("future") }),
      ],
      expect: trace("!CancelledError", "done=True", "cancelled=False", "future=AppError:x"),
    },
  ),
]);
