/** What a job's thread and the search say to each other. */
import type { DriverFaultCode } from "../../execution/processes/driver-fault.ts";
import type { Counts, JobOptions, Suspicion } from "./job.ts";
import type { SharedSeeds } from "./seeds.ts";

/** What the thread starts with. */
export interface JobData {
  readonly options: JobOptions;
  readonly seeds: SharedSeeds;
}

/** What the thread says. */
export type JobReport =
  /** Something to be followed up; answered when that is done. */
  | { readonly suspicion: Suspicion }
  /** The last report: what became of the programs, and what ended the job before its time. */
  | {
      readonly counts: Counts;
      readonly fault?: {
        readonly code: DriverFaultCode;
        readonly message: string;
        readonly hint: string;
      };
    };

/** What the search says: a difference was followed up, or the job is to end at once. */
export type JobOrder = "followed" | "interrupt";
