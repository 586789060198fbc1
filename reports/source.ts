/** Where a clause comes from, as reports show it. */
import type { ClauseText } from "./document.ts";
import { clip, visibleLine } from "./text.ts";

/** What a link may consist of; anything else in its place is text that somebody put there. */
const LINK = /^https:\/\/[\w./~%#?&=+:,@-]{1,500}$/;

/** The link to a clause's sentence, if the document has one that readers can follow safely. */
export function sourceLink({ url }: Pick<ClauseText, "url">): string | undefined {
  return url !== undefined && LINK.test(url) ? url : undefined;
}

/** Page, heading, entry and sentence in one line, and the link. */
export function sourceText(clause: Pick<ClauseText, "source" | "url">): string {
  const source = visibleLine(clip(clause.source, 2_000));
  const link = sourceLink(clause);
  return link === undefined ? source : `${source} ${link}`;
}
