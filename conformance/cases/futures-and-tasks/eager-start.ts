import {
  await_,
  call,
  callback,
  coroutine,
  log,
  quiet,
  raise,
  show,
  sleep,
  tryExcept,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { callSoon, createTask, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { END, untilEnd } from "../kit/settle.ts";

const eagerly = (eager: boolean) => ({ kwargs: { eager_start: eager } });
const task = (method: string): Expression => ({ m: method, on: variable("task") });
const steps = coroutine(sleep(0), log("resumed"));

/** Tasks whose coroutine starts within create_task(), and those whose does not. */
export const eagerStarts = table([
  kase("eager-start/from-a-coroutine", "the coroutine starts within create_task()", {
    clauses: ["create-task.eager-start"],
    fns: {
      job: steps,
      main: quiet(
        coroutine(
          createTask(call("job"), "task", eagerly(true)),
          log("created"),
          await_(variable("task")),
          log("awaited"),
        ),
      ),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("job", "created", "resumed", "awaited"),
  }),
  kase(
    "eager-start/from-a-callback",
    "with eager_start a task that a callback makes begins at once",
    {
      clauses: ["create-task.eager-start"],
      fns: {
        job: coroutine(sleep(0), log("resumed"), END),
        outer: quiet(callback(createTask(call("job"), "task", eagerly(true)), log("created"))),
      },
      main: untilEnd(callSoon("outer")),
      expect: trace("job", "created", "resumed"),
    },
  ),
  kase("eager-start/ends-at-once", "a coroutine that does not suspend ends within create_task()", {
    clauses: ["create-task.eager-start"],
    fns: {
      job: coroutine(),
      main: quiet(
        coroutine(
          createTask(call("job"), "task", eagerly(true)),
          show("done", task("done")),
          await_(variable("task")),
        ),
      ),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("job", "done=True"),
  }),
  kase(
    "eager-start/raises-at-once",
    "an error of the first step is the task's, not create_task()'s",
    {
      clauses: ["create-task.eager-start"],
      fns: {
        job: coroutine(raise("AppError", "x")),
        main: quiet(
          coroutine(
            createTask(call("job"), "task", eagerly(true)),
            log("created"),
            tryExcept([await_(variable("task"))], "error", log("awaited", variable("error"))),
          ),
        ),
      },
      main: [runUntilComplete(call("main"))],
      expect: trace("job", "created", "awaited=AppError:x"),
    },
  ),
  kase("eager-start/false", "with False the coroutine starts after create_task()", {
    clauses: ["create-task.eager-start"],
    fns: {
      job: steps,
      main: quiet(
        coroutine(
          createTask(call("job"), "task", eagerly(false)),
          log("created"),
          await_(variable("task")),
        ),
      ),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("created", "job", "resumed"),
  }),
  kase("eager-start/mixed", "each task starts as it was asked to", {
    clauses: ["create-task.eager-start"],
    fns: {
      late: coroutine(),
      early: coroutine(),
      main: quiet(
        coroutine(
          createTask(call("late"), "first", eagerly(false)),
          createTask(call("early"), "second", eagerly(true)),
          log("created"),
          await_(variable("first")),
          await_(variable("second")),
        ),
      ),
    },
    main: [runUntilComplete(call("main"))],
    expect: trace("early", "created", "late"),
  }),
]);
