/** The cases of a first look: one for each clause. */
import type { Case } from "../language/case.ts";
import { statedWaits } from "../language/waits.ts";

/** What is to happen later than this is not waited for, in seconds. */
const LONGEST = 60;

/**
 * Limit of a case in a first look, in seconds. A right loop needs a tenth of it; a wrong one is waited for twice, and a
 * case of what never comes would take more than all others together.
 */
export const QUICK_LIMIT = 4;

/**
 * What a case costs, as a list that is compared from the left: a process, the seconds that it states, what it asks of
 * the host, the length of its program. The last two also say how few loops cannot run it.
 */
const COST: readonly ((kase: Case) => number)[] = [
  ({ isolate }) => (isolate ? 1 : 0),
  ({ program }) => statedWaits(program, LONGEST),
  ({ needs }) => needs.length,
  ({ program }) => JSON.stringify(program).length,
];

/** A case and its costs, each worked out when it is needed: most cases are too dear by the first that differs. */
class Candidate {
  readonly kase: Case;
  private readonly costs: number[] = [];

  constructor(kase: Case) {
    this.kase = kase;
  }

  /** Whether it is to be preferred: by costs, then by id. */
  isBetterThan(other: Candidate): boolean {
    for (let part = 0; part < COST.length; part += 1) {
      const difference = this.costOf(part) - other.costOf(part);
      if (difference !== 0) return difference < 0;
    }
    return this.kase.id < other.kase.id;
  }

  private costOf(part: number): number {
    this.costs[part] ??= COST[part]?.(this.kase) ?? 0;
    return this.costs[part];
  }
}

/**
 * The smallest selection in which every clause that has cases can still be found broken: for each clause the cheapest of
 * the cases that are about it. A case speaks for its first clause alone, so no smaller one does.
 *
 * @param cases the catalogue, or a selection of it
 * @returns some of them, in their own order; the same for the same cases, in whatever order they come; each with a
 *   limit of at most {@link QUICK_LIMIT}
 */
export function quickCases(cases: readonly Case[]): readonly Case[] {
  const chosen = new Map<string, Candidate>();
  for (const kase of cases) {
    const [about] = kase.clauses;
    const best = chosen.get(about);
    const candidate = new Candidate(kase);
    if (best === undefined || candidate.isBetterThan(best)) chosen.set(about, candidate);
  }
  const ids = new Set([...chosen.values()].map(({ kase }) => kase.id));
  return cases
    .filter(({ id }) => ids.has(id))
    .map((kase) => ({ ...kase, timeout: Math.min(kase.timeout, QUICK_LIMIT) }));
}
