/** Eager task factories with a constructor of the program's, and tasks that are not to start eagerly. */
import {
  assign,
  await_,
  call,
  callbackWith,
  coroutine,
  coroutineWith,
  functionNamed,
  log,
  quiet,
  return_,
  same,
  show,
  sleep,
  variable,
  withKeywords,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { asyncio, createTask } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { EAGER, inside, install, runMain, TASK, taskAnswer } from "../kit/eager-factories.ts";

const CUSTOM = "create-eager-task-factory.custom-constructor";
const OVERRIDES = "create-task.eager-start-overrides-factory";
/** Of a factory with a constructor of the program's own. */
const CUSTOMS: Expression = asyncio("create_eager_task_factory", functionNamed("constructs"));
const constructs = withKeywords(
  quiet(
    callbackWith(
      ["coroutine"],
      log("constructs"),
      assign("built", {
        make: "task",
        of: variable("coroutine"),
        keywords: variable("keywords"),
      }),
      return_(variable("built")),
    ),
  ),
);

export const customEagerFactories = table([
  kase(
    "eager-factory/custom",
    "create_eager_task_factory() makes tasks with the given constructor",
    {
      clauses: [CUSTOM],
      fns: {
        constructs,
        job: coroutine(return_(5)),
        ...inside(
          install(CUSTOMS),
          createTask(call("job"), "task"),
          show("own", same(TASK, variable("built"))),
          show("result", taskAnswer("result")),
        ),
      },
      main: [runMain],
      expect: trace("constructs", "job", "own=True", "result=5"),
    },
  ),
  kase(
    "eager-factory/custom-suspends",
    "a task of the given constructor goes on after a suspension",
    {
      clauses: [CUSTOM],
      fns: {
        constructs,
        job: coroutine(sleep(0), return_(5)),
        ...inside(
          install(CUSTOMS),
          createTask(call("job"), "task"),
          show("done", taskAnswer("done")),
          await_(TASK, { show: "result" }),
        ),
      },
      main: [runMain],
      expect: trace("constructs", "job", "done=False", "result=5"),
    },
  ),
  kase("eager-factory/custom-each-task", "the given constructor makes each task", {
    clauses: [CUSTOM],
    fns: {
      constructs,
      job: coroutineWith(["n"]),
      ...inside(
        install(CUSTOMS),
        createTask(call("job", 1), "task"),
        createTask(call("job", 2), "second"),
        show("own", same(variable("second"), variable("built"))),
      ),
    },
    main: [runMain],
    expect: trace("constructs", "job(1)", "constructs", "job(2)", "own=True"),
  }),
  kase(
    "eager-start/false-under-an-eager-factory",
    "eager_start=False defers a coroutine under an eager factory",
    {
      clauses: [OVERRIDES],
      fns: {
        job: coroutine(return_(5)),
        ...inside(
          install(EAGER),
          createTask(call("job"), "task", { kwargs: { eager_start: false } }),
          log("made"),
          await_(TASK, { show: "result" }),
        ),
      },
      main: [runMain],
      expect: trace("made", "job", "result=5"),
    },
  ),
  kase(
    "eager-start/each-under-an-eager-factory",
    "each task under an eager factory begins as it was asked to",
    {
      clauses: [OVERRIDES],
      fns: {
        job: coroutineWith(["n"]),
        ...inside(
          install(EAGER),
          createTask(call("job", 1), "first", { kwargs: { eager_start: false } }),
          createTask(call("job", 2), "second"),
          createTask(call("job", 3), "third", { kwargs: { eager_start: true } }),
          log("made"),
          await_(variable("first")),
        ),
      },
      main: [runMain],
      expect: trace("job(2)", "job(3)", "made", "job(1)"),
    },
  ),
  kase(
    "eager-start/false-under-a-custom-factory",
    "eager_start=False defers a coroutine under a custom eager factory",
    {
      clauses: [OVERRIDES],
      fns: {
        constructs,
        job: coroutine(),
        ...inside(
          install(CUSTOMS),
          createTask(call("job"), "task", { kwargs: { eager_start: false } }),
          log("made"),
          await_(TASK),
        ),
      },
      main: [runMain],
      expect: trace("constructs", "made", "job"),
    },
  ),
]);
