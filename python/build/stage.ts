/** Puts the npm package and what it needs at run time into the Python package. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "#package-root";

/** The folder of the Python package's source. */
export const PYTHON = join(packageRoot, "python");
const JAVASCRIPT = join(PYTHON, "src/loopspec/_javascript");

/** What is not read there: TypeScript, maps and prose. Licences stay, and the page that `explain` names. */
const UNREAD = /\.[cm]?ts$|\.map$|(?<!LICEN[CS]E|INTERPRETING)\.(md|markdown)$/i;

interface Lock {
  readonly packages: {
    readonly [path: string]: { dev?: boolean; optional?: boolean; devOptional?: boolean };
  };
}

/**
 * The folders of the packages that are installed without development and optional ones. koffi is
 * optional: it holds a binary for each platform, and only `reference:poll` needs it.
 */
function runtimeFolders(): readonly string[] {
  const lock = JSON.parse(readFileSync(join(packageRoot, "package-lock.json"), "utf8")) as Lock;
  return Object.entries(lock.packages)
    .filter(([, { dev, optional, devOptional }]) => !dev && !optional && !devOptional)
    .map(([path]) => path)
    .filter((path) => path !== "");
}

/** Packs the npm package, which builds it. */
function pack(folder: string): string {
  const said = must("npm", ["pack", "--silent", "--pack-destination", folder], packageRoot);
  return join(folder, said.trim().split("\n").at(-1) ?? "");
}

/**
 * Lays out the npm package inside the Python package.
 *
 * @param tarball the packed npm package; packed now where it is not given
 * @throws Error with what npm or tar said, if one of them fails
 */
export function stage(tarball?: string): void {
  const folder = mkdtempSync(join(tmpdir(), "loopspec-stage-"));
  try {
    must("tar", ["-xzf", tarball ?? pack(folder), "-C", folder], folder);
    const unpacked = join(folder, "package");
    rmSync(JAVASCRIPT, { recursive: true, force: true });
    mkdirSync(JAVASCRIPT, { recursive: true });
    copyRead(unpacked, JAVASCRIPT);
    for (const each of runtimeFolders()) copyRead(join(packageRoot, each), join(JAVASCRIPT, each));
    cpSync(join(packageRoot, "LICENSE"), join(PYTHON, "LICENSE"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyRead(from: string, to: string): void {
  cpSync(from, to, {
    recursive: true,
    filter: (source) => !UNREAD.test(source) && !source.slice(from.length).includes("node_modules"),
  });
}

/** Runs a program to its end. */
export function must(program: string, argv: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, argv, { cwd, encoding: "utf8" });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${argv.join(" ")} failed:\n${stdout}${stderr}`);
  return stdout;
}
