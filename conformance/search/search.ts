/** The search: programs drawn, put to the oracle and to a loop, and what differs followed up. */
import { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import type { Clock, HelloReply } from "../execution/protocol.ts";
import type { Case, Program } from "../language/case.ts";
import { Corpus } from "./corpus.ts";
import type { Expecting } from "./expecting.ts";
import { expectingFor } from "./expecting-for.ts";
import { classAmong, type Finding } from "./finding.ts";
import { Followers } from "./followers.ts";
import type { Seeker } from "./following.ts";
import type { Counts, Suspicion } from "./jobs/job.ts";
import { JobWorker } from "./jobs/job-worker.ts";
import { Seeds } from "./jobs/seeds.ts";
import { Peer } from "./peer.ts";
import { isOfIo, nameOfProfile, offeredBy, type Profile } from "./profile.ts";
import type { Refusal } from "./refuse.ts";

/** What a search is to do. */
export interface SearchOptions {
  readonly profile: Profile;
  /** The first seed; further ones follow it. */
  readonly seed: number;
  /** Programs to draw. */
  readonly runs: number;
  /** Seconds after which no further program is drawn. */
  readonly time?: number;
  /** How time passes; default: virtual where the loop admits it. */
  readonly clock?: Clock;
  readonly jobs: number;
  /** Seconds that a program may take. */
  readonly timeout: number;
  readonly startTimeout: number;
  readonly corpus: string;
  /**
   * Gives the cases that findings are compared with: those that are alike say which clauses to read first. Asked at the
   * first finding, because most searches have none, and the cases take a second to load.
   */
  readonly cases: () => Promise<readonly Case[]>;
  readonly signal: AbortSignal;
  /** Called with each new finding, after it was written down. */
  readonly found: (finding: Finding, written: boolean) => void;
}

/** What became of the programs of a search. */
export interface Tally extends Counts {
  /** Differences that a second look did not confirm. */
  flaky: number;
  /** Differences that the interpreter's own asyncio shows as well. */
  shared: number;
  /** New findings by key, each with the differences that belong to its class. */
  classes: Map<string, number>;
  /** Differences of known classes, by id. */
  known: Map<string, number>;
  seconds: number;
  interrupted: boolean;
}

/** A second passes: at once in virtual time. */
const SECOND: Program = {
  fns: {},
  main: [
    { op: "do", what: { m: "run_until_complete", args: [{ asyncio: "sleep", args: [1] }] } },
    { op: "log", text: "later" },
  ],
};

/** Virtual time where the loop lives in it: some have a selector that could be wrapped, and do not wait with it. */
async function bestClock(peer: Peer, { clocks }: HelloReply): Promise<Clock> {
  if (!clocks.includes("virtual")) return "real";
  peer.clock = "virtual";
  const { trace } = await peer.observe(SECOND);
  return trace.length === 1 ? "virtual" : "real";
}

/** A search on one implementation. */
export class Search implements Seeker {
  readonly tally: Tally = {
    drawn: 0,
    refused: {},
    equal: 0,
    different: 0,
    flaky: 0,
    shared: 0,
    classes: new Map(),
    known: new Map(),
    seconds: 0,
    interrupted: false,
  };
  readonly implementation: Implementation;
  readonly options: SearchOptions;
  readonly corpus: Corpus;
  profile: Profile;
  private hello: HelloReply | undefined;
  private expectations: Expecting | undefined;
  private best: Clock = "real";
  private readonly seeds: Seeds;
  /** Keys of the findings that the corpus has. */
  private readonly keys = new Set<string>();
  private started = 0;

  constructor(implementation: Implementation, options: SearchOptions) {
    this.implementation = implementation;
    this.options = options;
    this.profile = options.profile;
    this.corpus = new Corpus(options.corpus);
    this.seeds = Seeds.of(options.seed, options.runs);
  }

  /** What time is for the loop: what comes in and goes out takes its own time. */
  get clock(): Clock {
    return isOfIo(this.options.profile) ? "real" : (this.options.clock ?? this.best);
  }

  /**
   * Searches until the programs or the time are spent, or the signal aborts.
   *
   * @throws DriverFault if the implementation cannot be started
   */
  async run(): Promise<Tally> {
    const { options } = this;
    this.started = performance.now();
    const first = new Peer(this.implementation.command, { ...options, clock: "real" });
    const abort = () => first.interrupt();
    options.signal.addEventListener("abort", abort, { once: true });
    try {
      this.hello = await first.hello();
      if (options.clock === undefined && !isOfIo(options.profile))
        this.best = await bestClock(first, this.greeting);
    } catch (error) {
      if (isInterruption(error)) return this.ended();
      throw error;
    } finally {
      options.signal.removeEventListener("abort", abort);
    }
    const { clock } = this;
    first.clock = clock;
    const { implementation, limits } = this;
    const profile = offeredBy({ ...options.profile, clock }, this.greeting);
    const expecting = expectingFor({ implementation, profile, ...limits });
    this.expectations = expecting;
    this.profile = await expecting.begin(profile);
    const followers = new Followers(this, options.jobs, first);
    try {
      await this.work(followers);
    } finally {
      await Promise.all([followers.end(), expecting.end()]);
    }
    return this.ended();
  }

  /** Has the jobs work until all are done. */
  private async work(followers: Followers): Promise<void> {
    const { signal, time, jobs } = this.options;
    const { implementation, profile, seeds, limits } = this;
    const options = { ...limits, implementation, profile };
    const follow = async (suspicion: Suspicion) => {
      try {
        await followers.follow(suspicion);
      } catch (error) {
        if (!isInterruption(error)) throw error;
      }
    };
    const workers = Array.from(
      { length: jobs },
      () => new JobWorker({ options, seeds: seeds.shared }, follow),
    );
    const abort = () => {
      seeds.stop();
      followers.interrupt();
      this.expecting.interrupt();
      for (const worker of workers) worker.interrupt();
    };
    const late = this.started + (time ?? 0) * 1000 - performance.now();
    const timer = time === undefined ? undefined : setTimeout(() => seeds.stop(), late);
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) abort();
    const ends = workers.map((worker) => worker.ended.then((counts) => this.add(counts)));
    // A job that cannot go on ends the others.
    for (const end of ends) end.catch(() => seeds.stop());
    const results = await Promise.allSettled(ends);
    signal.removeEventListener("abort", abort);
    clearTimeout(timer);
    for (const result of results) if (result.status === "rejected") throw result.reason;
  }

  private add(counts: Counts): void {
    const { tally } = this;
    tally.drawn += counts.drawn;
    tally.equal += counts.equal;
    tally.different += counts.different;
    for (const [reason, count] of Object.entries(counts.refused) as [Refusal, number][])
      tally.refused[reason] = (tally.refused[reason] ?? 0) + count;
  }

  get expecting(): Expecting {
    if (this.expectations === undefined) throw new Error("the search has not begun");
    return this.expectations;
  }

  private ended(): Tally {
    const { tally } = this;
    tally.seconds = (performance.now() - this.started) / 1000;
    tally.interrupted = this.options.signal.aborted;
    return tally;
  }

  /** CPython's own loop lives in virtual time where the programs admit it. */
  get controlClock(): Clock {
    return isOfIo(this.profile) ? "real" : "virtual";
  }

  get greeting(): HelloReply {
    if (this.hello === undefined) throw new Error("the search has not begun");
    return this.hello;
  }

  get limits() {
    const { timeout, startTimeout } = this.options;
    return { timeout, startTimeout };
  }

  cases(): Promise<readonly Case[]> {
    return this.options.cases();
  }

  over(): boolean {
    return this.options.signal.aborted;
  }

  count(what: "flaky" | "shared"): void {
    this.tally[what] += 1;
  }

  countKnown(id: string): void {
    const { known } = this.tally;
    known.set(id, (known.get(id) ?? 0) + 1);
  }

  get classes(): ReadonlyMap<string, number> {
    return this.tally.classes;
  }

  countMember(key: string): void {
    const { classes } = this.tally;
    classes.set(key, (classes.get(key) ?? 0) + 1);
  }

  take(finding: Finding): void {
    const known = classAmong(finding.key, this.classes.keys());
    this.countMember(known ?? finding.key);
    const isWritten = this.keys.has(finding.key);
    this.keys.add(finding.key);
    // What only resembles a class is kept, too, and not told.
    const written = isWritten || this.corpus.add(finding);
    if (known === undefined || !written) this.options.found(finding, written);
  }

  get profileName(): string {
    return nameOfProfile(this.profile);
  }
}

const isInterruption = (error: unknown): boolean =>
  error instanceof DriverFault && error.code === "interrupted";
