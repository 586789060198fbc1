/** Failures that show no more than that somebody is never told of an end: the other end, or the loop's own protocol. */
import { clauseById } from "../clauses/index.ts";
import type { Case } from "../language/case.ts";
import { SEEN_END, TOLD_LOSS, TOLD_LOSS_OF_CHILD } from "../language/ends.ts";
import type { Precondition } from "../language/precondition.ts";
import type { CaseOutcome } from "./outcome.ts";

/** An end, and the failures that show no more than that it is missing. */
interface Missing {
  readonly end: Precondition;
  /** Clauses about that end itself: their cases accuse. */
  readonly about: ReadonlySet<string>;
  readonly shownBy: (outcome: CaseOutcome) => boolean;
}

/** The judge's words where a peer waits for the end in vain. */
const IN_VAIN = /expected .*`(\w+): end`.*, got `\1: timeout`$/;
/** A protocol's loss, in an entry or in a group of entries. */
const LOSS = /\b(\w+?)(?:#\d+)?\.connection_lost\(/;
/** How a program ends that waits for an entry in vain. */
const GAVE_UP = "raised TimeoutError";

/** Whether the program waited in vain for the loss of a protocol of such a kind, and all was right before. */
const waitsForLoss =
  (...kinds: readonly string[]) =>
  ({ kase, observed }: CaseOutcome): boolean => {
    if (observed?.outcome !== GAVE_UP) return false;
    const { trace } = observed;
    const { trace: expected } = kase.expect;
    if (trace.some((entry, index) => entry !== expected[index])) return false;
    const next = JSON.stringify(expected[trace.length] ?? "");
    const protocol = kase.program.protocols?.[LOSS.exec(next)?.[1] ?? ""];
    return protocol !== undefined && kinds.includes(protocol.kind);
  };

const MISSING: readonly Missing[] = [
  {
    end: SEEN_END,
    about: new Set([SEEN_END.clause, "transport.abort"]),
    shownBy: ({ message = "" }) => IN_VAIN.test(message),
  },
  {
    end: TOLD_LOSS,
    about: new Set([
      TOLD_LOSS.clause,
      "transport.close-flushes",
      "transport.abort",
      "protocol.called-once",
    ]),
    shownBy: waitsForLoss("stream", "buffered"),
  },
  {
    end: TOLD_LOSS_OF_CHILD,
    about: new Set([TOLD_LOSS_OF_CHILD.clause]),
    shownBy: waitsForLoss("subprocess"),
  },
];

/** What is broken and shown by a case of the run: of anything else nothing would say why others are not judged. */
export const excusing = (
  cases: readonly Case[],
  broken: ReadonlySet<string>,
): ReadonlySet<string> =>
  new Set(
    MISSING.flatMap(({ end: { name, clause } }) =>
      broken.has(name) && cases.some(({ clauses: [about] }) => about === clause) ? [name] : [],
    ),
  );

/**
 * The outcome, or `not-judged` where all that differs is an end that nobody is told of: most cases about connections wait
 * for it last, and would each accuse another sentence. They run all the same, for they may break their own sentence first.
 *
 * @param broken names of the preconditions that do not hold, as `excusing()` gives them
 */
export function withoutUnseenEnd(outcome: CaseOutcome, broken: ReadonlySet<string>): CaseOutcome {
  const { kase, verdict, ms } = outcome;
  if (verdict !== "fail" && verdict !== "differs") return outcome;
  const missing = MISSING.find(
    ({ end, about, shownBy }) =>
      broken.has(end.name) && !about.has(kase.clauses[0]) && shownBy(outcome),
  );
  if (missing === undefined) return outcome;
  const { name, clause } = missing.end;
  return {
    kase,
    verdict: "not-judged",
    reason: "precondition",
    because: clause,
    message: `needs ${name}: ${clauseById(clause as never).says}`,
    ms,
  };
}
