/** `loopspec mutants --search`: how many loops that are wrong on purpose the search finds out, and which not. */
import { allCases } from "../cases/index.ts";
import { parseImplementation } from "../execution/processes/implementation.ts";
import { AgreedPrograms, type Pursuit, pursue } from "../search/power.ts";
import { isOfIo, parseProfile } from "../search/profile.ts";
import { clausesWithinReach } from "../search/reach.ts";
import { asImplementation } from "../testing-the-suite/mutants/run.ts";
import type { Mutant } from "../testing-the-suite/mutants/types.ts";
import { inLanes } from "./lanes.ts";
import type { Output } from "./output.ts";

/** Options of the measurement. */
export interface MutantsSearchOptions {
  /** Seconds of driver time for each loop. */
  readonly search: number;
  /** How many of the mutants, evenly spread; default: all. */
  readonly sample?: number;
  /** What programs are drawn from; default: everything but input and output. */
  readonly profile?: string;
  readonly python: string;
  readonly jobs: number;
  readonly timeout: number;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** So many of the items, from all parts of the list. */
export const spread = <Item>(items: readonly Item[], count: number): readonly Item[] =>
  items.length <= count
    ? items
    : Array.from(
        { length: count },
        (_, index) => items[Math.floor((index * items.length) / count)] as Item,
      );

/** Measures, and prints each loop with what became of it. */
export async function searchMutants(
  mutants: readonly Mutant[],
  { search, sample, profile: text, python, jobs, timeout, json, quiet }: MutantsSearchOptions,
  output: Output,
  signal: AbortSignal,
): Promise<void> {
  const drawnFrom = parseProfile(text ?? "default", "virtual");
  const profile = isOfIo(drawnFrom) ? ({ ...drawnFrom, clock: "real" } as const) : drawnFrom;
  const within = clausesWithinReach(allCases, profile);
  const reachable = mutants.filter(({ clause }) => within.has(clause));
  const chosen = spread(reachable, sample ?? reachable.length);
  const peer = { timeout, startTimeout: 20 };
  const programs = new AgreedPrograms(parseImplementation("python:asyncio", { python }), {
    ...peer,
    profile,
    seed: 1,
  });
  const one = async (mutant: Mutant) => {
    const pursuit = await pursue(asImplementation(mutant.id, python), programs, {
      ...peer,
      seconds: search,
    });
    if (!json && !quiet) output.err(lineOf(mutant, pursuit));
    return { mutant, pursuit };
  };
  const rows = await inLanes(chosen, jobs, one, signal).finally(() => programs.end());
  if (json) {
    output.out(JSON.stringify({ reachable: reachable.length, seconds: search, rows }, null, 2));
    return;
  }
  const killed = rows.filter(({ pursuit }) => pursuit.killed !== undefined).length;
  for (const { mutant, pursuit } of rows)
    if (pursuit.killed === undefined) output.out(`${mutant.clause}: ${lineOf(mutant, pursuit)}`);
  output.out(
    `${mutants.length} mutants, of which the vocabulary can speak of ${reachable.length}; ${rows.length} were searched, ${search} s each`,
  );
  output.out(`${killed} killed (${((killed / Math.max(1, rows.length)) * 100).toFixed(0)} %)`);
}

function lineOf({ id, breaks }: Mutant, { killed, programs, seconds }: Pursuit): string {
  const how =
    killed === undefined
      ? "survives"
      : `killed by seed ${killed.seed} (${killed.difference.channel})`;
  return `${id}: ${how}, ${programs} programs, ${seconds.toFixed(1)} s: ${breaks}`;
}
