import { byId, h } from "./dom.js";
import { data, latest } from "./model.js";
import { change, onState, readState } from "./state.js";
import { verdictChip } from "./verdict-view.js";

/** @typedef {import("./state.js").State} State */

const LEVELS = ["MUST", "SHOULD", "MAY", "INFO"];
const BASES = ["chapter", "docs", "observed"];

export function startToolbar() {
  const search = /** @type {HTMLInputElement} */ (byId("q"));
  search.addEventListener("input", () => change({ q: search.value }));
  fill(
    "level",
    LEVELS.filter((level) => data.cases.some((one) => one.level === level)),
  );
  fill(
    "basis",
    BASES.filter((basis) => data.cases.some((one) => one.basis === basis)),
  );
  const present = [...data.characters].filter((c) =>
    data.columns.some((one) => one.verdicts.includes(c)),
  );
  fill(
    "verdict",
    present.map((c) => data.verdicts[data.characters.indexOf(c)] ?? ""),
  );
  startLoops();
  startVersus();
  byId("reset").addEventListener("click", () => {
    const none = { level: new Set(), basis: new Set(), verdict: new Set() };
    change({ q: "", ...none, loops: latest, versus: undefined });
    search.focus();
  });
  onState(show);
}

/**
 * Toggle buttons for the values of one filter.
 *
 * @param {"level" | "basis" | "verdict"} name
 * @param {readonly string[]} values
 */
function fill(name, values) {
  const buttons = values.map((value) => {
    const i = /** @type {readonly string[]} */ (data.verdicts).indexOf(value);
    const label = name === "verdict" ? verdictChip(data.characters[i] ?? " ") : value;
    const attributes = {
      type: "button",
      class: "toggle",
      "aria-pressed": "false",
      "data-value": value,
    };
    const button = h("button", attributes, label);
    button.addEventListener("click", () => {
      const set = new Set(readState()[name]);
      if (!set.delete(value)) set.add(value);
      change({ [name]: set });
    });
    return button;
  });
  byId(`filter-${name}`).append(...buttons);
  // One value is no choice.
  byId(`filter-${name}`).hidden = values.length < 2;
}

function startLoops() {
  const list = byId("loop-list");
  data.columns.forEach((column, i) => {
    const box = h("input", { type: "checkbox", value: i });
    box.addEventListener("change", () => {
      const loops = data.columns.flatMap((_, n) => {
        const one = list.querySelector(`input[value="${n}"]`);
        return one instanceof HTMLInputElement && one.checked ? [n] : [];
      });
      change({ loops: loops.length > 0 ? loops : latest, versus: undefined });
    });
    const older = column.latest ? "" : " (older)";
    list.append(h("label", {}, box, ` ${column.label}${older}`));
  });
  byId("loop-filter").hidden = data.columns.length < 2;
  // An open menu closes when the reader goes on elsewhere.
  const menu = /** @type {HTMLDetailsElement} */ (byId("loop-filter"));
  document.addEventListener("click", (event) => {
    if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
    event.stopPropagation();
  });
}

function startVersus() {
  const [a, b] = selects();
  for (const select of [a, b]) {
    select.append(h("option", { value: "" }, "–"));
    data.columns.forEach(({ label }, i) => {
      select.append(h("option", { value: i }, label));
    });
    select.addEventListener("change", () => {
      const chosen = a.value !== "" && b.value !== "" && a.value !== b.value;
      change({ versus: chosen ? [Number(a.value), Number(b.value)] : undefined });
    });
  }
  byId("versus").hidden = data.columns.length < 2;
}

function selects() {
  return /** @type {[HTMLSelectElement, HTMLSelectElement]} */ ([byId("vs-a"), byId("vs-b")]);
}

/** @param {State} state */
function show(state) {
  const search = /** @type {HTMLInputElement} */ (byId("q"));
  if (search !== document.activeElement) search.value = state.q;
  for (const name of /** @type {const} */ (["level", "basis", "verdict"])) {
    for (const button of byId(`filter-${name}`).querySelectorAll("button")) {
      const on = state[name].has(button.dataset.value ?? "");
      button.setAttribute("aria-pressed", String(on));
    }
  }
  for (const box of byId("loop-list").querySelectorAll("input")) {
    box.checked = state.loops.includes(Number(box.value));
  }
  byId("loop-count").textContent = `${state.loops.length}/${data.columns.length}`;
  if (state.versus) {
    selects().forEach((select, i) => {
      select.value = String(state.versus?.[i]);
    });
  } else if (
    selects().every((select) => select.value !== "" && select !== document.activeElement)
  ) {
    for (const select of selects()) select.value = "";
  }
}
