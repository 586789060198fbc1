/** Loops that are unusual and right: the suite must have nothing to say about them. */
import type { Verdict } from "../../judge/verdict.ts";
import { defectShownBy, defectsOfVersion } from "../../suite/defects.ts";
import type { ImplementationOutcome } from "../../suite/outcome.ts";
import type { OddLoop } from "./types.ts";

/** Something that the suite says and must not. */
export interface Complaint {
  readonly loop: string;
  readonly text: string;
}

/** Verdicts that accuse nobody. */
export const SILENT: ReadonlySet<Verdict> = new Set<Verdict>([
  "pass",
  "unsupported",
  "not-judged",
  "not-applicable",
]);

/** What the suite complains about, beyond the observed clauses that the loop is known to differ in. */
export function complaintsOf(
  loop: OddLoop,
  outcome: ImplementationOutcome | undefined,
): readonly Complaint[] {
  if (outcome?.failure !== undefined) {
    const { message, hint } = outcome.failure;
    return [{ loop: loop.id, text: `cannot be run: ${message}\n${hint}` }];
  }
  // The loops are made of asyncio's, and have the defects that it has.
  const defects = defectsOfVersion(outcome?.hello?.implementation.languageVersion ?? "");
  return (outcome?.outcomes ?? [])
    .filter(({ kase, verdict }) => {
      if (SILENT.has(verdict) || defectShownBy(kase.id, defects) !== undefined) return false;
      return !(verdict === "differs" && loop.differs?.includes(kase.clauses[0]));
    })
    .map(({ kase, verdict, message = "" }) => ({
      loop: loop.id,
      text: `${verdict} ${kase.id} (${kase.clauses[0]}): ${message}`,
    }));
}
