/** What the dict for the exception handler holds. */
import {
  assign,
  call,
  callback,
  callbackWith,
  coroutine,
  drop,
  gc,
  if_,
  log,
  quiet,
  raise,
  same,
  show,
  variable,
  variadic,
} from "../../language/build.ts";
import type { Expression, TypeName } from "../../language/expression.ts";
import {
  callSoon,
  createFuture,
  createTask,
  loopCall,
  methodCall,
  runFor,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES } from "../kit/callback-rows.ts";
import { SCHEDULERS } from "../kit/dimensions.ts";
import { END, ROUNDS, runRounds, untilEnd } from "../kit/settle.ts";

const CLAUSES = ["call-exception-handler.keys"] as const;
/** With how many arguments the handler is called is another clause's business: the dict is the last. */
const lastArgument = (body: (context: Expression) => readonly Operation[]): Operation => {
  const at = (item: number) => [...body({ item, of: variable("rest") })];
  return if_({ equal: [{ len: variable("rest") }, 1] }, at(0), at(1));
};
const toleratesAll = (body: (context: Expression) => readonly Operation[]) =>
  quiet(variadic(callback(lastArgument(body))));
/** A key that is optional, and the class of what it holds. */
const optional = (key: string, type: TypeName, of: Expression): Operation => {
  const held: Expression = { item: key, of };
  return if_(same(held, null), [log(`${key}=True`)], [show(key, { is: held, type })]);
};
const REPORTED = ["message=True", "exception=True", "future=True"];
const on_error = toleratesAll((context) => [
  // It is a text.
  show("message", { contains: { item: "message", of: context }, text: "" }),
  optional("exception", "Exception", context),
  optional("future", "Future", context),
]);
const fails = quiet(callback(raise("AppError", "x")));
const handles = setExceptionHandler("on_error");

export const contextKeys = table([
  ...SCHEDULERS.map(({ method, slug, schedule, timed }) =>
    kase(
      `exception-handler/keys-${slug}`,
      `the report on a callback of ${method} has a message, and other keys of their kinds`,
      {
        clauses: CLAUSES,
        fns: { ...(timed ? {} : ROUNDS), on_error, fails },
        main: [handles, schedule("fails"), ...(timed ? [runFor(0.03)] : [runRounds])],
        expect: trace(...REPORTED),
      },
    ),
  ),
  ...OWN_PLACES.filter(({ slug }) => ["reader", "signal-handler"].includes(slug)).map((place) => {
    const { fns, before } = place.put([callSoon("end_of_run"), raise("AppError", "x")]);
    return kase(
      `exception-handler/keys-${place.slug}`,
      `the report on an error ${place.title} has a message, and other keys of their kinds`,
      {
        clauses: CLAUSES,
        fns: { ...fns, on_error, end_of_run: quiet(callback(END)) },
        main: [handles, ...untilEnd(...before)],
        expect: trace(...REPORTED),
      },
    );
  }),
  kase(
    "exception-handler/keys-done-callback",
    "the report on a future's callback has a message, and other keys of their kinds",
    {
      clauses: CLAUSES,
      fns: { ...ROUNDS, on_error, done: quiet(callbackWith(["future_"], raise("AppError", "x"))) },
      main: [
        ...[handles, createFuture("future")],
        methodCall("future", "add_done_callback", [{ fn: "done" }]),
        ...[methodCall("future", "set_result", [1]), runRounds],
      ],
      expect: trace(...REPORTED),
    },
  ),
  kase("exception-handler/keys-never-retrieved", "the report on a failed task has a message", {
    clauses: CLAUSES,
    fns: { ...ROUNDS, on_error, work: quiet(coroutine(raise("AppError", "x"))) },
    main: [handles, createTask(call("work"), "task"), runRounds, drop("task"), gc(), runRounds],
    // Whether it is reported at all is another clause's business.
    expect: { trace: [{ one_of: [[], REPORTED] }] },
  }),
  kase("exception-handler/keys-handed-on", "a dict that is handed on arrives with its message", {
    clauses: CLAUSES,
    fns: {
      ...ROUNDS,
      fails,
      first: toleratesAll((context) => [methodCall("given", "set_result", [context])]),
      on_error,
    },
    main: [
      ...[createFuture("given"), setExceptionHandler("first"), callSoon("fails"), runRounds],
      handles,
      assign("report", { m: "result", on: variable("given") }),
      loopCall("call_exception_handler", [variable("report")]),
    ],
    expect: trace(...REPORTED),
  }),
]);
