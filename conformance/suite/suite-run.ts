/** Runs cases on implementations: drivers side by side, results in the cases' own order. */

import { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import type { Clock, HelloReply } from "../execution/protocol.ts";
import { withoutRunning } from "../judge/applicability.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { Case } from "../language/case.ts";
import { type ConfirmedAttempt, runConfirmed } from "./confirm.ts";
import type { CaseOutcome, ImplementationOutcome } from "./outcome.ts";
import { Pristine } from "./pristine.ts";
import { type Attempt, Session } from "./session.ts";
import { Track } from "./track.ts";

export interface RunSuiteOptions {
  readonly clock: Clock;
  /** Drivers at the same time. */
  readonly jobs: number;
  /** Seconds that a case may take, instead of its own limit. */
  readonly timeout?: number;
  /** Seconds that a driver may take to greet. */
  readonly startTimeout: number;
  /** How often each case runs. */
  readonly repeat: number;
  /** Clauses of which edition are judged; default: the driver's. */
  readonly edition?: string;
  /** Capabilities that count as absent. */
  readonly without?: readonly string[];
  /** Believe a failure at once: for loops that are wrong on purpose. */
  readonly unconfirmed?: boolean;
  /** Says what is wrong with a message of a driver: it is then refused. */
  readonly check?: (message: unknown) => string | undefined;
  /** Stop at the first red verdict. */
  readonly failFast: boolean;
  /** Outcomes known from an earlier run, by implementation id and case id: not run again. */
  readonly known?: (
    implementation: string,
    hello: HelloReply,
    kase: Case,
  ) => CaseOutcome | undefined;
  readonly signal?: AbortSignal;
  readonly observer?: RunObserver;
}

/** What is told while a run goes on. */
export interface RunObserver {
  greeted?(
    implementation: Implementation,
    hello: HelloReply,
    planned: number,
    edition: string,
  ): void;
  cannotStart?(implementation: Implementation, fault: DriverFault): void;
  judged?(implementation: Implementation, outcome: CaseOutcome): void;
}

const RED: ReadonlySet<Verdict> = new Set<Verdict>(["fail", "timeout", "crash", "error", "flaky"]);

/** A run over several implementations. */
class SuiteRun {
  private readonly cases: readonly Case[];
  private readonly options: RunSuiteOptions;
  private readonly tracks: readonly Track[];
  private stopped = false;

  constructor(
    cases: readonly Case[],
    implementations: readonly Implementation[],
    options: RunSuiteOptions,
  ) {
    this.cases = cases;
    this.options = options;
    this.tracks = implementations.map((implementation) => new Track(implementation));
  }

  async run(): Promise<readonly ImplementationOutcome[]> {
    const stop = () => this.stop();
    this.options.signal?.addEventListener("abort", stop, { once: true });
    if (this.options.signal?.aborted) stop();
    const workers = Array.from({ length: Math.max(1, this.options.jobs) }, () => this.work());
    await Promise.all(workers);
    this.options.signal?.removeEventListener("abort", stop);
    return this.tracks.map((track) => this.outcomeOf(track));
  }

  /** One place for a driver: serves whichever implementation has the fewest drivers and still wants one. */
  private async work(): Promise<void> {
    for (;;) {
      const track = this.tracks
        .filter((each) => each.wantsDriver)
        .sort((a, b) => a.sessions.size - b.sessions.size)[0];
      if (track !== undefined && !this.stopped) {
        await this.serve(track);
        continue;
      }
      // An implementation that is being greeted may want this place in a moment.
      const greeting = this.tracks.filter((each) => !each.greeted && each.sessions.size > 0);
      if (this.stopped || greeting.length === 0) return;
      await Promise.race(greeting.map((each) => each.whenGreeted));
    }
  }

  private async serve(track: Track): Promise<void> {
    const session = this.sessionFor(track);
    const pristine = new Pristine(() => this.sessionFor(track));
    track.sessions.add(session);
    track.pristines.add(pristine);
    try {
      const hello = await session.hello();
      if (!track.greeted) this.plan(track, hello);
      for (let kase = track.queue.shift(); kase !== undefined; kase = track.queue.shift()) {
        if (this.stopped) break;
        this.settle(track, { kase, ...(await this.attempt(session, pristine, kase, track)) });
      }
      await session.end();
      await pristine.end();
    } catch (error) {
      if (!(error instanceof DriverFault)) throw error;
      if (error.code !== "interrupted") this.giveUp(track, error);
    } finally {
      track.markGreeted();
      track.sessions.delete(session);
      session.interrupt();
      track.pristines.delete(pristine);
      pristine.interrupt();
    }
  }

  private sessionFor(track: Track): Session {
    const { clock, startTimeout, timeout, check } = this.options;
    return new Session(track.implementation.command, {
      clock,
      startTimeout,
      ...(timeout === undefined ? {} : { timeout }),
      ...(check === undefined ? {} : { check }),
      onLateFault: (kase, fault) => this.lateFault(track, kase, fault),
    });
  }

  private attempt(
    session: Session,
    pristine: Pristine,
    kase: Case,
    track: Track,
  ): Promise<Attempt | ConfirmedAttempt> {
    if (this.options.unconfirmed) return session.run(kase);
    return runConfirmed(session, pristine, kase, track.shared, this.options.repeat);
  }

  private plan(track: Track, hello: HelloReply): void {
    track.hello = hello;
    const without = [...(this.options.without ?? []), ...(track.implementation.without ?? [])];
    const offer = {
      edition: this.editionFor(hello),
      capabilities: hello.capabilities.filter((capability) => !without.includes(capability)),
      clock: this.options.clock,
    };
    const settled: CaseOutcome[] = [];
    for (const kase of this.cases) {
      const judgement = withoutRunning(kase, offer);
      const known = this.options.known?.(track.implementation.id, hello, kase);
      if (judgement !== undefined) settled.push({ kase, ...judgement, ms: 0 });
      else if (known !== undefined) settled.push(known);
      else track.queue.push(kase);
    }
    this.options.observer?.greeted?.(track.implementation, hello, this.cases.length, offer.edition);
    for (const outcome of settled) this.settle(track, outcome);
    track.markGreeted();
  }

  private editionFor(hello: HelloReply): string {
    return this.options.edition ?? hello.edition;
  }

  private settle(track: Track, outcome: CaseOutcome): void {
    track.outcomes.set(outcome.kase, outcome);
    this.options.observer?.judged?.(track.implementation, outcome);
    if (this.options.failFast && RED.has(outcome.verdict)) this.stop();
  }

  private lateFault(track: Track, kase: Case, fault: DriverFault): void {
    const message = `${fault.message}, after this case. ${fault.hint}`;
    this.settle(track, { kase, verdict: "error", reason: fault.code, message, ms: 0 });
  }

  private giveUp(track: Track, fault: DriverFault): void {
    track.failure = fault;
    track.queue = [];
    this.options.observer?.cannotStart?.(track.implementation, fault);
  }

  private stop(): void {
    this.stopped = true;
    for (const { sessions, pristines } of this.tracks)
      for (const each of [...sessions, ...pristines]) each.interrupt();
  }

  private outcomeOf(track: Track): ImplementationOutcome {
    const notRun = (kase: Case): CaseOutcome => ({
      kase,
      verdict: "not-run",
      reason: track.failure === undefined ? "interrupted" : "cannot-start",
      message: track.failure?.message ?? "the run ended before this case's turn",
      ms: 0,
    });
    return {
      implementation: track.implementation,
      ...(track.hello === undefined
        ? {}
        : { hello: track.hello, edition: this.editionFor(track.hello) }),
      ...(track.failure === undefined ? {} : { failure: track.failure }),
      outcomes: this.cases.map((kase) => track.outcomes.get(kase) ?? notRun(kase)),
    };
  }
}

/**
 * Runs the cases on each implementation.
 *
 * @returns one outcome an implementation, in their order; cases that did not run are `not-run`
 */
export function runSuite(
  cases: readonly Case[],
  implementations: readonly Implementation[],
  options: RunSuiteOptions,
): Promise<readonly ImplementationOutcome[]> {
  return new SuiteRun(cases, implementations, options).run();
}
