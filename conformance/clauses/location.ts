import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#package-root";
import type { ClauseId } from "./index.ts";
import { clauseById } from "./index.ts";

/** Where a clause is written down. */
export interface ClauseLocation {
  /** Path relative to the package's root. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
}

const linesOfFile = new Map<string, readonly string[] | undefined>();

/**
 * Finds the source line that holds a clause.
 *
 * @param id the clause
 * @param root folder that the tables' paths start from; the package's root if not given
 * @returns `undefined` where the TypeScript sources are absent, as in an installed package
 * @throws UnknownClauseError if `id` is the id of no clause
 */
export function clauseLocation(id: ClauseId, root = packageRoot): ClauseLocation | undefined {
  const { file } = clauseById(id);
  const lines = linesOf(join(root, file));
  if (lines === undefined) return undefined;
  const at = lines.findIndex((line) => line.startsWith(`  "${id}": `));
  // A table of another version may lie there, and a wrong line would be worse than none.
  return at < 0 ? undefined : { file, line: at + 1 };
}

/** Each file is read once: reports ask for every clause. */
function linesOf(path: string): readonly string[] | undefined {
  if (!linesOfFile.has(path)) {
    const lines = existsSync(path) ? readFileSync(path, "utf8").split("\n") : undefined;
    linesOfFile.set(path, lines);
  }
  return linesOfFile.get(path);
}
