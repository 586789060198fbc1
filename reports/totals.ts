import { type CaseResult, type Totals, VERDICTS, type Verdict } from "./document.ts";

/** The verdicts that answer whether the loop does what the clause says. */
export const JUDGED: readonly Verdict[] = ["pass", "fail", "differs", "timeout", "crash"];

/** The judged verdicts that break the clause that a case is about. */
export const BREAKS: readonly Verdict[] = ["fail", "timeout", "crash"];

/** The verdicts that stand beside a score and are never part of it. */
export const UNJUDGED: readonly Verdict[] = VERDICTS.filter((verdict) => !JUDGED.includes(verdict));

/** Totals with nothing counted. */
export function noTotals(): Totals {
  return Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Totals;
}

/**
 * Counts the results by verdict.
 *
 * @returns All verdicts, those with no result as 0
 */
export function countVerdicts(results: Iterable<Pick<CaseResult, "verdict">>): Totals {
  const totals = noTotals();
  for (const { verdict } of results) totals[verdict] += 1;
  return totals;
}

/** A score that hides nothing. */
export interface Score {
  passed: number;
  /** `pass`, `fail`, `differs`, `timeout` and `crash` together. */
  judged: number;
  /** What is not part of the score, in the order of `VERDICTS`; verdicts with 0 are left out. */
  beside: [verdict: Verdict, count: number][];
}

/** The score of these totals. */
export function score(totals: Totals): Score {
  return {
    passed: totals.pass,
    judged: JUDGED.reduce((sum, verdict) => sum + totals[verdict], 0),
    beside: UNJUDGED.filter((v) => totals[v] > 0).map((v) => [v, totals[v]]),
  };
}

/**
 * Whether the gate is red for this result when nothing is expected.
 *
 * @param strict Whether `differs` is red too
 */
export function isRed(verdict: Verdict, strict = false): boolean {
  if (verdict === "differs") return strict;
  return ["fail", "timeout", "crash", "flaky", "error"].includes(verdict);
}
