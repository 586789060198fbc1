import { byId, h, plural, withCode } from "./dom.js";
import { sentencesOf } from "./headings.js";
import { stateLink } from "./link.js";
import {
  BREAKS,
  casesOfClause,
  countsOf,
  data,
  detailAt,
  gravest,
  isPromise,
  JUDGED,
  sum,
  text,
  verdictAt,
} from "./model.js";
import { countChips, gradeChips, sourceOf, verdictBar, verdictChip } from "./verdict-view.js";

/** @typedef {import("./state.js").State} State */

/** How many broken sentences are shown before the reader asks for all. */
const FIRST = 8;

/**
 * The clauses that these columns break, with the columns; those that most loops break first.
 *
 * @param {readonly number[]} columns
 */
function brokenClauses(columns) {
  const broken = data.clauses.flatMap((_, clause) => {
    const cases = casesOfClause[clause] ?? [];
    if (!isPromise(clause) || cases.length === 0) return [];
    const by = columns.flatMap((column) => {
      const wrong = cases.filter((kase) => BREAKS.includes(verdictAt(column, kase)));
      return wrong.length > 0 ? [{ column, wrong, of: cases.length }] : [];
    });
    return by.length > 0 ? [{ clause, by }] : [];
  });
  return broken.sort((a, b) => b.by.length - a.by.length);
}

/** @param {State} state */
export function renderGlance(state) {
  const broken = brokenClauses(state.loops);
  byId("scores").classList.toggle("compact", state.loops.length > 8);
  const rows = state.loops.map((column) => {
    const own = broken.filter(({ by }) => by.some((one) => one.column === column));
    return loopRow(column, own.length);
  });
  byId("silence").replaceChildren(...state.loops.map(silenceItem));
  byId("loops").replaceChildren(...rows);
  byId("broken").replaceChildren(...brokenSection(broken, state.loops.length));
}

/**
 * What was not judged, said of each loop: silence is not a pass.
 *
 * @param {number} column
 */
function silenceItem(column) {
  const one = data.columns[column];
  return h("li", {}, h("b", {}, one?.subject ?? ""), ` ${one?.silence ?? ""}`);
}

/**
 * @param {number} column
 * @param {number} broken
 */
function loopRow(column, broken) {
  const one = /** @type {typeof data.columns[number]} */ (data.columns[column]);
  const counts = countsOf(column);
  const [passed, judged] = [sum(counts, "p"), sum(counts, JUDGED)];
  const facts = [one.version, ...one.facts].filter(Boolean).join(" · ");
  const all = data.clauses.map((_, clause) => clause);
  const of = plural(sentencesOf(column, all).judged, "sentence");
  const sentence =
    broken > 0 ? `breaks ${broken} of ${of}` : judged > 0 ? `breaks none of ${of}` : "";
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      stateLink({ loops: [column], versus: undefined }, {}, one.label),
      h("span", { class: "facts" }, facts),
    ),
    h(
      "td",
      { class: "score" },
      h("b", {}, passed.toLocaleString("en-US")),
      ` / ${judged.toLocaleString("en-US")}`,
    ),
    h("td", { class: "bar-cell" }, verdictBar(counts)),
    h(
      "td",
      {},
      one.failure
        ? h("span", { class: "chip v-crash" }, "could not be started")
        : h("span", { class: broken > 0 ? "breaks" : "keeps" }, sentence),
      h("span", { class: "facts" }, one.failure ?? one.headline),
      h("span", { class: "chips" }, ...countChips(counts, "ftcd")),
    ),
    h("td", {}, h("span", { class: "chips" }, ...countChips(counts, "kujnex"))),
  );
}

/**
 * @param {ReturnType<typeof brokenClauses>} broken
 * @param {number} loops
 */
function brokenSection(broken, loops) {
  if (broken.length === 0) {
    const said = "No promise of the documentation that was judged is broken.";
    return [h("h2", {}, "Broken sentences"), h("p", { class: "none" }, said)];
  }
  const list = h("ol", { class: "sentences" });
  const add = (/** @type {typeof broken} */ some) =>
    list.append(...some.map((b) => sentence(b, loops)));
  add(broken.slice(0, FIRST));
  const rest = broken.slice(FIRST);
  const more = h("button", { type: "button", class: "more" }, `Show ${rest.length} more`);
  more.addEventListener("click", () => {
    add(rest);
    more.remove();
    const next = list.children[FIRST]?.querySelector("a");
    if (next instanceof HTMLElement) next.focus();
  });
  return [
    h("h2", {}, "Broken sentences ", h("span", { class: "count" }, broken.length)),
    list,
    rest.length > 0 && more,
  ].filter((child) => child !== false);
}

/**
 * @param {ReturnType<typeof brokenClauses>[number]} broken
 * @param {number} loops
 */
function sentence({ clause, by }, loops) {
  const broken = /** @type {typeof data.clauses[number]} */ (data.clauses[clause]);
  const { id, says } = broken;
  const chips = by.map(({ column, wrong, of }) => {
    const worst = gravest(countsOf(column, wrong));
    const kase = wrong.find((one) => verdictAt(column, one) === worst);
    const label = data.columns[column]?.label ?? "";
    const words = of === 1 ? label : `${label} · ${wrong.length} of ${of} cases`;
    const attributes = { class: "plain", title: `Why ${label} breaks it` };
    return stateLink({ kase, on: column }, attributes, verdictChip(worst, words));
  });
  const many = chips.length > 6;
  const [first] = by;
  const preview = first && detailAt(first.column, first.wrong[0] ?? -1)?.m;
  return h(
    "li",
    {},
    h("p", { class: "says" }, says),
    h(
      "p",
      { class: "facts" },
      ...gradeChips(/** @type {typeof data.clauses[number]} */ (data.clauses[clause])),
      h("code", {}, id),
      sourceOf(broken),
    ),
    preview !== undefined &&
      h(
        "p",
        { class: "preview" },
        loops > 1 && `${data.columns[by[0]?.column ?? -1]?.label}: `,
        ...withCode(text(preview)),
      ),
    many
      ? h(
          "details",
          {},
          h("summary", {}, `broken by ${by.length} of ${plural(loops, "loop")}`),
          h("span", { class: "chips" }, ...chips),
        )
      : h("span", { class: "chips" }, ...chips),
  );
}
