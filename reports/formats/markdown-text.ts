import type { ClauseText } from "../document.ts";
import { sourceLink } from "../source.ts";
import { visible, visibleLine } from "../text.ts";

/**
 * Text that Markdown leaves as it is. Entities are used throughout: they can begin no structure,
 * also where a backslash would itself be read, as in a table.
 *
 * What can begin none is left alone, so that the text reads well as it is: the parentheses of a call (no link without
 * brackets before them), underscores within a word, quotation marks.
 */
export function escapeMarkdown(text: string): string {
  return visibleLine(text)
    .replace(
      /[&<>`*[\]{}#|~@!\\$^]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|^\s*=/gu,
      (mark) => `${mark.slice(0, -1)}&#${mark.charCodeAt(mark.length - 1)};`,
    )
    .replace(/(https?|ftp|mailto|xmpp):/gi, "$1&#58;")
    .replace(/www\./gi, "www&#46;")
    .replace(/^(\s*)([-+]|\d+[.)])(\s|$)/, "$1&#8203;$2$3");
}

/** Text as code, in markup that tables take too. */
export function code(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

/** Where a clause is stated, as a link to the documentation where there is a safe one. */
export function sourceMarkup(clause: ClauseText): string {
  const link = sourceLink(clause);
  const source = escapeMarkdown(clause.source);
  return link === undefined ? source : `<a href="${link}">${source}</a>`;
}

/** A fenced block whose fence is longer than any run of the same character inside. */
export function fence(language: string, text: string): string {
  const runs = [...text.matchAll(/`{3,}/g)].map((match) => match[0].length);
  const ticks = "`".repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return `${ticks}${language}\n${visible(text)}\n${ticks}`;
}
