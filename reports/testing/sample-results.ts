import type { CaseResult, ImplementationResults, ResultsDocument, Verdict } from "../document.ts";
import { countVerdicts } from "../totals.ts";
import { sampleDocument } from "./sample-document.ts";

/**
 * An implementation with these results.
 *
 * @param id Its id
 * @param verdicts Verdict, or verdict and reason, by id of the case. The clause of a case `a/b` is
 *   `a.clause`
 */
export function sampleImplementationOf(
  id: string,
  verdicts: Record<string, Verdict | [verdict: Verdict, reason: string]>,
): ImplementationResults {
  const [template] = sampleDocument({ implementations: 1, cases: 1 }).implementations;
  const results = Object.entries(verdicts).map(([name, given]): CaseResult => {
    const [verdict, reason] = typeof given === "string" ? [given] : given;
    return {
      case: name,
      title: `${name} holds`,
      clauses: [`${name.split("/")[0]}.clause`],
      level: "MUST",
      basis: "chapter",
      verdict,
      ms: 1,
      ...(verdict === "not-judged" && { because: `${name.split("/")[0]}.clause` }),
      ...(verdict !== "pass" && { message: `${name} is wrong` }),
      ...(reason !== undefined && { reason }),
    };
  });
  const language = id.startsWith("reference") ? template!.language : "Python";
  return { ...template!, id, language, results, totals: countVerdicts(results) };
}

/** A document with these implementations, and nothing made up beside. */
export function sampleDocumentOf(
  implementations: ImplementationResults[],
  changes: Partial<ResultsDocument> = {},
): ResultsDocument {
  const { clauses, cases, ...rest } = sampleDocument({ implementations: 0, cases: 1 });
  return { ...rest, implementations, ...changes };
}
