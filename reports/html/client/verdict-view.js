import { h, plural, svg } from "./dom.js";
import { data, JUDGED, sum, verdictOf } from "./model.js";

/** @typedef {import("./model.js").Counts} Counts */

/**
 * A verdict as a small label: symbol and word, never colour alone.
 *
 * @param {string} character
 * @param {string} [words]  what to say instead of the verdict's name
 */
export function verdictChip(character, words) {
  const { name, symbol } = verdictOf(character);
  return h(
    "span",
    { class: `chip v-${name}` },
    h("span", { class: "symbol", "aria-hidden": "true" }, symbol),
    words ?? name,
  );
}

/**
 * Labels with counts for the verdicts that occur.
 *
 * @param {Counts} counts
 * @param {string} characters  verdicts to show, in their order
 */
export function countChips(counts, characters) {
  return [...characters].flatMap((character) => {
    const n = counts.get(character) ?? 0;
    return n > 0 ? [verdictChip(character, `${n} ${verdictOf(character).name}`)] : [];
  });
}

/**
 * A bar of verdicts: wide is many. The numbers stand beside it, so it is hidden from those who
 * cannot see it.
 *
 * @param {Counts} counts
 */
export function verdictBar(counts) {
  const order = data.characters;
  const total = Math.max(1, sum(counts, order));
  const bar = svg("svg", {
    class: "bar",
    viewBox: "0 0 1000 16",
    preserveAspectRatio: "none",
    "aria-hidden": "true",
    focusable: "false",
  });
  let x = 0;
  for (const character of order) {
    const n = counts.get(character) ?? 0;
    if (n === 0) continue;
    const { name } = verdictOf(character);
    // A single failure among a thousand passes must still be seen.
    const width = Math.max((n / total) * 1000, 4);
    const height = JUDGED.includes(character) ? 16 : 8;
    const box = { x, y: 16 - height, width, height, class: `fill-${name}` };
    bar.append(svg("rect", box, svg("title", {}, plural(n, name, name))));
    x += width;
  }
  bar.setAttribute("viewBox", `0 0 ${Math.max(x, 1)} 16`);
  return bar;
}

/**
 * Level and basis of a clause.
 *
 * @param {{ level: string, basis: string }} one
 */
export function gradeChips({ level, basis }) {
  return [
    h("span", { class: `grade level-${level}` }, level),
    h("span", { class: "grade" }, basis),
  ];
}

/**
 * Where a clause comes from, as a link where there is one. The page passes only links that begin
 * with `https:`.
 *
 * @param {{ source: string, url?: string }} clause
 */
export function sourceOf({ source, url }) {
  return url === undefined ? source : h("a", { href: url, rel: "noreferrer" }, source);
}
