import {
  assign,
  call,
  callback,
  callbackWith,
  coroutine,
  do_,
  handler,
  log,
  quiet,
  try_,
  variable,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import {
  callSoon,
  close,
  runFor,
  setDebug,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed } from "../kit/callback-rows.ts";
import { inDebug } from "../kit/circumstances.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";
import { END, ROUNDS, runRounds } from "../kit/settle.ts";

const KEYWORDS = ["call-soon.rejects-keywords"] as const;
const job = callback();
const last = quiet(callback(END));

const keywords = (slug: string, title: string, kwargs: Keywords, debug = false): CaseDefinition =>
  kase(`call-soon/keyword-${slug}`, title, {
    clauses: KEYWORDS,
    fns: { ...ROUNDS, job },
    main: [...inDebug(debug), try_(callSoon("job", [], { kwargs })), runRounds],
    expect: trace("!TypeError"),
  });

const noncallable = (slug: string, title: string, what: Expression): readonly CaseDefinition[] => [
  kase(`call-soon/noncallable-${slug}-debug`, `in debug mode ${title} is refused at the call`, {
    clauses: ["call-soon.noncallable-debug"],
    main: [setDebug(true), try_(do_({ m: "call_soon", args: [what] }))],
    expect: trace("!TypeError"),
  }),
  kase(`call-soon/noncallable-${slug}`, `outside debug mode ${title} fails in its turn`, {
    clauses: ["call-soon.noncallable-nondebug"],
    fns: { ...ROUNDS, on_error: quiet(handler()) },
    main: [
      setExceptionHandler("on_error"),
      do_({ m: "call_soon", args: [what] }),
      log("scheduled"),
      runRounds,
    ],
    expect: { trace: ["scheduled"], reports: [{ exception: "TypeError" }] },
  }),
];

/** A coroutine or a function for one is no callback; in debug mode that is told at once. */
const refusedInDebug = (slug: string, title: string, ...main: Operation[]): CaseDefinition =>
  kase(`call-soon/noncallable-${slug}-debug`, `in debug mode ${title} is refused at the call`, {
    clauses: ["call-soon.noncallable-debug"],
    fns: { main: coroutine() },
    main: [setDebug(true), ...main],
    expect: trace("!TypeError"),
  });

/** What call_soon does not take. */
export const callSoonRefusals = table([
  keywords("flush", "a keyword of the callback's is refused", { flush: true }),
  keywords("args", "a keyword named args is refused", { args: { list: [1] } }),
  keywords("loop", "a keyword named loop is refused", { loop: variable("loop") }),
  keywords("delay", "a keyword named delay is refused", { delay: 0 }),
  keywords("kwargs", "a keyword named kwargs is refused", { kwargs: null }),
  keywords("two", "two keywords are refused", { first: 1, second: 2 }),
  keywords("beside-context", "a keyword beside a context is refused", {
    context: { make: "context" },
    flush: true,
  }),
  keywords("debug", "a keyword is refused in debug mode", { flush: true }, true),
  ...ARGUMENT_COUNTS.filter(({ count }) => count > 0).map(({ slug, title, args, params }) =>
    kase(`call-soon/keyword-${slug}`, `a keyword is refused for a callback ${title}`, {
      clauses: KEYWORDS,
      fns: { ...ROUNDS, job: callbackWith(params) },
      main: [try_(callSoon("job", args, { kwargs: { flush: true } })), runRounds],
      expect: trace("!TypeError"),
    }),
  ),
  ...OWN_PLACES.filter(({ duringRun }) => duringRun).map((place) =>
    kase(
      `call-soon/keyword-${place.slug}`,
      `${place.title} a keyword is refused, and nothing is scheduled`,
      placed(place, [try_(callSoon("job", [], { kwargs: { flush: true } })), callSoon("last")], {
        clauses: KEYWORDS,
        fns: { job, last },
        expect: trace("!TypeError"),
      }),
    ),
  ),
  kase("call-soon/no-callback", "without a callback the call is refused", {
    clauses: ["call-soon.rejects-missing-callback"],
    main: [try_(do_({ m: "call_soon" }))],
    expect: trace("!TypeError"),
  }),
  kase("call-soon/no-callback-but-context", "a context without a callback is refused", {
    clauses: ["call-soon.rejects-missing-callback"],
    main: [try_(do_({ m: "call_soon", kwargs: { context: { make: "context" } } }))],
    expect: trace("!TypeError"),
  }),
  ...noncallable("number", "a number as the callback", 5),
  ...noncallable("none", "None as the callback", null),
  ...noncallable("text", "a text as the callback", "job"),
  ...noncallable("object", "an object that is not a function", { make: "object" }),
  refusedInDebug(
    "coroutine-function",
    "a coroutine function",
    try_(do_({ m: "call_soon", args: [{ fn: "main" }] })),
  ),
  refusedInDebug(
    "coroutine",
    "a coroutine",
    assign("coroutine", call("main")),
    try_(do_({ m: "call_soon", args: [variable("coroutine")] })),
    do_({ m: "close", on: variable("coroutine") }),
  ),
  ...ARGUMENT_COUNTS.flatMap(({ slug, title, args, params }) =>
    [false, true].map((debug) =>
      kase(
        `call-soon/closed-${slug}${debug ? "-debug" : ""}`,
        `a closed loop takes no callback ${title}${debug ? " in debug mode" : ""}`,
        {
          clauses: ["call-soon.closed-rejected"],
          fns: { job: callbackWith(params) },
          main: [...inDebug(debug), close(), try_(callSoon("job", args))],
          expect: trace("!RuntimeError"),
        },
      ),
    ),
  ),
  kase("call-soon/closed-with-context", "a closed loop takes no callback with a context", {
    clauses: ["call-soon.closed-rejected"],
    fns: { job },
    main: [close(), try_(callSoon("job", [], { context: { make: "context" } }))],
    expect: trace("!RuntimeError"),
  }),
  kase("call-soon/closed-after-run", "a loop that was closed after a run takes no callback", {
    clauses: ["call-soon.closed-rejected"],
    fns: { job },
    main: [runFor(0), close(), try_(callSoon("job"))],
    expect: trace("!RuntimeError"),
  }),
]);
