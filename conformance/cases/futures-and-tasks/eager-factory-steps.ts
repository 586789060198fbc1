/** What holds inside an eager step, and for a task that ended in one. */
import {
  assign,
  await_,
  call,
  contextVarSet,
  contextVarShow,
  coroutine,
  log,
  raise,
  return_,
  same,
  show,
  sleep,
  tryExcept,
  variable,
} from "../../language/build.ts";
import { asyncio, createTask } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { EAGER, inside, install, runMain, TASK, taskAnswer } from "../kit/eager-factories.ts";

const WITHIN = "eager-factory.current-task-and-context";
const CANCEL = "eager-factory.cancel-after-completion";

export const eagerFactorySteps = table([
  kase("eager-factory/current-task", "current_task() is the new task in its eager step", {
    clauses: [WITHIN],
    fns: {
      job: coroutine(assign("seen", asyncio("current_task"))),
      ...inside(
        install(EAGER),
        assign("own", asyncio("current_task")),
        createTask(call("job"), "task"),
        show("inside", same(variable("seen"), TASK)),
        show("afterwards", same(asyncio("current_task"), variable("own"))),
      ),
    },
    main: [runMain],
    expect: trace("job", "inside=True", "afterwards=True"),
  }),
  kase(
    "eager-factory/current-task-after-an-error",
    "current_task() is the former one after an error",
    {
      clauses: [WITHIN],
      fns: {
        job: coroutine(raise("AppError", "x")),
        ...inside(
          install(EAGER),
          assign("own", asyncio("current_task")),
          createTask(call("job"), "task"),
          show("afterwards", same(asyncio("current_task"), variable("own"))),
          tryExcept([await_(TASK)], "error", log("awaited", variable("error"))),
        ),
      },
      main: [runMain],
      expect: trace("job", "afterwards=True", "awaited=AppError:x"),
    },
  ),
  kase(
    "eager-factory/current-task-after-a-suspension",
    "current_task() is the former one after a suspension",
    {
      clauses: [WITHIN],
      fns: {
        job: coroutine(sleep(0), show("later", same(asyncio("current_task"), TASK))),
        ...inside(
          install(EAGER),
          assign("own", asyncio("current_task")),
          createTask(call("job"), "task"),
          show("afterwards", same(asyncio("current_task"), variable("own"))),
          await_(TASK),
        ),
      },
      main: [runMain],
      expect: trace("job", "afterwards=True", "later=True"),
    },
  ),
  kase("eager-factory/context", "what an eager step sets does not leak out of it", {
    clauses: [WITHIN],
    fns: {
      job: coroutine(contextVarShow("x"), contextVarSet("x", 2), sleep(0), contextVarShow("x")),
      ...inside(
        install(EAGER),
        contextVarSet("x", 1),
        createTask(call("job"), "task"),
        contextVarShow("x"),
        await_(TASK),
        contextVarShow("x"),
      ),
    },
    main: [runMain],
    expect: trace("job", "x=1", "x=1", "x=2", "x=1"),
  }),
  ...(
    [
      ["returned", "returned", return_(5)],
      ["raised", "raised", raise("AppError", "x")],
    ] as const
  ).map(([slug, title, ending]) =>
    kase(`eager-factory/cancel-${slug}`, `cancel() of a task that ${title} eagerly returns False`, {
      clauses: [CANCEL],
      fns: {
        job: coroutine(ending),
        ...inside(
          install(EAGER),
          createTask(call("job"), "task"),
          show("cancel", taskAnswer("cancel")),
          show("cancelled", taskAnswer("cancelled")),
          tryExcept([await_(TASK)], "error", log("awaited", variable("error"))),
        ),
      },
      main: [runMain],
      expect: trace(
        "job",
        "cancel=False",
        "cancelled=False",
        ...(slug === "raised" ? ["awaited=AppError:x"] : []),
      ),
    }),
  ),
  kase(
    "eager-factory/cancel-later",
    "cancel() has no effect on a task that ended eagerly, later either",
    {
      clauses: [CANCEL],
      fns: {
        job: coroutine(return_(5)),
        ...inside(
          install(EAGER),
          createTask(call("job"), "task"),
          sleep(0),
          show("cancel", taskAnswer("cancel")),
          await_(TASK, { show: "result" }),
        ),
      },
      main: [runMain],
      expect: trace("job", "cancel=False", "result=5"),
    },
  ),
]);
