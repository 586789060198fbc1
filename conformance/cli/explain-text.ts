/** The texts of `loopspec explain`. */
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { diffTraces, traceLines, wrap } from "../../reports/index.ts";
import { allCases } from "../cases/index.ts";
import { CPYTHON_TESTS_OF, cpythonTestsOf } from "../clauses/cpython-tests.ts";
import {
  type Clause,
  type ClauseId,
  citationOf,
  clauseById,
  describeEditions,
  describeSeed,
  describeSource,
  holdsIn,
} from "../clauses/index.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import type { Case } from "../language/case.ts";
import { programListing } from "../language/print/python.ts";
import { caseLocation, describeLocation } from "../suite/case-location.ts";
import type { Attempt } from "../suite/session.ts";
import { sideBySide } from "./side-by-side.ts";

const INTERPRETING = join(packageRoot, "INTERPRETING.md");

const indent = (text: string) => text.split("\n").map((line) => (line === "" ? "" : `  ${line}`));

/** Why a wrong answer matters, from what stands behind the clause. */
function whyItMatters({ level, basis }: Clause): string {
  if (basis === "observed")
    return "No text promises this; CPython does it and programs may rely on it. A loop that does otherwise differs, and is not wrong: only a process that dies of it is.";
  const where = basis === "chapter" ? "The chapter on the event loop" : "The documentation";
  switch (level) {
    case "MUST":
      return `${where} promises this without reserve: programs written by it break on a loop that does otherwise. A wrong answer is a failure.`;
    case "SHOULD":
      return `${where} leads readers to expect this, or a design document asks for it. A loop that does otherwise differs, and should say so.`;
    case "MAY":
      return `${where} leaves this to the loop. It is reported so that programs know what to expect.`;
    default:
      return `${where} speaks to its readers here; nothing is asked of a loop.`;
  }
}

/** The link, with the edition that it leads to, and why that is not the one in question. */
function linkLine(clause: Clause, asked: string | undefined): string {
  const { edition, url } = citationOf(clause, asked === undefined ? [] : [asked]);
  if (edition === undefined) return url;
  const without = asked !== undefined && !holdsIn(clause, asked);
  return `Edition ${edition}${without ? ` (${asked} does not have it)` : ""}: ${url}`;
}

/** Prose, broken at the width of the terminal; each line keeps its indent, and a link its edition. */
const set = (lines: readonly string[], width: number): readonly string[] =>
  lines.map((line) => {
    if (line.includes("https://")) return line;
    const text = line.trimStart();
    return wrap(text, width, " ".repeat(line.length - text.length));
  });

function clauseHead(id: ClauseId, edition: string | undefined): string[] {
  const clause = clauseById(id);
  const { level, basis, says, source, status, why } = clause;
  const tests = cpythonTestsOf(id);
  const seed = describeSeed(source);
  return [
    `clause ${id}  [${level}, ${basis}, ${describeEditions(clause)}]`,
    `  ${says}`,
    `  Source: ${describeSource(source)}`,
    `  ${linkLine(clause, edition)}`,
    ...(seed === undefined ? [] : [`  In the Chinese text: ${seed}`]),
    ...(tests.length === 0
      ? []
      : [`  CPython ${CPYTHON_TESTS_OF} tests it in ${tests.join(", ")}.`]),
    ...(status === "cases" ? [] : [`  ${status}: ${why}`]),
  ];
}

/**
 * The explanation of a clause: its sentence, its source, its cases or why it has none.
 *
 * @param width columns of the terminal
 * @param edition the documentation version in question; the newest unless given
 */
export function clauseLines(
  id: ClauseId,
  width: number,
  edition: string | undefined,
): readonly string[] {
  const cases = allCases.filter(({ clauses }) => clauses.includes(id));
  return [
    ...set(
      [...clauseHead(id, edition), "", `Why it matters: ${whyItMatters(clauseById(id))}`, ""],
      width,
    ),
    cases.length === 0 ? "No case asks about it." : "Cases:",
    ...cases.map(({ id: caseId, title, clauses }) => {
      const line = `${caseId}  ${title}${clauses[0] === id ? "" : "  (also)"}`;
      return wrap(line, width, "    ").slice(2);
    }),
  ];
}

/** Where a case ran, what was seen of it, and the documentation version in question, as far as they are known. */
export interface Shown {
  readonly implementation: Implementation | undefined;
  readonly attempt: Attempt | undefined;
  readonly edition: string | undefined;
}

/** The explanation of a case, with what was seen of it where it ran. */
export function caseLines(
  kase: Case,
  { implementation, attempt, edition }: Shown,
  width: number,
  script: string,
): readonly string[] {
  const needs = kase.needs.length === 0 ? "nothing special" : kase.needs.join(", ");
  const head = [
    `case ${kase.id}`,
    `  ${kase.title}`,
    `  Written in ${describeLocation(caseLocation(kase))}`,
    `  Needs: ${needs}. Limit: ${kase.timeout} s.${kase.isolate ? " Runs in a separate process." : ""}`,
    ...(kase.guard === undefined ? [] : [`  Guards against over-strictness: ${kase.guard}`]),
    "",
    ...kase.clauses.flatMap((id) => clauseHead(id, edition)),
    "",
    `Why it matters: ${whyItMatters(clauseById(kase.clauses[0]))}`,
    "",
    `If you disagree: ${INTERPRETING} says what a verdict claims, and what to do.`,
    "",
  ];
  return [
    ...set(head, width),
    "Program:",
    ...indent(programListing(kase)),
    "",
    ...traces(kase, implementation, attempt, width),
    "",
    "Script that decides it without this suite:",
    "",
    script,
  ];
}

function traces(
  kase: Case,
  implementation: Implementation | undefined,
  attempt: Attempt | undefined,
  width: number,
): readonly string[] {
  const { trace: _trace, outcome = "ok", ...channels } = kase.expect;
  const more = Object.entries(channels).map(
    ([name, value]) => `  ${name}: ${JSON.stringify(value)}`,
  );
  if (attempt === undefined || implementation === undefined) {
    const lines = traceLines(kase.expect).map(
      ({ text, note }) => `  ${text}${note === undefined ? "" : `  (${note})`}`,
    );
    return [
      `Expected (outcome ${outcome}):`,
      ...(lines.length === 0 ? ["  an empty trace"] : lines),
      ...more,
    ];
  }
  const said = attempt.message === undefined ? "" : `: ${attempt.message}`;
  const head = `On ${implementation.id}: ${attempt.verdict}${said}`.split("\n");
  if (attempt.observed === undefined) return set(head, width);
  return [
    ...set(head, width),
    ...sideBySide(diffTraces(kase.expect, attempt.observed), width),
    `  outcome: expected ${outcome}, observed ${attempt.observed.outcome}`,
    ...more,
  ];
}
