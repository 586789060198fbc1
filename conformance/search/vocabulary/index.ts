/** Everything that a program may do, by where it may do it. */
import type { Draft } from "../draft.ts";
import type { Production, Standing } from "../production.ts";
import { currentLoop } from "./current-loop.ts";
import { descriptors } from "./descriptors.ts";
import { flow } from "./flow.ts";
import { futures } from "./futures.ts";
import { generators } from "./generators.ts";
import { running } from "./running.ts";
import { scheduling } from "./scheduling.ts";
import { surroundings } from "./surroundings.ts";
import { threads } from "./threads.ts";

export { runs } from "./running.ts";

const ALL: readonly Production[] = [
  ...scheduling,
  ...running,
  ...flow,
  ...futures,
  ...surroundings,
  ...generators,
  ...descriptors,
  ...threads,
  ...currentLoop,
];

const known = new Map<string, readonly Production[]>();

/** The productions that a draft may use in a body of that kind. */
export function productionsFor({ themes }: Draft, standing: Standing): readonly Production[] {
  const key = `${standing} ${[...themes].join(" ")}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = ALL.filter(
    ({ theme, where }) =>
      (theme === undefined || themes.has(theme)) &&
      (where === undefined ? standing !== "thread" : where.includes(standing)),
  );
  // Programs have few combinations of parts in common: what is remembered must not grow for ever.
  if (known.size > 4000) known.clear();
  known.set(key, made);
  return made;
}
