/** Runs cases on implementations: drivers side by side, results in the cases' own order. */

import { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import type { HelloReply } from "../execution/protocol.ts";
import type { Offer } from "../judge/applicability.ts";
import type { Verdict } from "../judge/verdict.ts";
import type { Case } from "../language/case.ts";
import { type Lane, runConfirmed } from "./confirm.ts";
import { ControlClock, controlFor } from "./control-clock.ts";
import { defectsOf, withDefect } from "./defects.ts";
import type { CaseOutcome, ImplementationOutcome } from "./outcome.ts";
import { Places } from "./places.ts";
import { planCases, preconditionsToTry } from "./plan.ts";
import { Pristine } from "./pristine.ts";
import type { RunSuiteOptions } from "./run-suite-options.ts";
import { Session } from "./session.ts";
import { startAdvice } from "./start-advice.ts";
import { Track } from "./track.ts";
import { Trials, type Tried } from "./trials.ts";
import { excusing, withoutUnseenEnd } from "./unseen-end.ts";

const RED: ReadonlySet<Verdict> = new Set<Verdict>(["fail", "timeout", "crash", "error", "flaky"]);

/** Drivers that may be under way for each place, on a loop that lets programs wait in vain. */
const DRIVERS_PER_PLACE = 3;

/** A run over several implementations. */
class SuiteRun {
  private readonly cases: readonly Case[];
  private readonly options: RunSuiteOptions;
  private readonly tracks: readonly Track[];
  private readonly places: Places;
  private stopped = false;

  constructor(
    cases: readonly Case[],
    implementations: readonly Implementation[],
    options: RunSuiteOptions,
  ) {
    this.cases = cases;
    this.options = options;
    this.places = new Places(Math.max(1, options.jobs));
    this.tracks = implementations.map((each) => new Track(each, cases.length, options.thorough));
  }

  async run(): Promise<readonly ImplementationOutcome[]> {
    const stop = () => this.stop();
    this.options.signal?.addEventListener("abort", stop, { once: true });
    if (this.options.signal?.aborted) stop();
    const lanes = Array.from({ length: Math.max(1, this.options.jobs) });
    const one = (track: Track) => track.wantsDriver;
    const another = (track: Track) => track.wantsDriver && track.keepsWaiting;
    const others = Array.from({ length: DRIVERS_PER_PLACE - 1 }, () => another);
    await Promise.all(lanes.flatMap(() => [one, ...others].map((wants) => this.work(wants))));
    this.options.signal?.removeEventListener("abort", stop);
    return this.tracks.map((track) => this.outcomeOf(track));
  }

  /** A driver at a time: for whichever implementation has the fewest drivers and still wants one. */
  private async work(wants: (track: Track) => boolean): Promise<void> {
    while (!this.stopped) {
      const track = this.tracks.filter(wants).sort((a, b) => a.sessions.size - b.sessions.size)[0];
      if (track !== undefined) {
        await this.serve(track);
        continue;
      }
      // One that is being greeted, or has a slow case under way, may want this place in a moment.
      const open = this.tracks.filter(({ isOpen }) => isOpen);
      if (open.length === 0) return;
      await Promise.race(open.map(({ whenChanged }) => whenChanged));
    }
  }

  private async serve(track: Track): Promise<void> {
    const session = this.sessionFor(track);
    const pristine = new Pristine(() => this.sessionFor(track));
    const control = this.controlClockOf(track);
    track.sessions.add(session);
    const helpers = [pristine, control].filter((each) => each !== undefined);
    for (const helper of helpers) track.helpers.add(helper);
    try {
      const greeting = session.hello();
      this.startTrials(track);
      const hello = await greeting;
      // Another driver could not be started, so that nothing is judged.
      if (track.failure !== undefined) return;
      track.planned ??= this.plan(track, hello);
      await track.planned;
      const lane: Lane = {
        session,
        pristine,
        ...(control && { controlSeconds: (kase: Case) => control.seconds(kase) }),
      };
      while (await this.runNext(track, lane));
      await session.end();
      for (const helper of helpers) await helper.end();
    } catch (error) {
      if (!(error instanceof DriverFault)) throw error;
      if (error.code !== "interrupted") this.giveUp(track, error);
    } finally {
      track.sessions.delete(session);
      for (const each of [session, ...helpers]) each.interrupt();
      for (const helper of helpers) track.helpers.delete(helper);
      track.markGreeted();
    }
  }

  /** Runs the next case of a track; whether there was one. */
  private async runNext(track: Track, lane: Lane): Promise<boolean> {
    const giveUp = await this.places.take();
    const next = track.next(giveUp);
    try {
      if (next !== undefined && !this.stopped)
        this.settle(track, await this.outcome(lane, next.kase, track));
    } finally {
      next?.done();
      giveUp();
    }
    return next !== undefined;
  }

  /** The outcome of one case. What goes wrong in the harness itself costs this case, and no other. */
  private async outcome(lane: Lane, kase: Case, track: Track): Promise<CaseOutcome> {
    try {
      if (this.options.unconfirmed) return { kase, ...(await lane.session.run(kase)) };
      const outcome = await runConfirmed(lane, kase, track.shared, this.options.repeat);
      return withoutUnseenEnd(outcome, track.broken);
    } catch (error) {
      if (error instanceof DriverFault) throw error;
      lane.session.renew();
      const message = `loopspec itself failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
      return { kase, verdict: "error", reason: "harness", message, ms: 0 };
    }
  }

  private sessionFor(track: Track, command = track.implementation.command): Session {
    return new Session(command, {
      ...this.sessionOptions(),
      greeted: () => track.firstGreeting,
      onLateFault: (kase, fault) => this.lateFault(track, kase, fault),
    });
  }

  private sessionOptions() {
    const { clock, startTimeout, timeout } = this.options;
    return {
      clock,
      startTimeout,
      ...(timeout === undefined ? {} : { timeout }),
      // Nothing is judged by it, so no result is to be doubted.
      onLateFault: () => undefined,
    };
  }

  private controlClockOf({ implementation }: Track): ControlClock | undefined {
    if (implementation.python?.module === "asyncio" || implementation.spec === "reference")
      return undefined;
    return new ControlClock(
      () => new Session(controlFor(implementation).command, this.sessionOptions()),
    );
  }

  private async plan(track: Track, hello: HelloReply): Promise<void> {
    const { implementation } = track;
    track.firstGreeting = hello;
    const tried = await this.tried(track, hello);
    track.hello = { ...hello, capabilities: tried.capabilities };
    track.broken = excusing(this.cases, tried.broken);
    const defects = defectsOf(track.hello, implementation);
    track.shared.limits.pardon(defects.flatMap(({ cases }) => cases));
    const plan = planCases(this.cases, {
      ...this.offer(implementation, track.hello),
      surroundings: {
        platform: hello.implementation.platform,
        language: hello.implementation.language,
      },
      broken: tried.broken,
    });
    const settled: CaseOutcome[] = plan.settled.map(({ kase, judgement }) => ({
      kase,
      ...judgement,
      ms: 0,
    }));
    const known = (kase: Case) => this.options.known?.(implementation.id, track.hello!, kase);
    for (const kase of plan.queue) {
      const outcome = known(kase);
      if (outcome === undefined) track.queue.push(kase);
      else settled.push(outcome);
    }
    track.defer(plan.deferred.filter(({ kase }) => known(kase) === undefined));
    settled.push(...plan.deferred.flatMap(({ kase }) => known(kase) ?? []));
    this.options.observer?.greeted?.(
      implementation,
      track.hello,
      this.cases.length,
      this.editionFor(hello),
    );
    this.options.observer?.tried?.(implementation, tried);
    for (const outcome of settled) this.settle(track, outcome);
    track.markGreeted();
  }

  private offer(implementation: Implementation, { edition, capabilities }: HelloReply): Offer {
    const without = [...(this.options.without ?? []), ...(implementation.without ?? [])];
    return {
      edition: this.options.edition ?? edition,
      capabilities: capabilities.filter((capability) => !without.includes(capability)),
      clock: this.options.clock,
    };
  }

  private async tried(track: Track, hello: HelloReply): Promise<Tried> {
    const { trials, implementation } = track;
    if (trials === undefined)
      return { capabilities: hello.capabilities, broken: new Set(), hanging: [] };
    const preconditions = preconditionsToTry(this.cases, this.offer(implementation, hello));
    return trials.run({ hello, preconditions });
  }

  /** Beside the first driver of an implementation, for both take a while to start. */
  private startTrials(track: Track): void {
    if (!this.options.trials || track.trials !== undefined) return;
    track.trials = new Trials(track.implementation.command, this.sessionOptions());
    track.helpers.add(track.trials);
  }

  private editionFor(hello: HelloReply): string {
    return this.options.edition ?? hello.edition;
  }

  private settle(track: Track, outcome: CaseOutcome): void {
    track.outcomes.set(outcome.kase, outcome);
    this.options.observer?.judged?.(track.implementation, outcome);
    if (this.options.failFast && RED.has(outcome.verdict)) this.stop();
    for (const { kase, ...judgement } of track.release(outcome))
      this.settle(track, { kase, ...judgement, ms: 0 });
  }

  private lateFault(track: Track, kase: Case, fault: DriverFault): void {
    const message = `${fault.message}, after this case. ${fault.hint}`;
    this.settle(track, { kase, verdict: "error", reason: fault.code, message, ms: 0 });
  }

  private giveUp(track: Track, fault: DriverFault): void {
    // Several drivers may fail at the same time, and for the same reason.
    if (track.failure !== undefined) return;
    const { implementation } = track;
    const { code, message, reason } = fault;
    const advised = new DriverFault(code, message, startAdvice(fault, implementation), reason);
    track.failure = advised;
    track.queue = [];
    track.trials?.interrupt();
    this.options.observer?.cannotStart?.(implementation, advised);
  }

  private stop(): void {
    this.stopped = true;
    for (const track of this.tracks) {
      for (const each of [...track.sessions, ...track.helpers]) each.interrupt();
      track.changed();
    }
  }

  private outcomeOf(track: Track): ImplementationOutcome {
    const notRun = (kase: Case): CaseOutcome => ({
      kase,
      verdict: "not-run",
      reason: track.failure === undefined ? "interrupted" : "cannot-start",
      message: track.failure?.message ?? "the run ended before this case's turn",
      ms: 0,
    });
    const known = track.hello === undefined ? [] : defectsOf(track.hello, track.implementation);
    return {
      implementation: track.implementation,
      ...(track.hello === undefined
        ? {}
        : { hello: track.hello, edition: this.editionFor(track.hello) }),
      ...(track.failure === undefined ? {} : { failure: track.failure }),
      outcomes: this.cases.map((kase) =>
        withDefect(track.outcomes.get(kase) ?? notRun(kase), known),
      ),
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
