import { callback, callbackWith } from "../../language/build.ts";
import { callAt, callLater, cancel, runFor } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { numbered } from "../kit/shorthand.ts";

/** Seconds between the times of two timers that follow each other. */
const STEP = 0.025;
const COUNT = 8;
/** Timers that are far away and will be cancelled: so many that a queue may clean itself up. */
const CROWD = 260;
const AFTER = (COUNT + 3) * STEP;
const FAR = 3600;

/** Each number below `count` once, in an order that looks like none. `factor` shares no divisor with `count`. */
const scattered = (count: number, factor: number): number[] =>
  Array.from({ length: count }, (_, index) => (index * factor + 3) % count);

const numbers = scattered(COUNT, 5);
const inOrder = Array.from({ length: COUNT }, (_, n) => `at(${n})`);
const at = callbackWith(["n"]);
const sooner = numbers.filter((n) => n < COUNT / 2);
const later = numbers.filter((n) => n >= COUNT / 2);
const timer = (n: number): Operation => callLater((n + 1) * STEP, "at", [n]);

const crowd = (from: number, to: number): Operation[] =>
  scattered(to - from, 7).map((n) => callLater(FAR + n, "never", [], { as: `h${from + n}` }));
const cancelCrowd = (from: number, to: number): Operation[] =>
  scattered(to - from, 11).map((n) => cancel(`h${from + n}`));

/** Many timers, many of them cancelled. */
export const callLaterMany = table([
  kase(
    "call-later/order-scattered",
    "timers fire by their times, whatever the order of the calls",
    {
      clauses: ["call-later.time-order"],
      fns: { at },
      main: [...numbers.map(timer), runFor(AFTER)],
      expect: trace(...inOrder),
    },
  ),
  kase(
    "call-later/order-backwards",
    "timers fire by their times where each is earlier than the one before",
    {
      clauses: ["call-later.time-order"],
      fns: { at },
      main: [...[...numbers.keys()].reverse().map(timer), runFor(AFTER)],
      expect: trace(...inOrder),
    },
  ),
  kase(
    "call-later/order-of-call-at",
    "timers fire by their times where call_at and call_later are mixed",
    {
      clauses: ["call-later.time-order"],
      fns: { at },
      main: [
        ...numbers.map((n) => (n % 2 === 0 ? timer(n) : callAt((n + 1) * STEP, "at", [n]))),
        runFor(AFTER),
      ],
      expect: trace(...inOrder),
    },
  ),
  ...[
    ["before", "before the others are scheduled"],
    ["between", "when half of the others are scheduled"],
    ["after", "after the others were scheduled"],
  ].map(([when, title]) =>
    kase(`call-later/cancel-crowd-${when}`, `${CROWD} timers are cancelled ${title}`, {
      clauses: ["call-later.time-order", "call-later.cancel"],
      fns: { at, never: callback() },
      main: [
        ...(when === "after" ? numbers.map(timer) : []),
        ...crowd(0, CROWD),
        // The later ones last: what a slow machine takes to cancel moves their times, not the order.
        ...(when === "between" ? sooner.map(timer) : []),
        ...cancelCrowd(0, CROWD),
        ...(when === "between" ? later.map(timer) : []),
        ...(when === "before" ? numbers.map(timer) : []),
        runFor(AFTER),
      ],
      expect: trace(...inOrder),
    }),
  ),
  kase("call-later/cancel-half-of-a-crowd", "of many timers those fire that were not cancelled", {
    clauses: ["call-later.cancel"],
    fns: { at, never: callback(), last: callback() },
    main: [
      ...scattered(120, 7).flatMap((n) => [
        callLater(STEP + n / 10_000, "never", [], { as: `h${n}` }),
        callLater(STEP + n / 10_000, "at", [n]),
      ]),
      callLater(3 * STEP, "last"),
      ...cancelCrowd(0, 120),
      runFor(5 * STEP),
    ],
    expect: trace({ any_order: numbered("at", 120) }, "last"),
  }),
  kase("call-later/crowd-order-after-cancel", "what is left of a crowd fires by its times", {
    clauses: ["call-later.time-order", "call-later.cancel"],
    fns: { at, never: callback() },
    main: [
      ...scattered(240, 7).map((n) =>
        callLater(STEP / 2 + n / 100_000, "never", [], { as: `h${n}` }),
      ),
      ...numbers.map(timer),
      ...cancelCrowd(0, 240),
      runFor(AFTER),
    ],
    expect: trace(...inOrder),
  }),
]);
