import { columnsOf } from "../columns.ts";
import { type Story, storyOf, subjectOf } from "../deviations/story.ts";
import type { ImplementationResults, ResultsDocument } from "../document.ts";
import { clip, visibleLine } from "../text.ts";

/** A loop of the atlas: what its table says of it, and its results or the reason why there are none. */
export interface AtlasEntry {
  /** Names its page: letters, digits, dots, hyphens. Unique. */
  readonly name: string;
  /** What people call it, without a version. */
  readonly label: string;
  /** What it is, in a line. */
  readonly about: string;
  /** Where the project lives, an https address. */
  readonly home?: string;
  /** The packages that were installed, pinned. */
  readonly packages?: readonly string[];
  /** What came of running the script of each deviation, in a line. */
  readonly confirmation?: string;
  /** The result document; its one implementation is this loop. */
  readonly document?: ResultsDocument;
  /** Why there is no document, for people. */
  readonly problem?: string;
}

/** A loop that was judged. */
export interface JudgedEntry extends AtlasEntry {
  readonly document: ResultsDocument;
  readonly implementation: ImplementationResults;
  readonly story: Story;
  /** Name and version, as people speak of it. */
  readonly title: string;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9.-]{0,60}$/;

/**
 * The loops that were judged, told apart from those that could not be.
 *
 * @throws Error for a name that is no file name, or given twice
 */
export function sortEntries(entries: readonly AtlasEntry[]): {
  judged: readonly JudgedEntry[];
  others: readonly AtlasEntry[];
} {
  const names = entries.map(({ name }) => name);
  const wrong = names.find((name, i) => !NAME.test(name) || names.indexOf(name) !== i);
  if (wrong !== undefined) throw new Error(`\`${wrong}\` is no name, or names two loops`);
  const judged: JudgedEntry[] = [];
  const others: AtlasEntry[] = [];
  for (const entry of entries) {
    const { document } = entry;
    const [column] = document === undefined ? [] : columnsOf([document]);
    const failure = column?.implementation.failure;
    if (document === undefined || column === undefined || failure !== undefined) {
      others.push({ ...entry, problem: entry.problem ?? failure?.message ?? "It has no results." });
      continue;
    }
    const { implementation } = column;
    const title = visibleLine(clip(subjectOf({ ...column, label: entry.label }), 100));
    judged.push({ ...entry, document, implementation, story: storyOf(column), title });
  }
  return { judged, others };
}
