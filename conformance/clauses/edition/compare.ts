/** What an edition's pages have that those of an earlier one have not. */
import { allClauses, type Clause } from "../index.ts";
import type { EditionList } from "./list.ts";
import type { AnchorFacts } from "./page.ts";

/** A place that is new, gone, or says something else. */
export interface Difference {
  readonly kind: "new" | "gone" | "changed";
  readonly place: string;
  /** Version notes that only one of the two has. */
  readonly notes: readonly string[];
  /** Clauses that point there. */
  readonly clauses: readonly string[];
}

/**
 * The places in which two editions differ, in the order of the pages.
 *
 * @param before the list of the earlier edition
 * @param after the list of the later one
 * @param clauses the catalogue
 */
export function differences(
  before: EditionList,
  after: EditionList,
  clauses: readonly Clause[] = allClauses,
): readonly Difference[] {
  const [old, now] = [placesOf(before), placesOf(after)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((place) => {
    const [was, is] = [old.get(place), now.get(place)];
    if (was?.digest === is?.digest) return [];
    const kind = was === undefined ? "new" : is === undefined ? "gone" : "changed";
    const [page, anchor] = place.split("#");
    const citing = clauses.filter(({ source }) => source.page === page && source.anchor === anchor);
    return [{ kind, place, notes: notesApart(was, is), clauses: citing.map(({ id }) => id) }];
  });
}

function placesOf({ pages }: EditionList): ReadonlyMap<string, AnchorFacts> {
  return new Map(
    Object.entries(pages).flatMap(([page, { anchors }]) =>
      Object.entries(anchors).map(([anchor, facts]) => [`${page}#${anchor}`, facts] as const),
    ),
  );
}

function notesApart(was: AnchorFacts | undefined, is: AnchorFacts | undefined): readonly string[] {
  const [old, now] = [was?.notes ?? [], is?.notes ?? []];
  return [
    ...now.filter((note) => !old.includes(note)).map((note) => `+ ${note}`),
    ...old.filter((note) => !now.includes(note)).map((note) => `- ${note}`),
  ];
}
