/** Static checks of cases: what is wrong with a row before any loop has run it. */
import type { Case, CaseDefinition, Program } from "../case.ts";
import { checkExpectation } from "./expectation.ts";
import { checkFunctions } from "./functions.ts";
import { checkHeading } from "./heading.ts";
import { checkIdioms } from "./idioms.ts";
import { checkNames } from "./names.ts";
import { checkNetwork } from "./network.ts";
import { checkPlacement } from "./placement.ts";
import type { Finding, Problem, Rule } from "./problem.ts";
import { sitesOf } from "./sites.ts";
import { checkEntries } from "./writable.ts";

export { type Problem, RULES, type Rule } from "./problem.ts";

/** What a driver cannot run. The other rules are about how a case should be written. */
const FAULTS: ReadonlySet<Rule> = new Set<Rule>([
  "unbound-name",
  "bad-name",
  "unknown-function",
  "function-shape",
  "call-arguments",
  "misplaced",
  "peer",
  "protocol",
]);

/**
 * What keeps a program from being run, whatever it is for.
 *
 * @param program it must have the shape of the types (see `schema.ts`)
 * @returns the faults in the order of the program's text; none if every driver can run it
 */
export function checkProgram(program: Program): readonly Finding[] {
  const sites = sitesOf(program);
  return [
    ...checkNames(program, sites),
    ...checkFunctions(program, sites),
    ...checkPlacement(sites),
    ...checkNetwork(program, sites),
  ].filter(({ rule }) => FAULTS.has(rule));
}

/**
 * Everything that can be said against a case without running it.
 *
 * @param definition a row as its author wrote it; it must have the shape of the types (see `schema.ts`)
 * @returns the problems in the order of the case's text; none if the case is well made
 */
export function checkCase(definition: CaseDefinition): readonly Problem[] {
  const sites = sitesOf(definition.program);
  return [
    ...checkHeading(definition),
    ...checkNames(definition.program, sites),
    ...checkFunctions(definition.program, sites),
    ...checkPlacement(sites),
    ...checkNetwork(definition.program, sites),
    ...checkEntries(definition, sites),
    ...checkExpectation(definition, sites),
    ...checkIdioms(definition, sites),
  ].map((finding) => ({ case: definition.id, ...finding }));
}

/**
 * Checks all cases of a suite, each by itself and against the others.
 *
 * @param cases the suite, in its order
 */
export function checkSuite(cases: readonly Case[]): readonly Problem[] {
  return [...cases.flatMap(checkCase), ...checkUnique(cases)];
}

function checkUnique(cases: readonly Case[]): readonly Problem[] {
  const problems: Problem[] = [];
  const files = new Map<string, string>();
  const contents = new Map<string, string>();
  for (const { id, file, clauses, program, expect } of cases) {
    const other = files.get(id);
    if (other !== undefined) {
      const message = `${other} has a case of this id already. Choose another one.`;
      problems.push({ case: id, path: "id", rule: "id", message });
    }
    const content = JSON.stringify([program, expect, clauses[0]]);
    const twin = contents.get(content);
    if (twin !== undefined && other === undefined) {
      const message = `\`${twin}\` judges the same by the same program. Remove one of the two.`;
      problems.push({ case: id, path: "program", rule: "duplicate-case", message });
    }
    files.set(id, file);
    contents.set(content, id);
  }
  return problems;
}
