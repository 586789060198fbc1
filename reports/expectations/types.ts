import type { JSONPath } from "jsonc-parser";
import type { Verdict } from "../document.ts";

/** The verdicts that can be expected. An `error` says nothing about the loop, so it never can. */
export const EXPECTABLE = ["fail", "differs", "timeout", "crash", "flaky"] as const;

/** A verdict that can be expected. */
export type ExpectableVerdict = (typeof EXPECTABLE)[number];

/** Whether anything will be done about a deviation. */
export type ExpectationState = "bug" | "by-design" | "wontfix" | "disputed";

/** When an entry holds: all that is given must fit. Elsewhere the entry says nothing. */
export interface Condition {
  /** Range of the implementation's version: `>=0.20 <0.23`, `3.13.*`, `3.8 || 3.9`. */
  version?: string;
  /** Range of the version of its language. */
  languageVersion?: string;
  /** Range of the edition that it was judged by. */
  edition?: string;
  /** Glob of its platform, such as `linux*`. */
  platform?: string;
  /** Glob of its language. */
  language?: string;
  /** `real` or `virtual`. */
  clock?: string;
}

/** A known deviation: which results, what they are, and why that is known. */
export interface ExpectationEntry {
  /** Id of a case, id of a clause, or a glob over both (`*` matches any characters). */
  match: string;
  /**
   * Ids of the cases that the entry covers, and no others; `match` then only names the deviation
   * that they show.
   */
  cases?: string[];
  verdict: ExpectableVerdict;
  /** Why the loop deviates, for people. */
  reason: string;
  /** Where that is being discussed. */
  issue?: string;
  state?: ExpectationState;
  when?: Condition;
  /** Last day, `YYYY-MM-DD`, on which the entry holds without somebody looking at it again. */
  review?: string;
  /** How many results the entry may match; without it `DEFAULT_MAX`. */
  max?: number;
  /** How the results are wrong, as their `reason` in the result document says; any, if absent. */
  mismatch?: string;
}

/** How many results an entry matches at most where it states no `max`. */
export const DEFAULT_MAX = 10;

/** An entry and its place in the file. */
export interface PlacedEntry {
  entry: ExpectationEntry;
  /** Name of the file. */
  file: string;
  /** Steps from the root of the file to the entry. */
  path: JSONPath;
  /** Line of the entry's beginning, counted from 1. */
  line: number;
  /** Lines of its properties, counted from 1. */
  lines: ReadonlyMap<string, number>;
}

/** The entries for one implementation, in their order. */
export interface ExpectationSection {
  /** Name of the file. */
  file: string;
  /** Id of the implementation; undefined: the only one that the results have. */
  implementation: string | undefined;
  /** Steps from the root of the file to the list. */
  path: JSONPath;
  /** The line of the list's closing bracket, where a new entry would go. */
  endLine: number;
  entries: readonly PlacedEntry[];
  /** What the file holds the implementation to beside the entries; old files say nothing. */
  pins?: Pins;
}

/** What an implementation offered when its expectations were written. */
export interface Pins {
  capabilities?: readonly string[];
  /** How many cases were judged. */
  judged?: number;
  /** Line of the section, counted from 1. */
  line: number;
}

/** An expectations file. */
export interface Expectations {
  /** Name of the file, for messages. */
  file: string;
  text: string;
  sections: readonly ExpectationSection[];
}

/** What an expectations file gets wrong about the results. */
export type ViolationCode =
  | "unexpected-failure"
  | "unexpected-pass"
  | "matches-nothing"
  | "over-bound"
  | "other-verdict"
  | "other-mismatch"
  | "overlap"
  | "review-passed"
  | "capability-gone"
  | "fewer-judged";

/** One disagreement between expectations and results. */
export interface Violation {
  code: ViolationCode;
  /** Id of the implementation. */
  implementation: string;
  /** Ids of the cases that show it; empty where no case does. */
  cases: readonly string[];
  /** What is wrong, as a sentence. */
  message: string;
  /** Where to change the file; absent where there is no file. */
  at?: { file: string; line: number };
  /** What to change there. */
  fix: string;
}

/** Verdicts that neither meet nor break an expectation: nothing was judged. */
export const IDLE: readonly Verdict[] = ["unsupported", "not-judged", "not-applicable", "not-run"];
