/** A page for each loop: what it is, what it breaks, and the smallest script for each deviation. */
import { headline } from "../deviations/story.ts";
import { escapeAttribute } from "../formats/xml.ts";
import type { Sentence } from "./chapter.ts";
import { DeviationViews } from "./deviation-view.ts";
import type { JudgedEntry } from "./entry.ts";
import { plain } from "./sentence-view.ts";
import type { Page } from "./shell.ts";
import { unkeptView } from "./unkept-view.ts";

/** The page of one loop, with the scripts that it links to. */
export function loopPage(
  entry: JudgedEntry,
  sentences: readonly Sentence[],
): Page & Pick<DeviationViews, "shown"> {
  const views = new DeviationViews(entry);
  const { story, title, about, home } = entry;
  const { failed, known, errors } = story;
  const link =
    home === undefined ? "" : ` <a href="${escapeAttribute(home)}">${plain(home, 200)}</a>`;
  return {
    shown: views.shown,
    path: `loops/${entry.name}.html`,
    title: `${title}: what it keeps of the event loop chapter`,
    main: `<h1>${plain(title, 100)}</h1>
<p class="facts lead">${plain(about)}${link}</p>
<p class="headline">${plain(headline(story))}</p>
${facts(entry)}
${views.list("What it breaks", failed)}
${views.list("Known defects of CPython that it has", known)}
${views.list("What could not be judged for errors", errors)}
${unkeptView(entry, sentences)}
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
