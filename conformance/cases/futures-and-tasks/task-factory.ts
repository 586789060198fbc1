import {
  assign,
  await_,
  call,
  callback,
  callbackWith,
  contextVarSet,
  contextVarShow,
  coroutine,
  log,
  quiet,
  return_,
  same,
  show,
  try_,
  variable,
  withKeywords,
  withOptional,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { callSoon, createTask, loopCall, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const PARAMS = ["loop_", "coroutine"];
const job = coroutine();
const factory = quiet(
  withKeywords(
    callbackWith(
      PARAMS,
      log("factory"),
      assign("made", { make: "task", of: variable("coroutine"), loop: variable("loop_") }),
      return_(variable("made")),
    ),
  ),
);
const plain = callbackWith(
  PARAMS,
  log("factory"),
  assign("made", { make: "task", of: variable("coroutine"), loop: variable("loop_") }),
  return_(variable("made")),
);
/** Factories of the signatures that the documentation gave before it said that more keywords may come. */
const WITH_CONTEXT = quiet(withOptional(plain, "context"));
const SIGNATURES = [
  {
    slug: "two-parameters",
    title: "that takes loop and coroutine and nothing else",
    clause: "task-factory.signature",
    factory: quiet(plain),
  },
  {
    slug: "context",
    title: "that takes loop, coroutine and context and nothing else",
    clause: "task-factory.signature-context",
    factory: WITH_CONTEXT,
  },
] as const;
const uses = loopCall("set_task_factory", [{ fn: "factory" }]);
const current: Expression = { m: "get_task_factory" };

/** A factory of the signature documented from 3.13.3 on: it passes on all keywords. */
const passing = (...body: Operation[]) =>
  quiet(
    withKeywords(
      callbackWith(
        PARAMS,
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
const name: Expression = { m: "get_name", on: variable("task") };
const context: Expression = { m: "get_context", on: variable("task") };

/** A task without the keywords. */
const makes = [
  assign("made", { make: "task", of: variable("coroutine"), loop: variable("loop_") }),
  return_(variable("made")),
];

/** Who makes the tasks of a loop. */
export const taskFactories = table([
  kase("task-factory/used", "create_task() returns what the factory made", {
    clauses: ["task-factory.used"],
    fns: { ...ROUNDS, factory, job },
    main: [
      uses,
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
            PARAMS,
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
      uses,
      createTask(variable("given"), "task"),
      runUntilComplete(variable("task")),
    ],
    expect: trace("loop=True", "coroutine=True", "job"),
  }),
  kase("task-factory/for-run-until-complete", "run_until_complete() uses it for a coroutine", {
    clauses: ["run-until-complete.uses-task-factory"],
    fns: { factory, job },
    main: [uses, runUntilComplete(call("job")), show("done", { m: "done", on: variable("made") })],
    expect: trace("factory", "job", "done=True"),
  }),
  kase("task-factory/context", "the factory gets the context that was given", {
    clauses: ["task-factory.gets-context"],
    fns: {
      job: quiet(coroutine(contextVarShow("x"))),
      // Whatever else it is given: the sentence is about the context alone.
      factory: quiet(
        withKeywords(
          withOptional(
            callbackWith(
              PARAMS,
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
      uses,
      createTask(call("job"), "task", { context: variable("own") }),
      runUntilComplete(variable("task")),
    ],
    expect: trace("given=True", "x=main"),
  }),
  ...SIGNATURES.flatMap(({ slug, title, clause, factory: documented }) => [
    kase(`task-factory/signature-${slug}`, `create_task() calls a factory ${title}`, {
      clauses: [clause],
      fns: { factory: documented, job },
      main: [uses, createTask(call("job"), "task"), runUntilComplete(variable("task"))],
      expect: trace("factory", "job"),
    }),
    kase(
      `task-factory/signature-${slug}-in-a-run`,
      `create_task() in a coroutine calls a factory ${title}`,
      {
        clauses: [clause],
        fns: {
          factory: documented,
          job,
          inner: quiet(coroutine(createTask(call("job"), "task"), await_(variable("task")))),
        },
        main: [
          assign("outer", { make: "task", of: call("inner"), loop: variable("loop") }),
          uses,
          runUntilComplete(variable("outer")),
        ],
        expect: trace("factory", "job"),
      },
    ),
    kase(
      `task-factory/signature-${slug}-in-a-callback`,
      `create_task() in a callback calls a factory ${title}`,
      {
        clauses: [clause],
        fns: {
          ...ROUNDS,
          factory: documented,
          job,
          inner: quiet(callback(createTask(call("job"), "task"))),
        },
        main: [
          assign("rounds_task", { make: "task", of: call("rounds"), loop: variable("loop") }),
          uses,
          callSoon("inner"),
          runUntilComplete(variable("rounds_task")),
        ],
        expect: trace("factory", "job"),
      },
    ),
    kase(
      `task-factory/signature-${slug}-for-run-until-complete`,
      `run_until_complete() calls a factory ${title}`,
      {
        clauses: [clause, "run-until-complete.uses-task-factory"],
        fns: { factory: documented, job },
        main: [uses, runUntilComplete(call("job"))],
        expect: trace("factory", "job"),
      },
    ),
  ]),
  kase(
    "task-factory/signature-context-given",
    "a factory of loop, coroutine and context is called with the context that was given",
    {
      clauses: ["task-factory.signature-context"],
      fns: { factory: WITH_CONTEXT, job },
      main: [
        assign("own", { make: "context" }),
        uses,
        createTask(call("job"), "task", { context: variable("own") }),
        runUntilComplete(variable("task")),
      ],
      expect: trace("factory", "job"),
    },
  ),
  ...([1, "factory", false] as const).map((value) =>
    kase(`task-factory/invalid-${value}`, `${value} is refused, and the factory stays`, {
      clauses: ["task-factory.invalid"],
      fns: { factory },
      main: [
        uses,
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
      uses,
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
      uses,
      loopCall("set_task_factory", [null]),
      createTask(call("job"), "task"),
      show("task", { is: variable("task"), type: "Task" }),
      runRounds,
    ],
    expect: trace("task=True", "job"),
  }),
  kase("task-factory/name", "the name is set on the task that the factory made", {
    clauses: ["task-factory.name-applied"],
    fns: { ...ROUNDS, factory, job },
    main: [
      uses,
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
      uses,
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
      uses,
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
        main: [createTask(call("main"), "outer"), uses, runUntilComplete(variable("outer"))],
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
        factory: quiet(withKeywords(callbackWith(PARAMS, log("got", keyword("colour")), ...makes))),
      },
      main: [
        uses,
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
            PARAMS,
            log("got", keyword("colour")),
            show("given", same(keyword("context"), variable("context"))),
            ...makes,
          ),
        ),
      ),
    },
    main: [
      uses,
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
