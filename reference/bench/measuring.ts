import { join } from "node:path";
import { packageRoot } from "#package-root";
import type { Workload } from "./catalogue.ts";
import { type Job, keyOf, type LoopId, type Outcome } from "./job.ts";
import { nodeArguments } from "./modules.ts";
import { jobsOf } from "./plan.ts";
import { runToEnd } from "./run-to-end.ts";

/** Seconds after which a measurement is given up. */
const PATIENCE = 120;
/** A measurement that takes so many seconds is not repeated: noise is small against it. */
const LONG = 5;
/** glibc's malloc, kept from giving memory back and from mapping large pieces one by one. */
const UNTRIMMED = {
  MALLOC_TOP_PAD_: "268435456",
  MALLOC_TRIM_THRESHOLD_: "1073741824",
  MALLOC_MMAP_THRESHOLD_: "1073741824",
};

/** What a run of measurements needs. */
export interface Measuring {
  readonly workloads: readonly Workload[];
  /** The loops that are there. */
  readonly loops: readonly LoopId[];
  readonly rounds: number;
  /** What starts Python. */
  readonly python: string;
  /** Told before each round. */
  readonly progress: (text: string) => void;
}

/**
 * Makes all measurements. The rounds of all loops are interleaved, workload by workload, so that a
 * noisy minute hits all of them; each measurement has a process of its own, so that none warms or
 * bloats another.
 */
export async function measure(measuring: Measuring): Promise<Outcome[]> {
  const { workloads, loops, rounds, python, progress } = measuring;
  const outcomes: Outcome[] = [];
  for (const workload of workloads) {
    const found = new Map<string, Outcome>();
    const jobs = jobsOf(workload, loops);
    for (let round = 1; round <= rounds; round += 1) {
      progress(`${workload.name}: round ${round} of ${rounds}`);
      for (const job of jobs) {
        const before = found.get(keyOf(job)) ?? { job, values: [], failure: null };
        if (before.failure === null && !isLong(workload, before))
          found.set(keyOf(job), await measureAgain(before, python));
      }
    }
    outcomes.push(...found.values());
  }
  return outcomes;
}

function isLong({ quantity }: Workload, { values }: Outcome): boolean {
  return quantity === undefined && values.some((value) => value > LONG);
}

async function measureAgain(before: Outcome, python: string): Promise<Outcome> {
  const { job } = before;
  const env = job.loop === "asyncio, untrimmed" ? UNTRIMMED : {};
  const { stdout, failure } = await runToEnd(commandFor(job, python), { seconds: PATIENCE, env });
  if (failure !== null) return { ...before, failure };
  const { value } = JSON.parse(stdout) as { value: number };
  return { ...before, values: [...before.values, value] };
}

function commandFor(job: Job, python: string): string[] {
  if (job.loop.startsWith("reference:")) {
    return [process.execPath, ...nodeArguments("bench/one"), JSON.stringify(job)];
  }
  const module = job.loop === "asyncio, untrimmed" ? "asyncio" : job.loop;
  const script = join(packageRoot, "reference/bench/bench_loops.py");
  return [python, script, JSON.stringify({ ...job, module })];
}
