import type { CaseResult, ImplementationResults, ResultsDocument } from "../document.ts";
import { lookup } from "../group.ts";
import { isRed } from "../totals.ts";
import { clustersOf } from "./clusters.ts";
import type { Deviation } from "./deviation.ts";
import { explainedBy } from "./explained.ts";
import { leadOf, orderOf } from "./lead.ts";
import { symptomsAmong } from "./raised-by-runs.ts";
import { WAYS, wayOf } from "./ways.ts";

/** What one implementation does otherwise. */
export interface Deviations {
  /** What is red, by probable cause; what others explain stands in those only. Gravest first. */
  deviations: Deviation[];
  /** Errors of the harness or of a driver: they say nothing about the loop. */
  errors: Deviation[];
  /** What differs and is not red, grouped alike. */
  differences: Deviation[];
}

/**
 * Groups the wrong results of an implementation by probable cause. A pure function of the
 * document: merged, resumed and old documents give the same groups.
 *
 * @param document The document that holds the implementation
 * @param options.strict Whether `differs` is red
 */
export function deviationsOf(
  subject: Pick<ImplementationResults, "results">,
  document: Pick<ResultsDocument, "clauses" | "cases">,
  { strict = false }: { strict?: boolean } = {},
): Deviations {
  const wrong = subject.results.filter((result) => wayOf(result) !== undefined);
  const errors = wrong.filter(({ verdict }) => verdict === "error");
  const red = wrong.filter(({ verdict }) => isRed(verdict, strict) && verdict !== "error");
  const rest = wrong.filter(({ verdict }) => !isRed(verdict, strict));
  const group = (results: readonly CaseResult[], isRedGroup: boolean) =>
    grouped(results, subject.results, document, isRedGroup);
  return {
    deviations: explainedBy(group(red, true), document).sort(byGravity),
    errors: group(errors, true).sort(byGravity),
    differences: explainedBy(group(rest, false), document).sort(byGravity),
  };
}

/** All results that a deviation accounts for, those of the deviations that it explains included. */
export function resultsOf(deviation: Deviation): CaseResult[] {
  return [...deviation.results, ...deviation.explains.flatMap(resultsOf)];
}

function grouped(
  wrong: readonly CaseResult[],
  all: readonly CaseResult[],
  document: Pick<ResultsDocument, "clauses" | "cases">,
  red: boolean,
): Deviation[] {
  const order = orderOf(all, document);
  const judged = new Map<string, number>();
  for (const { clauses, verdict } of all) {
    if (["pass", "fail", "differs", "timeout", "crash", "flaky"].includes(verdict)) {
      judged.set(clauses[0]!, (judged.get(clauses[0]!) ?? 0) + 1);
    }
  }
  const groups = clustersOf(wrong, symptomsAmong(wrong)).map((results): Deviation => {
    const clause = leadOf(results, order);
    const others = new Set(results.map((result) => result.clauses[0]!));
    others.delete(clause);
    const notJudged = all.filter(
      ({ because }) => because !== undefined && (because === clause || others.has(because)),
    );
    return {
      id: clause,
      clause,
      clauses: [clause, ...[...others].sort(order)],
      way: wayOf(results[0]!)!,
      red,
      results,
      smallest: smallestOf(
        results.filter((result) => result.clauses[0] === clause),
        document,
      ),
      judged: judged.get(clause) ?? results.length,
      explains: [],
      notJudged: red ? notJudged : [],
    };
  });
  return numbered(groups);
}

/** Ids that two groups would share are numbered in the order of the ways. */
function numbered(groups: Deviation[]): Deviation[] {
  const seen = new Map<string, number>();
  const inOrder = [...groups].sort((a, b) => WAYS.indexOf(a.way) - WAYS.indexOf(b.way));
  for (const group of inOrder) {
    const n = (seen.get(group.clause) ?? 0) + 1;
    seen.set(group.clause, n);
    if (n > 1) group.id = `${group.clause}#${n}`;
  }
  return groups;
}

function smallestOf(
  results: readonly CaseResult[],
  { cases }: Pick<ResultsDocument, "cases">,
): CaseResult {
  // A program of few operations may still repeat them a thousand times.
  const size = ({ case: id, expected, observed }: CaseResult) =>
    (lookup(cases, id)?.operations ?? 1_000) +
    Math.max(expected?.trace?.length ?? 0, observed?.trace?.length ?? 0);
  return results.reduce((least, result) => (size(result) < size(least) ? result : least));
}

/**
 * Those that explain others or keep cases from being judged first, by how many; then those with the most cases; equals in
 * the suite's order. Who mends the first has mended the most.
 */
function byGravity(a: Deviation, b: Deviation): number {
  return behind(b) - behind(a) || resultsOf(b).length - resultsOf(a).length;
}

/** How many results depend on a deviation beside its own. */
const behind = ({ explains, notJudged }: Deviation): number =>
  explains.flatMap(resultsOf).length + notJudged.length;
