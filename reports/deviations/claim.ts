import type { Column } from "../columns.ts";
import { BREAKS, JUDGED } from "../totals.ts";

/** How many sentences with a MUST hold on an implementation: what a badge and a claim say. */
export interface Claim {
  /** Edition as people name it: `3.13`. */
  edition: string;
  /** Sentences of the chapter or the documentation with a MUST that at least one case judged. */
  judged: number;
  /** Those of them that no case broke. */
  held: number;
  /** Ids of the broken ones, in the order of the suite. */
  broken: string[];
  /** Whether the run could judge all: no selection, no shard, nothing left out, and it came to its end. */
  whole: boolean;
  /** Whether one case was asked for each sentence: others of it may be red. */
  quick: boolean;
}

/** Counts by the first clause of each case, as the report's page does. */
export function claimOf({ implementation, document }: Column): Claim {
  const judged = new Set<string>();
  const broken = new Set<string>();
  for (const { clauses, level, basis, verdict } of implementation.results) {
    const [about] = clauses;
    if (about === undefined || level !== "MUST" || basis === "observed") continue;
    if (JUDGED.includes(verdict)) judged.add(about);
    if (BREAKS.includes(verdict)) broken.add(about);
  }
  const { shard, complete, suite } = document;
  const { select, quick, level, basis, without } = suite.options ?? {};
  const narrowed = [select, quick, level, basis, without].some((option) => option !== undefined);
  return {
    edition: /^\d+\.\d+/.exec(implementation.edition)?.[0] ?? implementation.edition,
    judged: judged.size,
    held: judged.size - broken.size,
    broken: [...broken],
    whole: complete && shard === undefined && !narrowed,
    quick: quick !== undefined,
  };
}

/** The claim as a sentence. */
export const claimSentence = (claim: Claim): string =>
  `${claimText(claim)} sentences hold${claim.quick ? ", by one case each (--quick)" : ""}`;

/** `MUST 279/285`. */
export const claimText = ({ held, judged }: Claim): string => `MUST ${held}/${judged}`;
