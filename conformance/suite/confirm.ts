/** Runs a case, and runs it again in a fresh process before a failure is believed. */
import type { Judgement, Verdict } from "../judge/verdict.ts";
import type { Case } from "../language/case.ts";
import type { Pristine } from "./pristine.ts";
import type { Attempt, Session } from "./session.ts";

/** Hangs that are confirmed before further ones are believed at once: each costs its whole limit. */
const HANGS_TO_CONFIRM = 3;
/** Failures that a driver goes on after, before it is replaced: what broken loops leave behind adds up. */
const FAILURES_PER_DRIVER = 20;

/** What an implementation's sessions share. */
export interface Confirmation {
  confirmedHangs: number;
  /** Failures that a forked child has confirmed. */
  confirmedFailures: number;
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
  pristine: Pristine,
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
  if (!believed) attempts.push(await runAgain(session, pristine, kase, failure, shared));
  return conclude(attempts, shared);
}

/**
 * The second look: in a forked child where the driver can. Only if that agrees with the first it counts; a child that
 * sees something else may owe it to being a child, and a fresh process decides.
 */
async function runAgain(
  session: Session,
  pristine: Pristine,
  kase: Case,
  failure: Attempt,
  shared: Confirmation,
): Promise<Attempt> {
  const forked = await pristine.run(kase);
  if (forked?.verdict === failure.verdict) {
    shared.confirmedFailures += 1;
    if (shared.confirmedFailures % FAILURES_PER_DRIVER === 0) session.renew();
    return forked;
  }
  session.renew();
  return session.run(kase);
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
