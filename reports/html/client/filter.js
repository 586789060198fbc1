import { casesOfClause, data, verdictAt, verdictOf } from "./model.js";
import { shownColumns } from "./state.js";

/** @typedef {import("./state.js").State} State */

/** What the words of the search are looked for in, by case. @type {string[]} */
const haystacks = [];

/** @param {number} kase */
function haystackOf(kase) {
  let text = haystacks[kase];
  if (text === undefined) {
    const { id, title, clauses } = /** @type {typeof data.cases[number]} */ (data.cases[kase]);
    const parts = clauses.flatMap((i) => {
      const clause = data.clauses[i];
      return clause ? [clause.id, clause.says, clause.source] : [];
    });
    text = [id, title, ...parts].join("\n").toLowerCase();
    haystacks[kase] = text;
  }
  return text;
}

/** @param {State} state */
function caseFilter(state) {
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const columns = shownColumns(state);
  return (/** @type {number} */ kase) => {
    const one = data.cases[kase];
    if (!one) return false;
    if (state.level.size > 0 && !state.level.has(one.level)) return false;
    if (state.basis.size > 0 && !state.basis.has(one.basis)) return false;
    if (state.versus) {
      const [a, b] = state.versus;
      if (verdictAt(a, kase) === verdictAt(b, kase)) return false;
    }
    if (state.verdict.size > 0) {
      const has = (/** @type {number} */ column) =>
        state.verdict.has(verdictOf(verdictAt(column, kase)).name);
      if (!columns.some(has)) return false;
    }
    if (words.length === 0) return true;
    const haystack = haystackOf(kase);
    return words.every((word) => haystack.includes(word));
  };
}

/**
 * The clauses and cases that the state lets through, by heading, in the order of the catalogue.
 *
 * @param {State} state
 * @returns {{ heading: number, clauses: { clause: number, cases: number[] }[] }[]}
 */
export function visibleGroups(state) {
  const keep = caseFilter(state);
  const groups = data.headings.map((_, heading) => ({
    heading,
    clauses: /** @type {{ clause: number, cases: number[] }[]} */ ([]),
  }));
  data.clauses.forEach(({ heading }, clause) => {
    const cases = (casesOfClause[clause] ?? []).filter(keep);
    if (cases.length > 0) groups[heading]?.clauses.push({ clause, cases });
  });
  return groups.filter((group) => group.clauses.length > 0);
}

/** Whether anything is filtered out. @param {State} state */
export function isFiltered(state) {
  const sets = state.level.size + state.basis.size + state.verdict.size;
  return state.q !== "" || sets > 0 || state.versus !== undefined;
}
