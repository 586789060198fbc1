/** Where in the documentation something stands, and the link that leads there. */
import { EDITIONS, holdsIn, NEWEST_EDITION, unknownEdition } from "./editions.ts";
import type { EarlierPlace, EditionBounds } from "./types.ts";

/** A page of the documentation. */
export interface Described {
  /** Its path below an edition, without the ending; of a proposal, `pep-N`. */
  readonly page: string;
  readonly title: string;
}

/** A place of a page that a link can lead to. */
export interface Place extends Described {
  /** The heading that it stands under. */
  readonly heading: string;
  /** Name of the function, method, class or attribute that is described; absent for a section. */
  readonly entry?: string;
  readonly anchor: string;
  /** Where older editions have it, if elsewhere. */
  readonly earlier?: EarlierPlace;
}

/** Places by the name that a reader knows them by. */
export type Places = Readonly<Record<string, Place>>;

/** A section, known by its page and its heading. */
export function section<const Title extends string, const Heading extends string>(
  { page, title }: Described & { readonly title: Title },
  heading: Heading,
): Readonly<Record<`${Title}: ${Heading}`, Place>> {
  return rubric({ page, title }, heading, slug(heading));
}

/** A heading without an anchor of its own, or with one that does not follow from it. */
export function rubric<const Title extends string, const Heading extends string>(
  { page, title }: Described & { readonly title: Title },
  heading: Heading,
  anchor: string,
): Readonly<Record<`${Title}: ${Heading}`, Place>> {
  const place: Place = { page, title, heading, anchor };
  return { [`${title}: ${heading}`]: place } as Record<`${Title}: ${Heading}`, Place>;
}

/** The entries under a heading, known by their names; all stand in the module asyncio unless it is said. */
export function entries<const Entry extends string>(
  { page, title }: Described,
  heading: string,
  names: readonly Entry[],
): Readonly<Record<Entry, Place>> {
  return Object.fromEntries(
    names.map((entry): [string, Place] => [
      entry,
      { page, title, heading, entry, anchor: anchorOf(entry) },
    ]),
  ) as Readonly<Record<Entry, Place>>;
}

/** A section of a Python Enhancement Proposal. */
export function proposal<const Number_ extends number, const Heading extends string>(
  number: Number_,
  heading: Heading,
): Readonly<Record<`PEP ${Number_}: ${Heading}`, Place>> {
  const page = `pep-${String(number).padStart(4, "0")}`;
  return section({ page, title: `PEP ${number}` as `PEP ${Number_}` }, heading);
}

/** The same places, which stood elsewhere up to an edition; under the same anchor unless it is said. */
export function moved<Of extends Places>(
  { until, page, anchor }: Omit<EarlierPlace, "anchor"> & { readonly anchor?: string },
  places: Of,
): Of {
  const entries = Object.entries(places).map(([name, place]): [string, Place] => [
    name,
    { ...place, earlier: { until, page, anchor: anchor ?? place.anchor } },
  ]);
  return Object.fromEntries(entries) as Places as Of;
}

/** Tells whether a page is a proposal, which has no editions. */
export const isProposal = (page: string) => page.startsWith("pep-");

/**
 * The link to a place.
 *
 * @param place where it leads
 * @param edition the edition whose page is meant; of a patch release, the page of its series
 */
export function urlOf(place: Pick<Place, "page" | "anchor" | "earlier">, edition: string): string {
  const { page, anchor } = placeIn(place, edition);
  if (isProposal(page)) return `https://peps.python.org/${page}/#${anchor}`;
  return `https://docs.python.org/${seriesOf(edition)}/${page}.html#${anchor}`;
}

/** The series of an edition, whose pages are published: `3.13` of `3.13.2`. */
export const seriesOf = (edition: string) => edition.split(".").slice(0, 2).join(".");

/** Page and anchor of a place in an edition. */
export function placeIn(
  { page, anchor, earlier }: Pick<Place, "page" | "anchor" | "earlier">,
  edition: string,
): Pick<Place, "page" | "anchor"> {
  if (earlier === undefined || !holdsIn({ until: earlier.until }, edition)) return { page, anchor };
  return { page: earlier.page, anchor: earlier.anchor };
}

/**
 * The edition whose page shows a clause.
 *
 * @param clause the clause, or its bounds alone
 * @param judged the edition that an implementation is judged by, if there is one
 * @returns `judged` where the clause holds in it and the catalogue knows it, else the newest edition in which it holds
 */
export function editionToCite(clause: EditionBounds, judged?: string): string {
  if (judged !== undefined && holdsIn(clause, judged) && unknownEdition(judged) === undefined)
    return judged;
  return EDITIONS.findLast((edition) => holdsIn(clause, edition)) ?? clause.until ?? NEWEST_EDITION;
}

/** `loop.stop()` stands at `asyncio.loop.stop`, `os.fork()` at its own name. */
function anchorOf(entry: string): string {
  const name = entry.replace(/\(\)$/, "");
  return /^(?:asyncio|os)\./.test(name) ? name : `asyncio.${name}`;
}

/** The anchor that Sphinx makes of a heading. */
function slug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
