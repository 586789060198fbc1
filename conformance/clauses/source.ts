import { holdsIn } from "./editions.ts";
import { editionToCite, isProposal, type Place, seriesOf, urlOf } from "./place.ts";
import { PLACES, type PlaceName } from "./places.ts";
import { SEED_HEADINGS, type SeedHeading } from "./seed.ts";
import type { Basis, ClauseFacts, EditionBounds, Source } from "./types.ts";

/** The page that the suite judges by. */
const CHAPTER = "library/asyncio-eventloop";

/**
 * A sentence of the Chinese text that the suite began with, and the same sentence in English.
 *
 * @param heading the heading it stands under
 * @param sentence its number there, counted from 1, or `"example"` for the code below the heading
 * @param note the reading taken where the translation and the English original differ
 */
export function seed(heading: SeedHeading, sentence: number | "example", note?: string): Source {
  const { heading: chinese, english } = SEED_HEADINGS[heading];
  const [place, number, edition] = english[sentence === "example" ? 0 : sentence - 1] ?? english[0];
  return {
    ...source("chapter", PLACES[place], sentence === "example" ? sentence : number, note),
    ...(edition === undefined ? {} : { edition }),
    seed: { heading: chinese, sentence },
  };
}

/**
 * A sentence of the documentation: of the chapter, of another page, or of a design document.
 *
 * @param place the entry or section it stands in
 * @param sentence its number there in the newest edition that has the clause, counted from 1, or a
 *   pointer to it in our own words; version notes are not counted, so they are named by their version
 * @param note what it is about, or what qualifies it
 */
export function docs(place: PlaceName, sentence: number | string, note?: string): Source {
  const { page } = PLACES[place];
  return source(page === CHAPTER ? "chapter" : "docs", PLACES[place], sentence, note);
}

/**
 * A sentence of the documentation that only one edition has, where the clause outlives it.
 *
 * @param edition the edition; the link leads to its page whatever is judged
 */
export function docsOf(
  edition: NonNullable<Source["edition"]>,
  place: PlaceName,
  sentence: number | string,
  note?: string,
): Source {
  return { ...docs(place, sentence, note), edition };
}

/**
 * Behaviour of CPython that no text promises.
 *
 * @param place the entry or section that it belongs to
 * @param sentence why no sentence carries it, where the text comes near
 * @param note what was seen
 */
export function observed(
  place: PlaceName,
  sentence = "none: CPython behaves so, no text says it",
  note?: string,
): Source {
  return source("observed", PLACES[place], sentence, note);
}

/** A source as one line for people: page, heading, entry, sentence, note. */
export function describeSource({ title, heading, entry, sentence, note }: Source): string {
  const place = [title, heading, ...(entry === undefined ? [] : [entry])].join(" › ");
  const which = typeof sentence === "number" ? `sentence ${sentence}` : sentence;
  return `${place}, ${which}${note === undefined ? "" : ` (${note})`}`;
}

/** The same sentence in the Chinese text, as one line; `undefined` where that lacks it. */
export function describeSeed({ seed }: Source): string | undefined {
  if (seed === undefined) return undefined;
  const { heading, sentence } = seed;
  return `${heading}, ${typeof sentence === "number" ? `sentence ${sentence}` : sentence}`;
}

/**
 * The link to a clause's sentence.
 *
 * @param clause its source and the editions in which it holds
 * @param judged the edition that an implementation is judged by; without one, the newest in which the clause holds
 */
export function sourceUrl(
  clause: EditionBounds & Pick<ClauseFacts, "source">,
  judged?: string,
): string {
  return urlOf(clause.source, clause.source.edition ?? editionToCite(clause, judged));
}

/** Where a reader finds a clause's sentence. */
export interface Citation {
  /** The edition whose page is meant; a proposal has none. */
  readonly edition?: string;
  readonly url: string;
}

/**
 * The page of a clause's sentence, in the first of these editions in which it holds.
 *
 * @param judged editions, the most wanted first; without one that has it, the newest in which the clause holds
 */
export function citationOf(
  clause: EditionBounds & Pick<ClauseFacts, "source">,
  judged: readonly string[] = [],
): Citation {
  const wanted = judged.find((edition) => holdsIn(clause, edition));
  const url = sourceUrl(clause, wanted);
  if (isProposal(clause.source.page)) return { url };
  return { edition: seriesOf(clause.source.edition ?? editionToCite(clause, wanted)), url };
}

function source(
  document: Basis,
  { page, title, heading, entry, anchor, earlier }: Place,
  sentence: number | string,
  note?: string,
): Source {
  return {
    document,
    page,
    title,
    heading,
    ...(entry === undefined ? {} : { entry }),
    anchor,
    ...(earlier === undefined ? {} : { earlier }),
    sentence,
    ...(note === undefined ? {} : { note }),
  };
}
