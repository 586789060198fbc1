/** One job of a search: draws programs, asks what is expected of them, has the loop run them, and compares. */
import { DriverFault } from "../../execution/processes/driver-fault.ts";
import type { Implementation } from "../../execution/processes/implementation.ts";
import { differenceOf, type Sighting } from "../compare.ts";
import type { Expecting } from "../expecting.ts";
import { type ExpectingOptions, expectingFor } from "../expecting-for.ts";
import type { Draw } from "../following.ts";
import { generateProgram } from "../generate.ts";
import type { Refusal } from "../refuse.ts";
import type { Seeds } from "./seeds.ts";
import { type Subject, subjectOf } from "./subject.ts";

/** Programs that the loop has before it answers the first of them: it never waits for the next one. */
const AHEAD = 6;
/** Differences that a job leaves behind it. With more it waits: they would pile up where a loop is wrong at every turn. */
const UNFOLLOWED = 4;

/** What a job is to do; can be sent to another thread. */
export interface JobOptions extends ExpectingOptions {
  readonly implementation: Implementation;
}

/** What became of the programs of a job. */
export interface Counts {
  drawn: number;
  refused: { [reason in Refusal]?: number };
  equal: number;
  different: number;
}

/** A program, and what the loop showed of it that differs from what is expected. */
export interface Suspicion {
  readonly draw: Draw;
  readonly got: Sighting;
}

/** A job. */
export class Job {
  readonly counts: Counts = { drawn: 0, refused: {}, equal: 0, different: 0 };
  private readonly options: JobOptions;
  private readonly seeds: Seeds;
  private readonly follow: (suspicion: Suspicion) => Promise<void>;
  private readonly subject: Subject;
  private readonly expecting: Expecting;
  /** Differences that are being followed up. */
  private readonly followed: Promise<void>[] = [];

  /** @param follow follows up a difference; may take its time */
  constructor(options: JobOptions, seeds: Seeds, follow: (suspicion: Suspicion) => Promise<void>) {
    this.options = options;
    this.seeds = seeds;
    this.follow = follow;
    this.subject = subjectOf(options.implementation, { ...options, clock: options.profile.clock });
    this.expecting = expectingFor(options);
  }

  /**
   * Works until there are no more seeds, or it is interrupted.
   *
   * @throws DriverFault if a driver cannot be started
   */
  async run(): Promise<void> {
    try {
      await this.expecting.begin(this.options.profile);
      await this.work();
    } catch (error) {
      if (!(error instanceof DriverFault) || error.code !== "interrupted") throw error;
    } finally {
      await Promise.all([this.subject.end(), this.expecting.end()]);
    }
  }

  /** Ends it at once. */
  interrupt(): void {
    this.subject.interrupt();
    this.expecting.interrupt();
  }

  private async work(): Promise<void> {
    const running: Promise<void>[] = [];
    for (let draw = await this.draw(); draw !== undefined; draw = await this.draw()) {
      const judged = this.judge(draw);
      // What goes wrong is seen when its turn comes.
      judged.catch(() => undefined);
      running.push(judged);
      if (running.length >= AHEAD) await running.shift();
    }
    await Promise.all(running);
    await Promise.all(this.followed);
  }

  /** The next program that takes part; undefined when there are no more seeds. */
  private async draw(): Promise<Draw | undefined> {
    for (;;) {
      const seed = this.seeds.take();
      if (seed === undefined) return undefined;
      this.counts.drawn += 1;
      const program = generateProgram(seed, this.options.profile);
      const answer = await this.expecting.ask(program);
      if (typeof answer !== "string") return { seed, program, expected: answer };
      this.refuse(answer);
    }
  }

  private async judge(draw: Draw): Promise<void> {
    const got = await this.subject.observe(draw.program);
    if (got.outcome === "error") this.refuse("unbound name");
    else if (got.outcome === "unsupported") this.refuse("unsupported");
    else if (differenceOf(draw.expected, got) === undefined) this.counts.equal += 1;
    else {
      this.counts.different += 1;
      this.followed.push(this.follow({ draw, got }));
      if (this.followed.length > UNFOLLOWED) await this.followed.shift();
    }
  }

  private refuse(reason: Refusal): void {
    const { refused } = this.counts;
    refused[reason] = (refused[reason] ?? 0) + 1;
  }
}
