/** Which cases meet which mutants, so that every case gets its chance to kill and no time is lost. */
import type { Case } from "../program/case.ts";
import type { CaseOutcome, ImplementationOutcome } from "../runner/suite-run.ts";
import { KILLS } from "./matrix.ts";
import { type MutantRunOptions, runLoops } from "./run.ts";
import type { Mutant } from "./types.ts";

const areaOf = (clause: string): string => clause.slice(0, clause.indexOf("."));

/**
 * Runs mutants in three stages: each on the cases about its own clause; then cases that have killed nothing on the
 * mutants of the methods that they cite; what still has killed nothing on all.
 *
 * Meeting every mutant with every case at once would take half an hour and prove no more.
 *
 * @param sound cases that asyncio passes: the others can kill nothing
 * @returns one outcome a mutant, with the cases that it has met
 */
export async function runStages(
  mutants: readonly Mutant[],
  cases: readonly Case[],
  sound: ReadonlySet<string>,
  options: MutantRunOptions,
  say: (text: string) => void,
): Promise<readonly ImplementationOutcome[]> {
  const met = mutants.map(() => new Set<Case>());
  const merged: ImplementationOutcome[] = [];
  const killers = new Set<string>();
  const meet = async (wanted: (mutant: Mutant, kase: Case) => boolean): Promise<void> => {
    const idle = cases.filter(({ id, guard }) => sound.has(id) && !killers.has(id) && !guard);
    const pool = merged.length === 0 ? cases : idle;
    const work = mutants.map((mutant, index) => ({
      index,
      id: mutant.id,
      cases: pool.filter((kase) => !met[index]?.has(kase) && wanted(mutant, kase)),
    }));
    const due = work.filter(({ index, cases: some }) => {
      return some.length > 0 || merged[index] === undefined;
    });
    say(`${due.length} mutants meet ${pool.length} cases`);
    const outcomes = await runLoops(
      due.map(({ id, cases: some }) => [id, some] as const),
      options,
    );
    for (const [at, { index, cases: some }] of due.entries()) {
      const outcome = outcomes[at] as ImplementationOutcome;
      for (const kase of some) met[index]?.add(kase);
      for (const { kase, verdict } of outcome.outcomes)
        if (KILLS.has(verdict)) killers.add(kase.id);
      merged[index] = together(merged[index], outcome);
    }
  };
  await meet(({ clause }, kase) => kase.clauses[0] === clause);
  await meet(({ clause }, kase) => kase.clauses.some((each) => areaOf(each) === areaOf(clause)));
  await meet(() => true);
  return merged;
}

function together(
  before: ImplementationOutcome | undefined,
  after: ImplementationOutcome,
): ImplementationOutcome {
  if (before === undefined) return after;
  const outcomes: readonly CaseOutcome[] = [...before.outcomes, ...after.outcomes];
  return { ...before, ...after, outcomes };
}
