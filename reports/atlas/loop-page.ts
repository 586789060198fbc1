/** A page for each loop: what it is, what it breaks, and the smallest script for each deviation. */
import { scriptFor } from "../commands.ts";
import { headline, type Told } from "../deviations/story.ts";
import { escapeAttribute, escapeText } from "../formats/xml.ts";
import { count } from "../text.ts";
import type { Sentence } from "./chapter.ts";
import type { JudgedEntry } from "./entry.ts";
import { MARKS, type Marked } from "./marks.ts";
import { anchorOf, plain, sentenceView } from "./sentence-view.ts";
import type { Page } from "./shell.ts";

/** More scripts than these would make a page that nobody reads; the command at the end shows the rest. */
const SCRIPTS = 60;
/** Results of one sentence that are listed. */
const RESULTS = 12;

/** The page of one loop. */
export function loopPage(entry: JudgedEntry, sentences: readonly Sentence[]): Page {
  const { story, title, about, home } = entry;
  const { failed, known, errors } = story;
  const link =
    home === undefined ? "" : ` <a href="${escapeAttribute(home)}">${plain(home, 200)}</a>`;
  return {
    path: `loops/${entry.name}.html`,
    title: `${title}: what it keeps of the event loop chapter`,
    main: `<h1>${plain(title, 100)}</h1>
<p class="facts lead">${plain(about)}${link}</p>
<p class="headline">${plain(headline(story))}</p>
${facts(entry)}
${deviations("What it breaks", failed, entry)}
${deviations("Known defects of CPython that it has", known, entry)}
${deviations("What could not be judged for errors", errors, entry)}
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

function deviations(title: string, told: readonly Told[], entry: JudgedEntry): string {
  if (told.length === 0) return "";
  const shown = told.slice(0, SCRIPTS).map((one) => deviationView(one, entry));
  const more =
    told.length > SCRIPTS
      ? `<p>And ${count(told.length - SCRIPTS, "more deviation")}: <code>loopspec report RESULTS --verbose</code></p>`
      : "";
  return `<h2>${title}</h2>\n${shown.join("\n")}${more}`;
}

function deviationView({ deviation, clause, smallest, fresh, known }: Told, entry: JudgedEntry) {
  const { id } = deviation;
  const result = smallest.result;
  const cases = fresh.length + known.length;
  const text = entry.document.cases?.[result.case];
  const script = scriptFor(text, entry.implementation, result.limit);
  const sentence =
    clause === undefined ? plain(id) : sentenceView({ id: deviation.clause, clause });
  const defect =
    result.defect === undefined ? "" : ` Known upstream as ${plain(result.defect.id)}.`;
  return `<article class="deviation" id="d-${escapeAttribute(id)}">
<p>${sentence}</p>
<p class="facts">${plain(deviation.clause)} · ${escapeText(count(cases, "case"))}, the smallest: <code>${plain(result.case)}</code> (${plain(result.verdict)}).${defect}</p>
${result.message === undefined ? "" : `<p>${plain(result.message)}</p>`}
${script === undefined ? "" : `<details><summary>Script that shows it</summary><pre tabindex="0" role="group" aria-label="Script of ${escapeAttribute(result.case)}">${escapeText(script.text)}</pre></details>`}
</article>`;
}

/** Every sentence that it does not keep, so that a mark of the chapter leads somewhere. */
function unkept({ name }: JudgedEntry, sentences: readonly Sentence[]): string {
  const of = (mark: Marked["mark"]) =>
    sentences.filter(({ marked }) => marked.get(name)?.mark === mark);
  const list = (title: string, mark: Marked["mark"]) => {
    const found = of(mark);
    if (found.length === 0) return "";
    const items = found.map((sentence) => sentenceItem(sentence, sentence.marked.get(name)!));
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
  const lines = unkept
    .slice(0, RESULTS)
    .map(
      ({ case: id, verdict, message }) =>
        `<li><code>${plain(id)}</code> ${plain(verdict)}${message === undefined ? "" : `: ${plain(message, 160)}`}</li>`,
    );
  const more = unkept.length > RESULTS ? `<li>and ${unkept.length - RESULTS} more</li>` : "";
  const detail = `<details><summary>${escapeText(count(unkept.length, "case"))}</summary><ul>${lines.join("")}${more}</ul></details>`;
  return `<li id="${escapeAttribute(anchorOf(sentence.id))}"><p><span class="mark ${MARKS[mark].code}" aria-hidden="true">${MARKS[mark].symbol}</span> ${sentenceView(sentence)}</p>${detail}</li>`;
}
