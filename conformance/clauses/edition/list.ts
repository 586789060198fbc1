/** Lists what an edition of the documentation offers to cite. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isProposal, type Place } from "../place.ts";
import { PLACES } from "../places.ts";
import { inventoryNames } from "./inventory.ts";
import { PageError, type PageFacts, pageFacts } from "./page.ts";

/** The places of an edition, by page and anchor. */
export interface EditionList {
  /** The series: `3.15`. */
  readonly edition: string;
  /** The patch release whose pages were read: `3.15.2`. */
  readonly release: string;
  readonly pages: Readonly<Record<string, PageFacts>>;
}

const CITED: readonly Place[] = Object.values(PLACES);

/** Pages that are listed whole; of others, what clauses cite. */
const WHOLE = /^library\/asyncio-(?!(?:api|llapi)-index$)/;

/**
 * Reads the folder of an edition's HTML.
 *
 * @param edition the series that it is of
 * @param folder where `objects.inv` lies
 * @param cited the places that clauses cite; of pages outside asyncio, only these are listed
 * @throws InventoryError or PageError if the folder is not what Sphinx writes, or the two disagree
 */
export function editionList(
  edition: string,
  folder: string,
  cited: readonly Place[] = CITED,
): EditionList {
  const path = join(folder, "objects.inv");
  if (!existsSync(path)) throw new PageError(`There is no file ${path}`);
  const names = inventoryNames(readFileSync(path));
  const pages = pagesIn(folder, cited).map((page): [string, PageFacts] => {
    const facts = pageFacts(readFileSync(join(folder, `${page}.html`), "utf8"));
    const missing = names.find((name) => name.page === page && !(name.anchor in facts.anchors));
    if (missing !== undefined && WHOLE.test(page))
      throw new PageError(`objects.inv names #${missing.anchor}, and ${page}.html has none`);
    return [page, WHOLE.test(page) ? facts : onlyCited(page, facts, cited)];
  });
  return { edition, release: releaseOf(folder, pages[0]?.[0]), pages: Object.fromEntries(pages) };
}

/** The list as text, one anchor a line, so that two editions can be compared line by line. */
export function listText({ edition, release, pages }: EditionList): string {
  const text = (value: unknown) => JSON.stringify(value);
  const pageTexts = Object.entries(pages).map(([page, { title, anchors }]) => {
    const lines = Object.entries(anchors).map(
      ([anchor, facts]) => `${text(anchor)}: ${text(facts)}`,
    );
    return `${text(page)}: {"title": ${text(title)}, "anchors": {\n${lines.join(",\n")}\n}}`;
  });
  return `{"edition": ${text(edition)}, "release": ${text(release)}, "pages": {\n${pageTexts.join(",\n")}\n}}\n`;
}

function pagesIn(folder: string, cited: readonly Place[]): readonly string[] {
  const asyncio = readdirSync(join(folder, "library"))
    .map((name) => `library/${name.replace(/\.html$/, "")}`)
    .filter((page) => WHOLE.test(page));
  const others = cited.map(({ page }) => page).filter((page) => !isProposal(page));
  const all = [...new Set([...asyncio, ...others])].sort();
  return all.filter((page) => existsSync(join(folder, `${page}.html`)));
}

function onlyCited(page: string, facts: PageFacts, cited: readonly Place[]): PageFacts {
  const wanted = new Set(cited.filter((place) => place.page === page).map(({ anchor }) => anchor));
  for (const anchor of [...wanted]) {
    const under = facts.anchors[anchor]?.under;
    if (under !== undefined) wanted.add(under);
  }
  const anchors = Object.entries(facts.anchors).filter(([anchor]) => wanted.has(anchor));
  return { ...facts, anchors: Object.fromEntries(anchors) };
}

/** The title of each page ends with the release. */
function releaseOf(folder: string, page: string | undefined): string {
  if (page === undefined) throw new PageError(`No page in ${folder} is about asyncio`);
  const html = readFileSync(join(folder, `${page}.html`), "utf8");
  const [, release] = /<title>[^<]*?Python (\d+\.\d+(?:\.\w+)?)[^<]*<\/title>/.exec(html) ?? [];
  if (release === undefined) throw new PageError(`The title of ${page}.html names no release`);
  return release;
}
