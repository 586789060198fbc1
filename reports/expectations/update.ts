import {
  applyEdits,
  type FormattingOptions,
  findNodeAtLocation,
  type JSONPath,
  modify,
  parseTree,
} from "jsonc-parser";
import type { Deviation } from "../deviations/deviation.ts";
import { deviationsOf } from "../deviations/deviations.ts";
import type { CaseResult, ImplementationResults } from "../document.ts";
import { isKnownDefect } from "../foreseen.ts";
import { groupBy } from "../group.ts";
import { partOf } from "../part.ts";
import { count } from "../text.ts";
import { isRed } from "../totals.ts";
import type { ExpectationChange } from "./change.ts";
import { type Claim, claimsOf } from "./check.ts";
import { entryFor } from "./new-entry.ts";
import { onlySubject } from "./only-subject.ts";
import { parseExpectations } from "./parse.ts";
import { pinned } from "./pin-text.ts";
import { revise, reviseList } from "./revise.ts";
import { sameLoop } from "./same-loop.ts";
import type { ExpectationEntry, ExpectationSection, Expectations, PlacedEntry } from "./types.ts";
import type { UpdateOptions } from "./update-options.ts";
import { isExpectable, type Plan } from "./update-plan.ts";

/** An updated expectations file. */
export interface ExpectationUpdate {
  /** The new text; the old one, to the letter, where nothing changes. */
  text: string;
  changes: ExpectationChange[];
}

/** The text of an expectations file without entries. */
export const EMPTY_EXPECTATIONS = `{
  "implementations": {}
}
`;

/**
 * The same, for editors to complete.
 *
 * @param schema Path of `expect.schema.json`, from the file's folder
 */
export const emptyExpectations = (schema: string): string =>
  EMPTY_EXPECTATIONS.replace("{\n", () => `{\n  "$schema": ${JSON.stringify(schema)},\n`);

/**
 * Makes the expectations say what the results show: adds what fails, removes what passes or
 * matches nothing, corrects verdicts, kinds and bounds, and splits globs that no longer hold as a
 * whole. Order, reasons, comments and everything else that people wrote stay. A review date that
 * has passed stays too: only a person can look again. An implementation that could not be started
 * shows nothing, and what is recorded of it stays.
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
    if (subject.failure !== undefined) continue;
    // Parsed again after each subject: its edits have moved the places of all others.
    const section = sectionOf(parseExpectations(text, file.file, subject.id), subject);
    const plan = planFor(section, subject, options);
    changes.push(...plan.changes);
    const formattingOptions = formattingOf(text);
    for (const { path, value, insert = false } of plan.edits) {
      if (value === undefined) text = roomAtTheEnd(text, path);
      const edits = modify(text, path, value, { formattingOptions, isArrayInsertion: insert });
      text = applyEdits(text, edits);
    }
    const document = documentOf(subject, options);
    const cut = subject.results.some(({ verdict }) => verdict === "not-run");
    const part = cut || (document !== undefined && partOf(document) !== undefined);
    if (options.pin) text = pinned(text, file.file, subject, { changes, part });
  }
  return { text, changes };
}

/** A blank before the end of a list: `modify()` leaves one character there when it removes the last element. */
function roomAtTheEnd(text: string, path: JSONPath): string {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const list = root && findNodeAtLocation(root, path.slice(0, -1));
  if (list?.type !== "array") return text;
  const end = list.offset + list.length - 1;
  return /\s/.test(text.charAt(end - 1)) ? text : `${text.slice(0, end)} ${text.slice(end)}`;
}

const documentOf = (subject: ImplementationResults, { documents = [] }: UpdateOptions) =>
  documents.find(({ implementations }) => implementations.includes(subject));

/** A file without ids is about one implementation: the others have nothing to do with it. */
function meant(
  file: Expectations,
  subjects: readonly ImplementationResults[],
): readonly ImplementationResults[] {
  const bare = file.sections.find(({ path }) => path[0] !== "implementations");
  if (!bare) return subjects;
  if (bare.implementation !== undefined) {
    return subjects.filter((subject) => sameLoop(bare.implementation, subject.id));
  }
  onlySubject(file.file, subjects);
  return subjects;
}

type Target = Pick<ExpectationSection, "entries" | "path"> & { fresh: boolean };

function sectionOf(file: Expectations, subject: ImplementationResults): Target {
  const known = file.sections.find((section) => sameLoop(section.implementation, subject.id));
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
  const document = documentOf(subject, options) ?? {};
  const { deviations } = deviationsOf(subject, document, { strict: options.strict ?? false });
  const entries: ExpectationEntry[] = [];
  for (const deviation of deviations.flatMap(withExplained)) {
    const some = deviation.results.filter((result) => wanted.has(result));
    for (const [verdict, results] of groupBy(some, (result) => result.verdict)) {
      const places = groupBy(results, ({ reason }) =>
        entryToExtend(section, deviation, verdict, reason),
      );
      for (const [known, more] of places) {
        if (known === undefined) entries.push(entryFor(deviation, more, options));
        else extend(plan, known, more, subject.id);
      }
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

/**
 * The entry that records the same deviation already: what is new of it belongs there. A run of more cases may name the
 * deviation by another clause; it is the one whose cases the entry lists.
 */
function entryToExtend(
  { entries }: Target,
  { id, results }: Deviation,
  verdict: string,
  mismatch: string | undefined,
): PlacedEntry | undefined {
  const known = entries.filter(
    ({ entry }) =>
      entry.cases !== undefined &&
      entry.verdict === verdict &&
      (entry.mismatch === undefined || entry.mismatch === mismatch),
  );
  const shown = new Set(results.map((result) => result.case));
  return (
    known.find(({ entry }) => entry.match === id) ??
    known.find(({ entry }) => entry.cases?.some((each) => shown.has(each)))
  );
}

function extend(
  plan: Plan,
  known: PlacedEntry,
  more: readonly CaseResult[],
  implementation: string,
): void {
  const cases = more.map((result) => result.case);
  plan.additions.set(known, [...(plan.additions.get(known) ?? []), ...cases]);
  const why = `It covers ${count(cases.length, "more case")}.`;
  plan.changes.push({ action: "change", implementation, match: known.entry.match, why });
}

function formattingOf(text: string): FormattingOptions {
  const indent = /^([ \t]+)\S/m.exec(text)?.[1] ?? "  ";
  return {
    insertSpaces: !indent.startsWith("\t"),
    tabSize: indent.startsWith("\t") ? 1 : indent.length,
    eol: text.includes("\r\n") ? "\r\n" : "\n",
  };
}
