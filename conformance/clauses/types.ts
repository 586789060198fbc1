/** How strongly the source promises the clause; for `observed` clauses, as if a text promised it. */
export type Level = "MUST" | "SHOULD" | "MAY" | "INFO";

/**
 * Where a clause comes from: a sentence of the Event Loop page, another sentence of the documentation
 * (design documents included), or what CPython does and no text promises.
 */
export type Basis = "chapter" | "docs" | "observed";

/**
 * What the suite does with a clause.
 *
 * - `cases`: at least one case cites it.
 * - `untestable`: no program can show whether it holds.
 * - `advice`: it speaks to people, not about the loop.
 * - `disputed`: the text and CPython contradict each other, so that nobody is judged by it.
 * - `pending`: no case is about it yet (it is the first clause of none), so nobody is judged by it.
 *   Only outside the core.
 */
export type Status = "cases" | "untestable" | "advice" | "disputed" | "pending";

/** A documentation version: `X.Y` (the series as last published) or `X.Y.Z` (one patch release). */
export type Edition = `${number}.${number}` | `${number}.${number}.${number}`;

/**
 * Which part of the inventory a clause belongs to: the headings of the Chinese text that the suite
 * began with (preface, obtaining, running, scheduling), or the rest of the chapter.
 */
export type Part = "core" | "rest";

/** Points at the text of a clause without repeating it. */
export interface Source {
  readonly document: Basis;
  /** Path of the page below an edition, without the ending; of a proposal, `pep-N`. */
  readonly page: string;
  /** Title of the page. */
  readonly title: string;
  /** Heading of the page that the sentence stands under. */
  readonly heading: string;
  /** Name of the entry, such as `loop.stop()`; absent where the sentence stands in none. */
  readonly entry?: string;
  /** Where a link to the page leads: `asyncio.loop.stop`. */
  readonly anchor: string;
  /** Where older editions have the entry or the section, if elsewhere. */
  readonly earlier?: EarlierPlace;
  /**
   * Number of the sentence there in the newest edition that has the clause, counted from 1, or a
   * short pointer in our own words.
   */
  readonly sentence: number | string;
  /** The one edition whose page has the sentence, where those of others leave it out. */
  readonly edition?: Edition;
  /** Which reading is taken, or what was seen, where that is not obvious. */
  readonly note?: string;
  /** The same sentence in the Chinese text that the suite began with. */
  readonly seed?: SeedSource;
}

/** Where older editions of the documentation have a place. */
export interface EarlierPlace {
  /** The last edition that has it there, inclusive. */
  readonly until: Edition;
  readonly page: string;
  readonly anchor: string;
}

/** A sentence of the Chinese text that the suite began with. */
export interface SeedSource {
  /** Heading with the entry's name. */
  readonly heading: string;
  /** Number of the sentence below that heading, or `example` for the code there. */
  readonly sentence: number | "example";
}

/** Editions from one to another, both inclusive. */
export interface EditionSpan {
  readonly since: Edition;
  readonly until: Edition;
}

/** In which editions a clause holds. */
export interface EditionBounds {
  /** First edition in which it holds; absent: since before the oldest one. */
  readonly since?: Edition;
  /** Last edition in which it holds, inclusive; absent: it still does. */
  readonly until?: Edition;
  /** Between the two, the editions that took it back. */
  readonly except?: readonly EditionSpan[];
}

/** What every row of a clause table says, whatever its status. */
export interface ClauseFacts extends EditionBounds {
  readonly level: Level;
  readonly basis: Basis;
  readonly source: Source;
  /** The clause as one sentence. */
  readonly says: string;
  /** Present on rows that were written from the documentation alone, without an interpreter. */
  readonly notYetRun?: true;
}

/** A clause that cases judge. */
export interface JudgedRow extends ClauseFacts {
  readonly status: "cases";
  readonly why?: never;
}

/** A clause without cases, and the reason for that. */
export interface ReasonedRow extends ClauseFacts {
  readonly status: "untestable" | "advice" | "disputed";
  readonly why: string;
}

/** A clause outside the core for which no case has been written yet. */
export interface PendingRow extends ClauseFacts {
  readonly status: "pending";
  readonly why: string;
}

/** A row for a heading of the core: it has cases or a reason. */
export type ClauseRow = JudgedRow | ReasonedRow;

/** A row for the rest of the chapter, which may also be pending. */
export type ChapterRow = ClauseRow | PendingRow;

/** The table of one heading of the core; the key is the clause's id. */
export type ClauseTable = Readonly<Record<string, ClauseRow>>;

/** The table of one heading of the rest of the chapter; the key is the clause's id. */
export type ChapterTable = Readonly<Record<string, ChapterRow>>;

/** A row with its place in the catalogue. */
export type Clause<Id extends string = string> = ChapterRow & {
  readonly id: Id;
  readonly part: Part;
  /** Heading under which reports list it. */
  readonly heading: string;
  /** Path of the table's source file, relative to the package's root. */
  readonly file: string;
};
