/** The search's side of a job: starts its thread, and has followed up what it finds. */
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { packageRoot } from "#package-root";
import { DriverFault } from "../../execution/processes/driver-fault.ts";
import { runsFromSources } from "../../execution/processes/spawn-node.ts";
import type { Counts, Suspicion } from "./job.ts";
import type { JobData, JobOrder, JobReport } from "./messages.ts";

/** A job in a thread of its own: drawing programs and asking the oracle is work for a whole processor. */
export class JobWorker {
  private readonly worker: Worker;
  /**
   * What became of its programs, when all are judged.
   *
   * @throws DriverFault if a driver cannot be started
   */
  readonly ended: Promise<Counts>;

  /** @param follow follows up a difference */
  constructor(data: JobData, follow: (suspicion: Suspicion) => Promise<void>) {
    this.worker = new Worker(entry(), {
      eval: runsFromSources(),
      workerData: data,
      // What loads the main thread's sources is none of its business.
      execArgv: [],
      // A job holds some 20 MB. Without a limit V8 lets its garbage grow to gigabytes on a large machine.
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    let failure: unknown;
    const fail = (error: unknown) => {
      failure ??= error;
      this.interrupt();
    };
    this.ended = new Promise((resolve, reject) => {
      this.worker.on("message", (report: JobReport) => {
        if ("suspicion" in report)
          void follow(report.suspicion)
            .catch(fail)
            .finally(() => this.order("followed"));
        else if (failure !== undefined) reject(failure);
        else if (report.fault === undefined) resolve(report.counts);
        else reject(new DriverFault(report.fault.code, report.fault.message, report.fault.hint));
      });
      this.worker.on("error", reject);
      this.worker.on("exit", (status) => reject(new Error(`a job ended with status ${status}`)));
    });
  }

  /** Ends it at once. */
  interrupt(): void {
    this.order("interrupt");
  }

  private order(order: JobOrder): void {
    this.worker.postMessage(order);
  }
}

/** The thread's entry: the built one, or, where this process runs from sources, what loads the source. */
function entry(): string {
  if (!runsFromSources()) return join(packageRoot, "dist/conformance/search/jobs/job-thread.js");
  const [loader, source] = ["execution/drivers/run-sources.cjs", "search/jobs/job-thread.ts"].map(
    (file) => JSON.stringify(join(packageRoot, "conformance", file)),
  );
  return `require(${loader}); require(${source});`;
}
