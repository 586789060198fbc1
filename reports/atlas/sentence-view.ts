/** A sentence as every page of the atlas shows it. */
import { escapeAttribute, escapeText } from "../formats/xml.ts";
import { sourceLink } from "../source.ts";
import { clip, visibleLine } from "../text.ts";
import type { Sentence } from "./chapter.ts";

/** Text of a document, in a line and within bounds. */
export const plain = (text: string, most = 2_000): string =>
  escapeText(visibleLine(clip(text, most)));

/** The sentence with its level, its basis where no text promises it, and its link. */
export function sentenceView({ id, clause }: Pick<Sentence, "id" | "clause">): string {
  const link = sourceLink(clause);
  const source =
    link === undefined
      ? ""
      : ` <a class="source" href="${escapeAttribute(link)}" aria-label="docs of ${escapeAttribute(id)}">docs</a>`;
  const basis = clause.basis === "observed" ? ' <span class="observed">observed</span>' : "";
  return `<span class="level">${escapeText(clause.level)}</span>${basis} <span class="says">${plain(clause.says)}</span>${source}`;
}

/** The place of a sentence on a page. */
export const anchorOf = (id: string): string => `s-${id}`;
