import { callback, callbackWith, quiet, variable } from "../../language/build.ts";
import {
  callAt,
  callLater,
  callSoon,
  cancel,
  runFor,
  runForever,
  stop,
} from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed, timersOf, underEach } from "../kit/callback-rows.ts";
import { ARGUMENT_COUNTS, CONTEXTS } from "../kit/dimensions.ts";
import { END, untilEnd } from "../kit/settle.ts";
import { FAR } from "../kit/shorthand.ts";

const CLAUSES = ["call-later.cancel"] as const;
const AS_HANDLE = { as: "h" };
const last = quiet(callback(END));
/** Seconds after which the timers of 3 ms would have fired. */
const PAST = 0.006;

/** Seconds: long enough for a callback to come before it, whatever the clock's resolution. */
const SOON = 0.05;

/** A cancelled timer never fires. */
export const callLaterCancel = table([
  ...timersOf(0.003).flatMap(({ method, slug, schedule }) =>
    ARGUMENT_COUNTS.map((count) =>
      kase(
        `${slug}/cancel-${count.slug}`,
        `cancelled before the run, a ${method} ${count.title} is void`,
        {
          clauses: CLAUSES,
          fns: { job: callbackWith(count.params) },
          main: [schedule("job", count.args, AS_HANDLE), cancel("h"), runFor(PAST)],
          expect: trace(),
        },
      ),
    ),
  ),
  ...ARGUMENT_COUNTS.map((count) =>
    kase(
      `call-later/cancel-by-callback-${count.slug}`,
      `cancelled by a callback before its time, a timer ${count.title} does not fire`,
      {
        clauses: CLAUSES,
        fns: {
          job: callbackWith(count.params),
          cancels: callback(cancel("h")),
          begin: quiet(
            callback(callLater(SOON, "job", count.args, AS_HANDLE), callSoon("cancels")),
          ),
        },
        main: [callSoon("begin"), runFor(SOON * 1.2)],
        expect: trace("cancels"),
      },
    ),
  ),
  ...timersOf(0.003).flatMap(({ method, slug, schedule }) =>
    CONTEXTS.filter(({ options }) => options.context).map((context) =>
      kase(
        `${slug}/cancel-${context.slug}`,
        `cancelled before its time, a ${method} ${context.title} does not fire`,
        {
          clauses: CLAUSES,
          fns: { job: callbackWith(["n"]) },
          main: [
            ...context.before,
            schedule("job", [1], { ...context.options, ...AS_HANDLE }),
            cancel("h"),
            runFor(PAST),
          ],
          expect: trace(),
        },
      ),
    ),
  ),
  ...OWN_PLACES.filter(({ duringRun }) => duringRun).map((place) =>
    kase(
      `call-later/cancel-${place.slug}`,
      `scheduled and cancelled ${place.title}, a timer does not fire`,
      placed(
        place,
        [callLater(0.003, "job", [1], AS_HANDLE), callLater(PAST, "last"), cancel("h")],
        {
          clauses: CLAUSES,
          fns: { job: callbackWith(["n"]), last },
          expect: trace(),
        },
      ),
    ),
  ),
  ...underEach("call-later/cancel", "a cancelled timer does not fire", () => ({
    clauses: CLAUSES,
    fns: { job: callback() },
    main: [callLater(0.003, "job", [], AS_HANDLE), cancel("h"), runFor(0.008)],
    expect: trace(),
  })),
  kase("call-later/cancel-zero", "a timer without delay can be cancelled", {
    clauses: CLAUSES,
    fns: { job: callback() },
    main: [callLater(0, "job", [], AS_HANDLE), cancel("h"), runFor(0.005)],
    expect: trace(),
  }),
  kase("call-later/cancel-overdue", "so can one that is overdue before the run", {
    clauses: CLAUSES,
    fns: { job: callback() },
    main: [callAt(-1, "job", [], AS_HANDLE), cancel("h"), runFor(0.005)],
    expect: trace(),
  }),
  kase("call-later/cancel-far", "so can one far away, and the run does not wait for it", {
    clauses: CLAUSES,
    fns: { job: callback() },
    main: [callLater(FAR, "job", [], AS_HANDLE), cancel("h"), runFor(0.002)],
    expect: trace(),
  }),
  kase("call-later/cancel-by-earlier-timer", "an earlier timer can cancel a later one", {
    clauses: CLAUSES,
    fns: { job: callback(), cancels: callback(cancel("h")) },
    main: [callLater(0.1, "job", [], AS_HANDLE), callLater(0.002, "cancels"), runFor(0.12)],
    expect: trace("cancels"),
  }),
  kase("call-later/cancel-own-only", "a timer beside it fires", {
    clauses: CLAUSES,
    fns: { job: callback(), last: callback(END) },
    main: untilEnd(callLater(0.003, "job", [], AS_HANDLE), callLater(0.005, "last"), cancel("h")),
    expect: trace("last"),
  }),
  kase("call-later/cancel-one-of-equal", "one for the very same time fires", {
    clauses: CLAUSES,
    fns: { kept: callback(), dropped: callback() },
    main: [
      { op: "do", what: { time_plus: 0.003 }, as: "due" },
      { op: "do", what: { m: "call_at", args: [variable("due"), { fn: "kept" }] } },
      { op: "do", what: { m: "call_at", args: [variable("due"), { fn: "dropped" }] }, as: "h" },
      cancel("h"),
      runFor(0.01),
    ],
    expect: trace("kept"),
  }),
  kase("call-later/cancel-many", "of 500 timers of which every other is cancelled the rest fire", {
    clauses: CLAUSES,
    fns: { kept: callback(), dropped: callback() },
    main: [
      {
        op: "repeat",
        times: 250,
        body: [
          callLater(0.003, "kept"),
          {
            op: "do",
            what: { m: "cancel", on: { m: "call_later", args: [0.003, { fn: "dropped" }] } },
          },
        ],
      },
      runFor(0.03),
    ],
    expect: trace(...Array(250).fill("kept")),
  }),
  kase("call-later/cancel-between-runs", "a timer left over from a run can be cancelled", {
    clauses: CLAUSES,
    fns: {
      job: callback(),
      begin: quiet(callback(callLater(SOON, "job", [], AS_HANDLE), stop())),
    },
    main: [callSoon("begin"), runForever(), cancel("h"), runFor(SOON * 1.2)],
    expect: trace(),
  }),
  kase("call-later/cancel-twice", "a second cancel of a timer raises nothing", {
    clauses: CLAUSES,
    fns: { job: callback() },
    main: [callLater(0.003, "job", [], AS_HANDLE), cancel("h"), cancel("h"), runFor(0.008)],
    expect: trace(),
  }),
  kase("call-later/cancel-after-firing", "a cancel after it fired does nothing", {
    clauses: CLAUSES,
    fns: { job: callback() },
    main: [callLater(0.002, "job", [], AS_HANDLE), runFor(0.01), cancel("h"), runFor(0.005)],
    expect: trace("job"),
  }),
]);
