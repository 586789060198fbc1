/** Eager task factories. */
import {
  await_,
  call,
  callback,
  coroutine,
  coroutineWith,
  log,
  quiet,
  raise,
  return_,
  show,
  sleep,
  tryExcept,
  variable,
} from "../../language/build.ts";
import { callSoon, createFuture, createTask, methodCall } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { EAGER, inside, install, runMain, TASK, taskAnswer } from "../kit/eager-factories.ts";
import { END, untilEnd } from "../kit/settle.ts";

const RUNS = "eager-factory.runs-synchronously";
const BLOCKS = "eager-factory.blocks-then-scheduled";
const some = CIRCUMSTANCES.filter(({ slug }) =>
  ["plain", "debug", "second-run", "after-raising-run"].includes(slug),
);

export const eagerFactories = table([
  ...some.map(({ slug, title, fns, before, shown }) =>
    kase(`eager-factory/ends-at-once-${slug}`, `a coroutine ends inside create_task() ${title}`, {
      clauses: [RUNS],
      fns: {
        ...fns,
        job: coroutine(return_(5)),
        ...inside(
          install(EAGER),
          createTask(call("job"), "task"),
          show("done", taskAnswer("done")),
          show("result", taskAnswer("result")),
        ),
      },
      main: [...before, runMain],
      expect: trace(...shown, "job", "done=True", "result=5"),
    }),
  ),
  kase("eager-factory/raises-at-once", "an error inside create_task() is the task's", {
    clauses: [RUNS],
    fns: {
      job: coroutine(raise("AppError", "x")),
      ...inside(
        install(EAGER),
        createTask(call("job"), "task"),
        show("done", taskAnswer("done")),
        tryExcept([await_(TASK)], "error", log("awaited", variable("error"))),
      ),
    },
    main: [runMain],
    expect: trace("job", "done=True", "awaited=AppError:x"),
  }),
  kase("eager-factory/from-a-callback", "a task that a callback makes begins at once", {
    clauses: [RUNS],
    fns: {
      job: coroutine(),
      makes: quiet(
        callback(createTask(call("job"), "task"), show("done", taskAnswer("done")), END),
      ),
    },
    main: [install(EAGER), ...untilEnd(callSoon("makes"))],
    expect: trace("job", "done=True"),
  }),
  kase("eager-factory/nested", "a task made inside an eager one begins at once, too", {
    clauses: [RUNS],
    fns: {
      inner: coroutine(),
      outer: coroutine(createTask(call("inner"), "second"), log("made")),
      ...inside(install(EAGER), createTask(call("outer"), "task"), log("back")),
    },
    main: [runMain],
    expect: trace("outer", "inner", "made", "back"),
  }),
  kase("eager-factory/no-longer", "a task begins later once the factory is gone", {
    clauses: [RUNS],
    fns: {
      job: coroutineWith(["n"]),
      ...inside(
        install(EAGER),
        createTask(call("job", 1), "task"),
        install(null),
        createTask(call("job", 2), "second"),
        log("made"),
        await_(variable("second")),
      ),
    },
    main: [runMain],
    expect: trace("job(1)", "made", "job(2)"),
  }),
  ...some.map(({ slug, title, fns, before, shown }) =>
    kase(`eager-factory/suspends-${slug}`, `a coroutine that suspends goes on as a task ${title}`, {
      clauses: [BLOCKS],
      fns: {
        ...fns,
        job: coroutine(sleep(0), log("resumed"), return_(5)),
        ...inside(
          install(EAGER),
          createTask(call("job"), "task"),
          show("done", taskAnswer("done")),
          await_(TASK, { show: "result" }),
        ),
      },
      main: [...before, runMain],
      expect: trace(...shown, "job", "done=False", "resumed", "result=5"),
    }),
  ),
  kase(
    "eager-factory/waits-for-a-future",
    "a coroutine that awaits a future goes on with its result",
    {
      clauses: [BLOCKS],
      fns: {
        job: coroutine(await_(variable("future"), { show: "got" })),
        ...inside(
          install(EAGER),
          createFuture("future"),
          createTask(call("job"), "task"),
          log("made"),
          methodCall("future", "set_result", [5]),
          log("set"),
          await_(TASK),
        ),
      },
      main: [runMain],
      expect: trace("job", "made", "set", "got=5"),
    },
  ),
  kase("eager-factory/suspended-is-cancelled", "a suspended coroutine can be cancelled", {
    clauses: [BLOCKS],
    fns: {
      job: coroutine(tryExcept([sleep(3600)], "error", log("caught", variable("error")))),
      ...inside(
        install(EAGER),
        createTask(call("job"), "task"),
        show("cancel", taskAnswer("cancel")),
        await_(TASK),
      ),
    },
    main: [runMain],
    expect: trace("job", "cancel=True", "caught=CancelledError"),
  }),
]);
