import { applyEdits, type FormattingOptions, type JSONPath, modify } from "jsonc-parser";
import type { Deviation } from "../deviations/deviation.ts";
import { deviationsOf } from "../deviations/deviations.ts";
import type { CaseResult, ImplementationResults } from "../document.ts";
import { isKnownDefect } from "../foreseen.ts";
import { groupBy } from "../group.ts";
import { clip, count, visibleLine } from "../text.ts";
import { isRed } from "../totals.ts";
import type { ExpectationChange } from "./change.ts";
import { type CheckOptions, type Claim, claimsOf, meantBy } from "./check.ts";
import { onlySubject } from "./only-subject.ts";
import { parseExpectations } from "./parse.ts";
import { pinned } from "./pin-text.ts";
import {
  DEFAULT_MAX,
  EXPECTABLE,
  type ExpectableVerdict,
  type ExpectationEntry,
  type ExpectationSection,
  type Expectations,
  type PlacedEntry,
} from "./types.ts";

/** An updated expectations file. */
export interface ExpectationUpdate {
  /** The new text; the old one, to the letter, where nothing changes. */
  text: string;
  changes: ExpectationChange[];
}

/** The text of an expectations file without entries. */
export const EMPTY_EXPECTATIONS = `{
  "$schema": "./node_modules/loopspec/reports/schema/expect.schema.json",
  "implementations": {}
}
`;

/** How expectations are updated. */
export interface UpdateOptions extends Omit<CheckOptions, "today"> {
  /** Why the loop deviates: the reason of new entries; what is wrong, if absent. */
  reason?: string;
  /** Where that is being discussed: the link of new entries. */
  issue?: string;
  /** Whether what the implementation offers is recorded too. */
  pin?: boolean;
}

type Edit = { path: JSONPath; value: unknown; insert?: boolean };
type Plan = {
  edits: Edit[];
  changes: ExpectationChange[];
  /** Cases that an entry that is there covers from now on. */
  additions: Map<PlacedEntry, string[]>;
};

/**
 * Makes the expectations say what the results show: adds what fails, removes what passes or
 * matches nothing, corrects verdicts, kinds and bounds, and splits globs that no longer hold as a
 * whole. Order, reasons, comments and everything else that people wrote stay. A review date that
 * has passed stays too: only a person can look again.
 *
 * @param file The expectations as they are
 * @param subjects The results
 */
export function expectUpdate(
  file: Expectations,
  subjects: readonly ImplementationResults[],
  options: UpdateOptions = {},
): ExpectationUpdate {
  let { text } = file;
  const changes: ExpectationChange[] = [];
  for (const subject of meant(file, subjects)) {
    // Parsed again after each subject: its edits have moved the places of all others.
    const section = sectionOf(parseExpectations(text, file.file, subject.id), subject);
    const plan = planFor(section, subject, options);
    changes.push(...plan.changes);
    const formattingOptions = formattingOf(text);
    for (const { path, value, insert = false } of plan.edits) {
      const edits = modify(text, path, value, { formattingOptions, isArrayInsertion: insert });
      text = applyEdits(text, edits);
    }
    if (options.pin) text = pinned(text, file.file, subject, changes);
  }
  return { text, changes };
}

/** A file without ids is about one implementation: the others have nothing to do with it. */
function meant(
  file: Expectations,
  subjects: readonly ImplementationResults[],
): readonly ImplementationResults[] {
  const bare = file.sections.find(({ path }) => path[0] !== "implementations");
  if (!bare) return subjects;
  if (bare.implementation !== undefined) {
    return subjects.filter((subject) => subject.id === bare.implementation);
  }
  onlySubject(file.file, subjects);
  return subjects;
}

type Target = Pick<ExpectationSection, "entries" | "path"> & { fresh: boolean };

function sectionOf(file: Expectations, subject: ImplementationResults): Target {
  const known = file.sections.find((section) => section.implementation === subject.id);
  if (known) return { ...known, fresh: false };
  return { entries: [], path: ["implementations", subject.id], fresh: true };
}

function planFor(section: Target, subject: ImplementationResults, options: UpdateOptions): Plan {
  const owned = new Map<CaseResult, Claim>();
  const claims = claimsOf(section, subject);
  for (const claim of claims) {
    for (const result of claim.matched) if (!owned.has(result)) owned.set(result, claim);
  }
  const plan: Plan = { edits: [], changes: [], additions: new Map() };
  const moved = new Set(claims.flatMap((claim) => movedFrom(claim)));
  const fresh = subject.results.filter(
    (result) => (!owned.has(result) || moved.has(result)) && isRecordable(result, options.strict),
  );
  append(plan, section, subject, fresh, options);
  // From the last entry to the first, so that an edit moves no place that is still to be edited.
  for (const claim of claims.reverse()) {
    const own = claim.matched.filter((result) => owned.get(result) === claim);
    if (claim.placed.entry.cases !== undefined) reviseList(plan, claim, own, subject.id, options);
    else revise(plan, claim, own, subject.id, options);
  }
  plan.changes.reverse();
  return plan;
}

function isRecordable(result: CaseResult, strict = false): boolean {
  const { verdict } = result;
  return isRed(verdict, strict) && isExpectable(verdict) && !isKnownDefect(result);
}

function isExpectable(verdict: string): verdict is ExpectableVerdict {
  return (EXPECTABLE as readonly string[]).includes(verdict);
}

/** Of an entry that lists its cases, those that are wrong in another way than it records. */
function movedFrom({ placed: { entry }, matched }: Claim): CaseResult[] {
  if (entry.cases === undefined) return [];
  return matched.filter(({ verdict }) => verdict !== entry.verdict && verdict !== "pass");
}

/** An entry for each deviation and verdict; what an entry lists already is extended. */
function append(
  plan: Plan,
  section: Target,
  subject: ImplementationResults,
  fresh: readonly CaseResult[],
  options: UpdateOptions,
): void {
  const wanted = new Set(fresh);
  const { deviations } = deviationsOf(subject, {}, { strict: options.strict ?? false });
  const entries: ExpectationEntry[] = [];
  for (const deviation of deviations.flatMap(withExplained)) {
    const some = deviation.results.filter((result) => wanted.has(result));
    for (const [verdict, results] of groupBy(some, (result) => result.verdict)) {
      const cases = results.map((result) => result.case);
      if (extend(plan, section, deviation.id, verdict, cases, subject.id)) continue;
      entries.push(entryFor(deviation, results, options));
    }
  }
  if (section.fresh && entries.length > 0) plan.edits.push({ path: section.path, value: entries });
  else {
    entries.forEach((value, i) => {
      const path = [...section.path, section.entries.length + i];
      plan.edits.push({ path, value, insert: true });
    });
  }
  for (const { match, verdict, cases = [] } of [...entries].reverse()) {
    const why = `${count(cases.length, "case")}: ${verdict}.`;
    plan.changes.push({ action: "add", implementation: subject.id, match, why });
  }
}

function withExplained(deviation: Deviation): Deviation[] {
  return [deviation, ...deviation.explains.flatMap(withExplained)];
}

function entryFor(
  { id, smallest }: Deviation,
  results: readonly CaseResult[],
  { reason, issue }: UpdateOptions,
): ExpectationEntry {
  const shown = results.includes(smallest) ? smallest : results[0]!;
  const kinds = new Set(results.map((result) => result.reason));
  const [mismatch] = kinds;
  return {
    match: id,
    cases: results.map((result) => result.case),
    verdict: shown.verdict as ExpectableVerdict,
    reason: reason ?? clip(visibleLine(shown.message ?? shown.title), 300),
    ...(issue !== undefined && { issue }),
    state: "bug",
    ...(kinds.size === 1 && mismatch !== undefined && { mismatch }),
  };
}

function extend(
  plan: Plan,
  section: Target,
  match: string,
  verdict: string,
  cases: readonly string[],
  implementation: string,
): boolean {
  const known = section.entries.find(
    ({ entry }) =>
      entry.cases !== undefined &&
      entry.match === match &&
      entry.verdict === verdict &&
      entry.mismatch === undefined,
  );
  if (!known) return false;
  plan.additions.set(known, [...(plan.additions.get(known) ?? []), ...cases]);
  const why = `It covers ${count(cases.length, "more case")}.`;
  plan.changes.push({ action: "change", implementation, match, why });
  return true;
}

/** Takes out of an entry that lists its cases what passes, is wrong otherwise, or is gone. */
function reviseList(
  plan: Plan,
  claim: Claim,
  own: readonly CaseResult[],
  implementation: string,
  options: UpdateOptions,
): void {
  const { entry, path } = claim.placed;
  const listed = entry.cases ?? [];
  const judged = new Map(own.map((result) => [result.case, result.verdict]));
  const elsewhere = new Set(options.universe?.map((one) => one.case) ?? []);
  const idle = new Set(claim.unjudged);
  const stays = listed.filter((id) => {
    const verdict = judged.get(id);
    if (verdict === undefined) return idle.has(id) || elsewhere.has(id);
    return verdict === entry.verdict || verdict === "error" || entry.verdict === "flaky";
  });
  const cases = [...stays, ...(plan.additions.get(claim.placed) ?? [])];
  const change = (action: ExpectationChange["action"], why: string) =>
    plan.changes.push({ action, implementation, match: entry.match, why });
  if (cases.length === 0) {
    plan.edits.push({ path, value: undefined });
    change("remove", "None of its cases fails as recorded.");
  } else if (cases.length !== listed.length || stays.length !== listed.length) {
    plan.edits.push({ path: [...path, "cases"], value: cases });
    const less = listed.length - stays.length;
    if (less > 0) change("change", `${count(less, "case")} no longer fail as recorded.`);
  }
}

function revise(
  plan: Plan,
  claim: Claim,
  own: readonly CaseResult[],
  implementation: string,
  options: UpdateOptions,
): void {
  const { entry, path } = claim.placed;
  const change = (action: ExpectationChange["action"], why: string) =>
    plan.changes.push({ action, implementation, match: entry.match, why });
  const still = own.filter(({ verdict }) => isExpectable(verdict) || verdict === "error");
  const keeps = entry.verdict === "flaky" && own.length > 0;
  if (still.length === 0 && !keeps) {
    if (isIdle(claim, options)) return;
    plan.edits.push({ path, value: undefined });
    change("remove", own.length > 0 ? "All that it matches passes." : whyEmpty(claim));
    return;
  }
  const whole = own.length === claim.matched.length && (keeps || still.length === own.length);
  const kinds = new Set(still.map((result) => result.verdict));
  if (whole && kinds.size <= 1) {
    for (const [key, value, why] of corrections(entry, own, still)) {
      plan.edits.push({ path: [...path, key], value });
      change("change", why);
    }
    return;
  }
  split(plan, claim, still);
  change("split", "Not all that it matches is as recorded; each case has an entry now.");
}

/** An entry about cases that were left out on purpose, or that could not be judged here. */
function isIdle({ placed, matched, idle }: Claim, { universe = [] }: UpdateOptions) {
  if (matched.length > 0) return false;
  return idle > 0 || universe.some(meantBy(placed.entry));
}

function whyEmpty({ matched }: Claim): string {
  return matched.length > 0 ? "Earlier entries match all of it." : "It matches nothing.";
}

function corrections(
  entry: ExpectationEntry,
  own: readonly CaseResult[],
  still: readonly CaseResult[],
): [key: string, value: unknown, why: string][] {
  const list: [string, unknown, string][] = [];
  const verdict = still[0]?.verdict ?? entry.verdict;
  // An error can never be expected: the entry stays as it is, and the gate stays red.
  if (verdict !== entry.verdict && isExpectable(verdict)) {
    list.push(["verdict", verdict, `The verdict is ${verdict}, not ${entry.verdict}.`]);
  }
  if (entry.mismatch !== undefined && still.some((r) => r.reason !== entry.mismatch)) {
    const reasons = new Set(still.map((result) => result.reason));
    const [only] = reasons;
    // Several kinds under one entry: without the property every kind is accepted.
    list.push(["mismatch", reasons.size === 1 ? only : undefined, "It is wrong in another way."]);
  }
  if (own.length > (entry.max ?? DEFAULT_MAX)) {
    list.push(["max", own.length, `It matches ${own.length} results.`]);
  }
  return list;
}

function split(plan: Plan, { placed }: Claim, still: readonly CaseResult[]): void {
  const { max, mismatch, ...kept } = placed.entry;
  const parts = still.filter(({ verdict }) => isExpectable(verdict));
  plan.edits.push({ path: placed.path, value: undefined });
  const at = placed.path.at(-1) as number;
  parts.forEach((result, i) => {
    const value = {
      ...kept,
      match: result.case,
      verdict: result.verdict,
      ...(mismatch !== undefined && result.reason !== undefined && { mismatch: result.reason }),
    };
    plan.edits.push({ path: [...placed.path.slice(0, -1), at + i], value, insert: true });
  });
}

function formattingOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  return {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.startsWith("\t") ? 1 : indent.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
}
