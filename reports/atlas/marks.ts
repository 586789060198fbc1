/** What a loop makes of a sentence: one character for each, so that a page can carry all of them. */
import type { CaseResult, ImplementationResults } from "../document.ts";
import { groupBy } from "../group.ts";
import { BREAKS } from "../totals.ts";

/** The marks, with the symbol and the words of each, the most telling first. */
export const MARKS = {
  broken: { code: "b", symbol: "✗", words: "broken" },
  differs: { code: "d", symbol: "≠", words: "differs from CPython, no text promises it" },
  holds: { code: "h", symbol: "✓", words: "holds" },
  absent: { code: "o", symbol: "○", words: "not offered" },
  open: { code: "n", symbol: "◌", words: "not judged" },
} as const;

/** What a loop makes of a sentence. */
export type Mark = keyof typeof MARKS;

/** A sentence that a loop does not keep, with the results that show it. */
export interface Marked {
  readonly mark: Mark;
  /** The results about this sentence. */
  readonly results: readonly CaseResult[];
}

/** The mark of every sentence that has a case in this run, by clause id. */
export function marksOf({ results }: Pick<ImplementationResults, "results">): Map<string, Marked> {
  const groups = groupBy(results, ({ clauses }) => clauses[0] ?? "");
  return new Map(
    [...groups].map(([clause, about]) => [clause, { mark: markOf(about), results: about }]),
  );
}

/** Where some cases were judged and others were not, the judged ones decide; what is flaky breaks nothing, as in claims. */
function markOf(results: readonly CaseResult[]): Mark {
  const some = (test: (result: CaseResult) => boolean) => results.some(test);
  if (some(({ verdict }) => BREAKS.includes(verdict))) return "broken";
  if (some(({ verdict }) => verdict === "differs")) return "differs";
  if (some(({ verdict }) => verdict === "pass")) return "holds";
  if (some(({ verdict }) => verdict === "unsupported")) return "absent";
  return "open";
}
