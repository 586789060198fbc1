/** Loops that can be measured. */
export const LOOPS = [
  "reference:thread",
  "reference:poll",
  "asyncio",
  "asyncio, untrimmed",
  "uvloop",
  "rloop",
  "blazio",
] as const;

/** A loop that can be measured. "untrimmed" means glibc's malloc that keeps what it has got. */
export type LoopId = (typeof LOOPS)[number];

/** One measurement, made in a process of its own. */
export interface Job {
  readonly loop: LoopId;
  /** Name of the workload. */
  readonly workload: string;
  /** How much of it. */
  readonly n: number;
  /** How much of it runs before, without being measured: the start of a language's runtime is not a loop's. */
  readonly warmUp: number;
  /** Whether the loop watches an idle descriptor meanwhile. */
  readonly watched: boolean;
}

/** A text that is the same for the same measurement. */
export function keyOf({ loop, workload, n, watched }: Job): string {
  return JSON.stringify([loop, workload, n, watched]);
}

/** What became of a measurement: a value for each round, or why there is none. */
export interface Outcome {
  readonly job: Job;
  /** Seconds, bytes or seconds for each second, according to the workload; in the order of the rounds. */
  readonly values: readonly number[];
  /** Why the measurement failed; null when it did not. */
  readonly failure: string | null;
}

/** The best of all rounds; undefined when there is none. */
export function bestOf(outcome: Outcome | undefined): number | undefined {
  return outcome === undefined || outcome.values.length === 0
    ? undefined
    : Math.min(...outcome.values);
}
