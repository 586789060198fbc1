import { data, latest } from "./model.js";

/**
 * What the reader looks at. All of it is in the URL's fragment, so that it can be linked.
 *
 * @typedef {object} State
 * @property {string} q  words to look for
 * @property {Set<string>} level  levels to show; empty: all
 * @property {Set<string>} basis  bases to show; empty: all
 * @property {Set<string>} verdict  names of verdicts to show; empty: all
 * @property {number[]} loops  indexes of the columns to show
 * @property {[number, number] | undefined} versus  two columns that must differ
 * @property {number | undefined} kase  index of the case whose page is open
 * @property {number | undefined} on  index of the column that the page is about
 */

const SETS = /** @type {const} */ (["level", "basis", "verdict"]);

/** @param {string} label */
function columnCalled(label) {
  return data.columns.findIndex((column) => column.label === label);
}

/** @returns {State} */
export function readState() {
  const given = new URLSearchParams(location.hash.slice(1));
  const set = (/** @type {string} */ name) =>
    new Set((given.get(name) ?? "").split(",").filter(Boolean));
  const loops = given.getAll("loop").map(columnCalled);
  const [a = -1, b = -1] = given.getAll("vs").map(columnCalled);
  const kase = data.cases.findIndex((one) => one.id === given.get("case"));
  const on = columnCalled(given.get("on") ?? "");
  const known = loops.filter((i) => i >= 0);
  return {
    q: given.get("q") ?? "",
    level: set("level"),
    basis: set("basis"),
    verdict: set("verdict"),
    loops: known.length > 0 ? known : latest,
    versus: a >= 0 && b >= 0 && a !== b ? [a, b] : undefined,
    kase: kase >= 0 ? kase : undefined,
    on: on >= 0 ? on : undefined,
  };
}

/** @param {State} state */
export function fragmentOf(state) {
  const given = new URLSearchParams();
  const label = (/** @type {number} */ i) => data.columns[i]?.label ?? "";
  if (state.q) given.set("q", state.q);
  for (const name of SETS) if (state[name].size > 0) given.set(name, [...state[name]].join(","));
  const usual =
    state.loops.length === latest.length && state.loops.every((i, n) => i === latest[n]);
  if (!usual) for (const i of state.loops) given.append("loop", label(i));
  if (state.versus) for (const i of state.versus) given.append("vs", label(i));
  if (state.kase !== undefined) given.set("case", data.cases[state.kase]?.id ?? "");
  if (state.kase !== undefined && state.on !== undefined) given.set("on", label(state.on));
  return `#${given}`;
}

/**
 * The fragment of the state with some of it changed: what a link leads to.
 *
 * @param {Partial<State>} change
 */
export function linkTo(change) {
  return fragmentOf({ ...readState(), ...change });
}

/** @type {((state: State) => void)[]} */
const listeners = [];

/** @param {(state: State) => void} listener */
export function onState(listener) {
  listeners.push(listener);
}

/** Tells everybody who listens what the URL says now. */
export function publish() {
  const state = readState();
  for (const listener of listeners) listener(state);
}

/**
 * Changes the state. Typing and ticking replace the entry of the history, pages make a new one.
 *
 * @param {Partial<State>} change
 * @param {{ push?: boolean }} [options]
 */
export function change(change, { push = false } = {}) {
  const fragment = linkTo(change);
  if (push) history.pushState(null, "", fragment);
  else history.replaceState(null, "", fragment);
  publish();
}

/** The columns that the matrix shows. */
export function shownColumns(/** @type {State} */ state) {
  return state.versus ?? state.loops;
}
