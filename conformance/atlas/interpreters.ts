/** Where the interpreter of a row is. */
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import os from "node:os";
import { delimiter, join } from "node:path";

/** What the row asks for where the packages of the operating system are needed. */
export const SYSTEM = "system";

/** Interpreters by the versions that rows name: what the caller gave, before what is found. */
export type GivenInterpreters = { readonly [version: string]: string };

/**
 * The interpreter for a version: one that was given, the newest of pyenv (its shims in `PATH` need a choice), `pythonX.Y` in `PATH`.
 *
 * @param wanted `3.13`, `pypy3`, or `system` for the operating system's own
 * @returns its path, or undefined where there is none
 */
export function interpreterFor(wanted: string, given: GivenInterpreters): string | undefined {
  if (given[wanted] !== undefined) return given[wanted];
  const name = /^\d/.test(wanted) ? `python${wanted}` : wanted;
  const candidates =
    wanted === SYSTEM ? ["/usr/bin/python3"] : [...inPyenv(wanted), ...inPath(name)];
  return candidates.find(isExecutable);
}

const inPath = (name: string): string[] =>
  (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));

/** The newest of pyenv's interpreters of that version. */
function inPyenv(wanted: string): string[] {
  const versions = join(process.env.PYENV_ROOT ?? join(os.homedir(), ".pyenv"), "versions");
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .filter((name) => name === wanted || name.startsWith(`${wanted}.`))
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
    .map((name) => join(versions, name, "bin", "python"));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
