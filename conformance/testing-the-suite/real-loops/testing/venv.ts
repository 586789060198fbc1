/** The environment with real loops, where there is one. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "mocha";
import { packageRoot } from "#package-root";

/** Its interpreter. */
export const PYTHON = join(packageRoot, ".venv/bin/python");

const INSTALL = "bash conformance/testing-the-suite/real-loops/install.sh";
const required = process.env.LOOPSPEC_LOOPS === "required" || process.env.CI !== undefined;

/**
 * Skips the test where there is no environment, and says so in its title.
 *
 * @throws Error where it is required
 */
export function needLoops(context: Context): void {
  if (existsSync(PYTHON)) return;
  if (required) throw new Error(`There is no .venv: run \`${INSTALL}\`.`);
  context.test!.title += ` (no .venv: run \`${INSTALL}\`)`;
  context.skip();
}
