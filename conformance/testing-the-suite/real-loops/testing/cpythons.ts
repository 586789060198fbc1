/** The plain CPythons of this machine. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import os from "node:os";
import { delimiter, join } from "node:path";
import { EDITIONS } from "../../../clauses/index.ts";

/** A CPython that the gate can be tried on. */
export interface CPython {
  readonly interpreter: string;
  /** Such as `3.13.0`. */
  readonly version: string;
}

const ASKS = "import sys; print(sys.implementation.name, '.'.join(map(str, sys.version_info[:3])))";

/**
 * One interpreter for each version: those of LOOPSPEC_PYTHONS (paths, separated as in PATH), of pyenv, and `pythonX.Y`
 * in PATH.
 */
export function cpythons(): readonly CPython[] {
  const pyenv = join(process.env.PYENV_ROOT ?? join(os.homedir(), ".pyenv"), "versions");
  const installed = existsSync(pyenv) ? readdirSync(pyenv) : [];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [
    ...(process.env.LOOPSPEC_PYTHONS ?? "").split(delimiter).filter(Boolean),
    ...installed.map((version) => join(pyenv, version, "bin", "python")),
    // pyenv's launchers answer for a version only where it is chosen.
    ...folders
      .filter((folder) => !folder.includes("shims"))
      .flatMap((folder) => EDITIONS.map((edition) => join(folder, `python${edition}`))),
  ];
  const found = new Map<string, CPython>();
  for (const interpreter of candidates.filter((each) => existsSync(each))) {
    const version = versionOf(interpreter);
    if (version !== undefined && !found.has(version)) found.set(version, { interpreter, version });
  }
  return [...found.values()];
}

/**
 * The version of an interpreter; undefined for another than CPython, or one of no known edition. Python 2, which pyenv may
 * have, too, knows no `-I` and says so.
 */
function versionOf(interpreter: string): string | undefined {
  const asked = spawnSync(interpreter, ["-I", "-c", ASKS], { encoding: "utf8" });
  if (asked.error !== undefined) throw asked.error;
  const [name, version = ""] = asked.stdout.trim().split(" ");
  const known = EDITIONS.some((edition) => version.startsWith(`${edition}.`));
  return name === "cpython" && known ? version : undefined;
}
