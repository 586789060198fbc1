/** The last step of the build: writes the suite into `dist`, and the way from the chapter to the code. */
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { emitChapterTable, HeadingWithoutCodeError, StaleTableError } from "./chapter-table.ts";
import { BadSuiteError, emitSuite } from "./suite-documents.ts";

const FAULTS = [BadSuiteError, HeadingWithoutCodeError, StaleTableError];

function main(): void {
  try {
    emitSuite(join(packageRoot, "dist"));
    // A build in CI would mend a table that nobody has committed, and it would rot unseen.
    emitChapterTable(process.env.CI === undefined);
  } catch (error) {
    const fault = FAULTS.map((kind) => (error instanceof kind ? error : null)).find(Boolean);
    if (!fault) throw error;
    process.stderr.write(`${fault.message}\n${fault.hint}\n`);
    process.exitCode = 1;
  }
}

main();
