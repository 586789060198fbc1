import {
  block,
  callback,
  callbackWith,
  do_,
  log,
  quiet,
  repeat,
  tryExcept,
  variable,
} from "../../language/build.ts";
import type { CaseDefinition } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { callAt, callLater, callSoon, runFor } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { OWN_PLACES, placed } from "../kit/callback-rows.ts";
import { END, ROUNDS, runRounds, untilEnd } from "../kit/settle.ts";
import { times } from "../kit/shorthand.ts";

const NOT_AT_ONCE = ["call-later.zero-and-negative"] as const;
const ORDER = ["call-later.time-order"] as const;
const job = callback(END);
const timer = callbackWith(["name"]);
const atDue = {
  op: "do",
  what: { m: "call_at", args: [variable("due"), { fn: "timer" }, 1] },
} as const;

/**
 * Timers for these times, scheduled in this order; they fire in the order of the times. The times lie far enough apart
 * that a pause between two calls does not change their order.
 */
const ordered = (slug: string, title: string, ...delays: readonly number[]): CaseDefinition =>
  kase(`call-later/order-${slug}`, title, {
    clauses: ORDER,
    fns: { timer },
    main: [
      ...delays.map((delay) => callLater(delay, "timer", [`${delay * 1000} ms`])),
      runFor(Math.max(...delays) + 0.01),
    ],
    expect: trace(...[...delays].sort((a, b) => a - b).map((delay) => `timer(${delay * 1000} ms)`)),
  });

/** Overdue timers, before the run. */
const overdue = (slug: string, title: string, main: readonly Operation[], ...names: string[]) =>
  kase(`call-later/${slug}`, title, {
    clauses: ["call-later.negative-order"],
    fns: { timer },
    main: [...main, runFor(0.005)],
    expect: trace(...names.map((name) => `timer(${name})`)),
  });

const DUE: readonly (readonly [slug: string, title: string, delay: number])[] = [
  ["zero", "no delay", 0],
  ["negative", "a negative delay", -1],
  ["tiny", "a delay of a nanosecond", 1e-9],
];
const INFINITE: Expression = { add: [1e308, 1e308] };
const NOT_A_NUMBER: Expression = { add: [INFINITE, { add: [-1e308, -1e308] }] };

/** In which order timers fire, and how those that are due at once. */
export const callLaterOrder = table([
  ...DUE.flatMap(([slug, title, delay]) =>
    OWN_PLACES.filter((place) => ["main", "callback", "coroutine"].includes(place.slug)).map(
      (place) =>
        kase(
          `call-later/${slug}-${place.slug}`,
          `scheduled ${place.title}, a timer with ${title} fires, but not inside the call`,
          placed(place, [callLater(delay, "job"), log("scheduled")], {
            clauses: NOT_AT_ONCE,
            fns: { job },
            expect: trace("scheduled", "job"),
          }),
        ),
    ),
  ),
  kase("call-later/zero-again-and-again", "a hundred timers without delay in a chain fire", {
    clauses: NOT_AT_ONCE,
    fns: {
      step: quiet(callbackWith(["left"], callLater(0, "next", [variable("left")]))),
      next: callbackWith(["left"]),
    },
    main: [repeat(100, callLater(0, "step", [0])), runFor(0.02)],
    expect: trace(...times(100, "next(0)")),
  }),
  ordered("sorted", "timers fire in the order of their times", 0.002, 0.022, 0.042),
  ordered(
    "reversed",
    "timers scheduled the other way round fire in the order of their times",
    0.042,
    0.022,
    0.002,
  ),
  ordered(
    "mixed",
    "timers scheduled in a mixed order fire in the order of their times",
    0.062,
    0.002,
    0.082,
    0.022,
    0.042,
  ),
  kase("call-later/order-with-call-at", "call_later and call_at share one order", {
    clauses: ORDER,
    fns: { timer },
    main: [
      callAt(0.042, "timer", [3]),
      callLater(0.022, "timer", [2]),
      callAt(0.002, "timer", [1]),
      runFor(0.06),
    ],
    expect: trace("timer(1)", "timer(2)", "timer(3)"),
  }),
  overdue(
    "overdue-order",
    "of timers overdue the one with the earlier time fires first",
    [callAt(-1, "timer", ["later"]), callAt(-2, "timer", ["earlier"])],
    "earlier",
    "later",
  ),
  overdue(
    "overdue-order-after-block",
    "of timers that become overdue before the run the earlier fires first",
    // Far enough apart that a pause of the machine between the two calls does not turn them round.
    [callLater(0.3, "timer", ["later"]), callLater(0.002, "timer", ["earlier"]), block(0.31)],
    "earlier",
    "later",
  ),
  kase("call-later/due-after-ready", "ready callbacks run ahead of a timer that is due", {
    clauses: ["call-later.zero-vs-call-soon-order"],
    fns: { ...ROUNDS, due: callback(), ready: callback() },
    main: [callLater(0, "due"), callSoon("ready"), runRounds],
    expect: trace("ready", "due"),
  }),
  kase(
    "call-later/due-before-run-after-ready",
    "ready callbacks run ahead of a timer that was overdue before the run",
    {
      clauses: ["call-later.zero-vs-call-soon-order"],
      fns: { ...ROUNDS, due: callback(), ready: callback() },
      main: [callAt(-1, "due"), callSoon("ready"), runRounds],
      expect: trace("ready", "due"),
    },
  ),
  kase("call-later/same-callback-at-the-same-time", "two timers that are alike in all both fire", {
    clauses: ["call-later.exactly-once"],
    fns: { timer },
    main: [{ op: "do", what: { time_plus: 0.002 }, as: "due" }, atDue, atDue, runFor(0.01)],
    expect: trace("timer(1)", "timer(1)"),
  }),
  kase("call-later/equal-times", "of twenty timers for the very same time each fires", {
    clauses: ["call-later.equal-time-order-undefined"],
    fns: { timer },
    main: [
      { op: "do", what: { time_plus: 0.002 }, as: "due" },
      {
        op: "repeat",
        times: 20,
        index: "i",
        body: [
          {
            op: "do",
            what: { m: "call_at", args: [variable("due"), { fn: "timer" }, variable("i")] },
          },
        ],
      },
      runFor(0.01),
    ],
    expect: { trace: [{ any_order: Array.from({ length: 20 }, (_, i) => `timer(${i})`) }] },
  }),
  kase("call-at/past", "call_at with a time in the past fires, but not inside the call", {
    clauses: ["call-at.past-time"],
    fns: { job },
    main: untilEnd(callAt(-1, "job"), log("scheduled")),
    expect: trace("scheduled", "job"),
  }),
  kase(
    "call-at/past-next-iteration",
    "call_at with a time in the past fires in the next iteration",
    {
      clauses: ["call-at.past-time"],
      fns: { ...ROUNDS, outer: callback(callAt(-1, "late")), late: callback() },
      main: [callSoon("outer"), runRounds],
      expect: trace("outer", "late"),
    },
  ),
  ...[
    ["infinity", "an infinite delay", INFINITE],
    ["nan", "a delay that is not a number", NOT_A_NUMBER],
  ].map(([slug, title, delay]) =>
    kase(`call-later/${slug}`, `after a timer with ${title} the loop goes on`, {
      clauses: ["call-later.nan-inf"],
      fns: { ...ROUNDS, odd: quiet(callback()), job: callback() },
      main: [
        {
          op: "try",
          body: [
            { op: "do", what: { m: "call_later", args: [delay as Expression, { fn: "odd" }] } },
          ],
          catch: [],
          as: "problem",
        },
        callSoon("job"),
        // Not a timer: one that is no number may stand before all others in the loop's queue for ever.
        runRounds,
      ],
      expect: trace("job"),
    }),
  ),
  ...OWN_PLACES.filter(({ slug }) => slug !== "signal-handler").flatMap((place) =>
    (
      [
        ["call_later", "call-later"],
        ["call_at", "call-at"],
      ] as const
    ).map(([method, slug]) =>
      kase(
        `${slug}/infinity-never-fires-${place.slug}`,
        `scheduled ${place.title}, a ${method} for an infinite time is refused or does not fire`,
        placed(
          place,
          [
            tryExcept(
              [do_({ m: method, args: [INFINITE, { fn: "never" }] })],
              "problem",
              log("refused"),
            ),
            callLater(0.01, "last"),
          ],
          {
            clauses: ["call-later.infinite-never-fires"],
            fns: { never: callback(), last: quiet(callback(END)) },
            expect: { trace: [{ one_of: [[], ["refused"]] }] },
          },
        ),
      ),
    ),
  ),
]);
