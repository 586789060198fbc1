/** A small reader of HTML: enough for the pages that Sphinx writes. */

/** An element with its attributes and what it holds. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

interface OpenElement extends Element {
  readonly children: (Element | string)[];
}

const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"]);

const PIECE =
  /<!--[\s\S]*?-->|<!doctype[^>]*>|<(script|style)\b[\s\S]*?<\/\1>|<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>|[^<]+|</gi;

const ATTRIBUTE = /([\w:-]+)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/**
 * Reads a page into a tree.
 *
 * A closing tag closes everything that was opened since its opening tag; one without an opening tag
 * is passed over. Scripts, styles and comments are left out.
 *
 * @param html the page
 * @returns an element without a tag that holds the page
 */
export function parseHtml(html: string): Element {
  const root: OpenElement = { tag: "", attributes: {}, children: [] };
  let open: readonly OpenElement[] = [root];
  for (const [piece, _raw, slash, name, rest = ""] of html.matchAll(PIECE)) {
    const inside = open.at(-1)!;
    if (name === undefined) {
      if (!/^<(?:!|script|style)/i.test(piece)) inside.children.push(decoded(piece));
      continue;
    }
    const tag = name.toLowerCase();
    if (slash === "/") {
      const at = open.findLastIndex((element) => element.tag === tag);
      if (at > 0) open = open.slice(0, at);
      continue;
    }
    const element: OpenElement = { tag, attributes: attributesOf(rest), children: [] };
    inside.children.push(element);
    if (!VOID.has(tag) && !rest.endsWith("/")) open = [...open, element];
  }
  return root;
}

/** Tells whether an element has a class. */
export function hasClass({ attributes }: Element, name: string): boolean {
  return (attributes.class ?? "").split(/\s+/).includes(name);
}

/** The first element below `root`, in the page's order, of which `wanted` is true. */
export function findElement(
  root: Element,
  wanted: (element: Element) => boolean,
): Element | undefined {
  for (const child of root.children) {
    if (typeof child === "string") continue;
    const found = wanted(child) ? child : findElement(child, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The text below an element, without what `skip` names; white space is one blank. */
export function textOf(
  element: Element,
  skip: (element: Element) => boolean = () => false,
): string {
  const pieces = (each: Element): string =>
    each.children
      .map((child) => (typeof child === "string" ? child : skip(child) ? "" : pieces(child)))
      .join("");
  return pieces(element).replace(/\s+/g, " ").trim();
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(ATTRIBUTE)].map(([, name = "", double, single, bare]) => [
      name.toLowerCase(),
      decoded(double ?? single ?? bare ?? ""),
    ]),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

function decoded(text: string): string {
  return text.replace(/&(#x[\da-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith("#")) return String.fromCodePoint(Number(name.slice(1)));
    return ENTITIES[name] ?? whole;
  });
}
