import type { ImplementationResults, ResultsDocument } from "./document.ts";
import { ReportError } from "./errors.ts";
import { groupBy } from "./group.ts";
import { visibleLine } from "./text.ts";

/** One implementation of one document, with a name that no other one in the report has. */
export interface Column {
  document: ResultsDocument;
  implementation: ImplementationResults;
  /** Its id, and whatever tells it from others with the same id. */
  label: string;
}

/**
 * All implementations of these documents, in the order given.
 *
 * @throws {ReportError} Where the same results are given twice
 */
export function columnsOf(documents: readonly ResultsDocument[]): Column[] {
  const columns = documents.flatMap((document) =>
    document.implementations.map((implementation) => ({ document, implementation, label: "" })),
  );
  for (const same of groupBy(columns, (column) => column.implementation.id).values()) {
    for (const column of same) column.label = labelOf(column, same);
    refuseTwins(same);
  }
  return columns;
}

/** Facts that can tell two results of one id apart, those that people look for first. */
const FACTS: ((column: Column) => string)[] = [
  ({ implementation }) => implementation.version,
  ({ implementation: { language, languageVersion } }) => `${language} ${languageVersion}`,
  ({ implementation }) => `edition ${implementation.edition}`,
  ({ implementation }) => `${implementation.clock} clock`,
  ({ implementation }) => implementation.platform,
  ({ document }) => document.startedAt,
];

/** Adds facts, each that differs among the namesakes, until no other has them all. */
function labelOf(column: Column, namesakes: readonly Column[]): string {
  const facts: string[] = [];
  let left = namesakes.filter((other) => other !== column);
  for (const fact of FACTS) {
    if (left.length === 0) break;
    const value = fact(column);
    const alike = left.filter((other) => fact(other) === value);
    if (alike.length < left.length) facts.push(value);
    left = alike;
  }
  return [column.implementation.id, ...facts].join(" · ");
}

function refuseTwins(namesakes: readonly Column[]): void {
  const labels = new Set<string>();
  for (const { label, implementation } of namesakes) {
    if (labels.has(label)) {
      throw new ReportError(
        "duplicate-implementation",
        `The results of ${visibleLine(implementation.id)} are given twice: two documents have the same implementation, versions, platform and start.`,
        "Give each document once. For shards of one run, join them with `loopspec merge` first.",
      );
    }
    labels.add(label);
  }
}
