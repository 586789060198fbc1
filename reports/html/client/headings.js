import { byId, h, plural } from "./dom.js";
import { stateLink } from "./link.js";
import { BREAKS, casesOfClause, data, isPromise, JUDGED, verdictAt } from "./model.js";

/** @typedef {import("./state.js").State} State */

/**
 * How many of the sentences under a heading a loop was judged by, and which of them it breaks.
 *
 * @param {number} column
 * @param {readonly number[]} clauses
 */
export function sentencesOf(column, clauses) {
  const broken = [];
  let judged = 0;
  for (const clause of clauses) {
    if (!isPromise(clause)) continue;
    const verdicts = (casesOfClause[clause] ?? []).map((kase) => verdictAt(column, kase));
    if (verdicts.some((verdict) => BREAKS.includes(verdict))) broken.push(clause);
    if (verdicts.some((verdict) => JUDGED.includes(verdict))) judged += 1;
  }
  return { judged, broken };
}

/**
 * The first answer of the page: which parts of the chapter hold on which loop, counted by
 * sentences; the headings with broken ones first.
 *
 * @param {State} state
 */
export function renderHeadings({ loops }) {
  const rows = data.headings
    .map((name, heading) => {
      const clauses = data.clauses.flatMap((one, i) => (one.heading === heading ? [i] : []));
      const cells = loops.map((column) => ({ column, ...sentencesOf(column, clauses) }));
      const worst = Math.max(0, ...cells.map(({ broken }) => broken.length));
      return { name, cells, worst };
    })
    .filter(({ cells }) => cells.some(({ judged }) => judged > 0))
    .sort((a, b) => b.worst - a.worst);
  if (rows.length === 0) return byId("headings").replaceChildren();
  const head = loops.map((column) =>
    h("th", { scope: "col" }, data.columns[column]?.subject ?? ""),
  );
  byId("headings").replaceChildren(
    h("h2", { id: "headings-title" }, "The chapter, heading by heading"),
    h(
      "p",
      { class: "facts" },
      "Counted by sentences that promise something: ✗ broken of judged, ✓ all judged ones hold, – none was judged.",
    ),
    h(
      "div",
      { class: "wide", tabindex: "0", role: "group", "aria-labelledby": "headings-title" },
      h(
        "table",
        { class: "headings" },
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Heading"), ...head)),
        h(
          "tbody",
          {},
          ...rows.map(({ name, cells }) =>
            h("tr", {}, h("th", { scope: "row" }, name), ...cells.map(cellOf)),
          ),
        ),
      ),
    ),
  );
}

/** @param {{ column: number, judged: number, broken: readonly number[] }} cell */
function cellOf({ column, judged, broken }) {
  if (judged === 0) return h("td", { class: "facts" }, "– not judged");
  if (broken.length === 0) return h("td", { class: "keeps" }, `✓ ${judged}`);
  const [first] = broken;
  const kase = (casesOfClause[first ?? -1] ?? []).find((one) =>
    BREAKS.includes(verdictAt(column, one)),
  );
  const words = `✗ ${broken.length} of ${judged}`;
  const title = `${plural(broken.length, "sentence")} broken; opens the first`;
  return h("td", { class: "breaks" }, stateLink({ kase, on: column }, { title }, words));
}
