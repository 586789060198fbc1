/** Runs a case, and runs it again in a fresh process before a failure is believed. */
import type { Judgement, Verdict } from "../judge/verdict.ts";
import type { Case } from "../program/case.ts";
import type { Attempt, Session } from "./session.ts";

/** Hangs that are confirmed before further ones are believed at once: each costs its whole limit. */
const HANGS_TO_CONFIRM = 3;

/** What an implementation's sessions share. */
export interface Confirmation {
  confirmedHangs: number;
}

/** The result of a case after all its attempts. */
export interface ConfirmedAttempt extends Attempt {
  /** All attempts in order; the last is the one that is reported, unless the case is flaky. */
  readonly attempts: readonly Attempt[];
}

const bad = (verdict: Verdict) => verdict !== "pass";

/**
 * Runs a case `repeat` times; the first failure is repeated once in a fresh process. Attempts that disagree about
 * passing make the case `flaky`, whatever their order.
 */
export async function runConfirmed(
  session: Session,
  kase: Case,
  shared: Confirmation,
  repeat: number,
): Promise<ConfirmedAttempt> {
  const attempts: Attempt[] = [];
  for (let run = 0; run < repeat; run += 1) {
    const attempt = await session.run(kase);
    attempts.push(attempt);
    if (bad(attempt.verdict)) break;
  }
  const failure = attempts.at(-1) as Attempt;
  if (!bad(failure.verdict)) return { ...failure, attempts };
  const believed = failure.verdict === "timeout" && shared.confirmedHangs >= HANGS_TO_CONFIRM;
  if (!believed) {
    session.renew();
    attempts.push(await session.run(kase));
  }
  return conclude(attempts, shared);
}

function conclude(attempts: readonly Attempt[], shared: Confirmation): ConfirmedAttempt {
  const last = attempts.at(-1) as Attempt;
  const failures = attempts.filter(({ verdict }) => bad(verdict));
  if (failures.length < attempts.length) {
    const first = failures[0] as Attempt;
    return { ...first, ...flaky(first, failures.length, attempts.length), attempts };
  }
  if (last.verdict === "timeout" && failures.length > 1) shared.confirmedHangs += 1;
  return { ...last, attempts };
}

function flaky(first: Attempt, failed: number, all: number): Judgement {
  return {
    verdict: "flaky",
    reason: first.reason ?? first.verdict,
    message: `${failed} of ${all} attempts failed; the first failure: ${first.verdict}: ${first.message ?? "no message"}`,
  };
}
