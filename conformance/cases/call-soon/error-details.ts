import {
  assign,
  call,
  callback,
  callbackWith,
  coroutine,
  errorOf,
  handler,
  quiet,
  raise,
  repeat,
  return_,
  same,
  show,
  variable,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callSoon,
  callSoonThreadsafe,
  setDebug,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";

const DETAILS = ["call-soon.error-context-optional-keys"] as const;
const CANCELLED = ["call-soon.cancellederror-reported"] as const;
const RETURNED = ["call-soon.return-value-ignored"] as const;

const handles = setExceptionHandler("on_error");
const fails = quiet(callback(raise("AppError", "x")));
/** With whose signature the handler is called is another clause's business. */
const CALLS = ["on_error", "on_error called with 1 argument"];
const HANDLED = { one_of: CALLS.map((handled) => [handled]) };
const KEYS = { has: ["message", "exception", "handle"], exception: "AppError:x" };

const returned = (slug: string, title: string, value: Expression, debug: boolean): CaseDefinition =>
  kase(`call-soon/${slug}${debug ? "-debug" : ""}`, `${title}${debug ? " in debug mode" : ""}`, {
    clauses: RETURNED,
    fns: { ...ROUNDS, job: callback(return_(value)) },
    main: [setDebug(debug), callSoon("job"), runRounds],
    expect: trace("job"),
  });

/** What else a report holds, and what is no failure. */
export const callSoonErrorDetails = table([
  ...ARGUMENT_COUNTS.map(({ slug, title, args, params }) =>
    kase(`call-soon/error-keys-${slug}`, `the report on a callback ${title} holds all keys`, {
      clauses: DETAILS,
      fns: {
        ...ROUNDS,
        on_error: quiet(handler()),
        fails: quiet(callbackWith(params, raise("AppError", "x"))),
      },
      main: [handles, callSoon("fails", args), runRounds],
      expect: { trace: [], reports: [KEYS] },
    }),
  ),
  kase("call-soon/error-keys-debug", "in debug mode it holds all keys", {
    clauses: DETAILS,
    fns: { ...ROUNDS, on_error: quiet(handler()), fails },
    main: [setDebug(true), handles, callSoon("fails"), runRounds],
    expect: { trace: [], reports: [KEYS] },
  }),
  kase("call-soon/error-once-each", "of twenty failures each is reported once", {
    clauses: DETAILS,
    fns: { ...ROUNDS, on_error: quiet(handler()), fails },
    main: [handles, repeat(20, callSoon("fails")), runRounds, runRounds],
    expect: { trace: [], reports: Array(20).fill(KEYS) },
  }),
  kase("call-soon/error-identity", "exception and handle reported are the very objects", {
    clauses: DETAILS,
    fns: {
      ...ROUNDS,
      on_error: quiet(
        handler(
          show("exception", same({ item: "exception", of: variable("context") }, variable("it"))),
          show("handle", same({ item: "handle", of: variable("context") }, variable("h"))),
        ),
      ),
      fails: quiet(callback({ op: "raise", what: variable("it") })),
    },
    main: [
      assign("it", errorOf("AppError", "x")),
      handles,
      callSoon("fails", [], { as: "h" }),
      runRounds,
    ],
    expect: trace("exception=True", "handle=True"),
  }),
  kase(
    "call-soon/error-keys-threadsafe",
    "the report on a callback of call_soon_threadsafe has its keys",
    {
      clauses: DETAILS,
      fns: { ...ROUNDS, on_error: quiet(handler()), fails },
      main: [handles, callSoonThreadsafe("fails"), runRounds],
      expect: { trace: [], reports: [KEYS] },
    },
  ),
  kase("call-soon/cancellederror", "CancelledError in a callback is reported", {
    clauses: CANCELLED,
    fns: { ...ROUNDS, on_error: handler(), fails: callback(raise("CancelledError")) },
    main: [handles, callSoon("fails"), runRounds],
    expect: trace("fails", HANDLED),
  }),
  kase("call-soon/cancellederror-goes-on", "after a CancelledError the run goes on", {
    clauses: CANCELLED,
    fns: {
      ...ROUNDS,
      on_error: handler(),
      fails: callback(raise("CancelledError")),
      next: callback(),
    },
    main: [handles, callSoon("fails"), callSoon("next"), runRounds],
    // No text says that the report comes before the next callback.
    expect: trace("fails", {
      one_of: CALLS.flatMap((handled) => [
        [handled, "next"],
        ["next", handled],
      ]),
    }),
  }),
  ...[false, true].flatMap((debug) => [
    returned("returns-value", "a value that a callback returns is dropped", 1, debug),
    returned("returns-false", "False that a callback returns is dropped", false, debug),
    returned("returns-method", "a method that it returns is not called", { bound: "stop" }, debug),
    returned("returns-error", "an error that it returns is not raised", errorOf("AppError"), debug),
  ]),
  kase("call-soon/returns-coroutine", "a coroutine that a callback returns is not run", {
    clauses: RETURNED,
    fns: {
      ...ROUNDS,
      job: callback(assign("coroutine", call("inner")), return_(variable("coroutine"))),
      inner: coroutine(),
    },
    main: [
      callSoon("job"),
      runRounds,
      { op: "do", what: { m: "close", on: variable("coroutine") } },
    ],
    expect: trace("job"),
  }),
]);
