/** `run_until_complete()` raises the future's exception. */
import {
  assign,
  await_,
  call,
  coroutine,
  coroutineWith,
  errorOf,
  log,
  quiet,
  raise,
  repeatWith,
  same,
  show,
  sleep,
  try_,
  tryExcept,
  tryFinally,
  variable,
} from "../../language/build.ts";
import type { ErrorKind } from "../../language/expression.ts";
import {
  callSoon,
  createFuture,
  createTask,
  methodCall,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { LONG } from "../kit/shorthand.ts";

const EXCEPTION = "run-until-complete.raises-exception";

/** Exceptions that programs raise, and some that the loop itself also uses. */
const KINDS: readonly ErrorKind[] = [
  "AppError",
  "AssertionError",
  "InvalidStateError",
  "LookupError",
  "NotImplementedError",
  "OSError",
  "RuntimeError",
  "StopAsyncIteration",
  "TimeoutError",
  "TypeError",
  "ValueError",
  "ZeroDivisionError",
];

const slugOf = (kind: ErrorKind) => kind.replace(/(?<=[a-z])(?=[A-Z])/g, "-").toLowerCase();

/** Runs, and tells whether the very object named `problem` came back. */
const runAndCompare = (what: Parameters<typeof runUntilComplete>[0]): Operation =>
  tryExcept(
    [runUntilComplete(what), log("no error")],
    "error",
    show("same", same(variable("error"), variable("problem"))),
  );

export const runUntilCompleteException = table([
  ...KINDS.flatMap((kind) => [
    kase(
      `run-until-complete/coroutine-raises-${slugOf(kind)}`,
      `${kind} from a coroutine reaches the caller`,
      {
        clauses: [EXCEPTION],
        fns: { work: coroutine(sleep(0), raise(kind)) },
        main: [try_(runUntilComplete(call("work"))), log("next")],
        expect: trace("work", `!${kind}`, "next"),
      },
    ),
    kase(
      `run-until-complete/future-with-${slugOf(kind)}`,
      `the very ${kind} that a future gets in the run reaches the caller`,
      {
        clauses: [EXCEPTION],
        main: [
          assign("problem", errorOf(kind)),
          createFuture("future"),
          callSoon({ bound: "set_exception", on: variable("future") }, [variable("problem")]),
          runAndCompare(variable("future")),
        ],
        expect: trace("same=True"),
      },
    ),
  ]),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown }) =>
    kase(
      `run-until-complete/raises-the-very-object-${slug}`,
      `the very error that a coroutine raises reaches the caller ${title}`,
      {
        clauses: [EXCEPTION],
        fns: { ...fns, work: coroutine(sleep(0), { op: "raise", what: variable("problem") }) },
        main: [
          ...before,
          assign("problem", errorOf("AppError", "own")),
          runAndCompare(call("work")),
        ],
        expect: trace(...shown, "work", "same=True"),
      },
    ),
  ),
  kase(
    "run-until-complete/done-future-with-an-error",
    "a future that had failed before the run raises its very error",
    {
      clauses: [EXCEPTION, "run-until-complete.done-future-returns-at-once"],
      main: [
        assign("problem", errorOf("AppError", "own")),
        createFuture("future"),
        methodCall("future", "set_exception", [variable("problem")]),
        runAndCompare(variable("future")),
      ],
      expect: trace("same=True"),
    },
  ),
  kase("run-until-complete/task-raises", "the very error of a task reaches the caller", {
    clauses: [EXCEPTION],
    fns: { work: coroutine(sleep(0.002), { op: "raise", what: variable("problem") }) },
    main: [
      assign("problem", errorOf("AppError", "own")),
      createTask(call("work"), "task"),
      runAndCompare(variable("task")),
    ],
    expect: trace("work", "same=True"),
  }),
  kase(
    "run-until-complete/raises-in-the-first-step",
    "an error in a coroutine's first step reaches the caller",
    {
      clauses: [EXCEPTION],
      fns: { work: coroutine(raise("AppError", "at once")) },
      main: [try_(runUntilComplete(call("work")))],
      expect: trace("work", "!AppError:at once"),
    },
  ),
  kase(
    "run-until-complete/raises-from-a-nested-coroutine",
    "an error of an awaited coroutine reaches the caller",
    {
      clauses: [EXCEPTION],
      fns: {
        outer: coroutine(tryFinally([await_(call("inner"))], log("cleanup"))),
        inner: coroutine(sleep(0), raise("AppError", "inner")),
      },
      main: [try_(runUntilComplete(call("outer")))],
      expect: trace("outer", "inner", "cleanup", "!AppError:inner"),
    },
  ),
  kase(
    "run-until-complete/raises-out-of-main",
    "an uncaught error leaves the caller of run_until_complete()",
    {
      clauses: [EXCEPTION],
      fns: { work: coroutine(raise("AppError", "uncaught")) },
      main: [runUntilComplete(call("work")), log("not reached")],
      expect: { trace: ["work"], outcome: "raised AppError:uncaught" },
    },
  ),
  kase("run-until-complete/raises-again", "a task that failed raises its very error in every run", {
    clauses: [EXCEPTION],
    fns: { work: coroutine({ op: "raise", what: variable("problem") }) },
    main: [
      assign("problem", errorOf("AppError", "own")),
      createTask(call("work"), "task"),
      runAndCompare(variable("task")),
      runAndCompare(variable("task")),
    ],
    expect: trace("work", "same=True", "same=True"),
  }),
  kase("run-until-complete/each-of-five-hundred-errors", "500 runs raise each its own error", {
    timeout: LONG,
    clauses: [EXCEPTION],
    fns: {
      work: quiet(coroutineWith(["problem"], sleep(0), { op: "raise", what: variable("problem") })),
    },
    main: [
      repeatWith(
        500,
        "i",
        assign("own", errorOf("AppError")),
        tryExcept(
          [runUntilComplete(call("work", variable("own")))],
          "error",
          show("same", same(variable("error"), variable("own"))),
        ),
      ),
    ],
    expect: trace(...Array<string>(500).fill("same=True")),
  }),
]);
