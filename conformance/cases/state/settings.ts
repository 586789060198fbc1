/** What is set for a loop stays set, however a run ends in between. */
import {
  assign,
  call,
  callback,
  callbackWith,
  quiet,
  return_,
  same,
  show,
  variable,
  variadic,
  withKeywords,
} from "../../language/build.ts";
import {
  createTask,
  loopCall,
  setDebug,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";
import { job, PARAMETERS, setsFactory } from "../kit/task-factories.ts";

/** Those in which a run has ended, each in another way. */
const ENDED = CIRCUMSTANCES.filter(({ slug }) =>
  ["second-run", "after-stop", "after-callback-error", "after-raising-run"].includes(slug),
);
/** Makes plain tasks, and says nothing: how often runs call it is no matter of these cases. */
const factory = quiet(
  withKeywords(
    callbackWith(
      PARAMETERS,
      assign("made", { make: "task", of: variable("coroutine"), loop: variable("loop_") }),
      return_(variable("made")),
    ),
  ),
);
const on_error = quiet(variadic(callback()));

export const keptSettings = table(
  ENDED.flatMap(({ slug, title, fns, before, shown }) => [
    kase(`debug/kept-${slug}`, `debug mode stays on ${title}`, {
      clauses: ["set-debug.toggles"],
      fns,
      main: [setDebug(true), ...before, show("on", { m: "get_debug" })],
      expect: trace(...shown, "on=True"),
    }),
    kase(`task-factory/kept-${slug}`, `get_task_factory() gives what was set, ${title}`, {
      clauses: ["task-factory.get-and-reset"],
      fns: { ...fns, factory },
      main: [
        setsFactory,
        ...before,
        show("kept", same({ m: "get_task_factory" }, { fn: "factory" })),
      ],
      expect: trace(...shown, "kept=True"),
    }),
    kase(`task-factory/used-${slug}`, `create_task() returns what the factory made, ${title}`, {
      clauses: ["task-factory.used"],
      fns: { ...ROUNDS, ...fns, factory, job },
      main: [
        setsFactory,
        ...before,
        createTask(call("job"), "task"),
        show("made", same(variable("task"), variable("made"))),
        loopCall("set_task_factory", [null]),
        runRounds,
      ],
      expect: trace(...shown, "made=True", "job"),
    }),
    kase(`exception-handler/kept-${slug}`, `get_exception_handler() gives what was set, ${title}`, {
      clauses: ["get-exception-handler.value"],
      fns: { ...fns, on_error },
      main: [
        setExceptionHandler("on_error"),
        ...before,
        show("kept", same({ m: "get_exception_handler" }, { fn: "on_error" })),
      ],
      expect: trace(...shown, "kept=True"),
    }),
  ]),
);
