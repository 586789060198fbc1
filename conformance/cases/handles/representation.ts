import { assign, callback, handler, quiet, raise, show, variable } from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import {
  callAt,
  callLater,
  callSoon,
  callSoonThreadsafe,
  cancel,
  runFor,
  setDebug,
  setExceptionHandler,
} from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { READY_SCHEDULERS, TIMED_SCHEDULERS } from "../kit/dimensions.ts";
import { ROUNDS, runRounds } from "../kit/settle.ts";
import { FAR } from "../kit/shorthand.ts";

const AS_HANDLE = { as: "h" };
const job = quiet(callback());
const contains = (label: string, text: string): Operation =>
  show(label, { contains: { repr: variable("h") }, text });
const traceback: Expression = { item: "source_traceback", of: variable("context") };
const fails = quiet(callback(raise("AppError", "x")));
const tells = quiet(handler(show("told", { not: { same: [traceback, null] } })));

/** What a handle says of itself, whatever its class is called, and what debug mode adds to the reports. */
export const handleRepresentations = table([
  ...READY_SCHEDULERS.map(({ slug, method, schedule }) =>
    kase(`handle/representation-${slug}`, `a handle of ${method} shows whether it was cancelled`, {
      clauses: ["handle.representation"],
      fns: { job },
      main: [
        schedule("job", [], AS_HANDLE),
        contains("waiting", " cancelled"),
        cancel("h"),
        contains("cancelled", " cancelled"),
      ],
      expect: trace("waiting=False", "cancelled=True"),
    }),
  ),
  ...TIMED_SCHEDULERS.map(({ slug, method, schedule }) =>
    kase(`handle/representation-${slug}`, `a handle of ${method} shows its time besides`, {
      clauses: ["handle.representation"],
      fns: { job },
      main: [
        schedule("job", [], AS_HANDLE),
        contains("when", " when="),
        contains("waiting", " cancelled"),
        cancel("h"),
        contains("cancelled", " cancelled"),
      ],
      expect: trace("when=True", "waiting=False", "cancelled=True"),
    }),
  ),
  ...([callSoon, callSoonThreadsafe] as const).map((schedule, index) =>
    kase(
      `debug/source-traceback-${index === 0 ? "call-soon" : "call-soon-threadsafe"}`,
      "the report on a callback tells where it was scheduled",
      {
        clauses: ["debug.source-traceback"],
        fns: { ...ROUNDS, fails, tells },
        main: [setDebug(true), setExceptionHandler("tells"), schedule("fails"), runRounds],
        expect: { ...trace("told=True"), reports: [{ has: ["source_traceback"] }] },
      },
    ),
  ),
  kase("debug/source-traceback-call-later", "the report on a timer tells where it was scheduled", {
    clauses: ["debug.source-traceback"],
    fns: { fails, tells },
    main: [setDebug(true), setExceptionHandler("tells"), callLater(0.001, "fails"), runFor(0.02)],
    expect: { ...trace("told=True"), reports: [{ has: ["source_traceback"] }] },
  }),
  kase("debug/source-traceback-no-debug", "outside debug mode it does not", {
    clauses: ["debug.source-traceback"],
    fns: { ...ROUNDS, fails, tells },
    main: [setDebug(false), setExceptionHandler("tells"), callSoon("fails"), runRounds],
    expect: trace("told=False"),
  }),
  kase("timer-handle/when-kept-after-cancel", "a cancelled timer's handle still has its time", {
    clauses: ["timer-handle.when"],
    fns: { job },
    main: [
      assign("before", { m: "time" }),
      callLater(FAR, "job", [], AS_HANDLE),
      cancel("h"),
      show("later", { less: [variable("before"), { m: "when", on: variable("h") }] }),
    ],
    expect: trace("later=True"),
  }),
  kase("timer-handle/when-of-call-at", "when() of a handle of call_at is the time that was given", {
    clauses: ["timer-handle.when"],
    fns: { job },
    main: [
      assign("before", { time_plus: 7 }),
      callAt(9, "job", [], AS_HANDLE),
      show("after", { less: [variable("before"), { m: "when", on: variable("h") }] }),
      show("soon", { less: [{ m: "when", on: variable("h") }, { time_plus: 9.5 }] }),
    ],
    expect: trace("after=True", "soon=True"),
  }),
]);
