/** Task factories of the signatures that the documentation gave before more keywords came. */
import {
  assign,
  await_,
  call,
  callback,
  callbackWith,
  coroutine,
  log,
  quiet,
  return_,
  variable,
  withOptional,
} from "../../language/build.ts";
import { callSoon, createTask, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ROUNDS } from "../kit/settle.ts";
import { job, PARAMETERS, setsFactory } from "../kit/task-factories.ts";

const plain = callbackWith(
  PARAMETERS,
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

export const taskFactorySignatures = table([
  ...SIGNATURES.flatMap(({ slug, title, clause, factory: documented }) => [
    kase(`task-factory/signature-${slug}`, `create_task() calls a factory ${title}`, {
      clauses: [clause],
      fns: { factory: documented, job },
      main: [setsFactory, createTask(call("job"), "task"), runUntilComplete(variable("task"))],
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
          setsFactory,
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
          setsFactory,
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
        main: [setsFactory, runUntilComplete(call("job"))],
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
        setsFactory,
        createTask(call("job"), "task", { context: variable("own") }),
        runUntilComplete(variable("task")),
      ],
      expect: trace("factory", "job"),
    },
  ),
]);
