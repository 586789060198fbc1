import {
  await_,
  call,
  coroutine,
  drop,
  errorOf,
  gc,
  handler,
  log,
  quiet,
  raise,
  show,
  try_,
  variable,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import {
  createFuture,
  createTask,
  methodCall,
  runUntilComplete,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const CLAUSES = ["future-exception-never-retrieved.reported"] as const;
const handles = setExceptionHandler("on_error");
const on_error = quiet(handler(log("reported")));
const fails = quiet(coroutine(raise("AppError", "x")));
const set = methodCall("future", "set_exception", [errorOf("AppError", "x")]);
const REPORT = { has: ["message"] };
const of = (m: string): Expression => ({ m, on: variable("future") });

/** A future that failed, with what is done about it before it is dropped. */
const seen = (
  slug: string,
  title: string,
  fns: CaseDefinition["program"]["fns"],
  ...look: readonly Operation[]
): CaseDefinition =>
  kase(`future/never-retrieved-not-${slug}`, `a failed future ${title} is not reported`, {
    clauses: CLAUSES,
    fns: { ...ROUNDS, on_error, ...fns },
    main: [
      handles,
      createFuture("future"),
      set,
      ...look,
      runRounds,
      drop("future"),
      gc(),
      log("end"),
    ],
    expect: trace("!AppError:x", "end"),
  });

/** Failures that nobody was told of, and those that somebody was. */
export const neverRetrieved = table([
  kase("future/never-retrieved", "a failed future whose exception was never read is reported", {
    clauses: CLAUSES,
    fns: { on_error },
    main: [handles, createFuture("future"), set, log("kept"), drop("future"), gc(), log("end")],
    expect: { ...trace("kept", "reported", "end"), reports: [REPORT] },
  }),
  kase("future/never-retrieved-task", "a failed task that was never awaited is reported", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, on_error, fails },
    main: [
      handles,
      createTask(call("fails"), "task"),
      runRounds,
      log("kept"),
      drop("task"),
      gc(),
      log("end"),
    ],
    expect: { ...trace("kept", "reported", "end"), reports: [REPORT] },
  }),
  kase("future/never-retrieved-asked-done", "done() does not count as reading the exception", {
    clauses: CLAUSES,
    fns: { on_error },
    main: [
      handles,
      createFuture("future"),
      set,
      show("done", of("done")),
      drop("future"),
      gc(),
      log("end"),
    ],
    expect: trace("done=True", "reported", "end"),
  }),
  kase("future/never-retrieved-result", "a future with a result is not reported", {
    clauses: CLAUSES,
    fns: { on_error },
    main: [
      handles,
      createFuture("future"),
      methodCall("future", "set_result", [1]),
      drop("future"),
      gc(),
      log("end"),
    ],
    expect: trace("end"),
  }),
  kase("future/never-retrieved-cancelled", "a cancelled future is not reported", {
    clauses: CLAUSES,
    fns: { on_error },
    main: [
      handles,
      createFuture("future"),
      methodCall("future", "cancel"),
      drop("future"),
      gc(),
      log("end"),
    ],
    expect: trace("end"),
  }),
  seen("result", "whose result was asked for", {}, try_(show("result", of("result")))),
  seen(
    "awaited",
    "that a coroutine awaited",
    {
      waits: quiet(coroutine(try_(await_(variable("future"))))),
    },
    createTask(call("waits"), "task"),
  ),
  seen("run", "that run_until_complete() ran", {}, try_(runUntilComplete(variable("future")))),
  kase(
    "future/never-retrieved-not-exception",
    "one whose exception was asked for is not reported",
    {
      clauses: CLAUSES,
      fns: { on_error },
      main: [
        handles,
        createFuture("future"),
        set,
        show("exception", of("exception")),
        drop("future"),
        gc(),
        log("end"),
      ],
      expect: trace("exception=AppError:x", "end"),
    },
  ),
  ...(["KeyboardInterrupt", "SystemExit"] as const).map((kind) =>
    kase(
      `future/never-retrieved-not-${kind.toLowerCase()}`,
      `${kind} that has left the run is not reported besides`,
      {
        clauses: CLAUSES,
        fns: { on_error, interrupts: quiet(coroutine(raise(kind))) },
        main: [handles, try_(runUntilComplete(call("interrupts"))), gc(), log("end")],
        expect: trace(`!${kind}`, "end"),
      },
    ),
  ),
  kase("future/never-retrieved-default-logs", "without a handler a failed future is logged", {
    clauses: ["default-exception-handler.logs"],
    main: [createFuture("future"), set, drop("future"), gc()],
    expect: { trace: [], logs: { includes: [{ level: "ERROR", exception: "AppError:x" }] } },
  }),
]);
