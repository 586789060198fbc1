/** What a new entry of an expectations file records. */
import type { Deviation } from "../deviations/deviation.ts";
import type { CaseResult } from "../document.ts";
import { clip, visibleLine } from "../text.ts";
import type { ExpectableVerdict, ExpectationEntry } from "./types.ts";
import type { UpdateOptions } from "./update-options.ts";

/** The entry of results of one deviation that have one verdict. */
export function entryFor(
  { id, smallest }: Deviation,
  results: readonly CaseResult[],
  { reason, issue }: UpdateOptions,
): ExpectationEntry {
  const shown = results.includes(smallest) ? smallest : results[0]!;
  const mismatch = mismatchOf(results);
  return {
    match: id,
    cases: results.map((result) => result.case),
    verdict: shown.verdict as ExpectableVerdict,
    reason: reason ?? clip(visibleLine(firstSentence(shown.message ?? shown.title)), 300),
    ...(issue !== undefined && { issue }),
    state: "bug",
    ...(mismatch !== undefined && { mismatch }),
  };
}

/** What all of these got wrong in the same way. */
function mismatchOf(results: readonly CaseResult[]): string | undefined {
  const [mismatch, ...others] = new Set(results.map((result) => result.reason));
  return others.length === 0 ? mismatch : undefined;
}

/** What a message says first: the output of a process that died belongs into no file that is kept. */
function firstSentence(message: string): string {
  return (message.split("\n")[0] ?? "").replace(/(?<=\.) [^.]*:$/, "");
}
