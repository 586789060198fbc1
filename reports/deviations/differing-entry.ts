import type { CaseResult } from "../document.ts";
import { diffTraces } from "../trace.ts";

/** Where a result departs first from what was expected. */
export interface DifferingEntry {
  /** The entry that should have come there; absent where nothing more was expected. */
  expected?: string;
  /** The entry that came instead; absent where the trace ended. */
  got?: string;
}

/** The first differing entry of a wrong result; without any where the traces agree. */
export function differingEntry({
  expected = {},
  observed = {},
}: Pick<CaseResult, "expected" | "observed">): DifferingEntry {
  const entry: DifferingEntry = {};
  for (const { mark, text } of diffTraces(expected, observed)) {
    if (mark === "missing") entry.expected ??= text;
    else if (mark === "extra") entry.got ??= text;
    // The comparison shows what is missing and what came instead side by side.
    else if (entry.expected !== undefined || entry.got !== undefined) break;
  }
  return entry;
}

/** The entry without what it was called with: `inner(1, 2)` and `inner` come from one function. */
export function entryName(entry: string): string {
  return entry.replace(/\(.*$/s, "");
}
