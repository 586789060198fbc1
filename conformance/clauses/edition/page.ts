/** Reads what a page of the documentation offers to cite: sections, entries, and their sentences. */
import { createHash } from "node:crypto";
import { type Element, findElement, hasClass, parseHtml, textOf } from "./html.ts";
import { sentencesOf } from "./sentences.ts";

/** What kind of place an anchor leads to. */
export type AnchorKind = "section" | "entry" | "label";

/** A place of a page that a link can lead to. No word of the page's text is kept. */
export interface AnchorFacts {
  readonly kind: AnchorKind;
  /** Heading of a section. */
  readonly heading?: string;
  /** Anchor of the section that holds an entry. */
  readonly under?: string;
  /** How many sentences stand there, without version notes and without what has its own anchor. */
  readonly sentences: number;
  /** The version notes in order, as `changed 3.14`. */
  readonly notes: readonly string[];
  /** First digits of the text's SHA-256, so that a change of wording shows. */
  readonly digest: string;
}

/** A page with its places. */
export interface PageFacts {
  readonly title: string;
  readonly anchors: Readonly<Record<string, AnchorFacts>>;
}

/** One place with the text itself: for those who look a sentence up, never written down. */
export interface Place extends AnchorFacts {
  readonly anchor: string;
  readonly text: readonly string[];
}

/** Thrown for a page in which nothing can be found. */
export class PageError extends Error {
  override readonly name = "PageError";
  readonly code = "BAD_PAGE";
  readonly hint = "Give the folder that holds the HTML as Sphinx writes it, with objects.inv.";
}

/**
 * Reads a page.
 *
 * @param html the page as Sphinx writes it
 * @throws PageError if it has no main part
 */
export function pageFacts(html: string): PageFacts {
  const anchors = placesOf(html).map(({ anchor, text: _text, ...facts }) => [anchor, facts]);
  const root = parseHtml(html);
  const title = findElement(root, ({ tag }) => tag === "h1");
  return {
    title: title === undefined ? "" : headingText(title),
    anchors: Object.fromEntries(anchors),
  };
}

/** Ids that Sphinx numbers, and that of the page's table of contents: nobody links to them. */
const UNNAMED = /^(?:id\d+|index-\d+|contents)$/;

/**
 * The places of a page in its order, with their sentences.
 *
 * @throws PageError if the page has no main part
 */
export function placesOf(html: string): readonly Place[] {
  const main = findElement(parseHtml(html), ({ attributes }) => attributes.role === "main");
  if (main === undefined) throw new PageError("Expected an element with role=main, found none");
  return placesBelow(main, undefined);
}

function placesBelow(element: Element, section: string | undefined): readonly Place[] {
  const elements = element.children.filter((child) => typeof child !== "string");
  return elements.flatMap((child) => {
    const { id } = child.attributes;
    if (isSection(child) && id !== undefined) {
      return [placeOf("section", id, child, undefined), ...placesBelow(child, id)];
    }
    if (isEntry(child)) return [...entryPlaces(child, section), ...placesBelow(child, section)];
    const label = id !== undefined && !UNNAMED.test(id) && child.tag !== "dt";
    return [
      ...(label ? [placeOf("label", id, child, section)] : []),
      ...placesBelow(child, section),
    ];
  });
}

/** An entry may have several names, which share one text. */
function entryPlaces(entry: Element, section: string | undefined): readonly Place[] {
  const names = entry.children.filter((child) => typeof child !== "string" && child.tag === "dt");
  return (names as readonly Element[]).flatMap(({ attributes: { id } }) =>
    id === undefined ? [] : [placeOf("entry", id, entry, section)],
  );
}

function placeOf(
  kind: AnchorKind,
  anchor: string,
  element: Element,
  under: string | undefined,
): Place {
  const blocks = ownBlocks(element);
  const heading = element.children.find(
    (child) => typeof child !== "string" && /^h[1-6]$/.test(child.tag),
  ) as Element | undefined;
  const text = blocks.filter(({ note }) => note === undefined).flatMap((b) => sentencesOf(b.text));
  const all = textOf(element, (child) => isAside(child) || isSection(child) || isEntry(child));
  return {
    anchor,
    kind,
    ...(heading === undefined ? {} : { heading: headingText(heading) }),
    ...(under === undefined ? {} : { under }),
    sentences: text.length,
    notes: blocks.flatMap(({ note }) => note ?? []),
    digest: createHash("sha256").update(all).digest("hex").slice(0, 8),
    text,
  };
}

interface Block {
  readonly text: string;
  readonly note?: string;
}

/** The paragraphs that belong to an element itself, version notes marked. */
function ownBlocks(element: Element): readonly Block[] {
  return element.children.flatMap((child): readonly Block[] => {
    if (typeof child === "string" || isAside(child) || isSection(child) || isEntry(child))
      return [];
    const note = noteOf(child);
    if (note !== undefined) return [{ text: textOf(child), note }];
    if (child.tag !== "p") return ownBlocks(child);
    const text = textOf(child, isAside);
    return isCaption(child) || /^Source code:/.test(text) ? [] : [{ text }];
  });
}

/** `changed 3.14` for a version note. */
function noteOf(element: Element): string | undefined {
  const mark = findElement(element, (each) => hasClass(each, "versionmodified"));
  if (!/^(?:version|deprecated)/.test(element.attributes.class ?? "") || mark === undefined) return;
  const [kind = ""] =
    textOf(mark)
      .toLowerCase()
      .match(/\b(?:added|new|changed|deprecated|removed)\b/) ?? [];
  const versions = textOf(mark).match(/\d+\.\d+(?:\.\d+)?/g) ?? [];
  return `${kind === "new" ? "added" : kind} ${versions.join(" to ")}`;
}

/** A heading without a section, or the title of a note: no sentence. */
const isCaption = (element: Element) =>
  hasClass(element, "rubric") || hasClass(element, "admonition-title");

const headingText = (heading: Element) => textOf(heading, (each) => hasClass(each, "headerlink"));

/** Code is no sentence, a signature is a name, and a reference to elsewhere says nothing here. */
const isAside = (element: Element) =>
  ["pre", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "nav"].includes(element.tag) ||
  hasClass(element, "headerlink") ||
  hasClass(element, "contents") ||
  hasClass(element, "seealso");

/** Older versions of Sphinx wrote sections as `div`. */
const isSection = (element: Element) => element.tag === "section" || hasClass(element, "section");

/** The description of a function, method, class, attribute or exception. */
const isEntry = (element: Element) =>
  element.tag === "dl" &&
  ["function", "method", "class", "attribute", "exception", "data", "property"].some((kind) =>
    hasClass(element, kind),
  );
