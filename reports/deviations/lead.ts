import type { CaseResult, ResultsDocument } from "../document.ts";

/** Compares ids of clauses by their place in the chapter. */
export type Order = (a: string, b: string) => number;

/** The order of the catalogue; without one, of the results. */
export function orderOf(
  results: readonly CaseResult[],
  { clauses }: Pick<ResultsDocument, "clauses">,
): Order {
  const ids = [...Object.keys(clauses ?? {}), ...results.map((result) => result.clauses[0]!)];
  const place = new Map<string, number>();
  for (const id of ids) if (!place.has(id)) place.set(id, place.size);
  return (a, b) => place.get(a)! - place.get(b)!;
}

/**
 * The clause that leads a group: one that may accuse before one that may not, one about the
 * operation that fails before one that merely uses it, then the earliest of the chapter. How many
 * cases a clause has does not matter, so that the lead stays when cases are added.
 */
export function leadOf(results: readonly CaseResult[], order: Order): string {
  const about = new Map<string, { accuses: boolean; direct: boolean }>();
  for (const result of results) {
    const id = result.clauses[0]!;
    const known = about.get(id) ?? { accuses: false, direct: false };
    about.set(id, {
      accuses: known.accuses || (result.level === "MUST" && result.basis !== "observed"),
      direct: known.direct || isDirect(id, result.operation),
    });
  }
  const rank = (id: string) => {
    const { accuses, direct } = about.get(id)!;
    return Number(!accuses) * 2 + Number(!direct);
  };
  return [...about.keys()].sort((a, b) => rank(a) - rank(b) || order(a, b))[0]!;
}

/** `run-forever.exits` is about `loop.run_forever`. */
function isDirect(clause: string, operation: string | undefined): boolean {
  const name = operation?.split(".").at(-1)?.replaceAll("_", "-");
  return name !== undefined && clause.split(".")[0] === name;
}
