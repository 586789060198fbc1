/** Where the row of a case is written down: its file, and its line as far as it is known. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import type { Case } from "../language/case.ts";
import { lineOfOrigin } from "../language/origin.ts";

/** A place in the tables of cases. */
export interface CaseLocation {
  /** Path from the package's root. */
  readonly file: string;
  /** Counted from 1; absent where neither the sources nor the build can tell. */
  readonly line?: number;
}

let builtLines: ReadonlyMap<string, number> | undefined;

/**
 * The place of a case's row. Run from the sources, the call stack of the row knows it; run from the build, the list
 * of cases that the build wrote.
 */
export function caseLocation(kase: Case): CaseLocation {
  const line = lineOfOrigin(kase, kase.file) ?? linesOfBuild().get(kase.id);
  return line === undefined ? { file: kase.file } : { file: kase.file, line };
}

/** `file:line`, or the file alone. */
export function describeLocation({ file, line }: CaseLocation): string {
  return line === undefined ? file : `${file}:${line}`;
}

function linesOfBuild(): ReadonlyMap<string, number> {
  builtLines ??= new Map(Object.entries(readBuild()));
  return builtLines;
}

/** A small file of its own: reading all programs takes longer than judging a hundred. */
function readBuild(): { readonly [id: string]: number } {
  const path = join(packageRoot, "dist/case-lines.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
}
