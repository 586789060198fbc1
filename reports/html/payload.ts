import type { Basis, Level, Verdict } from "../document.ts";

/** The index of a string in `Payload.strings`. */
export type StringIndex = number;

/** A text of several lines: an index for each. Scripts and programs share most of theirs. */
export type PackedText = StringIndex[];

/**
 * A comparison of traces, three numbers a line: 0 same, 1 missing, 2 extra, 3 a note of ours; the
 * text; the note on its place, or -1.
 */
export type PackedDiff = number[];

/** What is known of a result beyond its verdict. Equal ones are stored once. */
export interface PackedDetail {
  /** The message. */
  m?: StringIndex;
  /** The reason, for machines. */
  w?: StringIndex;
  /** The comparison of the traces. */
  t?: PackedDiff;
  /** Other channels, three each: name, expected, observed; -1 where there is nothing. */
  c?: number[];
  /** Attempts: verdict character and milliseconds. */
  a?: [verdict: string, ms: number][];
  /** Whose fault it is, and why. */
  f?: [to: StringIndex, why: StringIndex];
  /** The expectation that foresaw it: reason, issue or -1. */
  x?: [reason: StringIndex, issue: StringIndex];
  /** Milliseconds, where the case came close to its limit. */
  near?: number;
  /** Seconds that it was allowed, where that was not the case's own limit. */
  l?: number;
}

/** An implementation in one run. */
export interface PackedColumn {
  label: string;
  id: string;
  version: string;
  /** Language, platform, edition, clock, for people. */
  facts: string[];
  capabilities: string[];
  /** Index in `Payload.runs`. */
  run: number;
  /** A character for each case of `Payload.cases`; a space where the run did not have it. */
  verdicts: string;
  /** Pairs: index of a case, index in `Payload.details`. */
  details: number[];
  /** What names it on the command line, quoted for a shell. */
  arguments: string;
  /** Languages of scripts that are of use to the loop's maintainer, the best first. */
  languages: readonly string[];
  /** What turns such a script into this implementation's. */
  edits?: [find: string, replacement: string][];
  /** Why it could not be started. */
  failure?: string;
  /** Name and version, as people speak of it. */
  subject: string;
  /** The count of deviations, as all other formats have it. */
  headline: string;
  /** How many sentences were not judged, and why. */
  silence: string;
  /** What is wrong, by probable cause. */
  deviations: PackedDeviation[];
  /** False where a later run of the same thing is in the report: then it is only history. */
  latest: boolean;
}

/** Wrong results of one loop with one probable cause. */
export interface PackedDeviation {
  id: string;
  /** Index of the leading clause. */
  clause: number;
  /** Whether it is new, foreseen, an error of the harness, or no more than a difference. */
  status: "failed" | "known" | "error" | "noted";
  /** Indexes of its cases, the smallest first. */
  cases: number[];
  /** Ids of the deviations that it explains. */
  explains: string[];
  /** How many cases were not judged because of it. */
  notJudged: number;
}

/** A clause as the report shows it. */
export interface PackedClause {
  id: string;
  says: string;
  /** Index in `Payload.headings`. */
  heading: number;
  source: string;
  /** Link to the source, only where it is one that readers can follow safely. */
  url?: string;
  level: Level;
  basis: Basis;
  status: string;
  why?: string;
  editions?: string;
}

/** A case as the report shows it. */
export interface PackedCase {
  id: string;
  title: string;
  /** Indexes in `Payload.clauses`; the first is the one that the case is about. */
  clauses: number[];
  level: Level;
  basis: Basis;
  why?: string;
  needs?: string[];
  program?: PackedText;
  /** By language. */
  scripts?: [language: string, text: PackedText][];
  /** Why there is none, by language. */
  unscripted?: [language: string, why: string][];
}

/** A document that the report was made from. */
export interface PackedRun {
  started: string;
  finished: string;
  command: string;
  suite: string;
  host: string;
  complete: boolean;
  shard?: string;
}

/** Everything that the report's page shows; no text in it can act on a reader's screen. */
export interface Payload {
  title: string;
  strings: string[];
  /** The verdicts in order; the character at the same place of `characters` stands for each. */
  verdicts: readonly Verdict[];
  characters: string;
  symbols: string[];
  runs: PackedRun[];
  columns: PackedColumn[];
  headings: string[];
  clauses: PackedClause[];
  cases: PackedCase[];
  details: PackedDetail[];
  /** What the gate says, where it was asked. */
  gate?: {
    holds: boolean;
    /** How many problems there are, deviations first; the first of them follow. */
    said: string;
    /** How many problems are not listed here. */
    left: number;
    problems: string[];
  };
}
