import { visible } from "../text.ts";

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\n": "&#10;",
  "\t": "&#9;",
};

/** Text for an element; what XML forbids is shown, never dropped. Also right for HTML. */
export function escapeText(text: string): string {
  return visible(text).replace(/[&<>]/g, (character) => ENTITIES[character]!);
}

/** Text for an attribute between double quotes; line ends survive. Also right for HTML. */
export function escapeAttribute(text: string): string {
  return visible(text).replace(/[&<>"'\n\t]/g, (character) => ENTITIES[character]!);
}

/** What an element can hold: finished markup, made by `element()` or `escapeText()`. */
type Markup = string;

/**
 * Makes an element. A library would build a tree of objects first, and none of those looked at
 * shows characters that XML forbids; two escapes and this function are all that is needed.
 *
 * @param name Its name, never from outside
 * @param attributes Their values are escaped here; those that are undefined are left out
 * @param children Finished markup
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  children: Markup | readonly Markup[] = "",
): Markup {
  const given = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
    .join("");
  const inside = typeof children === "string" ? children : children.join("");
  return inside === "" ? `<${name}${given}/>` : `<${name}${given}>${inside}</${name}>`;
}
