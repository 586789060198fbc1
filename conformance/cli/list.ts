/** `loopspec list`: the catalogue, the cases, and the forms of an implementation. */
import { allCases } from "../cases/index.ts";
import {
  allClauses,
  type ClauseId,
  clauseById,
  describeSource,
  sourceUrl,
} from "../clauses/index.ts";
import type { Case } from "../language/case.ts";
import { caseLocation, describeLocation } from "../suite/case-location.ts";
import { selectCases } from "../suite/select.ts";
import { UsageError } from "../usage-error.ts";
import { listMethods } from "./list-methods.ts";
import type { Output } from "./output.ts";

/** What commander makes of the options of `loopspec list`. */
export interface ListOptions {
  readonly json?: boolean;
  readonly select?: readonly string[];
}

/** Runs `loopspec list`. */
export function list(what: string, options: ListOptions, output: Output): void {
  if (options.select !== undefined && what !== "clauses" && what !== "cases")
    throw new UsageError(
      "--select chooses among cases, and among clauses by their cases",
      `\`loopspec list ${what}\` lists them all.`,
    );
  if (what === "clauses") listClauses(output, options);
  else if (what === "cases") listCases(output, options);
  else if (what === "methods") listMethods(output, options.json);
  else listImplementations(output, options);
}

/** Case ids by the clause that they cite, in the order of the cases. */
function casesByClause(cases: readonly Case[]): ReadonlyMap<string, readonly string[]> {
  const byClause = new Map<string, string[]>();
  for (const kase of cases) {
    for (const clause of kase.clauses) {
      const ids = byClause.get(clause);
      if (ids === undefined) byClause.set(clause, [kase.id]);
      else ids.push(kase.id);
    }
  }
  return byClause;
}

function listClauses(output: Output, { json, select = [] }: ListOptions): void {
  const selected = selectCases(allCases, select);
  const byClause = casesByClause(selected);
  const rows = allClauses
    .filter((clause) => select.length === 0 || byClause.has(clause.id))
    .map((clause) => ({ ...clause, url: sourceUrl(clause), cases: byClause.get(clause.id) ?? [] }));
  if (json) {
    output.out(JSON.stringify(rows, null, 2));
    return;
  }
  let heading = "";
  for (const row of rows) {
    if (row.heading !== heading) {
      heading = row.heading;
      output.out(`\n${heading}`);
    }
    const coverage =
      row.status === "cases" ? `${row.cases.length} cases` : `${row.status}: ${row.why}`;
    output.out(`  ${row.id}  [${row.level} ${row.basis}]  ${coverage}`);
    output.out(`      ${row.says}`);
    output.out(`      ${describeSource(row.source)}`);
    output.out(`      ${sourceUrl(row)}`);
  }
}

/** What readers of a list of cases need of the clause that each is about. */
function aboutClause(id: ClauseId) {
  const clause = clauseById(id);
  const { heading, says, level, basis } = clause;
  return { heading, sentence: says, url: sourceUrl(clause), level, basis };
}

function listCases(output: Output, { json, select = [] }: ListOptions): void {
  const rows = selectCases(allCases, select).map((kase) => {
    const { id, title, clauses, needs, isolate, timeout, guard } = kase;
    const about = aboutClause(clauses[0]);
    const row = { id, title, clauses, ...about, needs, isolate, timeout, ...caseLocation(kase) };
    return guard === undefined ? row : { ...row, guard };
  });
  if (json) {
    output.out(JSON.stringify(rows, null, 2));
    return;
  }
  for (const row of rows)
    output.out(`${row.id}  ${row.title}  (${row.clauses.join(", ")})  ${describeLocation(row)}`);
}

const FORMS = [
  { spec: "reference", means: "the reference loop on the virtual selector" },
  { spec: "reference:thread", means: "the reference loop in real time, on every system" },
  { spec: "reference:poll", means: "the reference loop with real descriptors (POSIX)" },
  { spec: "reference:host", means: "the reference loop driven by Node's own loop" },
  {
    spec: "python:MODULE[:FACTORY]",
    means: "a loop under Python, made by MODULE.FACTORY() (default new_event_loop)",
  },
  { spec: "module:PATH", means: "a JavaScript or TypeScript module that exports `adapter`" },
  { spec: "exec:COMMAND", means: "any program that speaks the driver protocol" },
];

function listImplementations(output: Output, { json }: ListOptions): void {
  if (json) {
    output.out(JSON.stringify(FORMS, null, 2));
    return;
  }
  for (const { spec, means } of FORMS) output.out(`${spec.padEnd(26)}${means}`);
}
