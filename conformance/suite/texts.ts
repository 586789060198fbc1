/** The texts of clauses and cases that a result document carries for its readers. */
import type { CaseText, ClauseText } from "../../reports/index.ts";
import { allClauses, citationOf, describeSource, describeSpans } from "../clauses/index.ts";
import { clauseLocation } from "../clauses/location.ts";
import type { Case } from "../language/case.ts";
import { programListing } from "../language/print/python.ts";
import { countOperations } from "../language/walk.ts";
import { caseLocation } from "./case-location.ts";
import { caseScripts, type ScriptLanguage } from "./case-scripts.ts";
import { caseDigest } from "./digest.ts";

/**
 * The whole catalogue.
 *
 * @param judged the editions that implementations were judged by; a link leads to the first of them in which the clause holds
 */
export function clauseTexts(judged: readonly string[]): { [id: string]: ClauseText } {
  return Object.fromEntries(
    allClauses.map((clause) => {
      const { id, says, heading, source, level, basis, status, why, since, until, except } = clause;
      const definedAt = clauseLocation(id);
      const text: ClauseText = {
        says,
        heading,
        source: describeSource(source),
        ...(source.entry === undefined ? {} : { entry: source.entry }),
        anchor: source.anchor,
        url: citationOf(clause, judged).url,
        level,
        basis,
        status,
        ...(why === undefined ? {} : { why }),
        ...(since === undefined ? {} : { since }),
        ...(until === undefined ? {} : { until }),
        ...(except === undefined ? {} : { except: describeSpans(except) }),
        ...(definedAt === undefined ? {} : { definedAt }),
      };
      return [id, text];
    }),
  );
}

/**
 * What readers need of each case.
 *
 * @param shown ids of the cases whose program and script are printed: printing all of them takes
 *   longer than judging them on a fast loop, and few readers ask for the program of a case that passed
 * @param languages those of the loops that were judged: a script in another is of no use to its maintainer
 * @param judged the editions that implementations were judged by: scripts link to them
 */
export function caseTexts(
  cases: readonly Case[],
  shown: ReadonlySet<string>,
  languages: ReadonlySet<ScriptLanguage>,
  judged: readonly string[] = [],
): { [id: string]: CaseText } {
  return Object.fromEntries(
    cases.map((kase) => [
      kase.id,
      {
        ...(shown.has(kase.id)
          ? { program: programListing(kase), ...caseScripts(kase, languages, judged) }
          : {}),
        operations: countOperations(kase.program),
        needs: [...kase.needs],
        digest: caseDigest(kase),
        ...definedAt(kase),
      },
    ]),
  );
}

/** The row's place, where its line is known: documents point at lines. */
function definedAt(kase: Case): Pick<CaseText, "definedAt"> {
  const { file, line } = caseLocation(kase);
  return line === undefined ? {} : { definedAt: { file, line } };
}
