import type {
  ClauseFacts,
  EditionBounds,
  JudgedRow,
  Level,
  PendingRow,
  ReasonedRow,
  Source,
} from "./types.ts";

/** In which editions a row holds, and whether it was ever run. */
export interface RowOptions extends EditionBounds {
  readonly notYetRun?: true;
}

/** A row of the 3.14 pages. */
export const FROM_3_14 = { since: "3.14" } as const satisfies RowOptions;

/** A promise that gates if a text makes it, with cases. */
export const must = rowsOf("MUST");

/** A promise with exceptions, or one of a design document alone, with cases. */
export const should = rowsOf("SHOULD");

/** A liberty, with cases that report and accuse nobody. */
export const may = rowsOf("MAY");

/** A remark. It promises nothing, so it is always wrapped in `advice` or `untestable`. */
export const info = rowsOf("INFO");

/** No case, because no program can show whether it holds; `why` says what stands in the way. */
export const untestable = (row: JudgedRow, why: string) => reasoned(row, "untestable", why);

/** No case, because it speaks to people; `why` says to whom. */
export const advice = (row: JudgedRow, why: string) => reasoned(row, "advice", why);

/** No case, because text and CPython contradict each other; `why` says how. */
export const disputed = (row: JudgedRow, why: string) => reasoned(row, "disputed", why);

/** No case yet; only tables outside the core accept such a row. */
export function pending(row: JudgedRow): PendingRow {
  return { ...row, status: "pending", why: "No case is about it yet, so no loop is judged by it." };
}

/** Makes rows of one level; the basis follows from the source, so that the two cannot disagree. */
function rowsOf(level: Level) {
  return (source: Source, says: string, options: RowOptions = {}): JudgedRow => {
    const facts: ClauseFacts = { level, basis: source.document, source, says, ...options };
    return { ...facts, status: "cases" };
  };
}

function reasoned(row: JudgedRow, status: ReasonedRow["status"], why: string): ReasonedRow {
  return { ...row, status, why };
}
