/** The last step of the build: writes the suite into `dist`, and the way from the chapter to the code. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { emitChapterTable, HeadingWithoutCodeError, StaleTableError } from "./chapter-table.ts";
import { BadSuiteError, emitSuite } from "./suite-documents.ts";

const FAULTS = [BadSuiteError, HeadingWithoutCodeError, StaleTableError];

/** Written last, so that a build that was cut off is made anew. */
const EMITTED = join(packageRoot, "dist/emitted.txt");

/** What the emitted files depend on: the tables, what checks them, and the code that cites clauses. */
const INPUTS = ["dist/conformance/cases", "dist/conformance/clauses", "dist/conformance/language"];
const SOURCES = ["conformance/schema", "reference"];

function main(): void {
  const inputs = digestOf([...INPUTS, ...SOURCES]);
  if (existsSync(EMITTED) && readFileSync(EMITTED, "utf8") === inputs) return;
  try {
    emitSuite(join(packageRoot, "dist"));
    // A build in CI would mend a table that nobody has committed, and it would rot unseen.
    emitChapterTable(process.env.CI === undefined);
    writeFileSync(EMITTED, digestOf([...INPUTS, ...SOURCES]));
  } catch (error) {
    const fault = FAULTS.map((kind) => (error instanceof kind ? error : null)).find(Boolean);
    if (!fault) throw error;
    process.stderr.write(`${fault.message}\n${fault.hint}\n`);
    process.exitCode = 1;
  }
}

function digestOf(folders: readonly string[]): string {
  const hash = createHash("sha256");
  for (const folder of folders) {
    const names = readdirSync(join(packageRoot, folder), { recursive: true, encoding: "utf8" });
    for (const name of names.sort()) {
      const path = join(packageRoot, folder, name);
      if (/\.(js|ts|json|md)$/.test(name)) hash.update(name).update(readFileSync(path));
    }
  }
  return hash.digest("hex");
}

main();
