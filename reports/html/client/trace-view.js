import { h } from "./dom.js";
import { text } from "./model.js";

const KINDS = [
  { name: "same", sign: " ", said: "" },
  { name: "missing", sign: "−", said: "expected, not seen: " },
  { name: "extra", sign: "+", said: "seen, not expected: " },
  { name: "folded", sign: " ", said: "" },
];

/**
 * Expected and observed trace as one list: what is missing, what is extra, what is as it should be.
 *
 * @param {readonly number[]} packed
 */
export function traceView(packed) {
  const rows = [];
  for (let i = 0; i < packed.length; i += 3) {
    const kind = KINDS[packed[i] ?? 0] ?? KINDS[0];
    const note = packed[i + 2] ?? -1;
    if (!kind) continue;
    rows.push(
      h(
        "li",
        { class: kind.name },
        h("span", { class: "sign", "aria-hidden": "true" }, kind.sign),
        kind.said && h("span", { class: "sr" }, kind.said),
        h("code", {}, text(packed[i + 1] ?? -1)),
        note >= 0 && h("span", { class: "note" }, text(note)),
      ),
    );
  }
  if (rows.length === 0) rows.push(h("li", { class: "folded" }, "No entry, expected or observed."));
  return h(
    "div",
    { class: "trace" },
    h(
      "p",
      { class: "trace-key", "aria-hidden": "true" },
      h("span", { class: "missing" }, "− expected, not seen"),
      h("span", { class: "extra" }, "+ seen, not expected"),
    ),
    h(
      "ol",
      { tabindex: 0, role: "list", "aria-label": "Trace, expected against observed" },
      ...rows,
    ),
  );
}

/**
 * What was expected and observed beside the trace.
 *
 * @param {readonly number[]} packed
 */
export function channelView(packed) {
  const rows = [];
  for (let i = 0; i < packed.length; i += 3) {
    const [name, expected, observed] = [packed[i] ?? -1, packed[i + 1] ?? -1, packed[i + 2] ?? -1];
    const differs = expected >= 0 && expected !== observed;
    const show = (/** @type {number} */ index) =>
      index >= 0 ? h("code", {}, text(index)) : h("span", { class: "facts" }, "–");
    rows.push(
      h(
        "tr",
        { class: differs ? "differs" : "" },
        h("th", { scope: "row" }, text(name)),
        h("td", {}, show(expected)),
        h("td", {}, show(observed)),
      ),
    );
  }
  const head = ["Channel", "Expected", "Observed"].map((title) => h("th", { scope: "col" }, title));
  return h(
    "div",
    { class: "wide", tabindex: 0, role: "group", "aria-label": "Other channels" },
    h(
      "table",
      { class: "channels" },
      h("thead", {}, h("tr", {}, ...head)),
      h("tbody", {}, ...rows),
    ),
  );
}
