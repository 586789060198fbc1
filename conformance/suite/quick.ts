/** The cases of a first look: one for each clause. */
import type { Case } from "../language/case.ts";
import { statedWaits } from "../language/waits.ts";

/** What is to happen later than this is not waited for, in seconds. */
const LONGEST = 60;

/**
 * What a case costs, as a list that is compared from the left: a process, the seconds that it states, what it asks of
 * the host, the length of its program. The last two also say how few loops cannot run it.
 */
function cost(kase: Case): readonly number[] {
  const { isolate, program, needs } = kase;
  const { length } = JSON.stringify(program);
  return [isolate ? 1 : 0, statedWaits(program, LONGEST), needs.length, length];
}

function cheaper(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at >= 0 && (one[at] as number) < (other[at] as number);
}

/**
 * The smallest selection in which every clause that has cases can still be found broken: for each clause the cheapest of
 * the cases that are about it. A case speaks for its first clause alone, so no smaller one does.
 *
 * @param cases the catalogue, or a selection of it
 * @returns some of them, in their own order; the same for the same cases, in whatever order they come
 */
export function quickCases(cases: readonly Case[]): readonly Case[] {
  const chosen = new Map<string, { readonly id: string; readonly cost: readonly number[] }>();
  for (const kase of cases) {
    const [about] = kase.clauses;
    const best = chosen.get(about);
    const candidate = { id: kase.id, cost: [...cost(kase)] };
    const equal = best !== undefined && !cheaper(best.cost, candidate.cost);
    if (
      best === undefined ||
      cheaper(candidate.cost, best.cost) ||
      (equal && candidate.id < best.id)
    )
      chosen.set(about, candidate);
  }
  const ids = new Set([...chosen.values()].map(({ id }) => id));
  return cases.filter(({ id }) => ids.has(id));
}
