/** How handles of timers are ordered, and that they have a hash. */
import { assign, callback, quiet, show, variable } from "../../language/build.ts";
import type { Expression } from "../../language/expression.ts";
import { callAt, callLater, cancel } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";

const ORDERED = "timer-handle.ordering-hash";
const job = quiet(callback());
const SOON = variable("soon");
const LATE = variable("late");
const before = (label: string, one: Expression, other: Expression): Operation =>
  show(label, { less: [one, other] });
const orders = [before("soon first", SOON, LATE), before("late first", LATE, SOON)];
const ORDER = ["soon first=True", "late first=False"] as const;
const atWhen = (as: string, seconds = 0): Operation => ({
  op: "do",
  what: { m: "call_at", args: [{ add: [variable("when"), seconds] }, { fn: "job" }] },
  as,
});
const when = assign("when", { time_plus: 3600 });
const hash = (of: Expression): Expression => ({ hash: of });

/** Timers are ordered by their time. */
export const orderedTimers = table([
  kase("timer-handle/ordered-call-later", "handles of call_later are ordered by their delays", {
    clauses: [ORDERED],
    fns: { job },
    main: [
      callLater(7200, "job", [], { as: "late" }),
      callLater(3600, "job", [], { as: "soon" }),
      ...orders,
    ],
    expect: trace(...ORDER),
  }),
  kase("timer-handle/ordered-call-at", "handles of call_at are ordered by their times", {
    clauses: [ORDERED],
    fns: { job },
    main: [
      callAt(3600, "job", [], { as: "soon" }),
      callAt(7200, "job", [], { as: "late" }),
      ...orders,
    ],
    expect: trace(...ORDER),
  }),
  kase("timer-handle/ordered-cancelled", "a cancelled timer's handle is ordered by its time too", {
    clauses: [ORDERED],
    fns: { job },
    main: [
      callLater(3600, "job", [], { as: "soon" }),
      callLater(7200, "job", [], { as: "late" }),
      cancel("soon"),
      ...orders,
    ],
    expect: trace(...ORDER),
  }),
  kase("timer-handle/ordered-equal", "of two handles for one time neither is before the other", {
    clauses: [ORDERED],
    fns: { job },
    main: [when, atWhen("soon"), atWhen("late"), ...orders],
    expect: trace("soon first=False", "late first=False"),
  }),
  ...(
    [
      ["", "a timer's handle", []],
      ["-cancelled", "the handle of a cancelled timer", [cancel("soon")]],
    ] as const
  ).map(([slug, title, after]) =>
    kase(`timer-handle/hash${slug}`, `${title} has a hash, which stays the same`, {
      clauses: [ORDERED],
      fns: { job },
      main: [
        callLater(3600, "job", [], { as: "soon" }),
        assign("hash", hash(SOON)),
        ...after,
        show("same", { equal: [variable("hash"), hash(SOON)] }),
      ],
      expect: trace("same=True"),
    }),
  ),
]);
