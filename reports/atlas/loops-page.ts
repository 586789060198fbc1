/** The list of loops, and what could not be judged. */
import { headline } from "../deviations/story.ts";
import { escapeText } from "../formats/xml.ts";
import { isPromised, type Sentence } from "./chapter.ts";
import type { AtlasEntry, JudgedEntry } from "./entry.ts";
import type { Mark } from "./marks.ts";
import { plain } from "./sentence-view.ts";
import type { Page } from "./shell.ts";

/** How many promises of the documentation a loop has a mark for. */
export function promisesOf(
  { name }: JudgedEntry,
  sentences: readonly Sentence[],
): Readonly<Record<Mark, number>> {
  const counts = { broken: 0, differs: 0, holds: 0, absent: 0, open: 0 };
  for (const sentence of sentences) {
    const found = sentence.marked.get(name);
    if (found !== undefined && isPromised(sentence)) counts[found.mark] += 1;
  }
  return counts;
}

/** Loops with their counts, those that break least first. */
export function rankingOf(judged: readonly JudgedEntry[], sentences: readonly Sentence[]) {
  return judged
    .map((entry) => {
      const counts = promisesOf(entry, sentences);
      return { entry, counts, judged: counts.broken + counts.differs + counts.holds };
    })
    .sort(
      (a, b) =>
        a.counts.broken - b.counts.broken ||
        b.judged - a.judged ||
        a.entry.title.localeCompare(b.entry.title),
    );
}

/** The page of all loops. */
export function loopsPage(
  judged: readonly JudgedEntry[],
  others: readonly AtlasEntry[],
  sentences: readonly Sentence[],
): Page {
  const rows = rankingOf(judged, sentences).map(
    ({ entry, counts, judged: of }) =>
      `<tr><th scope="row"><a href="loops/${entry.name}.html">${plain(entry.title, 100)}</a></th><td>${plain(entry.about, 200)}</td><td class="number">${counts.broken} of ${of}</td><td class="number">${counts.absent}</td><td class="number">${counts.open}</td><td>${plain(headline(entry.story))}</td></tr>`,
  );
  const problems = others.map(
    ({ name, about, problem = "" }) =>
      `<li><b>${escapeText(name)}</b> (${plain(about, 200)}): ${plain(problem, 600)}</li>`,
  );
  return {
    path: "loops.html",
    title: "Loops",
    main: `<h1>Loops</h1>
<p class="facts lead">Counted by sentences that the documentation promises. A sentence is broken where at least one case about it fails.</p>
<div class="wide" tabindex="0" role="group" aria-label="Table of loops">
<table class="loops"><thead><tr><th scope="col">Loop</th><th scope="col">What it is</th><th scope="col">Broken sentences</th><th scope="col">Not offered</th><th scope="col">Not judged</th><th scope="col">Deviations</th></tr></thead>
<tbody>${rows.join("\n")}</tbody></table></div>
${problems.length === 0 ? "" : `<h2>Not judged at all</h2><ul>${problems.join("\n")}</ul>`}`,
  };
}
