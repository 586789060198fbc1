/** Builds rows about callbacks under circumstances and from places. */
import type { CaseDefinition } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { callAt, callLater } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { type CaseRow, kase } from "../../language/table.ts";
import {
  CIRCUMSTANCES,
  type Circumstance,
  PLACES,
  type Place,
  type Scheduler,
  TIMED_SCHEDULERS,
} from "./dimensions.ts";
import { untilEnd } from "./settle.ts";

/** The row, begun under a circumstance that makes no difference. */
export const under = ({ fns, before, shown }: Circumstance, row: CaseRow): CaseRow => ({
  ...row,
  fns: { ...fns, ...row.fns },
  main: [...before, ...row.main],
  expect: { ...row.expect, trace: [...shown, ...row.expect.trace] },
});

/** Cases of their own show a new loop; those of the thousands what happens only after many callbacks. */
const SHOWN_ELSEWHERE: readonly string[] = ["plain", "busy-past"];

/** The row under every circumstance that no other case shows. */
export const underEach = (
  id: string,
  title: string,
  row: (circumstance: Circumstance) => CaseRow,
): readonly CaseDefinition[] =>
  CIRCUMSTANCES.filter(({ slug }) => !SHOWN_ELSEWHERE.includes(slug)).map((circumstance) =>
    kase(
      `${id}-${circumstance.slug}`,
      `${title} ${circumstance.title}`,
      under(circumstance, row(circumstance)),
    ),
  );

/** The places of the loop's own thread. */
export const OWN_PLACES: readonly Place[] = PLACES.filter(({ ownThread }) => ownThread);

/**
 * A row whose program carries out `body` in a place, and runs until a function carries out `END`.
 *
 * @param before what main does before that
 */
export const placed = (
  place: Place,
  body: readonly Operation[],
  row: Omit<CaseRow, "main">,
  before: readonly Operation[] = [],
): CaseRow => {
  const placement = place.put(body);
  return {
    ...row,
    fns: { ...placement.fns, ...row.fns },
    main: [...before, ...untilEnd(...placement.before), ...placement.after],
  };
};

/** What the entry of a function that takes any number of arguments shows for these. */
export const called = (name: string, args: readonly Expression[]): string =>
  `${name}(${args.join(", ")})`;

/** The methods for a time, with a delay of so many seconds. */
export const timersOf = (delay: number): readonly Scheduler[] =>
  TIMED_SCHEDULERS.map((scheduler) => ({
    ...scheduler,
    schedule: (what, args, options) =>
      scheduler.method === "call_at"
        ? callAt(delay, what, args, options)
        : callLater(delay, what, args, options),
  }));
