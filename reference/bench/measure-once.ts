import { newPollEventLoop } from "../io/poll-loop.ts";
import { socketPair } from "../io/socket.ts";
import { EventLoop } from "../loop/event-loop.ts";
import { ThreadSelector } from "../waiting/thread.ts";
import { coreWorkloads } from "./core-workloads.ts";
import { ioWorkloads } from "./io-workloads.ts";
import type { Job } from "./job.ts";
import { memoryWorkloads } from "./memory.ts";
import { waitingWorkloads } from "./waiting.ts";

/**
 * How often the warm-up runs before a run of full size: V8 compiles anew when a second loop does
 * what it has only seen the first one do, and its heap grows with the first work of a size.
 */
const WARM_UPS = 2;
/** A small n is run so often that it takes as long as so many warm-ups. */
const RUNS = 3;

type Work = (loop: EventLoop, n: number) => number | undefined;

const WORK = {
  ...coreWorkloads,
  ...ioWorkloads,
  ...memoryWorkloads,
  ...waitingWorkloads,
} as Readonly<Record<string, Work>>;

/** The workloads that are measured, by name. */
export const workNames: readonly string[] = Object.keys(WORK);

/**
 * Measures one workload on the reference loop, in this process; `bench_loops.py` does the same.
 *
 * @param job what to measure; its loop is one of the reference's
 * @returns seconds, or what the workload measures
 */
export function measureOnce(job: Job): number {
  if (job.warmUp > 0) {
    for (let i = 0; i < WARM_UPS; i += 1) run(job, job.warmUp);
    run(job, Math.max(job.n, job.warmUp));
  }
  const runs = Math.max(1, Math.floor((RUNS * job.warmUp) / job.n));
  let total = 0;
  for (let i = 0; i < runs; i += 1) total += run(job, job.n);
  return total / runs;
}

function run({ loop: id, workload, watched }: Job, n: number): number {
  const work = WORK[workload];
  if (work === undefined) throw new Error(`there is no workload \`${workload}\``);
  const loop = id === "reference:poll" ? newPollEventLoop() : new EventLoop(new ThreadSelector());
  const ends = watched ? socketPair() : [];
  for (const end of ends.slice(0, 1)) loop.addReader(end, () => {});
  const start = process.hrtime.bigint();
  const value = work(loop, n);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  loop.close();
  for (const end of ends) end.close();
  return value ?? seconds;
}
