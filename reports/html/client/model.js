import { byId } from "./dom.js";

/** @typedef {import("../payload.ts").Payload} Payload */
/** @typedef {import("../payload.ts").PackedColumn} PackedColumn */
/** @typedef {import("../payload.ts").PackedDetail} PackedDetail */
/** @typedef {Map<string, number>} Counts  how many of each verdict character */

/** @type {Payload} */
export const data = JSON.parse(byId("data").textContent ?? "");

/** Verdicts that count as judged, those that nobody may overlook, those that were not judged. */
export const JUDGED = "pfdtc";
/** Verdicts that break a sentence. */
export const BREAKS = "cft";
export const RED = "ftcek";
export const IDLE = "ujn ";

/** The gravest first: what a cell for several cases shows. */
const GRAVITY = "cftekdxpujn ";

/** A character that stands for "the run did not have this case". */
const ABSENT = " ";

/** @param {string} character */
export function verdictOf(character) {
  if (character === ABSENT) return { name: "absent", symbol: "" };
  const i = data.characters.indexOf(character);
  return { name: data.verdicts[i] ?? "absent", symbol: data.symbols[i] ?? "" };
}

/** The cases that are about each clause: those of which it is the first. */
export const casesOfClause = data.clauses.map(() => /** @type {number[]} */ ([]));
/** How many cases touch each clause without being about it. */
export const touchedBy = data.clauses.map(() => 0);
data.cases.forEach(({ clauses: [first, ...others] }, i) => {
  if (first !== undefined) casesOfClause[first]?.push(i);
  for (const other of others) touchedBy[other] = (touchedBy[other] ?? 0) + 1;
});

/**
 * @param {number} column
 * @param {number} kase
 */
export function verdictAt(column, kase) {
  return data.columns[column]?.verdicts[kase] ?? ABSENT;
}

/**
 * How often each verdict occurs among these cases, or among all.
 *
 * @param {number} column
 * @param {readonly number[]} [cases]
 * @returns {Counts}
 */
export function countsOf(column, cases) {
  const counts = new Map();
  const verdicts = data.columns[column]?.verdicts ?? "";
  const add = (/** @type {string} */ character) =>
    counts.set(character, (counts.get(character) ?? 0) + 1);
  if (cases) for (const kase of cases) add(verdicts[kase] ?? ABSENT);
  else for (const character of verdicts) add(character);
  return counts;
}

/**
 * How many of these counts are of the given verdicts.
 *
 * @param {Counts} counts
 * @param {string} characters
 */
export function sum(counts, characters) {
  let total = 0;
  for (const character of characters) total += counts.get(character) ?? 0;
  return total;
}

/**
 * The gravest verdict that occurs.
 *
 * @param {Counts} counts
 */
export function gravest(counts) {
  for (const character of GRAVITY) if (counts.get(character)) return character;
  return ABSENT;
}

/** @type {Map<number, Map<number, PackedDetail>>} */
const detailMaps = new Map();

/**
 * What is known of a result beyond its verdict.
 *
 * @param {number} column
 * @param {number} kase
 * @returns {PackedDetail | undefined}
 */
export function detailAt(column, kase) {
  let map = detailMaps.get(column);
  if (!map) {
    map = new Map();
    const pairs = data.columns[column]?.details ?? [];
    for (let i = 0; i < pairs.length; i += 2) {
      const detail = data.details[pairs[i + 1] ?? -1];
      if (detail) map.set(pairs[i] ?? -1, detail);
    }
    detailMaps.set(column, map);
  }
  return map.get(kase);
}

/** @param {number} index */
export function text(index) {
  return data.strings[index] ?? "";
}

/** @param {readonly number[]} packed */
export function unpack(packed) {
  return packed.map(text).join("\n");
}

/** Whether a clause promises something that every loop has to keep. */
export function isPromise(/** @type {number} */ clause) {
  const { level, basis } = data.clauses[clause] ?? {};
  return level === "MUST" && basis !== "observed";
}

/** The columns that stand side by side: of several runs of one thing the latest. */
export const latest = data.columns.flatMap((column, i) => (column.latest ? [i] : []));
