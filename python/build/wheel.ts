/** Builds the wheel. */
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must, PYTHON, stage } from "./stage.ts";

/**
 * Builds `loopspec-VERSION-py3-none-any.whl`.
 *
 * @param target folder for the wheel
 * @param python interpreter whose pip runs the build backend
 * @param tarball the packed npm package; packed now where it is not given
 * @returns path of the wheel
 */
export function buildWheel(target: string, python: string, tarball?: string): string {
  stage(tarball);
  // Made elsewhere and copied: the folder may hold the wheels of earlier versions.
  const folder = mkdtempSync(join(tmpdir(), "loopspec-wheel-"));
  try {
    must(python, ["-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder, PYTHON], PYTHON);
    const [name, ...more] = readdirSync(folder);
    if (name === undefined || more.length > 0)
      throw new Error(`Expected one wheel in ${folder}, found ${[name, ...more].join(", ")}`);
    mkdirSync(target, { recursive: true });
    copyFileSync(join(folder, name), join(target, name));
    return join(target, name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
