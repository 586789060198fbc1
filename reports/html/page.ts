import { createHash } from "node:crypto";
import type { ResultsDocument } from "../document.ts";
import { escapeText } from "../formats/xml.ts";
import { count } from "../text.ts";
import { JUDGED } from "../totals.ts";
import { script, styleSheet } from "./assets.ts";
import { type PackOptions, packDocuments } from "./pack.ts";
import type { Payload } from "./payload.ts";

/**
 * The report as one self-contained HTML page: no network, no other file. A content security policy
 * lets nothing run but the page's own script, whatever stands in the documents.
 *
 * @param documents Result documents; several of one implementation become its history
 * @param options Title, gate and strictness
 */
export function formatHtml(
  documents: readonly ResultsDocument[],
  options: PackOptions = {},
): string {
  const payload = packDocuments(documents, options);
  const style = styleSheet();
  const code = script();
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(code)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="en" data-theme="auto">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="loopspec">
<title>${escapeText(payload.title)}</title>
<style>${style}</style>
</head>
<body>
${skeleton(payload)}
<script type="application/json" id="data">${embed(payload)}</script>
<script>${code}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** JSON that cannot end the element that holds it, nor begin a comment in it. */
function embed(payload: Payload): string {
  return JSON.stringify(payload).replaceAll("<", "\\u003c");
}

function skeleton(payload: Payload): string {
  return `<a class="skip" href="#matrix" id="skip">Skip to the matrix</a>
<header class="top">
  <p class="brand"><b>loopspec</b> <span class="facts">conformance report</span></p>
  <div class="tools">
    <button type="button" id="theme">Theme: auto</button>
    <button type="button" id="open-help">Keys</button>
  </div>
</header>
<main>
<noscript>${withoutScript(payload)}</noscript>
<div id="overview">
  <h1>${escapeText(payload.title)}</h1>
  <p class="facts lead">${escapeText(leadOf(payload))}</p>
  <section aria-labelledby="glance-title">
    <h2 id="glance-title">At a glance</h2>
    <div class="wide" id="scores" tabindex="0" role="group" aria-label="Scores">
      <table class="scores">
        <thead><tr><th scope="col">Loop</th><th scope="col">Passed / judged</th><th scope="col"><span class="sr">Bar of verdicts</span></th><th scope="col">Not passed</th><th scope="col">Beside the score</th></tr></thead>
        <tbody id="loops"></tbody>
      </table>
    </div>
    ${gateBanner(payload)}
    <ul class="facts silence" id="silence"></ul>
    ${legend()}
  </section>
  <div class="answers">
    <section id="headings" aria-label="The chapter, heading by heading"></section>
    <section id="broken" aria-label="Broken sentences"></section>
  </div>
  <section id="map" aria-label="Map"></section>
  <section id="matrix" aria-labelledby="matrix-title" tabindex="-1">
    <h2 id="matrix-title">Clauses and loops</h2>
    ${toolbar()}
    <div class="grid-scroll"><table id="grid" role="grid" aria-labelledby="matrix-title"></table></div>
    <p id="nothing" hidden>Nothing matches. Take a filter away, or reset all of them.</p>
  </section>
  <section id="timeline" aria-label="History" hidden></section>
  <section id="coverage" aria-label="Coverage of the catalogue"></section>
  <section aria-labelledby="runs-title">
    <h2 id="runs-title">Runs</h2>
    <ul class="runs">${payload.runs.map(runItem).join("")}</ul>
  </section>
</div>
<article id="case" hidden></article>
</main>
<p id="live" class="sr" role="status"></p>
${helpDialog()}`;
}

function leadOf({ columns, clauses, cases, runs }: Payload): string {
  const dates = [...new Set(runs.map((run) => run.started.slice(0, 10)))].sort();
  const when = dates.length > 1 ? `${dates[0]} to ${dates.at(-1)}` : (dates[0] ?? "");
  return [
    count(columns.filter((column) => column.latest).length, "loop"),
    count(clauses.length, "clause"),
    count(cases.length, "case"),
    when,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** The words of the page in plain ones. */
function legend(): string {
  const words: [string, string][] = [
    ["differs", "no text decides, or only advises: the loop does it otherwise, which is not wrong"],
    ["unsupported", "the loop does not offer what the case needs, so nothing is said of it"],
    [
      "not judged",
      "something that the case depends on is broken, and is reported as its own deviation",
    ],
    ["pending", "a sentence that no case asks about yet"],
    ["flaky", "it failed, then passed in a fresh process"],
  ];
  const items = words.map(([word, means]) => `<dt>${word}</dt><dd>${escapeText(means)}</dd>`);
  return `<details class="legend"><summary>What the words mean</summary><dl>${items.join("")}</dl></details>`;
}

function gateBanner({ gate, runs }: Payload): string {
  const incomplete = runs.filter((run) => !run.complete).length;
  const warning =
    incomplete > 0
      ? `<p class="banner bad"><span aria-hidden="true">!</span> ${escapeText(count(incomplete, "run"))} incomplete: cases are missing below.</p>`
      : "";
  if (!gate) return warning;
  if (gate.holds) {
    return `${warning}<p class="banner good"><span aria-hidden="true">✓</span> The gate holds.</p>`;
  }
  const items = gate.problems.map((problem) => `<li>${escapeText(problem)}</li>`);
  const more = gate.left;
  if (more > 0) items.push(`<li>… and ${more} more</li>`);
  const summary = `The gate does not hold: ${gate.said}.`;
  return `${warning}<details class="banner bad"><summary><span aria-hidden="true">✗</span> ${escapeText(summary)}</summary><ul>${items.join("")}</ul></details>`;
}

function toolbar(): string {
  const group = (name: string) =>
    `<div class="filter" id="filter-${name}" role="group" aria-label="Filter by ${name}"></div>`;
  return `<div class="toolbar" id="toolbar" role="search">
      <label class="search"><span class="sr">Search clauses and cases</span><input type="search" id="q" placeholder="Search clauses and cases ( / )" autocomplete="off" spellcheck="false"></label>
      ${group("level")}${group("basis")}${group("verdict")}
      <details class="menu" id="loop-filter"><summary>Loops <span id="loop-count"></span></summary><div class="menu-list" id="loop-list"></div></details>
      <div class="filter" id="versus"><label>Differs between <select id="vs-a"></select></label><label>and <select id="vs-b"></select></label></div>
      <div class="filter"><button type="button" id="open-all">Show cases</button><button type="button" id="close-all">Hide cases</button><button type="button" id="reset">Reset</button></div>
      <p class="facts" id="found" role="status"></p>
    </div>`;
}

function runItem(run: Payload["runs"][number]): string {
  const facts = [
    `suite ${run.suite}`,
    run.host,
    run.shard && `shard ${run.shard}`,
    !run.complete && "incomplete",
  ].filter(Boolean);
  return `<li><time datetime="${escapeText(run.started).replaceAll('"', "")}">${escapeText(run.started)}</time> <code>${escapeText(run.command)}</code><br><span class="facts">${escapeText(facts.join(" · "))}</span></li>`;
}

function helpDialog(): string {
  const keys = [
    ["/", "search"],
    ["Esc", "leave the search or the page of a case"],
    ["n, p", "next and previous case, on the page of a case"],
    ["Arrows, Home, End, Page up, Page down", "move in the matrix"],
    ["Enter, Space", "open and close a clause, open the page of a case"],
    ["?", "this list"],
  ];
  const rows = keys.map(([key, what]) => `<dt>${key}</dt><dd>${what}</dd>`).join("");
  return `<dialog id="help" aria-labelledby="help-title">
  <h2 id="help-title">Keys</h2>
  <dl>${rows}</dl>
  <p><label><input type="checkbox" id="keys-on"> Single keys work anywhere on the page</label></p>
  <p><button type="button" id="close-help">Close</button></p>
</dialog>`;
}

/** The scores as a plain table, for whoever lets no script run. */
function withoutScript({ columns, characters }: Payload): string {
  const judged = [...characters].slice(0, JUDGED.length);
  const rows = columns.map(({ label, verdicts }) => {
    const all = [...verdicts].filter((character) => judged.includes(character)).length;
    const passed = [...verdicts].filter((character) => character === judged[0]).length;
    return `<tr><th scope="row">${escapeText(label)}</th><td>${passed} / ${all}</td></tr>`;
  });
  return `<p>This report needs JavaScript for its matrix. The scores, passed / judged:</p><table>${rows.join("")}</table>`;
}
