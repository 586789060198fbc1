/** The thread of a job. */
import { parentPort, workerData } from "node:worker_threads";
import { DriverFault } from "../../execution/processes/driver-fault.ts";
import { Job } from "./job.ts";
import type { JobData, JobOrder, JobReport } from "./messages.ts";
import { Seeds } from "./seeds.ts";

async function work({ options, seeds }: JobData): Promise<void> {
  if (parentPort === null) throw new Error("a job runs in a thread of its own");
  const port = parentPort;
  const say = (report: JobReport) => port.postMessage(report);
  // Differences come back in any order: which one it was does not matter.
  const unfollowed: (() => void)[] = [];
  const job = new Job(options, new Seeds(seeds), (suspicion) => {
    say({ suspicion });
    return new Promise((resolve) => {
      unfollowed.push(resolve);
    });
  });
  port.on("message", (order: JobOrder) => {
    if (order === "followed") unfollowed.shift()?.();
    else job.interrupt();
  });
  try {
    await job.run();
    say({ counts: job.counts });
  } catch (error) {
    if (!(error instanceof DriverFault)) throw error;
    const { code, message, hint } = error;
    say({ counts: job.counts, fault: { code, message, hint } });
  } finally {
    port.close();
  }
}

void work(workerData as JobData);
