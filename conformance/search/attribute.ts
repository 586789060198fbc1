/** Whose sentence a difference is about: the clauses to look at first. */
import { type ClauseId, clauseById } from "../clauses/index.ts";
import type { Case, Program } from "../language/case.ts";
import type { Difference } from "./compare.ts";
import { wordsOf } from "./words.ts";

/** What a difference is attributed to. */
export interface Attribution {
  /** Clauses of the cases whose programs are most like this one, the nearest first. */
  readonly clauses: readonly ClauseId[];
  /** Those cases. */
  readonly nearest: readonly string[];
}

/** The function whose entry was written last before the loops parted, and what it calls, weigh more than the rest. */
function wordsNear(program: Program, { expected, got }: Difference): readonly string[] {
  const writes = (text: string) => (body: unknown) => JSON.stringify(body).includes(`"${text}"`);
  for (const entry of [got, expected]) {
    const label = /^[a-z_]+\d*/.exec(entry)?.[0];
    if (label === undefined) continue;
    const own = program.fns[label];
    if (own !== undefined) return wordsOf({ fns: {}, main: own.body });
    const found = [program.main, ...Object.values(program.fns).map(({ body }) => body)].find(
      writes(label),
    );
    if (found !== undefined) return wordsOf({ fns: {}, main: found });
  }
  return [];
}

interface Row {
  readonly id: string;
  readonly clause: ClauseId;
  readonly words: ReadonlySet<string>;
}

/** The words of a table's programs are found once. */
const rowsOf = new WeakMap<readonly Case[], readonly Row[]>();

function rows(cases: readonly Case[]): readonly Row[] {
  const known = rowsOf.get(cases);
  if (known !== undefined) return known;
  const made = cases.map(({ id, clauses, program }) => ({
    id,
    clause: clauses[0],
    words: new Set(wordsOf(program)),
  }));
  rowsOf.set(cases, made);
  return made;
}

const NEAREST = 3;

/**
 * Attributes a difference by its shrunk program: to the clauses of the cases that use the same parts of the language.
 *
 * It is a guess, and says where to begin to read; the difference itself is none.
 *
 * @param cases the table to compare with
 */
export function attribute(
  program: Program,
  difference: Difference,
  cases: readonly Case[],
): Attribution {
  const words = wordsOf(program);
  const near = new Set(wordsNear(program, difference));
  const scored: { readonly row: Row; readonly score: number }[] = [];
  for (const row of rows(cases)) {
    let shared = 0;
    for (const word of words) if (row.words.has(word)) shared += near.has(word) ? 2 : 1;
    // Most rows share nothing: there are thousands, and each finding is held against all of them.
    if (shared > 0)
      scored.push({ row, score: shared / (words.length + near.size + row.words.size) });
  }
  const nearest: Row[] = [];
  for (const { row } of scored.sort((a, b) => b.score - a.score)) {
    if (nearest.length === NEAREST) break;
    if (!nearest.some(({ clause }) => clause === row.clause)) nearest.push(row);
  }
  return { clauses: nearest.map(({ clause }) => clause), nearest: nearest.map(({ id }) => id) };
}

/** Whether the first of these clauses is a sentence of the documentation, and binding. */
export function isPromised([first]: readonly ClauseId[]): boolean {
  if (first === undefined) return false;
  const { level, basis } = clauseById(first);
  return level === "MUST" && basis !== "observed";
}
