/** Everything that a program may do, by where it may do it. */
import type { Draft } from "../draft.ts";
import type { Production, Standing } from "../production.ts";
import { closings } from "./closing.ts";
import { currentLoop } from "./current-loop.ts";
import { descriptors } from "./descriptors.ts";
import { flow } from "./flow.ts";
import { futures } from "./futures.ts";
import { generators } from "./generators.ts";
import { nested } from "./nested.ts";
import { running } from "./running.ts";
import { scheduling } from "./scheduling.ts";
import { state } from "./state.ts";
import { surroundings } from "./surroundings.ts";
import { threads } from "./threads.ts";

export { runs } from "./runs.ts";
export { closings };

const ALL: readonly Production[] = [
  ...scheduling,
  ...running,
  ...nested,
  ...state,
  ...flow,
  ...futures,
  ...surroundings,
  ...generators,
  ...descriptors,
  ...threads,
  ...currentLoop,
];

/** How much more often a program does what belongs to its focus. */
const FOCUS = 4;

/** What a draft was given: a program asks once for each of its bodies. */
const known = new WeakMap<Draft, Map<Standing, readonly Production[]>>();

/** The productions that a draft may use in a body of that kind. */
export function productionsFor(draft: Draft, standing: Standing): readonly Production[] {
  const { themes, focus } = draft;
  const given = known.get(draft) ?? new Map<Standing, readonly Production[]>();
  known.set(draft, given);
  const found = given.get(standing);
  if (found !== undefined) return found;
  const made = ALL.filter(
    ({ theme, where }) =>
      (theme === undefined || themes.has(theme)) &&
      (where === undefined ? standing !== "thread" : where.includes(standing)),
  ).map((production) =>
    production.theme !== undefined && production.theme === focus
      ? { ...production, weight: production.weight * FOCUS }
      : production,
  );
  given.set(standing, made);
  return made;
}
