/** The sentences that a loop does not keep, so that a mark of the chapter leads somewhere. */
import { escapeAttribute, escapeText } from "../formats/xml.ts";
import { groupBy, lookup } from "../group.ts";
import { count } from "../text.ts";
import type { Sentence } from "./chapter.ts";
import type { JudgedEntry } from "./entry.ts";
import { MARKS, type Mark, type Marked } from "./marks.ts";
import { anchorOf, plain, sentenceView } from "./sentence-view.ts";

/** Results of one sentence that are listed. */
const RESULTS = 6;

/** A sentence, and what this loop makes of it. */
interface Unkept {
  readonly sentence: Sentence;
  readonly marked: Marked;
}

/** Lists by mark: broken and differing sentences with their results, all others by the reason that they share. */
export function unkeptView(entry: JudgedEntry, sentences: readonly Sentence[]): string {
  const of = (mark: Mark) => unkeptOf(entry, sentences, mark);
  return [
    list("Broken sentences", of("broken"), sentenceItem),
    list("Differs from CPython, and no text promises it", of("differs"), sentenceItem),
    reasons("Not offered", of("absent")),
    reasons("Not judged", of("open")),
  ].join("\n");
}

/** With the words and the link of the loop's own edition. */
function unkeptOf({ name, document }: JudgedEntry, sentences: readonly Sentence[], mark: Mark) {
  return sentences.flatMap((sentence) => {
    const marked = sentence.marked.get(name);
    if (marked?.mark !== mark) return [];
    const clause = lookup(document.clauses, sentence.id) ?? sentence.clause;
    return [{ sentence: { ...sentence, clause }, marked }];
  });
}

function list(title: string, found: readonly Unkept[], item: (one: Unkept) => string): string {
  if (found.length === 0) return "";
  return `<h2>${title} (${found.length})</h2><ol class="sentences">${found.map(item).join("\n")}</ol>`;
}

function sentenceItem({ sentence, marked: { mark, results } }: Unkept): string {
  const unkept = results.filter(({ verdict }) => verdict !== "pass");
  const groups = groupBy(unkept.slice(0, RESULTS), saying);
  const lines = [...groups].map(([said, alike]) => {
    const cases = alike.map(({ case: id }) => `<code>${plain(id)}</code>`);
    return `<li>${cases.join(", ")} ${said}</li>`;
  });
  const more = unkept.length > RESULTS ? `<li>and ${unkept.length - RESULTS} more</li>` : "";
  const detail = `<details><summary>${escapeText(count(unkept.length, "case"))}</summary><ul>${lines.join("")}${more}</ul></details>`;
  return `<li id="${escapeAttribute(anchorOf(sentence.id))}"><p><span class="mark ${MARKS[mark].code}" aria-hidden="true">${MARKS[mark].symbol}</span> ${sentenceView(sentence)}</p>${detail}</li>`;
}

/** What a result says of its case; many of one sentence say the same. */
const saying = ({ verdict, message }: Marked["results"][number]): string =>
  `${plain(verdict)}${message === undefined ? "" : `: ${plain(message, 160)}`}`;

/** One line a reason, most sentences first; behind it the sentences, each with its place in the chapter. */
function reasons(title: string, found: readonly Unkept[]): string {
  if (found.length === 0) return "";
  const groups = [...groupBy(found, reasonOf)].sort(([, a], [, b]) => b.length - a.length);
  const items = groups.map(
    ([reason, alike]) =>
      `<li><details><summary>${reason} (${escapeText(count(alike.length, "sentence"))})</summary><ul>${alike.map(shortItem).join("\n")}</ul></details></li>`,
  );
  return `<h2>${title} (${found.length})</h2><ul class="sentences">${items.join("\n")}</ul>`;
}

function shortItem({ sentence: { id, clause } }: Unkept): string {
  const anchor = escapeAttribute(anchorOf(id));
  return `<li id="${anchor}"><a href="../index.html#${anchor}">${plain(clause.says)}</a></li>`;
}

function reasonOf({ marked: { results } }: Unkept): string {
  const [first] = results;
  if (first === undefined) return "no result";
  // Its message names the sentence, which stands in the list already.
  return first.verdict === "not-applicable" ? "of another edition" : saying(first);
}
