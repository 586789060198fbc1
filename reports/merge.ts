import { isDeepStrictEqual } from "node:util";
import type { CaseResult, ImplementationResults, ResultsDocument } from "./document.ts";
import { ReportError } from "./errors.ts";
import { groupBy } from "./group.ts";
import { clip, count, visibleLine } from "./text.ts";
import { countVerdicts } from "./totals.ts";

/** A document and what to call it in messages. */
export interface NamedDocument {
  /** Such as the path that it was read from. */
  name: string;
  document: ResultsDocument;
}

/**
 * Joins the shards of one run into the document that a run without shards would have given.
 *
 * @param parts All shards, in any order
 * @throws {ReportError} Where they overlap, leave a gap, are of different suites, options or
 *   implementations, or are incomplete
 */
export function mergeDocuments(parts: readonly NamedDocument[]): ResultsDocument {
  const [first] = parts;
  if (!first) {
    throw new ReportError("nothing-given", "There is nothing to merge.", "Name the shards' files.");
  }
  for (const part of parts) refuseIncomplete(part);
  for (const part of parts) checkAgainst(first, part);
  checkIndexes(parts);
  checkSubjects(parts);
  const documents = parts.map((part) => part.document);
  const subjects = documents.flatMap((document) => document.implementations);
  const order = caseOrder(documents);
  const implementations = [...groupBy(subjects, (subject) => subject.id).values()].map((same) =>
    mergeImplementation(same, order),
  );
  checkGaps(first, implementations);
  const { shard, clauses, cases, ...base } = first.document;
  return {
    ...base,
    startedAt: extreme(
      documents.map((document) => document.startedAt),
      Math.min,
    ),
    finishedAt: extreme(
      documents.map((document) => document.finishedAt),
      Math.max,
    ),
    implementations,
    ...(clauses && { clauses: union(documents.map((document) => document.clauses)) }),
    ...(cases && { cases: union(documents.map((document) => document.cases)) }),
  };
}

/** @throws {ReportError} Where a run was interrupted or an implementation could not start */
export function refuseIncomplete({ name, document }: NamedDocument): void {
  if (document.complete) return;
  const failed = document.implementations.find((one) => one.failure);
  const why = failed
    ? `${visibleLine(clip(failed.id, 80))} could not be started`
    : "the run was interrupted";
  throw new ReportError(
    "incomplete",
    `${visibleLine(name)} is incomplete: ${why}.`,
    failed ? "Repair that and run it again." : "Finish it with `loopspec run --resume`.",
  );
}

function checkAgainst(first: NamedDocument, part: NamedDocument): void {
  const [a, b] = [first.document, part.document];
  const names = `${visibleLine(first.name)} and ${visibleLine(part.name)}`;
  if (!part.document.shard) {
    throw new ReportError(
      "gap",
      `${visibleLine(part.name)} is not a shard: it does not say which part of the cases it covers.`,
      "Make shards with `loopspec run --shard I/N`. `loopspec report` takes several documents as they are.",
    );
  }
  if (a.suite.digest !== b.suite.digest || a.suite.version !== b.suite.version) {
    throw new ReportError(
      "different-suite",
      `${names} are of different suites: ${suiteOf(a)} and ${suiteOf(b)}.`,
      "Run all shards with the same version of loopspec.",
    );
  }
  if (!isDeepStrictEqual(a.suite.options ?? {}, b.suite.options ?? {})) {
    throw new ReportError(
      "different-options",
      `${names} were run with different options: ${optionsOf(a)} and ${optionsOf(b)}.`,
      "Run all shards with the same options.",
    );
  }
  const [whole, other] = [a.shard!, b.shard!];
  if (whole.count !== other.count || whole.planned !== other.planned) {
    throw new ReportError(
      "different-options",
      `${names} are shards of different runs: one of ${whole.count}, one of ${other.count}.`,
      "Give the shards of one run.",
    );
  }
}

function suiteOf({ suite }: ResultsDocument): string {
  return visibleLine(clip(`${suite.version} (${suite.digest})`, 120));
}

function optionsOf({ suite }: ResultsDocument): string {
  return visibleLine(clip(JSON.stringify(suite.options ?? {}), 200));
}

function checkIndexes(parts: readonly NamedDocument[]): void {
  const byIndex = groupBy(parts, ({ document }) => document.shard!.index);
  for (const [index, same] of byIndex) {
    if (same.length === 1) continue;
    const names = same.map(({ name }) => visibleLine(name)).join(" and ");
    throw new ReportError("overlap", `${names} are both shard ${index}.`, "Give each shard once.");
  }
  const total = parts[0]!.document.shard!.count;
  const missing = Array.from({ length: total }, (_, i) => i + 1).filter((i) => !byIndex.has(i));
  if (missing.length === 0) return;
  const which = missing.slice(0, 10).join(", ") + (missing.length > 10 ? " …" : "");
  throw new ReportError(
    "gap",
    `${count(missing.length, "shard")} of ${total} missing: ${which}.`,
    `Run \`--shard ${missing[0]}/${total}\` and so on, and give all of their documents.`,
  );
}

/** Each shard has a part of the cases of every implementation: one that lacks an implementation is of another run. */
function checkSubjects(parts: readonly NamedDocument[]): void {
  const idsOf = ({ document }: NamedDocument) => document.implementations.map(({ id }) => id);
  for (const id of new Set(parts.flatMap(idsOf))) {
    const without = parts.find((part) => !idsOf(part).includes(id));
    if (!without) continue;
    const other = idsOf(without).map((each) => visibleLine(clip(each, 80)));
    throw new ReportError(
      "different-implementation",
      `${visibleLine(without.name)} has no results of ${visibleLine(clip(id, 80))}: it is of ${other.join(", ") || "nothing"}.`,
      "Give the shards of one run. `loopspec report A B` shows results of several loops.",
    );
  }
}

/** The order of the suite, where the documents carry the cases' texts; else by id. */
function caseOrder(
  documents: readonly ResultsDocument[],
): (a: CaseResult, b: CaseResult) => number {
  const ids = Object.keys(documents[0]!.cases ?? {});
  const place = new Map(ids.map((id, i) => [id, i]));
  const known = documents.every((document) =>
    document.implementations.every((one) => one.results.every((r) => place.has(r.case))),
  );
  if (known) return (a, b) => place.get(a.case)! - place.get(b.case)!;
  return (a, b) => (a.case < b.case ? -1 : 1);
}

function mergeImplementation(
  same: readonly ImplementationResults[],
  order: (a: CaseResult, b: CaseResult) => number,
): ImplementationResults {
  const [first, ...others] = same;
  for (const other of others) checkSameImplementation(first!, other);
  const merged = new Map<string, CaseResult>();
  for (const result of same.flatMap((one) => one.results)) {
    const known = merged.get(result.case);
    // A shard may list the cases of the others as not run.
    if (known && known.verdict !== "not-run" && result.verdict !== "not-run") {
      throw new ReportError(
        "overlap",
        `Two shards judged ${visibleLine(clip(result.case, 80))} on ${visibleLine(clip(first!.id, 80))}.`,
        "Give the shards of one run; shards of one run share no case.",
      );
    }
    if (!known || known.verdict === "not-run") merged.set(result.case, result);
  }
  const results = [...merged.values()].sort(order);
  return { ...first!, results, totals: countVerdicts(results) };
}

function checkSameImplementation(a: ImplementationResults, b: ImplementationResults): void {
  const facts = [
    "version",
    "languageVersion",
    "platform",
    "edition",
    "clock",
    "capabilities",
  ] as const;
  const other = facts.find((fact) => !isDeepStrictEqual(a[fact], b[fact]));
  if (!other) return;
  const shown = [a, b].map((one) => visibleLine(clip(String(one[other]), 80))).join(" and ");
  throw new ReportError(
    "different-implementation",
    `The shards judged different things as ${visibleLine(clip(a.id, 80))}: its ${other} is ${shown}.`,
    "Run all shards with the same implementation on the same kind of machine.",
  );
}

function checkGaps(
  { document }: NamedDocument,
  implementations: readonly ImplementationResults[],
): void {
  const planned = document.shard!.planned;
  for (const { id, results, totals } of implementations) {
    const missing =
      planned === undefined ? totals["not-run"] : planned - results.length + totals["not-run"];
    if (missing <= 0) continue;
    throw new ReportError(
      "gap",
      `${count(missing, "case")} of ${visibleLine(clip(id, 80))} not run by any shard.`,
      "Run all shards again with one version of loopspec and the same options.",
    );
  }
}

function extreme(instants: readonly string[], choose: (...all: number[]) => number): string {
  return new Date(choose(...instants.map((instant) => Date.parse(instant)))).toISOString();
}

/** Through entries, so that no id can be taken for a property that every object inherits. */
function union<T>(parts: readonly ({ [id: string]: T } | undefined)[]): { [id: string]: T } {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part ?? {})));
}
