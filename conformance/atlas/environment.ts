/** A virtual environment for each loop, made once. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type GivenInterpreters, interpreterFor, SYSTEM } from "./interpreters.ts";
import type { LoopEntry } from "./loop-entry.ts";
import { runStep, StepError } from "./steps.ts";

/** Seconds that making an environment may take: packages are fetched, some are compiled. */
const LIMIT = 900;

/** Where a loop runs. */
export interface Environment {
  /** Its interpreter; the reference loop has none. */
  readonly python?: string;
  /** What was installed, with the interpreter's version: another text is another environment. */
  readonly holds: string;
}

/**
 * Makes the environment of a row, or finds it as an earlier run left it.
 *
 * @param folder Where environments are kept
 * @throws StepError where the interpreter is missing or a package cannot be installed
 */
export async function makeEnvironment(
  { name, python: wanted, packages }: LoopEntry,
  folder: string,
  given: GivenInterpreters,
): Promise<Environment> {
  if (wanted === undefined) return { holds: "" };
  const base = interpreterFor(wanted, given);
  if (base === undefined)
    throw new StepError(
      `there is no interpreter \`${wanted}\` on this machine: install it, or give --python ${wanted}=PATH`,
    );
  const asked = await runStep([base, "-c", "import sys; print(sys.version)"], { limit: 30 });
  const version = asked.out.trim();
  if (packages.length === 0) return { python: base, holds: version };
  const holds = [version, ...packages].join("\n");
  const digest = createHash("sha256").update(holds).digest("hex").slice(0, 8);
  const home = join(folder, `${name}-${digest}`);
  const python = join(home, "bin", "python");
  if (existsSync(python)) return { python, holds };
  // Made under another name first: what was interrupted is never taken for a whole one.
  const begun = `${home}.begun`;
  rmSync(begun, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const options = wanted === SYSTEM ? ["--system-site-packages"] : [];
  await runStep([base, "-m", "venv", ...options, begun], { limit: LIMIT });
  const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ...packages];
  await runStep([join(begun, "bin", "python"), ...install], { limit: LIMIT });
  renameSync(begun, home);
  return { python, holds };
}
