import { byId, h, plural, svg } from "./dom.js";
import { casesOfClause, data, JUDGED, latest, touchedBy, verdictAt } from "./model.js";
import { gradeChips, sourceOf } from "./verdict-view.js";

/**
 * How far the catalogue is covered: judged here, has cases that were not judged here, has none.
 */
export function renderCoverage() {
  const judged = (/** @type {number} */ clause) =>
    (casesOfClause[clause] ?? []).some((kase) =>
      latest.some((column) => JUDGED.includes(verdictAt(column, kase))),
    );
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  data.clauses.forEach(({ status }, clause) => {
    const name = judged(clause)
      ? "judged here"
      : (casesOfClause[clause] ?? []).length > 0
        ? "not judged here"
        : (touchedBy[clause] ?? 0) > 0
          ? "judged only together with others"
          : status === "cases"
            ? "not selected"
            : status;
    groups.set(name, [...(groups.get(name) ?? []), clause]);
  });
  const order = [...groups].sort(
    ([a], [b]) => Number(b === "judged here") - Number(a === "judged here"),
  );
  const total = data.clauses.length;
  const bar = svg("svg", {
    class: "bar coverage-bar",
    viewBox: `0 0 ${total} 10`,
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  let x = 0;
  order.forEach(([name, clauses], i) => {
    const height = name === "judged here" ? 10 : 7 - Math.min(i, 4);
    const box = {
      x,
      y: 10 - height,
      width: clauses.length,
      height,
      class: `cover-${Math.min(i, 4)}`,
    };
    bar.append(svg("rect", box, svg("title", {}, `${clauses.length} ${name}`)));
    x += clauses.length;
  });
  const judgedHere = groups.get("judged here")?.length ?? 0;
  const parts = order.map(([name, clauses], i) => group(name, clauses, i));
  byId("coverage").replaceChildren(
    h("h2", {}, "Coverage of the catalogue"),
    h(
      "p",
      {},
      h("b", {}, `${judgedHere} of ${plural(total, "clause")}`),
      " were judged on at least one loop.",
    ),
    bar,
    ...parts,
  );
}

/**
 * @param {string} name
 * @param {number[]} clauses
 * @param {number} i
 */
function group(name, clauses, i) {
  const key = h("span", { class: `key cover-key-${Math.min(i, 4)}`, "aria-hidden": "true" });
  const head = h("summary", {}, key, `${clauses.length} ${name}`);
  if (name === "judged here")
    return h("p", { class: "cover-judged" }, key, `${clauses.length} ${name}`);
  const details = h("details", {}, head);
  // Filled when opened: few readers want all of it.
  details.addEventListener(
    "toggle",
    () => {
      const items = clauses.map((clause) => {
        const one = /** @type {typeof data.clauses[number]} */ (data.clauses[clause]);
        return h(
          "li",
          {},
          h("p", { class: "says" }, one.says),
          one.why ? h("p", {}, one.why) : null,
          h("p", { class: "facts" }, ...gradeChips(one), h("code", {}, one.id), sourceOf(one)),
        );
      });
      details.append(h("ul", { class: "sentences" }, ...items));
    },
    { once: true },
  );
  return details;
}
