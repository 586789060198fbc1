/** A page for each loop: what it is, what it breaks, and the smallest script for each deviation. */
import { headline } from "../deviations/story.ts";
import { escapeAttribute, escapeText } from "../formats/xml.ts";
import { groupBy, lookup } from "../group.ts";
import { count } from "../text.ts";
import type { Sentence } from "./chapter.ts";
import { DeviationViews } from "./deviation-view.ts";
import type { JudgedEntry } from "./entry.ts";
import { MARKS, type Marked } from "./marks.ts";
import { anchorOf, plain, sentenceView } from "./sentence-view.ts";
import type { Page } from "./shell.ts";

/** Results of one sentence that are listed. */
const RESULTS = 8;

/** The page of one loop, with the files that it links to. */
export function loopPage(
  entry: JudgedEntry,
  sentences: readonly Sentence[],
): Page & Pick<DeviationViews, "files"> {
  const views = new DeviationViews(entry);
  const { story, title, about, home } = entry;
  const { failed, known, errors } = story;
  const link =
    home === undefined ? "" : ` <a href="${escapeAttribute(home)}">${plain(home, 200)}</a>`;
  return {
    files: views.files,
    path: `loops/${entry.name}.html`,
    title: `${title}: what it keeps of the event loop chapter`,
    main: `<h1>${plain(title, 100)}</h1>
<p class="facts lead">${plain(about)}${link}</p>
<p class="headline">${plain(headline(story))}</p>
${facts(entry)}
${views.list("What it breaks", failed)}
${views.list("Known defects of CPython that it has", known)}
${views.list("What could not be judged for errors", errors)}
${unkept(entry, sentences)}
<h2>A badge</h2>
<p>The picture and the document that stands behind it: <img src="../badges/${entry.name}.svg" alt="${escapeAttribute(`loopspec: ${headline(story)}`)}"></p>
<pre tabindex="0" role="group" aria-label="Markdown of the badge">[![loopspec](badges/${entry.name}.svg)](loops/${entry.name}.html)</pre>`,
  };
}

function facts({ implementation, packages, document, confirmation }: JudgedEntry): string {
  const { language, languageVersion, platform, edition, clock, capabilities } = implementation;
  const rows: readonly (readonly [string, string])[] = [
    ["Judged on", `${language} ${languageVersion}, ${platform}, ${clock} clock`],
    ["By the documentation of", edition],
    ["When", document.finishedAt],
    ["Suite", `${document.suite.version}, digest ${document.suite.digest}`],
    ["Packages", packages?.join(" ") ?? ""],
    ["Scripts", confirmation ?? ""],
    ["Capabilities", capabilities.join(", ")],
  ];
  const items = rows
    .filter(([, value]) => value !== "")
    .map(([key, value]) => `<dt>${key}</dt><dd>${plain(value)}</dd>`);
  return `<dl class="facts">${items.join("")}</dl>`;
}

/** Every sentence that it does not keep, so that a mark of the chapter leads somewhere. */
function unkept({ name, document }: JudgedEntry, sentences: readonly Sentence[]): string {
  const of = (mark: Marked["mark"]) =>
    sentences.filter(({ marked }) => marked.get(name)?.mark === mark);
  const list = (title: string, mark: Marked["mark"]) => {
    const found = of(mark);
    if (found.length === 0) return "";
    const items = found.map((sentence) => {
      const clause = lookup(document.clauses, sentence.id) ?? sentence.clause;
      return sentenceItem({ ...sentence, clause }, sentence.marked.get(name)!);
    });
    return `<h2>${title} (${found.length})</h2><ol class="sentences">${items.join("\n")}</ol>`;
  };
  return [
    list("Broken sentences", "broken"),
    list("Differs from CPython, and no text promises it", "differs"),
    list("Not offered", "absent"),
    list("Not judged", "open"),
  ].join("\n");
}

function sentenceItem(sentence: Sentence, { mark, results }: Marked): string {
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
