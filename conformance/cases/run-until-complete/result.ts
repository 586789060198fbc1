/** `run_until_complete()` returns the future's result. */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  coroutineWith,
  errorOf,
  log,
  quiet,
  repeatWith,
  return_,
  same,
  show,
  sleep,
  tryExcept,
  variable,
} from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callLater,
  callSoon,
  createFuture,
  createTask,
  methodCall,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CIRCUMSTANCES } from "../kit/dimensions.ts";
import { LONG } from "../kit/shorthand.ts";

const RESULT = "run-until-complete.returns-result";

const VALUES: readonly (readonly [slug: string, value: Expression, shown: string])[] = [
  ["a-number", 42, "42"],
  ["zero", 0, "0"],
  ["a-fraction", 1.5, "1.5"],
  ["none", null, "None"],
  ["true", true, "True"],
  ["false", false, "False"],
  ["a-text", "text", "text"],
  ["an-empty-text", "", ""],
  ["a-tuple", { list: [1, "two"] }, "(1, two)"],
  ["an-empty-tuple", { list: [] }, "()"],
];

const shown = { show: "result" };

export const runUntilCompleteResult = table([
  ...VALUES.flatMap(([slug, value, text]) => [
    kase(
      `run-until-complete/coroutine-returns-${slug}`,
      `the value that a coroutine returns comes back: ${slug.replaceAll("-", " ")}`,
      {
        clauses: [RESULT],
        fns: { work: coroutine(return_(value)) },
        main: [runUntilComplete(call("work"), shown)],
        expect: trace("work", `result=${text}`),
      },
    ),
    kase(
      `run-until-complete/future-with-${slug}`,
      `the result that a future gets in the run comes back: ${slug.replaceAll("-", " ")}`,
      {
        clauses: [RESULT],
        main: [
          createFuture("future"),
          callSoon({ bound: "set_result", on: variable("future") }, [value]),
          runUntilComplete(variable("future"), shown),
        ],
        expect: trace(`result=${text}`),
      },
    ),
    kase(
      `run-until-complete/done-future-with-${slug}`,
      `the result that a future had before the run comes back: ${slug.replaceAll("-", " ")}`,
      {
        clauses: [RESULT, "run-until-complete.done-future-returns-at-once"],
        main: [
          createFuture("future"),
          methodCall("future", "set_result", [value]),
          runUntilComplete(variable("future"), shown),
        ],
        expect: trace(`result=${text}`),
      },
    ),
  ]),
  ...CIRCUMSTANCES.map(({ slug, title, fns, before, shown: entries }) =>
    kase(
      `run-until-complete/returns-the-very-object-${slug}`,
      `the very object that a coroutine returns comes back ${title}`,
      {
        clauses: [RESULT],
        fns: { ...fns, work: coroutine(sleep(0), return_(variable("object"))) },
        main: [
          ...before,
          assign("object", { make: "object" }),
          runUntilComplete(call("work"), { as: "got" }),
          show("same", same(variable("got"), variable("object"))),
        ],
        expect: trace(...entries, "work", "same=True"),
      },
    ),
  ),
  kase("run-until-complete/task-result", "the result of a task comes back", {
    clauses: [RESULT],
    fns: { work: coroutine(sleep(0.002), return_(7)) },
    main: [createTask(call("work"), "task"), runUntilComplete(variable("task"), shown)],
    expect: trace("work", "result=7"),
  }),
  kase("run-until-complete/result-again", "a task that is done gives its result again and again", {
    clauses: [RESULT],
    fns: { work: coroutine(return_(7)) },
    main: [
      createTask(call("work"), "task"),
      runUntilComplete(variable("task"), { show: "first" }),
      runUntilComplete(variable("task"), { show: "second" }),
      runUntilComplete(variable("task"), { show: "third" }),
    ],
    expect: trace("work", "first=7", "second=7", "third=7"),
  }),
  kase("run-until-complete/no-return-gives-none", "a coroutine without a return gives None", {
    clauses: [RESULT],
    fns: { work: coroutine(sleep(0)) },
    main: [runUntilComplete(call("work"), shown)],
    expect: trace("work", "result=None"),
  }),
  kase(
    "run-until-complete/error-object-as-result",
    "an error object as result is returned, not raised",
    {
      clauses: [RESULT],
      fns: { work: coroutine(return_(errorOf("AppError", "value"))) },
      main: [runUntilComplete(call("work"), shown)],
      expect: trace("work", "result=AppError:value"),
    },
  ),
  kase(
    "run-until-complete/future-as-result",
    "a future as result is returned unchanged, pending or not",
    {
      clauses: [RESULT],
      fns: { work: coroutine(return_(variable("other"))) },
      main: [
        createFuture("other"),
        runUntilComplete(call("work"), { as: "got" }),
        show("same", same(variable("got"), variable("other"))),
        show("done", { m: "done", on: variable("other") }),
      ],
      expect: trace("work", "same=True", "done=False"),
    },
  ),
  kase(
    "run-until-complete/result-after-a-caught-error",
    "an error that the coroutine handles is not raised",
    {
      clauses: [RESULT],
      fns: {
        fails: coroutine({ op: "raise", what: errorOf("AppError") }),
        work: coroutine(tryExcept([await_(call("fails"))], "error", log("caught")), return_(7)),
      },
      main: [runUntilComplete(call("work"), shown)],
      expect: trace("work", "fails", "caught", "result=7"),
    },
  ),
  kase(
    "run-until-complete/result-of-a-swallowed-cancel",
    "a task that swallows its cancellation returns its result",
    {
      clauses: [RESULT],
      fns: {
        work: coroutine(
          callLater(0.005, "cancel_it"),
          tryExcept([sleep(3600)], "error", log("swallowed")),
          return_(7),
        ),
        cancel_it: callback(methodCall("task", "cancel")),
      },
      main: [createTask(call("work"), "task"), runUntilComplete(variable("task"), shown)],
      expect: trace("work", "cancel_it", "swallowed", "result=7"),
    },
  ),
  kase("run-until-complete/each-of-a-thousand-results", "1,000 runs give each its own result", {
    timeout: LONG,
    clauses: [RESULT],
    fns: { work: quiet(coroutineWith(["n"], sleep(0), return_(variable("n")))) },
    main: [repeatWith(1000, "i", runUntilComplete(call("work", variable("i")), shown))],
    expect: trace(...Array.from({ length: 1000 }, (_, n) => `result=${n}`)),
  }),
]);
