import type { Column } from "../columns.ts";
import { groupBy } from "../group.ts";

/**
 * The columns that a reader wants to see side by side: of runs of the same thing only the latest.
 * The same thing is one implementation on one series of its language, one platform, one edition's
 * series and one clock; another version of the implementation is a later state of it.
 */
export function latestOf(columns: readonly Column[]): ReadonlySet<Column> {
  const groups = groupBy(columns, ({ implementation: one }) =>
    JSON.stringify([
      one.id,
      one.language,
      seriesOf(one.languageVersion),
      one.platform,
      seriesOf(one.edition),
      one.clock,
    ]),
  );
  return new Set([...groups.values()].map((group) => group.reduce(later)));
}

function seriesOf(version: string): string {
  return version.split(".").slice(0, 2).join(".");
}

function later(a: Column, b: Column): Column {
  return Date.parse(b.document.startedAt) >= Date.parse(a.document.startedAt) ? b : a;
}
