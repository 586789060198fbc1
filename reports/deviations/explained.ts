import type { CaseResult, ResultsDocument } from "../document.ts";
import { lookup } from "../group.ts";
import type { Deviation } from "./deviation.ts";
import { familyOf } from "./ways.ts";

/**
 * Puts each group under the one that explains it, and gives back those that nothing explains.
 *
 * A group explains another whose every case rests on a clause that the first breaks. A group of
 * hangs also explains other hangs whose programs all use the operation that hangs: a loop whose
 * timers never fire makes every program hang that ends by a timer.
 */
export function explainedBy(
  groups: readonly Deviation[],
  document: Pick<ResultsDocument, "cases">,
): Deviation[] {
  const owner = new Map<Deviation, Deviation>();
  const bySize = [...groups].sort((a, b) => b.results.length - a.results.length);
  for (const group of groups) {
    const found = bySize.find(
      (other) =>
        other !== group &&
        !leadsTo(owner, other, group) &&
        (restsOn(group, other) || hangsBy(group, other, document)),
    );
    if (found) owner.set(group, found);
  }
  for (const [group, explaining] of owner) explaining.explains.push(group);
  return groups.filter((group) => !owner.has(group));
}

/** No group explains itself, not through others either. */
function leadsTo(owner: Map<Deviation, Deviation>, from: Deviation, to: Deviation): boolean {
  for (let at: Deviation | undefined = from; at; at = owner.get(at)) if (at === to) return true;
  return false;
}

function restsOn(group: Deviation, other: Deviation): boolean {
  const broken = new Set(other.clauses);
  return group.results.every(({ clauses }) => clauses.slice(1).some((id) => broken.has(id)));
}

function hangsBy(
  group: Deviation,
  other: Deviation,
  { cases }: Pick<ResultsDocument, "cases">,
): boolean {
  if (group.way !== "hang" || other.way !== "hang") return false;
  const hangs = new Set(other.results.flatMap(({ operation }) => operation ?? []));
  const families = new Set([...hangs].map(familyOf));
  // Every program runs a loop: that says nothing.
  families.delete("a run");
  if (families.size === 0 || other.results.length < other.judged / 2) return false;
  const uses = ({ case: id }: CaseResult) =>
    operationsIn(lookup(cases, id)?.program ?? "").some((name) => families.has(familyOf(name)));
  return group.results.every(uses);
}

function operationsIn(program: string): string[] {
  return [...program.matchAll(/\b((?:loop|asyncio)\.\w+)\(/g)].map(([, name]) => name!);
}
