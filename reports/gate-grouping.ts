import { deviationsOf, resultsOf } from "./deviations/deviations.ts";
import type { ImplementationResults, ResultsDocument } from "./document.ts";
import type { GateProblem } from "./gate-problem.ts";
import { lookup } from "./group.ts";
import { count } from "./text.ts";

/** Whether a problem is the failure of a case: those are counted by deviation. */
export function isFailure({ code }: Pick<GateProblem, "code">): boolean {
  return code === "red" || code === "unexpected-failure";
}

/**
 * Puts the failures among the problems of one implementation together, one for each deviation; the
 * other problems stay as they are, behind them.
 */
export function byDeviation(
  problems: readonly GateProblem[],
  subject: ImplementationResults,
  document: ResultsDocument,
  strict: boolean,
): GateProblem[] {
  const failures = new Map(problems.filter(isFailure).map((each) => [each.cases[0]!, each]));
  if (failures.size === 0) return [...problems];
  const { deviations, errors } = deviationsOf(subject, document, { strict });
  const grouped = [...deviations, ...errors].flatMap((deviation): GateProblem[] => {
    const cases = resultsOf(deviation)
      .map((result) => result.case)
      .filter((id) => failures.has(id));
    const shown = cases.includes(deviation.smallest.case) ? deviation.smallest.case : cases[0];
    if (shown === undefined) return [];
    // An error of the harness is no deviation of the loop.
    const failure = {
      ...failures.get(shown)!,
      ...(deviation.way !== "error" && { deviation: deviation.id }),
    };
    if (cases.length === 1) return [failure];
    const says = lookup(document.clauses, deviation.clause)?.says ?? deviation.id;
    return [
      {
        ...failure,
        cases: [shown, ...cases.filter((id) => id !== shown)],
        message: `${deviation.id}: ${says} ${count(cases.length, "case")}; the smallest: ${failure.message}`,
      },
    ];
  });
  return [...grouped, ...problems.filter((problem) => !isFailure(problem))];
}

/** `3 deviations (90 cases) and 1 other problem`: the gate's count, deviations first. */
export function problemCount(problems: readonly GateProblem[]): string {
  const failures = problems.filter(({ deviation }) => deviation !== undefined);
  const others = problems.length - failures.length;
  const cases = failures.reduce((sum, problem) => sum + problem.cases.length, 0);
  const parts = [
    ...(failures.length > 0
      ? [`${count(failures.length, "deviation")} (${count(cases, "case")})`]
      : []),
    ...(others > 0 ? [count(others, failures.length > 0 ? "other problem" : "problem")] : []),
  ];
  return parts.join(" and ");
}
