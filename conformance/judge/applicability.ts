/** Whether a case can be put to an implementation at all: decided before anything runs. */
import { clauseById, holdsIn } from "../clauses/index.ts";
import type { Capability } from "../language/capabilities.ts";
import type { Case } from "../language/case.ts";
import type { Clock } from "../language/observation.ts";
import type { Judgement } from "./verdict.ts";

/** What an implementation offers, as its driver declares it. */
export interface Offer {
  readonly edition: string;
  readonly capabilities: readonly string[];
  readonly clock: Clock;
}

/** A virtual clock cannot know that another thread or process will still call. */
const NEEDS_REAL_TIME: ReadonlySet<Capability> = new Set<Capability>([
  "threads",
  "any-thread",
  "executor",
  "signals",
  "subprocesses",
  "fork",
  "run",
  "runner",
  "cpu",
]);

/**
 * The verdict of a case that is not run: `not-applicable` where a clause does not hold in the edition, `unsupported`
 * where a capability is absent. Undefined where the case is to be run.
 */
export function withoutRunning(kase: Case, offer: Offer): Judgement | undefined {
  const foreign = kase.clauses.find((id) => !holdsIn(clauseById(id), offer.edition));
  if (foreign !== undefined)
    return {
      verdict: "not-applicable",
      reason: "edition",
      message: `\`${foreign}\` does not hold in edition ${offer.edition}`,
    };
  const lacking = kase.needs.filter(
    (need) =>
      !offer.capabilities.includes(need) ||
      (offer.clock === "virtual" && NEEDS_REAL_TIME.has(need)),
  );
  if (lacking.length === 0) return undefined;
  return {
    verdict: "unsupported",
    reason: "capability",
    message: `needs ${lacking.map((need) => `\`${need}\``).join(", ")}`,
  };
}
