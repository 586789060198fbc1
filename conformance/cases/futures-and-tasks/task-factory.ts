/** Who makes the tasks of a loop: when the factory is called, how it is set, read and reset. */
import {
  assign,
  call,
  callbackWith,
  quiet,
  return_,
  same,
  show,
  try_,
  variable,
  withKeywords,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { createTask, loopCall, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";
import { factory, job, PARAMETERS, setsFactory } from "../kit/task-factories.ts";

const current: Expression = { m: "get_task_factory" };

export const taskFactories = table([
  kase("task-factory/used", "create_task() returns what the factory made", {
    clauses: ["task-factory.used"],
    fns: { ...ROUNDS, factory, job },
    main: [
      setsFactory,
      createTask(call("job"), "task"),
      show("made", same(variable("task"), variable("made"))),
      loopCall("set_task_factory", [null]),
      runRounds,
    ],
    expect: trace("factory", "made=True", "job"),
  }),
  kase("task-factory/arguments", "the factory gets the loop and the coroutine", {
    clauses: ["task-factory.used"],
    fns: {
      job,
      factory: quiet(
        withKeywords(
          callbackWith(
            PARAMETERS,
            show("loop", same(variable("loop_"), variable("loop"))),
            show("coroutine", same(variable("coroutine"), variable("given"))),
            assign("made", { make: "task", of: variable("coroutine"), loop: variable("loop_") }),
            return_(variable("made")),
          ),
        ),
      ),
    },
    main: [
      assign("given", call("job")),
      setsFactory,
      createTask(variable("given"), "task"),
      runUntilComplete(variable("task")),
    ],
    expect: trace("loop=True", "coroutine=True", "job"),
  }),
  kase("task-factory/for-run-until-complete", "run_until_complete() uses it for a coroutine", {
    clauses: ["run-until-complete.uses-task-factory"],
    fns: { factory, job },
    main: [
      setsFactory,
      runUntilComplete(call("job")),
      show("done", { m: "done", on: variable("made") }),
    ],
    expect: trace("factory", "job", "done=True"),
  }),
  ...([1, "factory", false] as const).map((value) =>
    kase(`task-factory/invalid-${value}`, `${value} is refused, and the factory stays`, {
      clauses: ["task-factory.invalid"],
      fns: { factory },
      main: [
        setsFactory,
        try_(loopCall("set_task_factory", [value])),
        show("kept", same(current, { fn: "factory" })),
      ],
      expect: trace("!TypeError", "kept=True"),
    }),
  ),
  kase("task-factory/get", "get_task_factory() gives what was set", {
    clauses: ["task-factory.get-and-reset"],
    fns: { factory },
    main: [
      show("new", current),
      setsFactory,
      show("set", same(current, { fn: "factory" })),
      loopCall("set_task_factory", [null]),
      show("reset", current),
    ],
    expect: trace("new=None", "set=True", "reset=None"),
  }),
  kase("task-factory/reset", "after None plain tasks are made", {
    clauses: ["task-factory.get-and-reset"],
    fns: { ...ROUNDS, factory, job },
    main: [
      setsFactory,
      loopCall("set_task_factory", [null]),
      createTask(call("job"), "task"),
      show("task", { is: variable("task"), type: "Task" }),
      runRounds,
    ],
    expect: trace("task=True", "job"),
  }),
]);
