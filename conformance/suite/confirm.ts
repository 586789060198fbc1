/** Runs a case, and runs it again in a fresh process before a failure is believed. */
import { HANG } from "../judge/judge.ts";
import type { Judgement, Verdict } from "../judge/verdict.ts";
import type { Case } from "../language/case.ts";
import type { Limits } from "./limits.ts";
import type { CaseOutcome } from "./outcome.ts";
import type { Pristine } from "./pristine.ts";
import type { Attempt, Session } from "./session.ts";

/** Failures that a driver goes on after, before it is replaced: what broken loops leave behind adds up. */
const FAILURES_PER_DRIVER = 20;

/** What an implementation's sessions share. */
export interface Confirmation {
  readonly limits: Limits;
  /** Failures that were confirmed while the driver that saw them went on. */
  confirmedFailures: number;
  /** Kinds of failures that a fresh process has confirmed, each of one clause. */
  readonly familiar: Set<string>;
}

/** What runs a case. */
export interface Lane {
  readonly session: Session;
  readonly pristine: Pristine;
  /** Seconds that the control loop takes for a case; undefined where there is none, or it does not end. */
  readonly controlSeconds?: (kase: Case) => Promise<number | undefined>;
}

const bad = (verdict: Verdict) => verdict !== "pass";
const hung = ({ reason }: Judgement) => reason === HANG;

/**
 * Runs a case `repeat` times; the first failure is repeated once in a fresh process. Attempts that disagree about
 * passing make the case `flaky`, whatever their order; but a process that dies even once is a `crash`.
 */
export async function runConfirmed(
  lane: Lane,
  kase: Case,
  shared: Confirmation,
  repeat: number,
): Promise<CaseOutcome> {
  const attempts: Attempt[] = [];
  for (let run = 0; run < repeat; run += 1) {
    const attempt = await runWithin(lane, kase, shared);
    attempts.push(attempt);
    if (bad(attempt.verdict)) break;
  }
  const failure = attempts.at(-1) as Attempt;
  if (bad(failure.verdict) && worthASecondLook(lane, kase, failure, shared))
    attempts.push(await runAgain(lane, kase, failure, shared));
  return conclude(kase, attempts);
}

/** The part of its limit after which a failure may be due to peers and waits that gave up. */
const LATE = 0.45;
/** Whether a failure took so long that more time might have changed it. */
const late = ({ verdict, ms }: Attempt, seconds: number) =>
  bad(verdict) && ms >= LATE * seconds * 1000;

/** Runs a case within the limit that it has by now. */
async function runWithin(lane: Lane, kase: Case, { limits }: Confirmation): Promise<Attempt> {
  const { session, controlSeconds } = lane;
  const full = session.limitOf(kase);
  // Elsewhere the control is asked only after a failure: most cases come to their end.
  const asked = limits.expectsHang(kase);
  const before = asked ? await controlSeconds?.(kase) : undefined;
  const limit = limits.of(kase, full, before);
  const attempt = await session.run(kase, limit.seconds);
  if (!limit.short || !late(attempt, limit.seconds)) return attempt;
  const control = asked ? before : await controlSeconds?.(kase);
  // What came to its end is no hang: without a measure for its patience it gets all of it.
  if (control === undefined && !hung(attempt)) return session.run(kase);
  const patient = limits.of(kase, full, control);
  if (patient.seconds <= limit.seconds) return { ...attempt, limit: limit.seconds };
  const again = await session.run(kase, patient.seconds);
  return patient.short && late(again, patient.seconds)
    ? { ...again, limit: patient.seconds }
    : again;
}

function worthASecondLook(
  { session }: Lane,
  kase: Case,
  failure: Attempt,
  { limits }: Confirmation,
): boolean {
  const short = failure.limit !== undefined;
  if (hung(failure)) {
    // A hang that accuses nobody is worth one whole limit, not two.
    return !short && limits.noteHang(kase) && failure.verdict !== "differs";
  }
  if (failure.verdict === "differs") return !short && limits.noteDifference(failure.ms);
  if (!short && !late(failure, session.limitOf(kase))) return true;
  // Peers gave up. Of a clause of which that is known, one attempt is enough.
  const known = limits.expectsHang(kase);
  limits.noteHang(kase);
  return !short || !known;
}

/**
 * The second look: in a forked child where the driver can. Only if that agrees with the first it counts; a child that
 * sees something else may owe it to being a child, and a fresh process decides. The same holds where there is no fork
 * and another used process is enough.
 */
async function runAgain(
  lane: Lane,
  kase: Case,
  failure: Attempt,
  shared: Confirmation,
): Promise<Attempt> {
  const { session, pristine } = lane;
  const limit = hung(failure) ? await afterHang(lane, kase, shared) : failure.limit;
  const within = (attempt: Attempt) => (limit === undefined ? attempt : { ...attempt, limit });
  const kind = kindOf(kase, failure);
  const other = await pristine.run(kase, limit, shared.familiar.has(kind));
  if (other?.verdict === failure.verdict) {
    shared.confirmedFailures += 1;
    if (shared.confirmedFailures % FAILURES_PER_DRIVER === 0) session.renew();
    return within(other);
  }
  session.renew();
  const fresh = await session.run(kase, limit);
  if (!hung(fresh) && kindOf(kase, fresh) === kind) shared.familiar.add(kind);
  return within(fresh);
}

/** The limit of a second look at a hang; undefined where it is the case's own. */
async function afterHang(
  { session, controlSeconds }: Lane,
  kase: Case,
  { limits }: Confirmation,
): Promise<number | undefined> {
  const full = session.limitOf(kase);
  const seconds = limits.ofSecondLook(kase, full, await controlSeconds?.(kase));
  return seconds < full ? seconds : undefined;
}

/** Failures of one kind are told apart by clause, verdict and reason. */
const kindOf = ({ clauses: [clause] }: Case, { verdict, reason }: Attempt) =>
  [clause, verdict, reason].join(" ");

/**
 * What counts: the last attempt, unless the case is flaky or a process died before; of hangs the first, which had the
 * longest time.
 */
function conclude(kase: Case, attempts: readonly Attempt[]): CaseOutcome {
  const last = (attempts.every(hung) ? attempts[0] : attempts.at(-1)) as Attempt;
  const failures = attempts.filter(({ verdict }) => bad(verdict));
  const crashes = failures.filter(({ verdict }) => verdict === "crash");
  if (crashes.length > 0 && crashes.length < attempts.length) {
    const crash = crashes[0] as Attempt;
    const often = `the process died in ${crashes.length} of ${attempts.length} attempts`;
    return { kase, ...crash, message: `${often}: ${crash.message ?? "no message"}`, attempts };
  }
  if (failures.length < attempts.length) {
    const first = failures[0];
    if (first !== undefined)
      return { kase, ...first, ...flaky(first, failures.length, attempts.length), attempts };
  }
  return { kase, ...last, attempts };
}

function flaky(first: Attempt, failed: number, all: number): Judgement {
  return {
    verdict: "flaky",
    reason: first.reason ?? first.verdict,
    message: `${failed} of ${all} attempts failed; the first failure: ${first.verdict}: ${first.message ?? "no message"}`,
  };
}
