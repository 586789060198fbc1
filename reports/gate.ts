import type { CaseResult, ImplementationResults, ResultsDocument } from "./document.ts";
import { brokenExcuses } from "./excuses.ts";
import { type CheckOptions, checkExpectations } from "./expectations/check.ts";
import { onlySubject } from "./expectations/only-subject.ts";
import { checkPins } from "./expectations/pins.ts";
import { sameLoop } from "./expectations/same-loop.ts";
import {
  type ExpectationSection,
  type Expectations,
  IDLE,
  type PlacedEntry,
} from "./expectations/types.ts";
import { isKnownDefect } from "./foreseen.ts";
import { byDeviation } from "./gate-grouping.ts";
import type { GateProblem } from "./gate-problem.ts";
import { groupBy } from "./group.ts";
import { partOf } from "./part.ts";
import { count, visibleLine } from "./text.ts";
import { isRed } from "./totals.ts";

/** Where to change something, `FILE:LINE: `; nothing where there is no such place. */
export function placeOf({ at }: GateProblem): string {
  return at === undefined ? "" : `${at.file}:${at.line}: `;
}

/** A problem in one line: where, what is wrong, what to do. */
export function gateProblemLine(problem: GateProblem): string {
  return visibleLine(`${placeOf(problem)}${problem.message} -> ${problem.fix}`);
}

/** How the gate decides. */
export interface GateOptions {
  /** Whether `differs` is red. */
  strict?: boolean;
  /** Known deviations; none, if absent. */
  expectations?: readonly Expectations[];
  /** The day, `YYYY-MM-DD`, to compare review dates with; today in UTC, if absent. */
  today?: string;
  /** All cases of the suite, where the run was narrowed on purpose (`--select`, `--level` …). */
  universe?: NonNullable<CheckOptions["universe"]>;
  /** What may have been meant by an id or a name that is unknown, as a sentence with a space at its end; empty, if nothing. */
  suggest?: NonNullable<CheckOptions["suggest"]>;
  /** Whether the documents show a part of a run: what other parts may bear out is then not decided. */
  part?: boolean;
  /** Whether one shard alone may pass: true in the job that runs it, false where all are expected. */
  allowShard?: boolean;
}

/** What the gate says. */
export interface GateOutcome {
  /** 0: the gate holds; 1: it does not; 3: an implementation could not be started. */
  exitCode: 0 | 1 | 3;
  /** Why it is red; empty where it holds. */
  problems: GateProblem[];
  /** What is not wrong, and should be known: files that pin nothing, sections about nothing. */
  notices: string[];
  /** The entries that foresaw results, by id of the case, for each implementation. */
  expected: ReadonlyMap<ImplementationResults, ReadonlyMap<string, PlacedEntry>>;
}

/**
 * Decides whether these results may pass.
 *
 * @throws {ReportError} Where an expectations file leaves open which implementation it is about
 */
export function gate(
  documents: readonly ResultsDocument[],
  options: GateOptions = {},
): GateOutcome {
  const expected = new Map<ImplementationResults, ReadonlyMap<string, PlacedEntry>>();
  const subjects = documents.flatMap((document) => document.implementations);
  const sections = (options.expectations ?? []).flatMap((file) => sectionsFor(file, subjects));
  const problems = [
    ...(subjects.length === 0 ? [nothingJudged()] : []),
    ...documents.flatMap((document) => completeness(document, options)),
    ...missingShards(documents, options),
  ];
  for (const document of documents) {
    for (const subject of document.implementations) {
      const own = sections
        .filter(({ id }) => sameLoop(id, subject.id))
        .map(({ section }) => section);
      problems.push(...problemsOf(subject, own, document, options, expected));
    }
  }
  const notStarted = problems.some((problem) => problem.code === "not-started");
  return {
    exitCode: notStarted ? 3 : problems.length > 0 ? 1 : 0,
    problems,
    notices: noticesOf(sections, subjects, options),
    expected,
  };
}

/** What is not wrong with expectations, and should be known. */
function noticesOf(
  sections: readonly { id: string; section: ExpectationSection }[],
  subjects: readonly ImplementationResults[],
  { suggest }: GateOptions,
): string[] {
  return sections.flatMap(({ id, section: { file, pins } }) => {
    if (!subjects.some((subject) => sameLoop(id, subject.id))) {
      return [unmatchedSection(file, id, subjects, suggest)];
    }
    if (pins !== undefined) return [];
    return [
      `${file} pins nothing for ${id}: a capability that vanishes goes unnoticed. \`loopspec expect update\` records what it offers.`,
    ];
  });
}

/**
 * What is said of a section about an implementation that results do not have: often its name was mistyped.
 *
 * @param suggest as in `GateOptions`
 */
export function unmatchedSection(
  file: string,
  section: string,
  subjects: readonly ImplementationResults[],
  suggest: NonNullable<CheckOptions["suggest"]> = () => "",
): string {
  const known = [...new Set(subjects.map(({ id }) => id))];
  const meant = suggest(section, known).trimEnd();
  return `${file}: the section ${section} matches no implementation of these results (${known.join(", ") || "none"}).${meant && ` ${meant}`}`;
}

function sectionsFor(
  { file, sections }: Expectations,
  subjects: readonly ImplementationResults[],
): { id: string; section: ExpectationSection }[] {
  return sections.map((section) => {
    if (section.implementation !== undefined) return { id: section.implementation, section };
    return { id: onlySubject(file, subjects) ?? "", section };
  });
}

function problemsOf(
  subject: ImplementationResults,
  sections: readonly ExpectationSection[],
  document: ResultsDocument,
  options: GateOptions,
  expected: Map<ImplementationResults, ReadonlyMap<string, PlacedEntry>>,
): GateProblem[] {
  if (subject.failure) return [notStarted(subject)];
  const problems: GateProblem[] = [];
  // A run that was interrupted is red for that: what it did not reach says nothing more.
  const cut = subject.results.some(({ verdict }) => verdict === "not-run");
  const part = cut || partOf(document) !== undefined;
  if (!cut && subject.results.every(({ verdict }) => IDLE.includes(verdict))) {
    problems.push(nothingJudged(subject));
  }
  const check: CheckOptions = {
    strict: options.strict ?? false,
    today: options.today ?? new Date().toISOString().slice(0, 10),
    ...(partOf(document) !== undefined && options.universe && { universe: options.universe }),
    ...(options.suggest && { suggest: options.suggest }),
  };
  const [section, ...more] = sections;
  if (section) {
    // Several files may speak of one implementation: together they are one list.
    const entries = [section, ...more].flatMap((part) => part.entries);
    const outcome = checkExpectations({ ...section, entries }, subject, check);
    expected.set(subject, outcome.expected);
    problems.push(...outcome.violations, ...checkPins(section, subject, part));
  } else problems.push(...redResults(subject, options));
  problems.push(...excusesOf(subject, document, options, expected.get(subject)));
  return byDeviation(problems, subject, document, options.strict ?? false);
}

/** What one shard does not show, another may: whether an excuse holds is decided when they are joined. */
function excusesOf(
  subject: ImplementationResults,
  { shard }: ResultsDocument,
  { strict, part = false }: GateOptions,
  expected: ReadonlyMap<string, PlacedEntry> | undefined,
): GateProblem[] {
  const isWrong = (result: CaseResult) =>
    isRed(result.verdict, strict) || expected?.has(result.case) === true;
  return brokenExcuses(subject, isWrong)
    .filter(({ code }) => code !== "names-no-deviation" || !(part || (shard?.count ?? 1) > 1))
    .map((excuse) => ({ ...excuse, implementation: subject.id }));
}

function redResults(subject: ImplementationResults, { strict }: GateOptions): GateProblem[] {
  return subject.results
    .filter((result) => isRed(result.verdict, strict) && !isKnownDefect(result))
    .map((result) => ({
      code: "red",
      implementation: subject.id,
      cases: [result.case],
      message: `${result.case} is ${result.verdict}${result.message ? `: ${result.message}` : ""}`,
      fix:
        result.verdict === "error"
          ? "repair the cause: an error says nothing about the loop"
          : "repair the loop, or record it with `loopspec expect update`",
    }));
}

function completeness(document: ResultsDocument, { allowShard }: GateOptions): GateProblem[] {
  const started = document.implementations.filter((one) => !one.failure);
  const notRun = started.reduce((sum, one) => sum + one.totals["not-run"], 0);
  // Cases of other shards may be listed as not run; whether all shards are there is told elsewhere.
  const broken = !document.complete && started.length === document.implementations.length;
  if (!broken && (notRun === 0 || document.shard)) return [];
  const what = notRun > 0 ? `${count(notRun, "case")} not run` : "it was interrupted";
  return [
    {
      code: "incomplete",
      cases: [],
      message: `The run of ${document.startedAt} is incomplete: ${what}.`,
      fix: allowShard ? "run it again, or go on with `--resume`" : "go on with `--resume`",
    },
  ];
}

function missingShards(
  documents: readonly ResultsDocument[],
  { allowShard }: GateOptions,
): GateProblem[] {
  if (allowShard) return [];
  const sharded = documents.filter((document) => (document.shard?.count ?? 1) > 1);
  const runs = groupBy(sharded, (d) =>
    JSON.stringify([d.suite.digest, d.shard!.count, d.implementations.map((one) => one.id)]),
  );
  return [...runs.values()].flatMap((parts): GateProblem[] => {
    const total = parts[0]!.shard!.count;
    const present = new Set(parts.map((part) => part.shard!.index));
    const missing = Array.from({ length: total }, (_, i) => i + 1).filter((i) => !present.has(i));
    if (missing.length === 0) return [];
    const which = missing.slice(0, 10).join(", ") + (missing.length > 10 ? " …" : "");
    return [
      {
        code: "shard-missing",
        cases: [],
        message: `${count(missing.length, "shard")} of ${total} missing: ${which}.`,
        fix: "give the documents of all shards, or join them with `loopspec merge` first",
      },
    ];
  });
}

function notStarted(subject: ImplementationResults): GateProblem {
  const { message, hint } = subject.failure!;
  return {
    code: "not-started",
    implementation: subject.id,
    cases: [],
    message: `${subject.id} could not be started: ${message}`,
    fix: adviceIn(hint, message) ?? CHECK_NAME,
  };
}

const CHECK_NAME =
  "check how the implementation is named; a Python one is looked for by the interpreter that `--python` names, in its packages and `PYTHONPATH`";

/** A hint that advises, as the end of a sentence. Of a driver that printed no advice it holds what was printed. */
function adviceIn(hint: string | undefined, message: string): string | undefined {
  const advice = hint?.trim().replace(/\.$/, "") ?? "";
  const printed = advice.includes("\n") || message.includes(advice) || /no details$/.test(advice);
  return printed ? undefined : advice;
}

function nothingJudged(subject?: ImplementationResults): GateProblem {
  return {
    code: "no-cases",
    ...(subject && { implementation: subject.id }),
    cases: [],
    message: subject
      ? `Not a single case could be judged on ${subject.id}.`
      : "The results hold no implementation.",
    fix: "select cases that the implementation can run: `loopspec list cases`",
  };
}
