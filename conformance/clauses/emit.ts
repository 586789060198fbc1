import { allClauses } from "./index.ts";
import { sourceUrl } from "./source.ts";
import type { Basis, Clause, Edition, EditionSpan, Level, Part, Source, Status } from "./types.ts";

/** Stands in the document beside every clause that no interpreter has confirmed. */
export const NOT_YET_RUN_NOTE = "written from the documentation; not yet run on an interpreter";

/** One element of `clauses.json`; `conformance/schema/clauses.schema.json` describes it. */
export interface ClauseDocument {
  readonly id: string;
  readonly part: Part;
  readonly heading: string;
  readonly level: Level;
  readonly basis: Basis;
  readonly source: Source;
  /** Link to the source, in the newest edition in which the clause holds. */
  readonly url: string;
  readonly says: string;
  readonly since?: Edition;
  readonly until?: Edition;
  readonly except?: readonly EditionSpan[];
  readonly status: Status;
  readonly why?: string;
  readonly notYetRun?: true;
  readonly note?: string;
  readonly file: string;
}

/**
 * The catalogue as plain data for other languages, in the chapter's order.
 *
 * @param clauses what to write; the whole catalogue unless given
 *
 * Members that a clause has no value for are left out. The result is a fresh copy.
 */
export function clausesDocument(clauses: readonly Clause[] = allClauses): ClauseDocument[] {
  return clauses.map(documentOf);
}

/** The members in one order for all clauses, so that two builds can be compared line by line. */
function documentOf(clause: Clause): ClauseDocument {
  const { id, part, heading, level, basis, source, says, since, until, except, status, why } =
    clause;
  return {
    id,
    part,
    heading,
    level,
    basis,
    source: copyOf(source),
    url: sourceUrl(clause),
    says,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(except === undefined ? {} : { except: except.map((span) => ({ ...span })) }),
    status,
    ...(why === undefined ? {} : { why }),
    ...(clause.notYetRun ? { notYetRun: true, note: NOT_YET_RUN_NOTE } : {}),
    file: clause.file,
  };
}

function copyOf(source: Source): Source {
  const { seed, earlier } = source;
  return {
    ...source,
    ...(earlier === undefined ? {} : { earlier: { ...earlier } }),
    ...(seed === undefined ? {} : { seed: { ...seed } }),
  };
}
