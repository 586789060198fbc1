import { applyEdits, type FormattingOptions, type JSONPath, modify } from "jsonc-parser";
import type { CaseResult, ImplementationResults } from "../document.ts";
import { isKnownDefect } from "../foreseen.ts";
import { compileGlob, matchesCase } from "../glob.ts";
import { clip, visibleLine } from "../text.ts";
import { isRed } from "../totals.ts";
import { type CheckOptions, type Claim, claimsOf } from "./check.ts";
import { onlySubject } from "./only-subject.ts";
import { parseExpectations } from "./parse.ts";
import {
  DEFAULT_MAX,
  EXPECTABLE,
  type ExpectableVerdict,
  type ExpectationEntry,
  type ExpectationSection,
  type Expectations,
} from "./types.ts";

/** What an update would do, or did, to one entry. */
export interface ExpectationChange {
  action: "add" | "remove" | "change" | "split";
  implementation: string;
  /** The entry's match; of a new entry the new one. */
  match: string;
  /** Why, as a sentence. */
  why: string;
}

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

type Edit = { path: JSONPath; value: unknown; insert?: boolean };
type Plan = { edits: Edit[]; changes: ExpectationChange[] };

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
  options: Omit<CheckOptions, "today"> = {},
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

function planFor(
  section: Target,
  subject: ImplementationResults,
  options: Omit<CheckOptions, "today">,
): Plan {
  const owned = new Map<CaseResult, Claim>();
  const claims = claimsOf(section, subject);
  for (const claim of claims) {
    for (const result of claim.matched) if (!owned.has(result)) owned.set(result, claim);
  }
  const plan: Plan = { edits: [], changes: [] };
  const fresh = subject.results.filter((r) => !owned.has(r) && isRecordable(r, options.strict));
  append(plan, section, fresh, subject.id);
  // From the last entry to the first, so that an edit moves no place that is still to be edited.
  for (const claim of claims.reverse()) {
    const own = claim.matched.filter((result) => owned.get(result) === claim);
    revise(plan, claim, own, subject.id, options);
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

function append(plan: Plan, section: Target, fresh: readonly CaseResult[], id: string): void {
  const entries = fresh.map(
    (result): ExpectationEntry => ({
      match: result.case,
      verdict: result.verdict as ExpectableVerdict,
      reason: clip(visibleLine(result.message ?? result.title), 300),
      state: "bug",
      ...(result.reason !== undefined && { mismatch: result.reason }),
    }),
  );
  if (section.fresh && entries.length > 0) plan.edits.push({ path: section.path, value: entries });
  else {
    entries.forEach((value, i) => {
      const path = [...section.path, section.entries.length + i];
      plan.edits.push({ path, value, insert: true });
    });
  }
  for (const { match, verdict } of [...entries].reverse()) {
    plan.changes.push({ action: "add", implementation: id, match, why: `It is ${verdict}.` });
  }
}

function revise(
  plan: Plan,
  claim: Claim,
  own: readonly CaseResult[],
  implementation: string,
  options: Omit<CheckOptions, "today">,
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
function isIdle({ placed, matched, idle }: Claim, { universe = [] }: Omit<CheckOptions, "today">) {
  if (matched.length > 0) return false;
  const glob = compileGlob(placed.entry.match);
  return idle > 0 || universe.some((one) => matchesCase(glob, one));
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
