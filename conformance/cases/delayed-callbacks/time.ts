import {
  block,
  call,
  callback,
  callbackWith,
  coroutine,
  difference,
  log,
  measure,
  quiet,
  show,
  sleep,
  variable,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import {
  callAt,
  callLater,
  callSoon,
  runFor,
  runUntilComplete,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, timersOf, underEach } from "../kit/callback-rows.ts";
import { inDebug } from "../kit/circumstances.ts";
import { ARGUMENT_COUNTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { AT_ALL, times } from "../kit/shorthand.ts";

const AFTER = ["call-later.runs-after-delay"] as const;
const AT = ["call-at.absolute-time"] as const;
const ONCE = ["call-later.exactly-once"] as const;
const job = callback(END, difference("loop_time", "start", "waited"));
const start = measure("loop_time", "start");

/** A timer of so many seconds, and that they have passed when it fires. */
const waits = (seconds: number, debug: boolean): readonly CaseDefinition[] => {
  const suffix = `${Math.round(seconds * 1000)}ms${debug ? "-debug" : ""}`;
  const title = `${seconds} s${debug ? " in debug mode" : ""}`;
  const bounds = { waited: [seconds, AT_ALL] as const };
  const common = { fns: { job }, expect: { trace: ["job"], bounds } };
  return [
    kase(`call-later/waits-${suffix}`, `a call_later does not fire before ${title}`, {
      clauses: AFTER,
      ...common,
      main: untilEnd(...inDebug(debug), start, callLater(seconds, "job")),
    }),
    kase(`call-at/waits-${suffix}`, `a call_at does not fire before ${title}`, {
      clauses: AT,
      ...common,
      main: untilEnd(...inDebug(debug), start, callAt(seconds, "job")),
    }),
  ];
};

/** Timers fire once, and not before their time. */
export const callLaterTime = table([
  ...[0.001, 0.005, 0.0125, 0.03].flatMap((seconds) => waits(seconds, false)),
  ...waits(0.005, true),
  ...OWN_PLACES.filter(({ duringRun }) => duringRun).map((place) =>
    kase(`call-later/waits-${place.slug}`, `scheduled ${place.title}, a timer waits its time`, {
      ...placed(place, [start, callLater(0.005, "job")], {
        clauses: AFTER,
        fns: { job },
        expect: { trace: ["job"], bounds: { waited: [0.005, AT_ALL] } },
      }),
    }),
  ),
  ...underEach("call-later/waits", "a timer waits its time", () => ({
    clauses: AFTER,
    fns: { job },
    main: untilEnd(start, callLater(0.005, "job")),
    expect: { trace: ["job"], bounds: { waited: [0.005, AT_ALL] } },
  })),
  kase("call-later/waits-past-busy-callback", "a timer set after a long callback waits its time", {
    clauses: AFTER,
    fns: { busy: callback(block(0.02), start, callLater(0.005, "job")), job },
    main: untilEnd(callSoon("busy")),
    expect: { trace: ["busy", "job"], bounds: { waited: [0.005, AT_ALL] } },
  }),
  kase("call-later/waits-before-run", "the time before the run counts", {
    clauses: AT,
    fns: { job: callback(END) },
    main: untilEnd(callAt(0.01, "job"), block(0.02)),
    expect: trace("job"),
  }),
  kase("call-at/when", "when() of the handle of call_at is the time given", {
    clauses: ["timer-handle.when"],
    fns: { job: quiet(callback()) },
    main: [
      { op: "do", what: { time_plus: 60 }, as: "due" },
      { op: "do", what: { m: "call_at", args: [variable("due"), { fn: "job" }] }, as: "h" },
      show("not early", {
        not: { less: [{ m: "when", on: variable("h") }, { add: [variable("due"), -0.002] }] },
      }),
      show("not late", {
        less: [{ m: "when", on: variable("h") }, { add: [variable("due"), 0.002] }],
      }),
    ],
    expect: trace("not early=True", "not late=True"),
  }),
  ...timersOf(0.002).flatMap(({ method, slug, schedule }) =>
    ARGUMENT_COUNTS.map((count) =>
      kase(`${slug}/once-${count.slug}`, `a ${method} ${count.title} fires once`, {
        clauses: ONCE,
        fns: { job: callbackWith(count.params) },
        main: [schedule("job", count.args), runFor(0.005), runFor(0.002)],
        expect: trace(count.count === 0 ? "job" : `job${count.shown}`),
      }),
    ),
  ),
  ...underEach("call-later/once", "a timer fires once", () => ({
    clauses: ONCE,
    fns: { job: callback() },
    main: [callLater(0.002, "job"), runFor(0.005), runFor(0.002)],
    expect: trace("job"),
  })),
  kase("call-later/once-same-callback", "of 200 timers of one callback each fires once", {
    clauses: ONCE,
    fns: { job: callback() },
    main: [{ op: "repeat", times: 200, body: [callLater(0.002, "job")] }, runFor(0.03)],
    expect: trace(...times(200, "job")),
  }),
  kase("call-later/once-distinct", "of 200 timers of different times each fires once", {
    clauses: ONCE,
    fns: { job: callback() },
    main: [
      ...Array.from({ length: 200 }, (_, n) => callLater(0.0001 * (n + 1), "job")),
      runFor(0.05),
    ],
    expect: trace(...times(200, "job")),
  }),
  kase("call-later/once-between-runs", "a timer that was due between two runs fires once", {
    clauses: ONCE,
    fns: { job: callback() },
    main: [callLater(0.004, "job"), runFor(0), block(0.01), runFor(0.002), runFor(0.002)],
    expect: trace("job"),
  }),
  kase("call-later/waits-for-task", "a task's sleep and a timer both end", {
    clauses: ONCE,
    fns: { job: callback(), main: coroutine(sleep(0.008), log("slept")) },
    main: [callLater(0.002, "job"), runUntilComplete(call("main"))],
    expect: trace({ interleave: [["main", "slept"], ["job"]] }),
  }),
]);
