import type { CaseResult, ImplementationResults } from "../document.ts";
import { isKnownDefect } from "../foreseen.ts";
import { compileGlob, matchesCase } from "../glob.ts";
import { count } from "../text.ts";
import { isRed } from "../totals.ts";
import { holds } from "./condition.ts";
import {
  DEFAULT_MAX,
  type ExpectationEntry,
  type ExpectationSection,
  IDLE,
  type PlacedEntry,
  type Violation,
} from "./types.ts";

/** How expectations are held against results. */
export interface CheckOptions {
  /** Whether `differs` is red. */
  strict?: boolean;
  /** The day, `YYYY-MM-DD`, to compare review dates with. */
  today: string;
  /**
   * The cases of the whole suite, where the results are a part of it on purpose: an entry for a
   * case that was left out then matches something after all.
   */
  universe?: readonly { case: string; clauses: readonly string[] }[];
  /** What may have been meant by an id that matches nothing, as a sentence with a space at its end; empty, if nothing. */
  suggest?: (word: string, known: readonly string[]) => string;
}

/** What holding expectations against results gives. */
export interface CheckOutcome {
  violations: Violation[];
  /** The entry that foresaw it, by id of the case. */
  expected: Map<string, PlacedEntry>;
}

/** An entry that holds for the implementation, with the results that it matches. */
export interface Claim {
  placed: PlacedEntry;
  /** Those that were judged. */
  matched: CaseResult[];
  /** How many more it matches that were not judged. */
  idle: number;
  /** Their ids. */
  unjudged: string[];
}

/** Whether an entry is about a case: one of those that it lists, else one that its match fits. */
export function meantBy({
  match,
  cases,
}: Pick<ExpectationEntry, "match" | "cases">): (one: Subject) => boolean {
  if (cases !== undefined) {
    const listed = new Set(cases);
    return (one) => listed.has(one.case);
  }
  const glob = compileGlob(match);
  return (one) => matchesCase(glob, one);
}

type Subject = { case: string; clauses: readonly string[] };

/** The entries that hold for this implementation, with what each of them matches. */
export function claimsOf(
  section: Pick<ExpectationSection, "entries">,
  subject: ImplementationResults,
): Claim[] {
  return section.entries
    .filter(({ entry }) => holds(entry.when, subject))
    .map((placed) => {
      const isMeant = meantBy(placed.entry);
      const all = subject.results.filter(isMeant);
      const matched = all.filter((result) => !IDLE.includes(result.verdict));
      const unjudged = all.filter((result) => !matched.includes(result)).map((one) => one.case);
      return { placed, matched, idle: unjudged.length, unjudged };
    });
}

/**
 * Holds the entries for one implementation against its results, strictly both ways.
 *
 * @returns Everything that is not as recorded, and what is
 */
export function checkExpectations(
  section: ExpectationSection,
  subject: ImplementationResults,
  options: CheckOptions,
): CheckOutcome {
  const claims = claimsOf(section, subject);
  const owner = new Map<CaseResult, Claim>();
  const overlaps = new Map<Claim, { first: Claim; cases: string[] }>();
  for (const claim of claims) {
    for (const result of claim.matched) {
      const first = owner.get(result);
      if (!first) owner.set(result, claim);
      else if (overlaps.has(claim)) overlaps.get(claim)!.cases.push(result.case);
      else overlaps.set(claim, { first, cases: [result.case] });
    }
  }
  const accuse = accuser(subject.id);
  const violations = [
    ...section.entries.flatMap((placed) => reviewOf(placed, options, accuse)),
    ...claims.flatMap((claim) => [
      ...breadthOf(claim, subject, options, accuse),
      ...overlapOf(claim, overlaps.get(claim), accuse),
      ...agreementOf(claim, accuse),
    ]),
  ];
  const foreseen = [...owner].filter(([result, { placed }]) => agrees(placed, result));
  const expected = new Map(foreseen.map(([result, { placed }]) => [result.case, placed]));
  for (const result of subject.results) {
    if (owner.has(result) || isKnownDefect(result)) continue;
    if (isRed(result.verdict, options.strict)) {
      violations.push(unforeseen(result, section, subject.id));
    }
  }
  return { violations, expected };
}

type Accuse = (
  code: Violation["code"],
  placed: PlacedEntry,
  property: string | undefined,
  cases: readonly string[],
  message: string,
  fix: string,
) => Violation;

function accuser(implementation: string): Accuse {
  return (code, { file, line, lines }, property, cases, message, fix) => {
    const at = { file, line: (property && lines.get(property)) || line };
    return { code, implementation, cases, message, at, fix };
  };
}

function reviewOf(placed: PlacedEntry, { today }: CheckOptions, accuse: Accuse): Violation[] {
  const { match, review } = placed.entry;
  if (review === undefined || review >= today) return [];
  const message = `The entry for ${match} was to be reviewed by ${review}.`;
  const fix = 'look at it again, then move "review" to a later day or delete the entry';
  return [accuse("review-passed", placed, "review", [], message, fix)];
}

function breadthOf(
  { placed, matched, idle }: Claim,
  subject: ImplementationResults,
  options: CheckOptions,
  accuse: Accuse,
) {
  const { match, max = DEFAULT_MAX } = placed.entry;
  if (matched.length + idle === 0) {
    if (options.universe?.some(meantBy(placed.entry))) return [];
    return [matchingNothing(placed, subject, options, accuse)];
  }
  if (placed.entry.cases !== undefined)
    return missingOf(placed, matched.length + idle, options, accuse);
  if (matched.length <= max) return [];
  const cases = matched.map((result) => result.case);
  const message = `The entry for ${match} matches ${count(matched.length, "result")}, more than its bound of ${max}.`;
  const fix = `narrow the match, or write "max": ${matched.length} if all of them are meant`;
  const property = placed.lines.has("max") ? "max" : "match";
  return [accuse("over-bound", placed, property, cases, message, fix)];
}

function matchingNothing(
  placed: PlacedEntry,
  { results }: ImplementationResults,
  { universe = [], suggest = () => "" }: CheckOptions,
  accuse: Accuse,
): Violation {
  const { match, cases } = placed.entry;
  const all = [...results, ...universe];
  const [word, known] =
    cases === undefined
      ? [match, all.flatMap((one) => [one.case, ...one.clauses])]
      : [cases[0]!, all.map((one) => one.case)];
  const meant = suggest(word, [...new Set(known)]).trimEnd();
  const [property, message] =
    cases === undefined
      ? ["match", `The entry for ${match} matches nothing.`]
      : ["cases", `The entry for ${match} lists no case that these results have.`];
  const fix = `delete the entry, or correct its ${property}${meant && `. ${meant}`}`;
  return accuse("matches-nothing", placed, property, [], message, fix);
}

/** A listed case that the suite no longer has hides nothing, and promises what nobody checks. */
function missingOf(
  placed: PlacedEntry,
  found: number,
  { universe }: CheckOptions,
  accuse: Accuse,
): Violation[] {
  const { match, cases = [] } = placed.entry;
  const missing = new Set(cases).size - found;
  if (missing <= 0 || universe !== undefined) return [];
  const message = `The entry for ${match} lists ${count(missing, "case")} that these results do not have.`;
  const fix = "delete them from the entry, or run `loopspec expect update`";
  return [accuse("matches-nothing", placed, "cases", [], message, fix)];
}

function overlapOf(
  { placed }: Claim,
  overlap: { first: Claim; cases: string[] } | undefined,
  accuse: Accuse,
): Violation[] {
  if (!overlap) return [];
  const { entry, line } = overlap.first.placed;
  const message = `The entries for ${entry.match} (line ${line}) and ${placed.entry.match} both match ${some(overlap.cases)}.`;
  const fix = "narrow one of the two matches, or delete one entry";
  return [accuse("overlap", placed, "match", overlap.cases, message, fix)];
}

function agreementOf({ placed, matched }: Claim, accuse: Accuse): Violation[] {
  const { entry } = placed;
  const violations: Violation[] = [];
  const passing = matched.filter((r) => r.verdict === "pass" && entry.verdict !== "flaky");
  if (passing.length > 0) {
    const cases = passing.map((result) => result.case);
    const all = passing.length === matched.length;
    const message = `${some(cases)} ${cases.length === 1 ? "passes" : "pass"}, against the entry for ${entry.match}.`;
    const fix = all
      ? "delete the entry"
      : entry.cases !== undefined
        ? "delete them from the entry's cases"
        : "narrow the match to the cases that still fail";
    violations.push(accuse("unexpected-pass", placed, undefined, cases, message, fix));
  }
  for (const result of matched) {
    if (result.verdict === "pass" || agrees(placed, result)) continue;
    violations.push(otherThanRecorded(placed, result, accuse));
  }
  return violations;
}

/** A flaky case passes most of the time: a pass of one says nothing. */
function agrees({ entry }: PlacedEntry, { verdict, reason }: CaseResult): boolean {
  if (entry.verdict === "flaky" && verdict === "pass") return true;
  if (verdict !== entry.verdict) return false;
  return entry.mismatch === undefined || entry.mismatch === reason;
}

function otherThanRecorded(placed: PlacedEntry, result: CaseResult, accuse: Accuse): Violation {
  const { verdict, mismatch } = placed.entry;
  const cases = [result.case];
  if (result.verdict !== verdict) {
    const message = `${result.case} is ${result.verdict}, recorded is ${verdict}.`;
    const fix =
      result.verdict === "error"
        ? "repair the cause: an error says nothing about the loop and can never be expected"
        : `if that is right, write "verdict": "${result.verdict}"`;
    return accuse("other-verdict", placed, "verdict", cases, message, fix);
  }
  const reason = result.reason ?? "";
  const message = `${result.case} is wrong in another way: ${reason || "without a reason"}, recorded is ${mismatch}.`;
  const fix = `if that is right, write "mismatch": ${JSON.stringify(reason)}`;
  return accuse("other-mismatch", placed, "mismatch", cases, message, fix);
}

function unforeseen(
  result: CaseResult,
  section: ExpectationSection,
  implementation: string,
): Violation {
  const said = result.message === undefined ? "" : `: ${result.message}`;
  const entry = { match: result.case, verdict: result.verdict, reason: "…" };
  return {
    code: "unexpected-failure",
    implementation,
    cases: [result.case],
    message: `${result.case} is ${result.verdict}${said}`,
    at: { file: section.file, line: section.endLine },
    fix:
      result.verdict === "error"
        ? "repair the cause: an error says nothing about the loop and can never be expected"
        : `repair the loop, or add ${JSON.stringify(entry)}`,
  };
}

function some(cases: readonly string[]): string {
  const [first, second, ...rest] = cases;
  if (second === undefined) return first ?? "no case";
  return rest.length === 0
    ? `${first} and ${second}`
    : `${first}, ${second} and ${rest.length} more`;
}
