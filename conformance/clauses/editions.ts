import type { Edition, EditionBounds, EditionSpan } from "./types.ts";

/** The editions that the catalogue knows, oldest first. */
export const EDITIONS = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"] as const;

/** The newest edition that the catalogue knows. */
export const NEWEST_EDITION = EDITIONS[EDITIONS.length - 1]!;

/**
 * Thrown for a text that is no edition.
 */
export class EditionError extends Error {
  readonly code = "BAD_EDITION";
  readonly hint = "Write X.Y or X.Y.Z, as in 3.13 or 3.12.1.";

  constructor(text: string) {
    super(`Expected \`edition\` to be X.Y or X.Y.Z, got ${JSON.stringify(text)} (${typeof text})`);
    this.name = "EditionError";
  }
}

/** Major, minor and patch; the newest patch release of a series is infinity. */
type Numbers = readonly [major: number, minor: number, patch: number];

/**
 * Tells whether a text is an edition, `X.Y` or `X.Y.Z`, known to the catalogue or not.
 *
 * @param text what a driver reported or a user typed
 */
export function isEdition(text: string): text is Edition {
  return /^\d+\.\d+(\.\d+)?$/.test(text);
}

/**
 * Orders editions by age.
 *
 * `X.Y` is the series as last published, so it stands after each of its patch releases. That makes
 * the order total: were it equal to all of them, they would be equal to one another.
 *
 * @returns a negative number if `a` is older, a positive one if it is newer, 0 if they are the same
 * @throws EditionError if one of them is no edition
 */
export function compareEditions(a: string, b: string): number {
  return compareNumbers(numbersOf(a, Infinity), numbersOf(b, Infinity));
}

/**
 * Tells whether a clause holds in an edition.
 *
 * `since` and `until` are the first and the last edition in which it holds, both inclusive. As a
 * bound, `X.Y` takes in all patch releases of the series: `since: "3.12"` begins with 3.12.0,
 * `until: "3.12"` ends with the last 3.12.Z. As the edition asked for, `X.Y` is its newest patch
 * release: of two clauses that meet inside a series, exactly the newer one holds in `X.Y`.
 *
 * `except` names the editions between the two that took the clause back; their bounds are read alike.
 *
 * @param clause the clause, or its bounds alone
 * @param edition what a driver reported or a user chose
 * @throws EditionError if `edition` is none
 */
export function holdsIn(clause: EditionBounds, edition: string): boolean {
  const withdrawn = (clause.except ?? []).some((span) => spans(span, edition));
  return spans(clause, edition) && !withdrawn;
}

/**
 * What is to be said of an edition that is newer than the catalogue: `undefined` for one that it knows.
 *
 * Judging by such an edition means judging by the newest known one, so a reader must be told.
 *
 * @throws EditionError if `edition` is none
 */
export function unknownEdition(edition: string): string | undefined {
  const [major, minor] = numbersOf(edition, Infinity);
  const series = `${major}.${minor}`;
  if (compareEditions(series, NEWEST_EDITION) <= 0) return undefined;
  return `edition ${edition} is newer than the catalogue, which ends at ${NEWEST_EDITION}: what changed after that is not judged`;
}

/** The bounds of a clause in words: `all editions`, `since 3.9`, `3.9 to 3.12, except 3.11.0`. */
export function describeEditions({ since, until, except = [] }: EditionBounds): string {
  const all = until === undefined ? "all editions" : `until ${until}`;
  const from = until === undefined ? `since ${since}` : `${since} to ${until}`;
  const gap = except.length === 0 ? "" : `, except ${describeSpans(except)}`;
  return `${since === undefined ? all : from}${gap}`;
}

/** Spans of editions in words: `3.13.3, 3.14.0 to 3.14.2`. */
export function describeSpans(spans: readonly EditionSpan[]): string {
  return spans
    .map(({ since, until }) => (since === until ? since : `${since} to ${until}`))
    .join(", ");
}

function spans(clause: Omit<EditionBounds, "except">, edition: string): boolean {
  const asked = numbersOf(edition, Infinity);
  const begun =
    clause.since === undefined || compareNumbers(numbersOf(clause.since, 0), asked) <= 0;
  const over =
    clause.until !== undefined && compareNumbers(asked, numbersOf(clause.until, Infinity)) > 0;
  return begun && !over;
}

function numbersOf(text: string, missingPatch: number): Numbers {
  if (!isEdition(text)) throw new EditionError(text);
  const [major, minor, patch] = text.split(".").map(Number);
  return [major!, minor!, patch ?? missingPatch];
}

function compareNumbers(a: Numbers, b: Numbers): number {
  const differing = [0, 1, 2].find((at) => a[at] !== b[at]);
  return differing === undefined ? 0 : a[differing]! - b[differing]!;
}
