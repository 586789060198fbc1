import { GROWTH_LOOPS, growthSizes, type Workload } from "./catalogue.ts";
import { type Job, keyOf, type LoopId } from "./job.ts";

/** What share of a measurement runs before it as a warm-up. */
const WARM_UP = 0.1;

/**
 * The measurements of one workload, each once, in the order in which a round makes them.
 *
 * @param workload the workload
 * @param loops the loops that are there
 */
export function jobsOf(workload: Workload, loops: readonly LoopId[]): Job[] {
  const able = loops.filter((loop) => isAble(workload, loop));
  const jobs = new Map<string, Job>();
  const add = (loop: LoopId, n: number, watched: boolean) => {
    const job = jobOf(workload, loop, n, watched);
    jobs.set(keyOf(job), job);
  };
  for (const loop of able) add(loop, workload.n, false);
  for (const loop of able) {
    if (workload.watched !== undefined && loop !== "reference:thread")
      add(loop, workload.watched, true);
  }
  for (const n of growthSizes(workload)) {
    for (const loop of able.filter((loop) => GROWTH_LOOPS.includes(loop))) add(loop, n, false);
  }
  return [...jobs.values()];
}

/**
 * One measurement of a workload.
 *
 * @param n how much of it
 * @param watched whether the loop watches an idle descriptor meanwhile
 */
export function jobOf(workload: Workload, loop: LoopId, n: number, watched: boolean): Job {
  // The same warm-up for each n, so that sizes can be compared.
  const warmUp = workload.warm === false ? 0 : Math.max(1, Math.round(workload.n * WARM_UP));
  return { loop, workload: workload.name, n, warmUp, watched };
}

/** Whether a loop can do the work: the thread selector has no network; malloc matters to echoes. */
function isAble(workload: Workload, loop: LoopId): boolean {
  if (loop === "reference:thread") return workload.io !== true;
  return loop !== "asyncio, untrimmed" || workload.name.startsWith("TCP echo");
}
