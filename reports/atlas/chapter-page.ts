/** The front page: the chapter, sentence by sentence, and beside each what the loops make of it. */
import { escapeAttribute, escapeText } from "../formats/xml.ts";
import { count } from "../text.ts";
import {
  type ChapterEntry,
  countMarks,
  type Heading,
  isPromised,
  outlineOf,
  type Sentence,
} from "./chapter.ts";
import type { JudgedEntry } from "./entry.ts";
import { MARKS, type Mark } from "./marks.ts";
import { anchorOf, plain, sentenceView } from "./sentence-view.ts";
import type { Page } from "./shell.ts";

/** The page of all sentences. */
export function chapterPage(judged: readonly JudgedEntry[], sentences: readonly Sentence[]): Page {
  const outline = outlineOf(sentences);
  const broken = sentences.filter((one) => isPromised(one) && countMarks(one).broken > 0);
  const lead = `${count(sentences.length, "sentence")}, ${count(judged.length, "loop")}; ${count(broken.length, "promise")} of the documentation ${broken.length === 1 ? "is" : "are"} broken by at least one of them.`;
  return {
    path: "index.html",
    title: "The event loop chapter, sentence by sentence",
    scripts: ["data.js", "chapter.js"],
    main: `<h1>The event loop chapter, sentence by sentence</h1>
<p class="facts lead">${escapeText(lead)} The sentences are the catalogue's own words; the links lead to the documentation.</p>
${legend()}
<form id="filter" class="filter" role="search" hidden>
<label>Search <input type="search" id="words" placeholder="stop, call_later, TLS"></label>
<label>Loop <select id="loop"><option value="">all loops</option></select></label>
<label><input type="checkbox" id="only-broken"> only broken sentences</label>
<span id="found" role="status"></span>
</form>
<nav class="contents" aria-label="Headings"><ul>${outline.map(contentsItem).join("")}</ul></nav>
${outline.map((heading, i) => section(heading, i, judged)).join("\n")}`,
  };
}

function legend(): string {
  const items = Object.values(MARKS).map(
    ({ code, symbol, words }) =>
      `<span class="mark ${code}"><span aria-hidden="true">${symbol}</span> ${words}</span>`,
  );
  return `<p class="legend">${items.join(" ")}</p>`;
}

function contentsItem({ heading, entries }: Heading, i: number): string {
  const broken = entries
    .flatMap(({ sentences }) => sentences)
    .filter((one) => isPromised(one) && countMarks(one).broken > 0).length;
  const note = broken === 0 ? "" : ` <span class="mark b">✗ ${broken}</span>`;
  return `<li><a href="#h${i}">${plain(heading)}</a>${note}</li>`;
}

function section({ heading, entries }: Heading, i: number, judged: readonly JudgedEntry[]): string {
  return `<section class="heading" aria-labelledby="h${i}">
<h2 id="h${i}">${plain(heading)}</h2>
${entries.map((entry) => entryView(entry, heading, judged)).join("\n")}
</section>`;
}

function entryView(
  { entry, sentences }: ChapterEntry,
  heading: string,
  judged: readonly JudgedEntry[],
): string {
  const title = entry === heading ? "" : `<h3><code>${plain(entry)}</code></h3>`;
  const items = sentences.map((sentence) => sentenceItem(sentence, judged));
  return `<div class="entry">${title}<ol>${items.join("\n")}</ol></div>`;
}

function sentenceItem(sentence: Sentence, judged: readonly JudgedEntry[]): string {
  const { id, index, clause } = sentence;
  const state =
    sentence.marked.size === 0
      ? `<span class="facts">${plain(unasked(clause.status, clause.why), 300)}</span>`
      : marksView(sentence, judged);
  return `<li id="${escapeAttribute(anchorOf(id))}" data-clause="${index}"><p>${sentenceView(sentence)} <a class="self" href="#${escapeAttribute(anchorOf(id))}" aria-label="Link to ${escapeAttribute(id)}">#</a></p><p class="marks">${state}</p></li>`;
}

function unasked(status: string, why = ""): string {
  if (status === "cases") return "No case of this run asks about it.";
  return why === "" ? `No case: ${status}.` : `No case (${status}): ${why}`;
}

/** Loops that break it or differ, by name; the others are counted. */
function marksView(sentence: Sentence, judged: readonly JudgedEntry[]): string {
  const named = (mark: Mark) =>
    judged
      .filter(({ name }) => sentence.marked.get(name)?.mark === mark)
      .map(
        ({ name, title }) =>
          `<a class="mark ${MARKS[mark].code}" href="loops/${name}.html#${escapeAttribute(anchorOf(sentence.id))}"><span aria-hidden="true">${MARKS[mark].symbol}</span><span class="sr">${MARKS[mark].words}:</span> ${plain(title, 60)}</a>`,
      );
  const counts = countMarks(sentence);
  const others = (["holds", "absent", "open"] as const)
    .filter((mark) => counts[mark] > 0)
    .map(
      (mark) =>
        `<span class="mark ${MARKS[mark].code}"><span aria-hidden="true">${MARKS[mark].symbol}</span> ${counts[mark]} ${MARKS[mark].words}</span>`,
    );
  return [...named("broken"), ...named("differs"), ...others].join(" ");
}
