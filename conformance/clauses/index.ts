import { type Section, sections } from "./sections.ts";
import type { ChapterRow, Clause } from "./types.ts";

export {
  compareEditions,
  describeEditions,
  describeSpans,
  EDITIONS,
  EditionError,
  holdsIn,
  isEdition,
  NEWEST_EDITION,
  unknownEdition,
} from "./editions.ts";
export { type Section, sections } from "./sections.ts";
export { type Citation, citationOf, describeSeed, describeSource, sourceUrl } from "./source.ts";
export type * from "./types.ts";

type IdsOf<S> = S extends Section<infer Table> ? keyof Table & string : never;

/** The ids of the catalogue. Data that cites another one does not compile. */
export type ClauseId = IdsOf<(typeof sections)[number]>;

/** Every row of every table by its id. */
export const clauses: Readonly<Record<ClauseId, ChapterRow>> = Object.assign(
  {},
  ...sections.map((section) => section.table),
);

/** Every clause with its id and place, in the chapter's order. */
export const allClauses: readonly Clause<ClauseId>[] = sections.flatMap((section: Section) =>
  Object.entries(section.table).map(([id, row]) => {
    const { heading, part, file } = section;
    return { id: id as ClauseId, part, heading, file, ...row };
  }),
);

const byId = new Map<string, Clause<ClauseId>>(allClauses.map((clause) => [clause.id, clause]));

/** Thrown when a text is asked for as a clause and is the id of none. */
export class UnknownClauseError extends Error {
  readonly code = "UNKNOWN_CLAUSE";
  readonly hint = "`loopspec list clauses` prints every id.";

  constructor(id: string) {
    super(`Expected \`id\` to be the id of a clause, got ${JSON.stringify(id)} (${typeof id})`);
    this.name = "UnknownClauseError";
  }
}

/** Tells whether a text is the id of a clause. */
export function isClauseId(text: string): text is ClauseId {
  return byId.has(text);
}

/**
 * The clause of an id, with its place in the catalogue.
 *
 * @param id checked by the compiler where it is a literal; narrow other texts with `isClauseId`
 * @throws UnknownClauseError if data got past the compiler with an id of no clause
 */
export function clauseById(id: ClauseId): Clause<ClauseId> {
  const clause = byId.get(id);
  if (clause === undefined) throw new UnknownClauseError(id);
  return clause;
}
