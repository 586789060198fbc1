/** Which cases meet which mutants, so that every case gets its chance to kill and no time is lost. */
import type { Case } from "../../language/case.ts";
import type { ImplementationOutcome } from "../../suite/outcome.ts";
import { KILLS } from "./matrix.ts";
import { type MutantRunOptions, runLoops } from "./run.ts";
import type { Mutant } from "./types.ts";

const areaOf = (clause: string): string => clause.slice(0, clause.indexOf("."));

/** Runs loops on cases: `runLoops`, or what a test puts in its place. */
export type Runner = typeof runLoops;

/**
 * Runs mutants in three stages: each on the cases about its own clause; then cases that have killed nothing on the
 * mutants of the methods that they cite; what still has killed nothing on all. From the second stage on a case that has
 * killed meets no further mutant.
 *
 * Meeting every mutant with every case at once would take half an hour and prove no more.
 *
 * @param sound cases that asyncio passes: the others can kill nothing
 * @returns one outcome a mutant, with the cases that it has met; none for a mutant that met no case
 */
export async function runStages(
  mutants: readonly Mutant[],
  cases: readonly Case[],
  sound: ReadonlySet<string>,
  options: MutantRunOptions,
  say: (text: string) => void,
  run: Runner = runLoops,
): Promise<readonly (ImplementationOutcome | undefined)[]> {
  const met = mutants.map(() => new Set<Case>());
  const merged: (ImplementationOutcome | undefined)[] = mutants.map(() => undefined);
  const killers = new Set<string>();
  const idle = ({ id, guard }: Case) => sound.has(id) && !killers.has(id) && !guard;
  const stage = async (
    name: string,
    wanted: (mutant: Mutant, kase: Case) => boolean,
  ): Promise<void> => {
    say(`${name}: ${cases.filter(idle).length} cases have killed nothing yet`);
    const pick = (index: number): readonly Case[] => {
      const mutant = mutants[index] as Mutant;
      const mine = met[index] as Set<Case>;
      const some = cases.filter((kase) => !mine.has(kase) && wanted(mutant, kase));
      for (const kase of some) mine.add(kase);
      return some;
    };
    // A mutant that many cases kill is broken most: the others then have fewer cases to meet.
    const order = [...mutants.keys()].sort((a, b) => kills(merged[b]) - kills(merged[a]));
    await run(
      order.map((index) => [(mutants[index] as Mutant).id, () => pick(index)] as const),
      options,
      (turn, outcome) => {
        const index = order[turn] as number;
        merged[index] = together(merged[index], outcome);
        for (const { kase, verdict } of outcome.outcomes)
          if (KILLS.has(verdict)) killers.add(kase.id);
      },
    );
  };
  await stage("own clause", ({ clause }, { clauses }) => clauses[0] === clause);
  await stage(
    "same method",
    ({ clause }, kase) =>
      idle(kase) && kase.clauses.some((each) => areaOf(each) === areaOf(clause)),
  );
  await stage("all", (_, kase) => idle(kase));
  return merged;
}

const kills = (outcome: ImplementationOutcome | undefined): number =>
  outcome?.outcomes.filter(({ verdict }) => KILLS.has(verdict)).length ?? 0;

function together(
  before: ImplementationOutcome | undefined,
  after: ImplementationOutcome,
): ImplementationOutcome {
  if (before === undefined) return after;
  return { ...before, ...after, outcomes: [...before.outcomes, ...after.outcomes] };
}
