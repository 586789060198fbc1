import { attempt, cb, cbWith, evaluate, same, set, show, v } from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import { callLater, cancel, close, runFor, setDebug } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ARGUMENT_COUNTS, SCHEDULERS, TIMED_SCHEDULERS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { FAR } from "../kit/shorthand.ts";

const AS_HANDLE = { as: "h" };
const job = cb(END);
const refused = (
  slug: string,
  title: string,
  clause: CaseDefinition["clauses"][0],
  kind: string,
  method: string,
): CaseDefinition =>
  kase(slug, title, {
    clauses: [clause],
    fns: { job: cb() },
    main: [attempt(evaluate({ m: method, args: [null, { fn: "job" }] }))],
    expect: trace(`!${kind}`),
  });

/** What the methods for a time take, and what can be asked of their handles. */
export const callLaterHandle = table("conformance/cases/delayed-callbacks/handle.ts", [
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
  kase("call-later/delay-int", "a delay of 1 is taken, and is no fraction of a second", {
    clauses: ["call-later.int-or-float"],
    fns: { late: cb(), soon: cb() },
    main: [callLater(1, "late"), callLater(0.002, "soon"), runFor(0.01)],
    expect: trace("soon"),
  }),
  ...[86_401, 10_000_000, 1_000_000_000].map((delay) =>
    kase(`call-later/delay-${delay}`, `a delay of ${delay} s is taken, and does not fire early`, {
      clauses: ["call-later.beyond-one-day"],
      fns: { late: cb(), soon: cb() },
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
        fns: { job: cbWith(count.params) },
        main: [close(), attempt(schedule("job", count.args))],
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
          fns: { job: cb() },
          main: [
            setDebug(debug),
            schedule("job", [], AS_HANDLE),
            show("timer handle", { is: v("h"), type: "TimerHandle" }),
          ],
          expect: trace("timer handle=True"),
        },
      ),
    ),
  ),
  ...TIMED_SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(`${slug}/is-handle`, `what ${method} returns is a Handle if it is a TimerHandle`, {
      clauses: ["timer-handle.is-handle"],
      fns: { job: cb() },
      main: [
        schedule("job", [], AS_HANDLE),
        // Whether it is one at all is another clause's business.
        show("both", {
          equal: [
            { is: v("h"), type: "TimerHandle" },
            { is: v("h"), type: "Handle" },
          ],
        }),
      ],
      expect: trace("both=True"),
    }),
  ),
  ...SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(`${slug}/handle-cancelled`, `the handle of ${method} tells of its cancel`, {
      clauses: ["handle.cancel-cancelled"],
      fns: { job: cb() },
      main: [
        schedule("job", [], AS_HANDLE),
        show("before", { m: "cancelled", on: v("h") }),
        cancel("h"),
        show("after", { m: "cancelled", on: v("h") }),
        runFor(0.012),
      ],
      expect: trace("before=False", "after=True"),
    }),
  ),
  ...SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(`${slug}/get-context`, `the handle of ${method} gives the context it was given`, {
      clauses: ["handle.get-context"],
      fns: { job: cb() },
      main: [
        set("given", { make: "copy_context" }),
        schedule("job", [], { ...AS_HANDLE, context: v("given") }),
        show("same", same({ m: "get_context", on: v("h") }, v("given"))),
      ],
      expect: trace("same=True"),
    }),
  ),
  ...SCHEDULERS.map(({ method, slug, schedule }) =>
    kase(`${slug}/get-context-default`, `the handle of ${method} gives the copy that it made`, {
      clauses: ["handle.get-context"],
      fns: { job: cb() },
      main: [
        { op: "cv_set", var: "who", value: "early" },
        schedule("job", [], AS_HANDLE),
        { op: "cv_set", var: "who", value: "late" },
        set("got", { m: "get_context", on: v("h") }),
        show("who", { cv: "who", in: v("got") }),
      ],
      expect: trace("who=early"),
    }),
  ),
  kase("call-later/when", "when() is the time of the call plus the delay", {
    clauses: ["timer-handle.when"],
    fns: { job: cb() },
    main: [
      set("before", { m: "time" }),
      callLater(FAR, "job", [], AS_HANDLE),
      set("after", { m: "time" }),
      show("float", { is: { m: "when", on: v("h") }, type: "float" }),
      show("early", { less: [{ m: "when", on: v("h") }, { add: [v("before"), FAR - 0.02] }] }),
      show("late", { less: [{ add: [v("after"), FAR + 0.02] }, { m: "when", on: v("h") }] }),
    ],
    expect: trace("float=True", "early=False", "late=False"),
  }),
]);
