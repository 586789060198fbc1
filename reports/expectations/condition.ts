import type { ImplementationResults } from "../document.ts";
import { compileGlob } from "../glob.ts";
import type { Condition } from "./types.ts";

interface Version {
  numbers: number[];
  /** `rc1`, `dev0`: comes before the release; empty for a release. */
  pre: string;
}

const VERSION = /^v?(\d+(?:\.\d+)*)(?:[.-]?((?:a|alpha|b|beta|c|rc|pre|dev)[\w.-]*))?(?:[+-].*)?$/i;
const COMPARATOR = /^(>=|<=|!=|>|<|=)?(.+)$/;

function parseVersion(text: string): Version | undefined {
  const [, numbers, pre = ""] = VERSION.exec(text.trim()) ?? [];
  if (numbers === undefined) return undefined;
  return { numbers: numbers.split(".").map(Number), pre: pre.toLowerCase() };
}

/** Negative: a is older; 0: equal (`3.8` equals `3.8.0`); positive: a is newer. */
function compare(a: Version, b: Version): number {
  const length = Math.max(a.numbers.length, b.numbers.length);
  for (let i = 0; i < length; i += 1) {
    const difference = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0);
    if (difference !== 0) return difference;
  }
  if (a.pre === "" || b.pre === "") return Number(a.pre === "") - Number(b.pre === "");
  return a.pre.localeCompare(b.pre, "en", { numeric: true });
}

type Test = (version: Version) => boolean;

/** A single comparator such as `>=3.8`, `3.13.*` or `3.13`; undefined where it is none. */
function comparator(text: string): Test | undefined {
  if (text === "*") return () => true;
  const [, sign = "=", bound = ""] = COMPARATOR.exec(text) ?? [];
  const series = bound.endsWith(".*") && (sign === "=" || sign === "!=");
  const wanted = parseVersion(series ? bound.slice(0, -2) : bound);
  if (!wanted) return undefined;
  if (series) {
    const within: Test = (v) => wanted.numbers.every((n, i) => (v.numbers[i] ?? 0) === n);
    return sign === "=" ? within : (v) => !within(v);
  }
  const tests: Record<string, Test> = {
    ">=": (v) => compare(v, wanted) >= 0,
    "<=": (v) => compare(v, wanted) <= 0,
    ">": (v) => compare(v, wanted) > 0,
    "<": (v) => compare(v, wanted) < 0,
    "=": (v) => compare(v, wanted) === 0,
    "!=": (v) => compare(v, wanted) !== 0,
  };
  return tests[sign];
}

/**
 * Reads a range of versions: comparators with spaces between them hold together, `||` separates
 * alternatives.
 *
 * @returns The test, or undefined where the text is no range
 */
export function parseRange(text: string): ((version: string) => boolean) | undefined {
  const alternatives = text.split("||").map((part) =>
    part
      .trim()
      .replace(/(>=|<=|!=|>|<|=)\s+/g, "$1")
      .split(/\s+/)
      .map(comparator),
  );
  if (alternatives.some((tests) => tests.some((test) => test === undefined))) return undefined;
  return (version) => {
    const parsed = parseVersion(version);
    if (!parsed) return false;
    return alternatives.some((tests) => tests.every((test) => test!(parsed)));
  };
}

/** The properties of a condition that are ranges of versions. */
export const RANGES = ["version", "languageVersion", "edition"] as const;
const GLOBS = ["platform", "language", "clock"] as const;

/** Whether an entry with this condition says anything about this implementation. */
export function holds(condition: Condition | undefined, subject: ImplementationResults): boolean {
  if (!condition) return true;
  const inRange = RANGES.every((key) => {
    const range = condition[key];
    return range === undefined || parseRange(range)!(subject[key]);
  });
  const likeGlob = GLOBS.every((key) => {
    const glob = condition[key];
    return glob === undefined || compileGlob(glob)(subject[key]);
  });
  return inRange && likeGlob;
}
