/** Failures that show no more than that the other end of a connection does not see its end. */
import { clauseById } from "../clauses/index.ts";
import { SEEN_END } from "../language/base-operations.ts";
import type { Case } from "../language/case.ts";
import type { CaseOutcome } from "./outcome.ts";

/** Clauses about that end itself: their cases accuse. */
const ABOUT_ENDS: ReadonlySet<string> = new Set([SEEN_END.clause, "transport.abort"]);

/** The judge's words where a peer waits for the end in vain. */
const IN_VAIN = /expected .*`(\w+): end`.*, got `\1: timeout`$/;

/** What is broken, if cases of the run are about that end: nothing else would say why others are not judged. */
export const excusing = (
  cases: readonly Case[],
  broken: ReadonlySet<string>,
): ReadonlySet<string> | undefined =>
  cases.some(({ clauses: [about] }) => about === SEEN_END.clause) ? broken : undefined;

/**
 * The outcome, or `not-judged` where all that differs is an end that a loop lets nobody see: most cases about connections
 * look at it last, and would each accuse another sentence. They run all the same, for they may break their own sentence first.
 *
 * @param broken names of the preconditions that do not hold; undefined where they excuse nothing
 */
export function withoutUnseenEnd(
  outcome: CaseOutcome,
  broken: ReadonlySet<string> | undefined,
): CaseOutcome {
  const { kase, verdict, message = "", ms } = outcome;
  const { name, clause } = SEEN_END;
  const red = verdict === "fail" || verdict === "differs";
  if (!red || broken?.has(name) !== true || ABOUT_ENDS.has(kase.clauses[0])) return outcome;
  if (!IN_VAIN.test(message)) return outcome;
  return {
    kase,
    verdict: "not-judged",
    reason: "precondition",
    because: clause,
    message: `needs ${name}: ${clauseById(clause as never).says}`,
    ms,
  };
}
