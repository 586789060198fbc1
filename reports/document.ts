/** Names the layout of the result document; the number grows when an old reader would misread it. */
export const SCHEMA = "loopspec-results/2";

/** Every verdict that a result can have, in the order in which reports show them. */
export const VERDICTS = [
  "pass",
  "fail",
  "differs",
  "timeout",
  "crash",
  "flaky",
  "unsupported",
  "not-judged",
  "not-applicable",
  "error",
  "not-run",
] as const;

/**
 * What the judge says of one case on one implementation. `not-judged`: something else is broken that
 * the case needs first, and `because` names its clause.
 */
export type Verdict = (typeof VERDICTS)[number];

/** How strongly a clause binds, strongest first. */
export const LEVELS = ["MUST", "SHOULD", "MAY", "INFO"] as const;

/** How strongly a clause binds; for an observed clause, what it would be if a text promised it. */
export type Level = (typeof LEVELS)[number];

/** Where a clause comes from, strongest first. */
export const BASES = ["chapter", "docs", "observed"] as const;

/** `chapter`: the chapter on the event loop; `docs`: other documentation; `observed`: behaviour without a text. */
export type Basis = (typeof BASES)[number];

/** How many results of each verdict; every verdict is always present. */
export type Totals = Record<Verdict, number>;

/** A line of a file, so that a reader can go there. */
export interface SourceLocation {
  /** Path relative to the root of the repository that holds it, with forward slashes. */
  file: string;
  /** Line, counted from 1. */
  line: number;
}

/** What was asked for: two documents with other options do not answer the same question. */
export interface SuiteOptions {
  /** The globs of `--select`, in order. */
  select?: string[];
  /** One case for each clause. */
  quick?: boolean;
  /** The documentation version that `--edition` asked for. */
  edition?: string;
  /** `real` or `virtual`. */
  clock?: string;
  /** Seconds that a case may take, where `--timeout` overrode the cases' own limits. */
  timeout?: number;
  /** The levels that were judged. */
  level?: string[];
  /** The bases that were judged. */
  basis?: string[];
  /** How often each case ran. */
  repeat?: number;
  /** Other options that decide which cases are judged, or how. */
  [option: string]: unknown;
}

/** Which cases there were to judge. */
export interface SuiteInfo {
  /** Version of loopspec. */
  version: string;
  /** Digest of all clauses and cases: equal digests mean the same questions. */
  digest: string;
  /** How many clauses the catalogue has. */
  clauses: number;
  /** How many cases the suite has, those that were not selected included. */
  cases: number;
  options?: SuiteOptions;
}

/** Which part of the selected cases a document covers. */
export interface Shard {
  /** Number of this shard, counted from 1. */
  index: number;
  /** How many shards there are. */
  count: number;
  /** How many cases all shards have together, so that a gap can be seen. */
  planned?: number;
}

/**
 * What an expectation asks for and what a driver saw: the same shape on both sides. Other channels
 * (`metrics`, `bounds`, `reports`, `warnings`, `logs`, `polls`) may stand beside these two; reports
 * show every property that they find, as JSON.
 */
export interface Observation {
  /** `ok`, `raised KIND`, `hang` and so on. */
  outcome?: unknown;
  /** One entry per event; an expectation may hold `{any_order: [...]}` and the like among them. */
  trace?: readonly unknown[];
  /** What the driver adds: which member is missing, for example. */
  why?: unknown;
}

/** One run of a case in a driver; a result that was not believed at once has several. */
export interface Attempt {
  verdict: Verdict;
  /** Milliseconds that the attempt took. */
  ms: number;
  /** Seconds that the attempt was allowed, where that was not the case's own limit. */
  limit?: number;
  message?: string;
  /** The kind of failure, as in the result; older documents lack it. */
  reason?: string;
}

/** A defect of CPython that is known upstream and ships with the suite's table. */
export interface KnownDefect {
  /** Upstream name of the report: `gh-130145`. */
  id: string;
  /** Where the report can be read. */
  url?: string;
  /** The versions of the implementation that have it, as a range: `>=3.13.0 <3.13.3`. */
  versions?: string;
}

/** Whose fault a result is, as far as the control run could tell. */
export interface Attribution {
  to: "implementation" | "environment" | "suite";
  /** The evidence, as a sentence. */
  why: string;
}

/** The judgement of one case on one implementation. */
export interface CaseResult {
  /** Id of the case. */
  case: string;
  /** The case's title: a statement of fact. */
  title: string;
  /** Ids of the clauses that the case rests on; the first is the one that it is about. */
  clauses: string[];
  /** Level of the first clause. */
  level: Level;
  /** Basis of the first clause. */
  basis: Basis;
  verdict: Verdict;
  /**
   * Id of the clause of the precondition that failed, or of the method that is absent; present
   * exactly where the verdict is `not-judged`.
   */
  because?: string;
  /** Milliseconds that the judged attempt took; 0 where nothing ran. */
  ms: number;
  /** Seconds that the judged attempt was allowed, where that was not the case's own limit. */
  limit?: number;
  expected?: Observation;
  observed?: Observation;
  /** What is wrong, as a sentence. */
  message?: string;
  /**
   * How it is wrong, for machines: `trace`, `outcome`, `bounds`, `reports`, `hang`, `signal 11`
   * and so on. Expectations and diffs compare it, so equal defects must give equal reasons.
   */
  reason?: string;
  /** The operation behind the first differing entry, such as `loop.call_soon`. */
  operation?: string;
  /**
   * The known defect that this version has by the suite's table. The result is then expected to be
   * wrong without any file, and a pass is reported, because the table is out of date.
   */
  defect?: KnownDefect;
  /** All attempts in order, where there was more than one. */
  attempts?: Attempt[];
  attribution?: Attribution;
  /** True where the case passed but came close to its time limit. */
  nearLimit?: boolean;
}

/** Why an implementation could not be judged at all. */
export interface Failure {
  code: string;
  message: string;
  /** What the user can do about it. */
  hint?: string;
}

/** Turns a stand-alone script, which makes its loop with asyncio, into this implementation's. */
export interface ScriptEdits {
  /** The key in `CaseText.scripts` that the edits are for. */
  language: string;
  /** Pairs of a literal text and its replacement; each replaces the first occurrence only. */
  replace: [find: string, replacement: string][];
}

/** Everything that one run found out about one implementation. */
export interface ImplementationResults {
  /** The specification that named it (`python:uvloop`), or its name in the configuration. */
  id: string;
  name: string;
  version: string;
  language: string;
  languageVersion: string;
  platform: string;
  /** The documentation version that it was judged by. */
  edition: string;
  /** What readers must know of that edition: that the catalogue ends before it. */
  editionNote?: string;
  capabilities: string[];
  /** `real` or `virtual`. */
  clock: string;
  /** Command-line arguments that name it again; without them, `-i ID`. */
  arguments?: string[];
  scriptEdits?: ScriptEdits;
  /** The implementation that failures were compared with, such as the interpreter's own asyncio. */
  control?: { id: string; name?: string; version?: string };
  /** Present where it could not be started; its results are then all `not-run`. */
  failure?: Failure;
  results: CaseResult[];
  totals: Totals;
}

/** A clause of the catalogue, as far as reports show it. */
export interface ClauseText {
  /** The sentence. */
  says: string;
  /** Heading of the chapter under which it stands. */
  heading: string;
  /** Heading and sentence of the text that it comes from. */
  source: string;
  /** The documented entry that states it: `loop.stop()`. */
  entry?: string;
  /** The documentation's anchor of that entry: `asyncio.loop.stop`. */
  anchor?: string;
  /** The entry's address in the edition that was judged. */
  url?: string;
  level: Level;
  basis: Basis;
  /** `cases`, or why there are none: `untestable`, `advice`, `disputed`, `pending`. */
  status: string;
  /** The reason, where `status` is not `cases`. */
  why?: string;
  since?: string;
  until?: string;
  /** Editions between the two in which it does not hold. */
  except?: string;
  /** The line of the catalogue that states it. */
  definedAt?: SourceLocation;
}

/** A case, as far as reports show it. */
export interface CaseText {
  /** The program, printed for people; absent where no result needs an explanation. */
  program?: string;
  /**
   * Stand-alone scripts: `python` makes its loop with asyncio, `javascript` with the adapter that a module exports,
   * `typescript` with the reference loop.
   */
  scripts?: { [language: string]: string };
  /** Why there is no script in a language in which one was wanted. */
  unscripted?: { [language: string]: string };
  /** How many operations the program has: the smallest case shows a deviation best. */
  operations?: number;
  /** The capabilities that it needs. */
  needs?: string[];
  /** Digest of program and expectation: tells a changed case from a changed loop. */
  digest?: string;
  /** Why the behaviour matters. */
  why?: string;
  /** The line of the table that holds it. */
  definedAt?: SourceLocation;
}

/**
 * The result document: all that a report, a gate or a diff knows. A report never sees a case file,
 * so a document that is meant for reading carries the texts too, in `clauses` and `cases`.
 */
export interface ResultsDocument {
  schema: typeof SCHEMA;
  suite: SuiteInfo;
  /** When the run began, as an ISO 8601 instant. */
  startedAt: string;
  /** When the run ended, as an ISO 8601 instant. */
  finishedAt: string;
  /** The command line that made it. */
  command: string;
  /** The machine: operating system, processor, versions. */
  host: { [fact: string]: unknown };
  shard?: Shard;
  implementations: ImplementationResults[];
  /** The whole catalogue by clause id, clauses without cases included. */
  clauses?: { [id: string]: ClauseText };
  /** The texts of the cases by case id. */
  cases?: { [id: string]: CaseText };
  /** False when the run was interrupted or an implementation could not start. */
  complete: boolean;
}
