/** `run_until_complete()` raises the future's exception. */
import {
  atLast,
  attempt,
  awaitFor,
  call,
  coro,
  coroWith,
  errorOf,
  log,
  quiet,
  raise,
  repeatWith,
  rescue,
  same,
  set,
  show,
  sleep,
  v,
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
  rescue(
    [runUntilComplete(what), log("no error")],
    "error",
    show("same", same(v("error"), v("problem"))),
  );

export const runUntilCompleteException = table(
  "conformance/cases/run-until-complete/exception.ts",
  [
    ...KINDS.flatMap((kind) => [
      kase(
        `run-until-complete/coroutine-raises-${slugOf(kind)}`,
        `${kind} from a coroutine reaches the caller`,
        {
          clauses: [EXCEPTION],
          fns: { work: coro(sleep(0), raise(kind)) },
          main: [attempt(runUntilComplete(call("work"))), log("next")],
          expect: trace("work", `!${kind}`, "next"),
        },
      ),
      kase(
        `run-until-complete/future-with-${slugOf(kind)}`,
        `the very ${kind} that a future gets in the run reaches the caller`,
        {
          clauses: [EXCEPTION],
          main: [
            set("problem", errorOf(kind)),
            createFuture("future"),
            callSoon({ bound: "set_exception", on: v("future") }, [v("problem")]),
            runAndCompare(v("future")),
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
          fns: { ...fns, work: coro(sleep(0), { op: "raise", what: v("problem") }) },
          main: [
            ...before,
            set("problem", errorOf("AppError", "own")),
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
          set("problem", errorOf("AppError", "own")),
          createFuture("future"),
          methodCall("future", "set_exception", [v("problem")]),
          runAndCompare(v("future")),
        ],
        expect: trace("same=True"),
      },
    ),
    kase("run-until-complete/task-raises", "the very error of a task reaches the caller", {
      clauses: [EXCEPTION],
      fns: { work: coro(sleep(0.002), { op: "raise", what: v("problem") }) },
      main: [
        set("problem", errorOf("AppError", "own")),
        createTask(call("work"), "task"),
        runAndCompare(v("task")),
      ],
      expect: trace("work", "same=True"),
    }),
    kase(
      "run-until-complete/raises-in-the-first-step",
      "an error in a coroutine's first step reaches the caller",
      {
        clauses: [EXCEPTION],
        fns: { work: coro(raise("AppError", "at once")) },
        main: [attempt(runUntilComplete(call("work")))],
        expect: trace("work", "!AppError:at once"),
      },
    ),
    kase(
      "run-until-complete/raises-from-a-nested-coroutine",
      "an error of an awaited coroutine reaches the caller",
      {
        clauses: [EXCEPTION],
        fns: {
          outer: coro(atLast([awaitFor(call("inner"))], log("cleanup"))),
          inner: coro(sleep(0), raise("AppError", "inner")),
        },
        main: [attempt(runUntilComplete(call("outer")))],
        expect: trace("outer", "inner", "cleanup", "!AppError:inner"),
      },
    ),
    kase(
      "run-until-complete/raises-out-of-main",
      "an error that nobody catches leaves the caller of run_until_complete()",
      {
        clauses: [EXCEPTION],
        fns: { work: coro(raise("AppError", "uncaught")) },
        main: [runUntilComplete(call("work")), log("not reached")],
        expect: { trace: ["work"], outcome: "raised AppError:uncaught" },
      },
    ),
    kase(
      "run-until-complete/raises-again",
      "a task that failed raises its very error in every run",
      {
        clauses: [EXCEPTION],
        fns: { work: coro({ op: "raise", what: v("problem") }) },
        main: [
          set("problem", errorOf("AppError", "own")),
          createTask(call("work"), "task"),
          runAndCompare(v("task")),
          runAndCompare(v("task")),
        ],
        expect: trace("work", "same=True", "same=True"),
      },
    ),
    kase("run-until-complete/each-of-five-hundred-errors", "500 runs raise each its own error", {
      timeout: LONG,
      clauses: [EXCEPTION],
      fns: { work: quiet(coroWith(["problem"], sleep(0), { op: "raise", what: v("problem") })) },
      main: [
        repeatWith(
          500,
          "i",
          set("own", errorOf("AppError")),
          rescue(
            [runUntilComplete(call("work", v("own")))],
            "error",
            show("same", same(v("error"), v("own"))),
          ),
        ),
      ],
      expect: trace(...Array<string>(500).fill("same=True")),
    }),
  ],
);
