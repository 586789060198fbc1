/** What reaches a task factory: name, context, eager_start and unknown keywords. */
import {
  assign,
  await_,
  call,
  callbackWith,
  contextVarSet,
  contextVarShow,
  coroutine,
  log,
  quiet,
  return_,
  same,
  show,
  variable,
  withKeywords,
  withOptional,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { createTask, loopCall, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";
import { factory, job, PARAMETERS, setsFactory } from "../kit/task-factories.ts";

/** A factory of the signature documented from 3.13.3 on: it passes on all keywords. */
const passing = (...body: Operation[]) =>
  quiet(
    withKeywords(
      callbackWith(
        PARAMETERS,
        ...body,
        assign("made", {
          make: "task",
          of: variable("coroutine"),
          loop: variable("loop_"),
          keywords: variable("keywords"),
        }),
        return_(variable("made")),
      ),
    ),
  );
const keyword = (name: string): Expression => ({ item: name, of: variable("keywords") });
const context: Expression = { m: "get_context", on: variable("task") };
const name: Expression = { m: "get_name", on: variable("task") };

/** A task without the keywords. */
const makes = [
  assign("made", { make: "task", of: variable("coroutine"), loop: variable("loop_") }),
  return_(variable("made")),
];

export const taskFactoryKeywords = table([
  kase("task-factory/context", "the factory gets the context that was given", {
    clauses: ["task-factory.gets-context"],
    fns: {
      job: quiet(coroutine(contextVarShow("x"))),
      // Whatever else it is given: the sentence is about the context alone.
      factory: quiet(
        withKeywords(
          withOptional(
            callbackWith(
              PARAMETERS,
              show("given", same(variable("context"), variable("own"))),
              assign("made", { make: "task", of: variable("coroutine"), loop: variable("loop_") }),
              return_(variable("made")),
            ),
            "context",
          ),
        ),
      ),
    },
    main: [
      contextVarSet("x", "main"),
      assign("own", { make: "context" }),
      setsFactory,
      createTask(call("job"), "task", { context: variable("own") }),
      runUntilComplete(variable("task")),
    ],
    expect: trace("given=True", "x=main"),
  }),
  kase("task-factory/name", "the name is set on the task that the factory made", {
    clauses: ["task-factory.name-applied"],
    fns: { ...ROUNDS, factory, job },
    main: [
      setsFactory,
      createTask(call("job"), "task", { kwargs: { name: "worker" } }),
      show("name", name),
      loopCall("set_task_factory", [null]),
      runRounds,
    ],
    expect: trace("factory", "name=worker", "job"),
  }),
  kase("task-factory/name-passed-on", "the name reaches the factory, which passes it on", {
    clauses: ["task-factory.gets-name"],
    fns: { factory: passing(log("got", keyword("name"))), job },
    main: [
      setsFactory,
      createTask(call("job"), "task", { kwargs: { name: "worker" } }),
      show("name", name),
      runUntilComplete(variable("task")),
    ],
    expect: trace("got=worker", "name=worker", "job"),
  }),
  kase("task-factory/name-and-context", "name and context reach the factory together", {
    clauses: ["task-factory.gets-all-kwargs"],
    fns: {
      factory: passing(
        log("got", keyword("name")),
        show("given", same(keyword("context"), variable("context"))),
      ),
      job,
    },
    main: [
      setsFactory,
      assign("context", { make: "context" }),
      createTask(call("job"), "task", {
        context: variable("context"),
        kwargs: { name: "worker" },
      }),
      show("name", name),
      show("context", same(context, variable("context"))),
      runUntilComplete(variable("task")),
    ],
    expect: trace("got=worker", "given=True", "name=worker", "context=True", "job"),
  }),
  ...([true, false] as const).map((eager) =>
    kase(
      `task-factory/eager-start-${eager}`,
      `eager_start=${eager ? "True" : "False"} reaches the factory, which passes it on`,
      {
        clauses: ["task-factory.gets-all-kwargs", "create-task.eager-start"],
        fns: {
          factory: passing(log("got", keyword("eager_start"))),
          job,
          main: quiet(
            coroutine(
              createTask(call("job"), "task", { kwargs: { eager_start: eager } }),
              log("created"),
              await_(variable("task")),
            ),
          ),
        },
        main: [createTask(call("main"), "outer"), setsFactory, runUntilComplete(variable("outer"))],
        expect: eager ? trace("got=True", "job", "created") : trace("got=False", "created", "job"),
      },
    ),
  ),
  kase(
    "task-factory/unknown-keyword",
    "a keyword that create_task() does not know reaches the factory",
    {
      clauses: ["create-task.extra-kwargs"],
      fns: {
        job,
        // Task itself refuses the keyword, so this factory keeps it.
        factory: quiet(
          withKeywords(callbackWith(PARAMETERS, log("got", keyword("colour")), ...makes)),
        ),
      },
      main: [
        setsFactory,
        createTask(call("job"), "task", { kwargs: { colour: "red" } }),
        runUntilComplete(variable("task")),
      ],
      expect: trace("got=red", "job"),
    },
  ),
  kase("task-factory/unknown-keyword-and-context", "and the context reaches it, too", {
    clauses: ["create-task.extra-kwargs", "task-factory.gets-context"],
    fns: {
      job,
      factory: quiet(
        withKeywords(
          callbackWith(
            PARAMETERS,
            log("got", keyword("colour")),
            show("given", same(keyword("context"), variable("context"))),
            ...makes,
          ),
        ),
      ),
    },
    main: [
      setsFactory,
      assign("context", { make: "context" }),
      createTask(call("job"), "task", {
        context: variable("context"),
        kwargs: { colour: "red" },
      }),
      runUntilComplete(variable("task")),
    ],
    expect: trace("got=red", "given=True", "job"),
  }),
]);
