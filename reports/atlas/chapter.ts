/** The chapter as the documents know it: headings, entries, sentences, and a mark for every loop. */
import type { ClauseText } from "../document.ts";
import { groupBy } from "../group.ts";
import type { JudgedEntry } from "./entry.ts";
import { MARKS, type Mark, type Marked, marksOf } from "./marks.ts";

/** A sentence, and what each loop makes of it. */
export interface Sentence {
  readonly id: string;
  /** Its place among all sentences. */
  readonly index: number;
  readonly clause: ClauseText;
  /** By the name of the loop; a loop without a case about the sentence has none. */
  readonly marked: ReadonlyMap<string, Marked>;
}

/** An entry of the documentation: a method, a function, or the text of a heading. */
export interface ChapterEntry {
  readonly entry: string;
  readonly sentences: readonly Sentence[];
}

/** A heading of the chapter. */
export interface Heading {
  readonly heading: string;
  readonly entries: readonly ChapterEntry[];
}

/** All sentences of the catalogue, as the newest edition has them, with the marks of all loops. */
export function sentencesOf(judged: readonly JudgedEntry[]): readonly Sentence[] {
  const clauses: { [id: string]: ClauseText } = {};
  const edition = ({ implementation }: JudgedEntry) => implementation.edition;
  const newestFirst = [...judged].sort((a, b) =>
    edition(b).localeCompare(edition(a), "en", { numeric: true }),
  );
  for (const { document } of newestFirst)
    for (const [id, clause] of Object.entries(document.clauses ?? {})) clauses[id] ??= clause;
  const marks = judged.map((entry) => [entry.name, marksOf(entry.implementation)] as const);
  return Object.entries(clauses).map(([id, clause], index) => ({
    id,
    index,
    clause,
    marked: new Map(
      marks.flatMap(([name, byClause]) => {
        const marked = byClause.get(id);
        return marked === undefined ? [] : [[name, marked] as const];
      }),
    ),
  }));
}

/** The outline: headings with their entries, in the order of their first sentences. */
export function outlineOf(sentences: readonly Sentence[]): readonly Heading[] {
  return [...groupBy(sentences, ({ clause }) => clause.heading)].map(([heading, under]) => ({
    heading,
    entries: [...groupBy(under, ({ clause }) => clause.entry ?? heading)].map(
      ([entry, sentences]) => ({ entry, sentences }),
    ),
  }));
}

/** How many loops have each mark. */
export function countMarks({ marked }: Sentence): Readonly<Record<Mark, number>> {
  const counts = Object.fromEntries(Object.keys(MARKS).map((mark) => [mark, 0]));
  for (const { mark } of marked.values()) counts[mark] = (counts[mark] ?? 0) + 1;
  return counts as Record<Mark, number>;
}

/** The marks of one loop as a text: a character for each sentence, a space where there is no case. */
export function marksText(sentences: readonly Sentence[], name: string): string {
  return sentences
    .map(({ marked }) => {
      const found = marked.get(name);
      return found === undefined ? " " : MARKS[found.mark].code;
    })
    .join("");
}

/** Whether a broken sentence is one that a text promises. */
export const isPromised = ({ clause }: Sentence): boolean => clause.basis !== "observed";
