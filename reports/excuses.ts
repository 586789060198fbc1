import type { CaseResult, ImplementationResults } from "./document.ts";
import { groupBy } from "./group.ts";
import { count } from "./text.ts";

/** A statement of a document about itself that its results do not bear out. */
export interface Excuse {
  code: "names-no-deviation" | "defect-gone";
  /** Ids of the cases that show it. */
  cases: readonly string[];
  /** What is wrong, as a sentence. */
  message: string;
  /** What to do. */
  fix: string;
}

/**
 * The excuses of an implementation's results that do not hold: a case was not judged because of a
 * deviation that no result shows, or passes although its version is said to have a known defect.
 *
 * @param isWrong Whether a result is red, or foreseen: what a case that was not judged may name
 */
export function brokenExcuses(
  { id, version, results }: Pick<ImplementationResults, "id" | "version" | "results">,
  isWrong: (result: CaseResult) => boolean,
): Excuse[] {
  const broken = new Set(results.filter(isWrong).map((result) => result.clauses[0]!));
  const unjudged = results.filter(({ verdict }) => verdict === "not-judged");
  const unfounded = [...groupBy(unjudged, ({ because = "" }) => because)]
    .filter(([because]) => !broken.has(because))
    .map(
      ([because, some]): Excuse => ({
        code: "names-no-deviation",
        cases: some.map((result) => result.case),
        message: `${count(some.length, "case")} of ${id} not judged because of ${because}, and that names no deviation: no result about this clause is red or expected.`,
        fix: "judge the cases of that clause too; where they pass, the precondition holds and the cases must be judged",
      }),
    );
  const gone = results
    .filter(({ defect, verdict }) => defect !== undefined && verdict === "pass")
    .map(
      (result): Excuse => ({
        code: "defect-gone",
        cases: [result.case],
        message: `${result.case} passes, and ${id} ${version} is said to have the known defect ${result.defect!.id}.`,
        fix: "correct the versions in the suite's table of known defects",
      }),
    );
  return [...unfounded, ...gone];
}
