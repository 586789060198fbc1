import { byId } from "./dom.js";
import { change, readState } from "./state.js";

/** Storage is refused in some settings of privacy; the page works without it. */
const memory = {
  /** @param {string} key */
  get(key) {
    try {
      return localStorage.getItem(`loopspec-${key}`);
    } catch {
      return null;
    }
  },
  /** @param {string} key @param {string} value */
  set(key, value) {
    try {
      localStorage.setItem(`loopspec-${key}`, value);
    } catch {
      // Then the choice lasts as long as the page.
    }
  },
};

const THEMES = ["auto", "light", "dark"];

export function startTheme() {
  const button = byId("theme");
  let theme = memory.get("theme") ?? "auto";
  const show = () => {
    document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
  };
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "auto";
    memory.set("theme", theme);
    show();
  });
  show();
}

/** Keys that work anywhere on the page; they can be switched off, as WCAG 2.1.4 asks. */
export function startHelp() {
  const dialog = /** @type {HTMLDialogElement} */ (byId("help"));
  const enabled = /** @type {HTMLInputElement} */ (byId("keys-on"));
  enabled.checked = memory.get("keys") !== "off";
  enabled.addEventListener("change", () => memory.set("keys", enabled.checked ? "on" : "off"));
  byId("open-help").addEventListener("click", () => dialog.showModal());
  byId("close-help").addEventListener("click", () => dialog.close());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || dialog.open) return;
    const typing =
      event.target instanceof Element && event.target.matches("input, select, textarea");
    if (event.key === "Escape") return leave(event);
    if (typing || !enabled.checked) return;
    /** @type {Record<string, () => void>} */
    const keys = {
      "/": () => search(),
      "?": () => dialog.showModal(),
      n: () => document.getElementById("next")?.click(),
      p: () => document.getElementById("previous")?.click(),
    };
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

/** Escape leaves the search, then the page of a case. @param {KeyboardEvent} event */
function leave(event) {
  const search = /** @type {HTMLInputElement} */ (byId("q"));
  if (event.target === search && search.value !== "") {
    search.value = "";
    change({ q: "" });
  } else if (readState().kase !== undefined) {
    change({ kase: undefined, on: undefined }, { push: true });
  }
}

function search() {
  if (readState().kase !== undefined) change({ kase: undefined, on: undefined }, { push: true });
  byId("q").focus();
  byId("toolbar").scrollIntoView({ block: "nearest" });
}
