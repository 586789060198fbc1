/** The last step of the build: writes the suite into `dist`. A case that is not well made breaks it. */
import { join } from "node:path";
import { packageRoot } from "#package-root";
import { BadSuiteError, emitSuite } from "./suite-documents.ts";

function main(): void {
  try {
    emitSuite(join(packageRoot, "dist"));
  } catch (error) {
    if (!(error instanceof BadSuiteError)) throw error;
    process.stderr.write(`${error.message}\n${error.hint}\n`);
    process.exitCode = 1;
  }
}

main();
