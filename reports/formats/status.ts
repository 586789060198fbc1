import { type Column, columnsOf } from "../columns.ts";
import type { CaseResult, ClauseText, ResultsDocument } from "../document.ts";
import { IDLE } from "../expectations/types.ts";
import { type Foreseen, foreseenByTable } from "../foreseen.ts";
import type { GateOutcome } from "../gate.ts";
import { lookup } from "../group.ts";
import { isRed } from "../totals.ts";

/** What a format may be told beside the documents. */
export interface FormatOptions {
  /** What the gate said: results that it foresaw are no failures. */
  gate?: GateOutcome;
  /** Whether `differs` is a failure. */
  strict?: boolean;
}

/**
 * What a result means for whoever only knows "passed" and "failed". `expected`: red, and foreseen
 * by an expectation; `noted`: not as it should be, and not gated; `skipped`: not judged.
 */
export type Status = "passed" | "failed" | "expected" | "noted" | "skipped";

/** A result with all that formats say of it. */
export interface Row {
  column: Column;
  result: CaseResult;
  status: Status;
  /** The clause that the case is about, where the document carries the catalogue. */
  clause: ClauseText | undefined;
  /** What foresaw it: an entry of an expectations file, or the suite's table of known defects. */
  entry: Foreseen | undefined;
}

/** All results of these documents, implementation by implementation. */
export function rowsOf(documents: readonly ResultsDocument[], options: FormatOptions): Row[] {
  return columnsOf(documents).flatMap((column) => rowsOfColumn(column, options));
}

/** All results of one implementation. */
export function rowsOfColumn(column: Column, options: FormatOptions): Row[] {
  const expected = options.gate?.expected.get(column.implementation);
  return column.implementation.results.map((result) => {
    const entry = expected?.get(result.case)?.entry ?? foreseenByTable(result);
    return {
      column,
      result,
      status: statusOf(result, entry !== undefined, options),
      clause: lookup(column.document.clauses, result.clauses[0]!),
      entry,
    };
  });
}

function statusOf({ verdict }: CaseResult, foreseen: boolean, options: FormatOptions): Status {
  if (verdict === "pass") return "passed";
  if (IDLE.includes(verdict)) return "skipped";
  if (foreseen) return "expected";
  return isRed(verdict, options.strict) ? "failed" : "noted";
}

/** What stands for a status or verdict where colour cannot be relied on. */
export const SYMBOLS = {
  pass: "✓",
  fail: "✗",
  differs: "≠",
  timeout: "∞",
  crash: "✱",
  flaky: "~",
  unsupported: "○",
  "not-judged": "◌",
  "not-applicable": "–",
  error: "!",
  "not-run": "·",
} as const;
