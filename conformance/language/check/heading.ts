/** What stands above a program: id, title, clauses, limit. */

import { allClauses, type Clause, EDITIONS, holdsIn } from "../../clauses/index.ts";
import type { CaseDefinition } from "../case.ts";
import { type Finding, finding } from "./problem.ts";

type Heading = Pick<CaseDefinition, "id" | "title" | "clauses" | "timeout" | "guard">;

const ID = /^[a-z0-9-]+\/[a-z0-9.-]+$/;

/** Checks everything of a case but its program and expectation. */
export function checkHeading(row: Heading): readonly Finding[] {
  const findings: Finding[] = [];
  if (!ID.test(row.id)) {
    const message = `${JSON.stringify(row.id)} is not an id. Write \`area/slug\` in small letters.`;
    findings.push(finding("id", "id", message));
  }
  const title = titleProblem(row.title);
  if (title !== undefined) findings.push(finding("title", "title", title));
  if (row.timeout !== undefined && !(row.timeout >= 1 && row.timeout <= 60)) {
    const message = `A limit of ${row.timeout} s is unsound. Choose between 1 and 60, or leave it out.`;
    findings.push(finding("timeout", "timeout", message));
  }
  return [...findings, ...checkClauses(row.clauses)];
}

function titleProblem(title: string): string | undefined {
  if (title.trim() === "" || title !== title.trim()) return "Write a title without outer spaces.";
  if (title.endsWith(".")) return "Leave out the full stop.";
  if (/[\r\n]/.test(title)) return "Write the title on one line.";
  return /\bshould\b/i.test(title)
    ? "State what a conforming loop does, without `should`."
    : undefined;
}

const byId: ReadonlyMap<string, Clause> = new Map(allClauses.map((clause) => [clause.id, clause]));

function checkClauses(ids: readonly string[]): readonly Finding[] {
  const findings: Finding[] = [];
  const cited: Clause[] = [];
  if (ids.length === 0) findings.push(finding("clauses", "clause", "Cite at least one clause."));
  for (const [index, id] of ids.entries()) {
    const clause = byId.get(id);
    if (clause !== undefined) cited.push(clause);
    const message = citationProblem(clause, id, ids.indexOf(id) !== index);
    if (message !== undefined) findings.push(finding(`clauses[${index}]`, "clause", message));
  }
  if (!holdTogether(cited)) {
    const message = "These clauses hold in no edition together. Cite those of one edition.";
    findings.push(finding("clauses", "clause", message));
  }
  return findings;
}

function citationProblem(
  clause: Clause | undefined,
  id: string,
  repeated: boolean,
): string | undefined {
  if (clause === undefined) return `The catalogue has no clause \`${id}\`.`;
  if (clause.status !== "cases") {
    return `The status of \`${id}\` is \`${clause.status}\`. Cite a clause with status \`cases\`.`;
  }
  return repeated ? `\`${id}\` is cited twice.` : undefined;
}

/** Every edition in which something begins or ends is looked at; between two of them nothing changes. */
function holdTogether(cited: readonly Clause[]): boolean {
  const editions = [
    ...EDITIONS,
    ...cited.flatMap(({ since, until, except = [] }) => [
      ...[since ?? [], until ?? []].flat(),
      ...except.flatMap((span) => [span.since, span.until]),
    ]),
  ];
  return editions.some((edition) => cited.every((clause) => holdsIn(clause, edition)));
}
