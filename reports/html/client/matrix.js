import { announce, byId, h, plural } from "./dom.js";
import { isFiltered, visibleGroups } from "./filter.js";
import { keepFocus } from "./grid-keys.js";
import { countsOf, data, detailAt, gravest, JUDGED, sum, verdictAt, verdictOf } from "./model.js";
import { change, shownColumns } from "./state.js";
import { gradeChips, sourceOf } from "./verdict-view.js";

/** @typedef {import("./state.js").State} State */

/** Headings and clauses that the reader has opened or closed; else the default holds. */
const closedHeadings = new Set();
const openClauses = new Set();

/** @type {State | undefined} */
let shown;

/** @param {State} state */
export function renderMatrix(state) {
  shown = state;
  const columns = shownColumns(state);
  const groups = visibleGroups(state);
  const grid = byId("grid");
  grid.className = columns.length > 5 ? "many" : "few";
  grid.replaceChildren(head(columns), ...groups.map((group) => groupBody(group, columns)));
  keepFocus(grid);
  const cases = groups.flatMap((group) => group.clauses.flatMap((one) => one.cases));
  const clauses = groups.reduce((total, group) => total + group.clauses.length, 0);
  const of = isFiltered(state) ? ` of ${data.cases.length.toLocaleString("en-US")}` : "";
  const found = `${plural(clauses, "clause")}, ${plural(cases.length, "case")}${of}`;
  byId("found").textContent = found;
  byId("nothing").hidden = clauses > 0;
}

/** The cases that the matrix lets through, in its order. */
export function visibleCases(/** @type {State} */ state) {
  return visibleGroups(state).flatMap((group) => group.clauses.flatMap((one) => one.cases));
}

/** @param {readonly number[]} columns */
function head(columns) {
  const cells = columns.map((column) => {
    const { label = "" } = data.columns[column] ?? {};
    return h(
      "th",
      { role: "columnheader", scope: "col", title: label },
      h("span", { class: "loop-name" }, label),
    );
  });
  return h(
    "thead",
    { role: "rowgroup" },
    h(
      "tr",
      { role: "row" },
      h("th", { role: "columnheader", scope: "col", class: "what" }, "Clause"),
      ...cells,
    ),
  );
}

/**
 * @param {ReturnType<typeof visibleGroups>[number]} group
 * @param {readonly number[]} columns
 */
function groupBody({ heading, clauses }, columns) {
  const body = h("tbody", { role: "rowgroup" });
  const closed = closedHeadings.has(heading);
  const cases = clauses.flatMap((one) => one.cases);
  const title = h(
    "th",
    {
      role: "rowheader",
      scope: "rowgroup",
      class: "what heading",
      tabindex: -1,
      "aria-expanded": String(!closed),
      "data-heading": heading,
    },
    h("span", { class: "arrow", "aria-hidden": "true" }),
    h("span", { class: "title" }, data.headings[heading] ?? ""),
    h("span", { class: "facts" }, plural(clauses.length, "clause")),
  );
  const cells = columns.map((column) => cell(column, cases, { class: "sum" }));
  body.append(h("tr", { role: "row", class: "heading-row" }, title, ...cells));
  if (closed) return body;
  for (const one of clauses) body.append(...clauseRows(one, columns));
  return body;
}

/**
 * @param {{ clause: number, cases: number[] }} one
 * @param {readonly number[]} columns
 */
function clauseRows({ clause, cases }, columns) {
  const text = /** @type {typeof data.clauses[number]} */ (data.clauses[clause]);
  const open = openClauses.has(clause);
  const title = h(
    "th",
    {
      role: "rowheader",
      scope: "row",
      class: "what clause",
      tabindex: -1,
      "aria-expanded": String(open),
      "data-clause": clause,
    },
    h("span", { class: "arrow", "aria-hidden": "true" }),
    h(
      "span",
      { class: "text" },
      h("span", { class: "says" }, text.says),
      h("span", { class: "facts" }, ...gradeChips(text), h("code", {}, text.id), sourceOf(text)),
    ),
  );
  const row = h(
    "tr",
    { role: "row", class: "clause-row" },
    title,
    ...columns.map((column) => cell(column, cases)),
  );
  return open ? [row, ...cases.map((kase) => caseRow(kase, columns))] : [row];
}

/**
 * @param {number} kase
 * @param {readonly number[]} columns
 */
function caseRow(kase, columns) {
  const { id, title } = /** @type {typeof data.cases[number]} */ (data.cases[kase]);
  const head = h(
    "th",
    { role: "rowheader", scope: "row", class: "what case", tabindex: -1, "data-case": kase },
    h("span", { class: "text" }, h("span", { class: "link" }, title), h("code", {}, id)),
  );
  const cells = columns.map((column) => cell(column, [kase]));
  return h("tr", { role: "row", class: "case-row" }, head, ...cells);
}

/**
 * A cell for several cases on one loop: the gravest verdict, and how many of the judged passed.
 *
 * @param {number} column
 * @param {number[]} cases
 * @param {{ class?: string }} [options]
 */
function cell(column, cases, options = {}) {
  const counts = countsOf(column, cases);
  const worst = gravest(counts);
  const { name, symbol } = verdictOf(worst);
  const [passed, judged] = [sum(counts, "p"), sum(counts, JUDGED)];
  const score = cases.length > 1 && judged > 0 ? `${passed}/${judged}` : "";
  const expected = cases.length === 1 && detailAt(column, cases[0] ?? -1)?.x !== undefined;
  const label = data.columns[column]?.label ?? "";
  const said = `${label}: ${expected ? "expected " : ""}${name}${score && `, ${score} passed`}`;
  const element = /** @type {HTMLElement} */ (blank.cloneNode());
  element.className = `v-${name} ${options.class ?? ""}${expected ? " expected" : ""}`;
  element.setAttribute("aria-label", said);
  element.dataset.column = String(column);
  element.dataset.name = label;
  // Where all passed the symbol says it all; with many loops every character counts.
  element.textContent = score && passed < judged ? `${symbol} ${score}` : symbol;
  const target = cases.find((kase) => verdictAt(column, kase) === worst);
  if (target !== undefined && worst !== " ") element.dataset.target = String(target);
  return element;
}

/** What all cells have in common: cloning is faster than making each anew. */
const blank = h("td", { role: "gridcell", tabindex: -1 });

/** Opens or closes a heading or a clause, or goes to the page of a case. */
function activate(/** @type {HTMLElement} */ element) {
  const { heading, clause, target, column } = element.dataset;
  const kase = element.dataset.case;
  if (heading !== undefined) toggle(closedHeadings, Number(heading), element);
  else if (clause !== undefined) toggle(openClauses, Number(clause), element);
  else if (kase !== undefined) change({ kase: Number(kase), on: undefined }, { push: true });
  else if (target !== undefined) {
    change({ kase: Number(target), on: Number(column) }, { push: true });
  }
}

/**
 * @param {Set<number>} set
 * @param {number} key
 * @param {HTMLElement} element
 */
function toggle(set, key, element) {
  if (!set.delete(key)) set.add(key);
  const open = element.getAttribute("aria-expanded") === "true";
  announce(open ? "closed" : "opened");
  if (shown) renderMatrix(shown);
}

/** @param {boolean} open */
function toggleAll(open) {
  closedHeadings.clear();
  openClauses.clear();
  if (open) for (const clause of data.clauses.keys()) openClauses.add(clause);
  if (shown) renderMatrix(shown);
}

export function startMatrix() {
  const grid = byId("grid");
  const from = (/** @type {Event} */ event) => {
    const found = event.target instanceof Element ? event.target.closest("th, td") : null;
    return found instanceof HTMLElement ? found : undefined;
  };
  grid.addEventListener("click", (event) => {
    const element = from(event);
    // Whoever marks text in order to copy it does not want to open anything.
    if (element && getSelection()?.isCollapsed !== false) activate(element);
  });
  grid.addEventListener("pointerover", (event) => {
    const element = from(event);
    if (element && element.tagName === "TD")
      element.title = element.getAttribute("aria-label") ?? "";
  });
  grid.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    const element = from(event);
    if (!element) return;
    event.preventDefault();
    activate(element);
  });
  byId("open-all").addEventListener("click", () => toggleAll(true));
  byId("close-all").addEventListener("click", () => toggleAll(false));
}
