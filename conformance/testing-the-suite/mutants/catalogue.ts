/**
 * All loops that the suite itself is tested with.
 *
 * A loop has one place: its class or function in `python/`, with a label above it, `@breaks(CLAUSE, SAYS)` for a
 * mutant and `@odd(SAYS, …)` for an unusual loop that is right. The labels are read from the text, so that no
 * interpreter is needed to list the loops.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ClauseId, clauseById } from "../../clauses/index.ts";
import { MUTANTS_FOLDER } from "./run.ts";
import type { Mutant, OddLoop } from "./types.ts";

const TEXT = '"((?:[^"\\\\]|\\\\.)*)"';
/** A label, its arguments, and the class or function below it or the name before it. */
const LABEL = new RegExp(
  `^(?:(\\w+) = |@)(breaks|odd)\\(\\s*((?:${TEXT},?\\s*)+)\\)(?:\\((?:.|\\n)|\\n(?:@.*\\n)*(?:class|def) (\\w+))`,
  "gm",
);

interface Label {
  readonly id: `${string}:${string}`;
  readonly kind: string;
  readonly texts: readonly string[];
}

function labelsOf(module: string): readonly Label[] {
  const text = readFileSync(join(MUTANTS_FOLDER, `${module}.py`), "utf8");
  return [...text.matchAll(LABEL)].map((match) => ({
    id: `${module}:${match[1] ?? match.at(-1)}`,
    kind: match[2]!,
    texts: [...match[3]!.matchAll(new RegExp(TEXT, "g"))].map(
      ([literal]) => JSON.parse(literal) as string,
    ),
  }));
}

const labels = readdirSync(MUTANTS_FOLDER)
  .filter((file) => /^(mutant|odd)_\w+\.py$/.test(file))
  .sort()
  .flatMap((file) => labelsOf(file.slice(0, -".py".length)));

/** Loops that are wrong on purpose. */
export const mutants: readonly Mutant[] = labels
  .filter(({ kind }) => kind === "breaks")
  .map(({ id, texts: [clause, breaks, since] }) => ({
    id,
    clause: clauseById(clause as ClauseId).id,
    breaks: breaks!,
    ...(since === undefined ? {} : { since }),
  }));

/** Loops that are unusual and right. Nothing that any text asks for is otherwise in them. */
export const oddLoops: readonly OddLoop[] = labels
  .filter(({ kind }) => kind === "odd")
  .map(({ id, texts: [odd, ...differs] }) => ({
    id,
    odd: odd!,
    differs: differs.map((clause) => clauseById(clause as ClauseId).id),
  }));
