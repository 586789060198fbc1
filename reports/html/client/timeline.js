import { byId, h, plural } from "./dom.js";
import { stateLink } from "./link.js";
import { countsOf, data, JUDGED, RED, sum, verdictAt } from "./model.js";
import { countChips, verdictBar } from "./verdict-view.js";

/** Splits a version so that 0.9 comes before 0.10. @param {string} version */
function byVersion(version) {
  return version
    .split(/[.+-]/)
    .map((part) => (/^\d+$/.test(part) ? part.padStart(8, "0") : part))
    .join(".");
}

/** The columns of each implementation of which there are several, the oldest first. */
function histories() {
  /** @type {Map<string, number[]>} */
  const byId = new Map();
  data.columns.forEach(({ id }, i) => {
    byId.set(id, [...(byId.get(id) ?? []), i]);
  });
  const keyOf = (/** @type {number} */ i) => {
    const column = data.columns[i];
    const started = data.runs[column?.run ?? -1]?.started ?? "";
    return `${byVersion(column?.version ?? "")} ${started}`;
  };
  return [...byId]
    .filter(([, columns]) => columns.length > 1)
    .map(([id, columns]) => ({
      id,
      columns: columns.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
    }));
}

export function renderTimeline() {
  const all = histories();
  const section = byId("timeline");
  section.hidden = all.length === 0;
  if (all.length === 0) return;
  section.replaceChildren(
    h("h2", {}, "History"),
    ...all.map(({ id, columns }) => h("div", { class: "history" }, h("h3", {}, id), list(columns))),
  );
}

/** @param {readonly number[]} columns */
function list(columns) {
  const items = columns.map((column, i) => {
    const one = /** @type {typeof data.columns[number]} */ (data.columns[column]);
    const counts = countsOf(column);
    const before = columns[i - 1];
    const started = data.runs[one.run]?.started ?? "";
    return h(
      "li",
      {},
      h(
        "div",
        { class: "when" },
        h("b", {}, one.version),
        h("span", { class: "facts" }, [...one.facts, started.slice(0, 10)].join(" · ")),
      ),
      h("div", { class: "score" }, h("b", {}, sum(counts, "p")), ` / ${sum(counts, JUDGED)}`),
      verdictBar(counts),
      h("div", { class: "chips" }, ...countChips(counts, "ftcdke")),
      before === undefined ? null : changes(before, column),
    );
  });
  return h("ol", { class: "steps" }, ...items);
}

/**
 * What became better and worse from one run to the next, with a link that shows exactly that.
 *
 * @param {number} from
 * @param {number} to
 */
function changes(from, to) {
  let [broke, repaired, other] = [0, 0, 0];
  data.cases.forEach((_, kase) => {
    const [a, b] = [verdictAt(from, kase), verdictAt(to, kase)];
    if (a === b || a === " " || b === " ") return;
    if (RED.includes(b) && !RED.includes(a)) broke += 1;
    else if (b === "p" && JUDGED.includes(a)) repaired += 1;
    else other += 1;
  });
  const words = [
    broke > 0 && `${broke} broke`,
    repaired > 0 && `${plural(repaired, "case")} fixed`,
    other > 0 && `${other} changed in other ways`,
  ].filter(Boolean);
  if (words.length === 0) return h("p", { class: "facts" }, "no change");
  const link = stateLink({ versus: [from, to], kase: undefined }, {}, words.join(", "));
  return h("p", { class: broke > 0 ? "breaks" : "" }, link);
}
