import {
  assign,
  call,
  callback,
  callbackWith,
  coroutine,
  do_,
  if_,
  quiet,
  same,
  show,
  try_,
  variable,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { callLater, cancel, close, runFor, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { inDebug } from "../kit/circumstances.ts";
import { ARGUMENT_COUNTS, SCHEDULERS, TIMED_SCHEDULERS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { FAR } from "../kit/shorthand.ts";

const AS_HANDLE = { as: "h" };
const job = callback(END);
/** Schedules the job by the method, and shows what kind of handle it returns. */
const timerHandle = (method: string, when: Expression): Operation[] => [
  assign("h", { m: method, args: [when, { fn: "job" }] }),
  show("timer handle", { is: variable("h"), type: "TimerHandle" }),
];
const refused = (
  slug: string,
  title: string,
  clause: CaseDefinition["clauses"][0],
  kind: string,
  method: string,
): CaseDefinition =>
  kase(slug, title, {
    clauses: [clause],
    fns: { job: callback() },
    main: [try_(do_({ m: method, args: [null, { fn: "job" }] }))],
    expect: trace(`!${kind}`),
  });

/** What the methods for a time take, and what can be asked of their handles. */
export const callLaterHandle = table([
  ...[
    ["int-zero", "0", 0],
    ["float", "0.002", 0.002],
    ["float-tiny", "1e-06", 1e-6],
  ].map(([slug, title, delay]) =>
    kase(`call-later/delay-${slug}`, `a delay of ${title} is taken`, {
      clauses: ["call-later.int-or-float"],
      fns: { job },
      main: untilEnd(callLater(Number(delay), "job")),
      expect: trace("job"),
    }),
  ),
  kase("call-later/delay-int", "a delay of 1 is taken, and is a whole second", {
    clauses: ["call-later.int-or-float"],
    fns: { late: callback(), soon: callback() },
    main: [callLater(1, "late"), callLater(0.002, "soon"), runFor(0.01)],
    expect: trace("soon"),
  }),
  ...(
    [
      [86_401, "call-later.beyond-one-day"],
      [10_000_000, "call-later.far-future"],
      [1_000_000_000, "call-later.far-future"],
    ] as const
  ).map(([delay, clause]) =>
    kase(`call-later/delay-${delay}`, `a delay of ${delay} s is taken, and does not fire early`, {
      clauses: [clause],
      fns: { late: callback(), soon: callback() },
      main: [callLater(delay, "late"), callLater(0.002, "soon"), runFor(0.01)],
      expect: trace("soon"),
    }),
  ),
  refused(
    "call-later/delay-none",
    "None as the delay is refused",
    "call-later.rejects-none",
    "TypeError",
    "call_later",
  ),
  refused(
    "call-at/none-assertion",
    "None as the time is refused with AssertionError",
    "call-at.rejects-none",
    "AssertionError",
    "call_at",
  ),
  refused(
    "call-at/none",
    "None as the time is refused with TypeError",
    "call-at.rejects-none-type-error",
    "TypeError",
    "call_at",
  ),
  ...TIMED_SCHEDULERS.flatMap(({ method, slug, schedule }) =>
    ARGUMENT_COUNTS.map((count) =>
      kase(`${slug}/closed-${count.slug}`, `a closed loop takes no ${method} ${count.title}`, {
        clauses: ["call-later.closed-rejected"],
        fns: { job: callbackWith(count.params) },
        main: [close(), try_(schedule("job", count.args))],
        expect: trace("!RuntimeError"),
      }),
    ),
  ),
  ...TIMED_SCHEDULERS.flatMap(({ method, slug, schedule }) =>
    [false, true].map((debug) =>
      kase(
        `${slug}/handle${debug ? "-debug" : ""}`,
        `${method} returns a TimerHandle${debug ? " in debug mode" : ""}`,
        {
          clauses: ["call-later.returns-timerhandle"],
          fns: { job: callback() },
          main: [
            ...inDebug(debug),
            schedule("job", [], AS_HANDLE),
            show("timer handle", { is: variable("h"), type: "TimerHandle" }),
          ],
          expect: trace("timer handle=True"),
        },
      ),
    ),
  ),
  ...(
    [
      ["call-later/handle-zero", "call_later() with a delay of 0", "call_later", 0],
      ["call-later/handle-tiny", "call_later() with a delay of 1e-9", "call_later", 1e-9],
      ["call-at/handle-now", "call_at() with the present time", "call_at", { m: "time" }],
    ] as const
  ).flatMap(([slug, what, method, when]) => [
    kase(slug, `${what} returns a TimerHandle`, {
      clauses: ["call-later.returns-timerhandle"],
      fns: { job: callback() },
      main: timerHandle(method, when),
      expect: trace("timer handle=True"),
    }),
    kase(`${slug}-in-a-run`, `${what} returns a TimerHandle in a run`, {
      clauses: ["call-later.returns-timerhandle"],
      fns: {
        job: quiet(callback()),
        work: quiet(coroutine(...timerHandle(method, when))),
      },
      main: [runUntilComplete(call("work"))],
      expect: trace("timer handle=True"),
    }),
  ]),
  ...TIMED_SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(`${slug}/is-handle`, `what ${method} returns is a Handle if it is a TimerHandle`, {
      clauses: ["timer-handle.is-handle"],
      fns: { job: callback() },
      main: [
        schedule("job", [], AS_HANDLE),
        // Whether it is one at all is another clause's business.
        if_({ is: variable("h"), type: "TimerHandle" }, [
          show("handle", { is: variable("h"), type: "Handle" }),
        ]),
      ],
      expect: trace({ one_of: [[], ["handle=True"]] }),
    }),
  ),
  ...SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(`${slug}/handle-cancelled`, `the handle of ${method} reports its cancellation`, {
      clauses: ["handle.cancel-cancelled"],
      fns: { job: quiet(callback()) },
      main: [
        schedule("job", [], AS_HANDLE),
        show("before", { m: "cancelled", on: variable("h") }),
        cancel("h"),
        show("after", { m: "cancelled", on: variable("h") }),
        runFor(0.012),
      ],
      expect: trace("before=False", "after=True"),
    }),
  ),
  ...SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(`${slug}/get-context`, `the handle of ${method} gives the context it was given`, {
      clauses: ["handle.get-context"],
      fns: { job: callback() },
      main: [
        assign("given", { make: "copy_context" }),
        schedule("job", [], { ...AS_HANDLE, context: variable("given") }),
        show("same", same({ m: "get_context", on: variable("h") }, variable("given"))),
      ],
      expect: trace("same=True"),
    }),
  ),
  ...SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(`${slug}/get-context-default`, `the handle of ${method} gives the copy that it made`, {
      clauses: ["handle.get-context"],
      fns: { job: callback() },
      main: [
        { op: "cv_set", var: "who", value: "early" },
        schedule("job", [], AS_HANDLE),
        { op: "cv_set", var: "who", value: "late" },
        assign("got", { m: "get_context", on: variable("h") }),
        show("who", { cv: "who", in: variable("got") }),
      ],
      expect: trace("who=early"),
    }),
  ),
  kase("call-later/when", "when() is the time of the call plus the delay", {
    clauses: ["timer-handle.when"],
    fns: { job: callback() },
    main: [
      assign("before", { m: "time" }),
      callLater(FAR, "job", [], AS_HANDLE),
      assign("after", { m: "time" }),
      show("float", { is: { m: "when", on: variable("h") }, type: "float" }),
      show("early", {
        less: [{ m: "when", on: variable("h") }, { add: [variable("before"), FAR - 0.02] }],
      }),
      show("late", {
        less: [{ add: [variable("after"), FAR + 0.02] }, { m: "when", on: variable("h") }],
      }),
    ],
    expect: trace("float=True", "early=False", "late=False"),
  }),
]);
