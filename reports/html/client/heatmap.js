import { byId, h, plural, svg } from "./dom.js";
import { casesOfClause, countsOf, data, gravest, verdictOf } from "./model.js";
import { change } from "./state.js";

/** @typedef {import("./state.js").State} State */

const CELL = 6;
const ROW = 16;
const GAP = 6;
const LABEL = 170;

/**
 * How high each verdict stands in its cell, so that the map can be read without colour: what is
 * right is a thin line at the bottom, what is wrong fills the cell.
 *
 * @type {Record<string, [top: number, height: number]>}
 */
const SHAPES = {
  pass: [10, 3],
  fail: [1, 12],
  differs: [6, 7],
  timeout: [1, 5],
  crash: [1, 12],
  flaky: [4, 4],
  unsupported: [12, 1],
  "not-judged": [12, 1],
  error: [1, 12],
  "not-run": [7, 1],
};

/** The clauses that have cases, heading by heading, with their place from left to right. */
function places() {
  let x = LABEL;
  return data.headings.map((name, heading) => {
    const clauses = data.clauses.flatMap((one, clause) =>
      one.heading === heading && (casesOfClause[clause] ?? []).length > 0 ? [clause] : [],
    );
    const group = { name, x, clauses };
    if (clauses.length > 0) x += clauses.length * CELL + GAP;
    return group;
  });
}

/**
 * Draws a map of all clauses (left to right) and loops (top to bottom). One path for each verdict:
 * ten thousand rectangles would make the page slow.
 *
 * @param {State} state
 */
export function renderHeatmap(state) {
  const groups = places().filter((group) => group.clauses.length > 0);
  const last = groups.at(-1);
  if (!last || state.loops.length === 0) return byId("map").replaceChildren();
  const width = last.x + last.clauses.length * CELL + 8;
  const height = state.loops.length * ROW + 8;
  /** @type {Map<string, string[]>} */
  const paths = new Map();
  state.loops.forEach((column, row) => {
    for (const { x, clauses } of groups) {
      clauses.forEach((clause, i) => {
        const { name } = verdictOf(gravest(countsOf(column, casesOfClause[clause])));
        const shape = SHAPES[name];
        if (!shape) return;
        const [top, tall] = shape;
        const path = `M${x + i * CELL} ${row * ROW + top}h${CELL - 1}v${tall}h${1 - CELL}z`;
        const parts = paths.get(name);
        if (parts) parts.push(path);
        else paths.set(name, [path]);
      });
    }
  });
  const picture = svg("svg", {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    role: "img",
    "aria-label": `Map of ${plural(state.loops.length, "loop")} and all clauses; the matrix below says the same in words`,
  });
  state.loops.forEach((column, row) => {
    const label = data.columns[column]?.label ?? "";
    const short = label.length > 26 ? `${label.slice(0, 25)}…` : label;
    const at = { x: LABEL - 8, y: row * ROW + 12, class: "map-label", "text-anchor": "end" };
    picture.append(svg("text", at, svg("title", {}, label), short));
  });
  for (const [name, parts] of paths) {
    picture.append(svg("path", { d: parts.join(""), class: `fill-${name}` }));
  }
  const tip = h("p", { class: "map-tip", "aria-hidden": "true" }, "Point at the map to read it.");
  watch(picture, tip, groups, state);
  const scroller = h(
    "div",
    { class: "map-scroll", tabindex: 0, role: "group", "aria-label": "Map of verdicts" },
    picture,
  );
  byId("map").replaceChildren(h("h2", {}, "Map"), legend(), scroller, tip);
}

function legend() {
  const shown = data.verdicts.filter((name) => SHAPES[name]);
  const items = shown.map((name) => {
    const [top, tall] = /** @type {[number, number]} */ (SHAPES[name]);
    const key = svg(
      "svg",
      { viewBox: "0 0 8 14", width: 8, height: 14, "aria-hidden": "true" },
      svg("path", { d: `M1 ${top}h6v${tall}h-6z`, class: `fill-${name}` }),
    );
    return h("li", {}, key, name);
  });
  return h("ul", { class: "legend" }, ...items);
}

/**
 * @param {SVGElement} picture
 * @param {HTMLElement} tip
 * @param {ReturnType<typeof places>} groups
 * @param {State} state
 */
function watch(picture, tip, groups, state) {
  const at = (/** @type {MouseEvent} */ event) => {
    const box = picture.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    const column = state.loops[Math.floor(y / ROW)];
    const group = groups.findLast((one) => one.x <= x);
    const clause = group?.clauses[Math.floor((x - group.x) / CELL)];
    return column === undefined || clause === undefined ? undefined : { column, clause };
  };
  picture.addEventListener("mousemove", (event) => {
    const found = at(event);
    if (!found) return;
    const { id, says } = /** @type {typeof data.clauses[number]} */ (data.clauses[found.clause]);
    const { name } = verdictOf(gravest(countsOf(found.column, casesOfClause[found.clause])));
    tip.textContent = `${data.columns[found.column]?.label}: ${name} · ${id} · ${says}`;
  });
  picture.addEventListener("click", (event) => {
    const found = at(event);
    if (!found) return;
    const cases = casesOfClause[found.clause] ?? [];
    const worst = gravest(countsOf(found.column, cases));
    const kase = cases.find((one) => data.columns[found.column]?.verdicts[one] === worst);
    change({ kase, on: found.column }, { push: true });
  });
}
