/** Errors that come out of a run: any coroutine's error does, whoever raised it. */
import type { CaseResult } from "../document.ts";
import { RAISED_BY_RUN, symptomsOf } from "./symptoms.ts";

/**
 * Clauses that break by the same error out of a run before the run itself is the probable cause. A loop whose second run
 * raises breaks hundreds; one that lacks three methods, a few.
 */
const MANY = 10;

/** The symptoms of results among these: an error out of a run is one only where many clauses share it. */
export function symptomsAmong(
  results: readonly CaseResult[],
): (result: CaseResult) => readonly string[] {
  const clauses = new Map<string, Set<string>>();
  for (const result of results)
    for (const key of symptomsOf(result).filter((each) => RAISED_BY_RUN.test(each)))
      clauses.set(key, (clauses.get(key) ?? new Set()).add(result.clauses[0]!));
  return (result) => symptomsOf(result).filter((key) => (clauses.get(key)?.size ?? MANY) >= MANY);
}
