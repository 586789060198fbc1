import type { CaseResult, KnownDefect } from "./document.ts";
import { EXPECTABLE } from "./expectations/types.ts";

/** Why a wrong result was foreseen, and where that is being discussed. */
export interface Foreseen {
  reason: string;
  issue?: string;
}

/** Whether the suite's table of known defects foresaw this wrong result. */
export function isKnownDefect({ defect, verdict }: CaseResult): boolean {
  return defect !== undefined && (EXPECTABLE as readonly string[]).includes(verdict);
}

/** A known defect as the cause of a result: `known CPython defect gh-130145`. */
export function defectCause({ id }: KnownDefect): string {
  return `known CPython defect ${id}`;
}

/** What the table of known defects says of a result that it foresaw. */
export function foreseenByTable(result: CaseResult): Foreseen | undefined {
  if (!isKnownDefect(result)) return undefined;
  const { url } = result.defect!;
  return { reason: defectCause(result.defect!), ...(url !== undefined && { issue: url }) };
}
