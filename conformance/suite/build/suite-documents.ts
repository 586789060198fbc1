/**
 * The suite as data for programs in other languages: `cases.json`, `clauses.json` and their schemas; and for the build
 * itself `case-lines.json`, the lines of the tables.
 */
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { allCases } from "../../cases/index.ts";
import { clausesDocument } from "../../clauses/emit.ts";
import type { Case } from "../../language/case.ts";
import { checkSuite } from "../../language/check/check.ts";
import { lineOfOrigin } from "../../language/origin.ts";
import { validateCases } from "../../language/schema.ts";

const SCHEMAS = join(packageRoot, "conformance/schema");

/** Thrown when a case is not well made. */
export class BadSuiteError extends Error {
  override readonly name = "BadSuiteError";
  readonly code = "bad-suite";
  readonly hint =
    "Correct the rows named above; `conformance/language/check/check.ts` lists the rules.";

  constructor(faults: readonly string[]) {
    super(`${faults.length} fault(s) in the cases:\n${faults.join("\n")}`);
  }
}

/**
 * What is wrong with a suite, a line each: file, case, place, rule, what to do.
 *
 * @param cases in any state, also one that the compiler would refuse
 */
export function faultsOf(cases: readonly Case[]): readonly string[] {
  const files = new Map(cases.map(({ id, file }) => [id, file]));
  const lineOf = (id: string, path: string, text: string) =>
    `${files.get(id) ?? "unknown file"}: ${id}: ${path === "" ? "" : `${path}: `}${text}`;
  const shape = validateCases(JSON.parse(JSON.stringify(cases)));
  // The checks rely on the shape: where it is wrong they could only fail over it.
  if (shape.length > 0) {
    return shape.map((problem) => lineOf(problem.case, problem.path, `${problem.message}.`));
  }
  return checkSuite(cases).map(({ case: id, path, rule, message }) =>
    lineOf(id, path, `${message} [${rule}]`),
  );
}

/**
 * Writes the documents and copies the schemas.
 *
 * @param folder where to; made if it is not there
 * @throws BadSuiteError if a case is not well made; nothing is written then
 */
export function emitSuite(folder: string, cases: readonly Case[] = allCases): void {
  const faults = faultsOf(cases);
  if (faults.length > 0) throw new BadSuiteError(faults);
  const schemas = join(folder, "schema");
  mkdirSync(schemas, { recursive: true });
  const rows = cases.map((kase) => ({ ...kase, line: lineOfOrigin(kase, kase.file) }));
  writeFileSync(join(folder, "cases.json"), `${JSON.stringify(rows, null, 1)}\n`);
  const lines = Object.fromEntries(rows.map(({ id, line }) => [id, line]));
  writeFileSync(join(folder, "case-lines.json"), `${JSON.stringify(lines)}\n`);
  writeFileSync(join(folder, "clauses.json"), `${JSON.stringify(clausesDocument(), null, 1)}\n`);
  for (const name of readdirSync(SCHEMAS)) copyFileSync(join(SCHEMAS, name), join(schemas, name));
}
