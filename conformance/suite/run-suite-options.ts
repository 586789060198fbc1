/** What a run of the suite is told, and what it tells while it goes on. */
import type { DriverFault } from "../execution/processes/driver-fault.ts";
import type { Implementation } from "../execution/processes/implementation.ts";
import type { HelloReply } from "../execution/protocol.ts";
import type { Case } from "../language/case.ts";
import type { CaseOutcome } from "./outcome.ts";
import type { Settings } from "./run-plan.ts";
import type { Tried } from "./trials.ts";

/** The settings that a run depends on, and what only code can give. */
export interface RunSuiteOptions
  extends Pick<
    Settings,
    | "clock"
    | "jobs"
    | "timeout"
    | "startTimeout"
    | "repeat"
    | "edition"
    | "without"
    | "thorough"
    | "failFast"
  > {
  /** Believe a failure at once: for loops that are wrong on purpose. */
  readonly unconfirmed?: boolean;
  /** Try what the implementation and its host can do before the run. */
  readonly trials?: boolean;
  /** Outcomes known from an earlier run, by implementation id and case id: not run again. */
  readonly known?: (
    implementation: string,
    hello: HelloReply,
    kase: Case,
  ) => CaseOutcome | undefined;
  readonly signal?: AbortSignal;
  readonly observer?: RunObserver;
}

/** What is told while a run goes on. */
export interface RunObserver {
  /** @param edition the documentation version that it is judged by */
  greeted?(
    implementation: Implementation,
    hello: HelloReply,
    planned: number,
    edition: string,
  ): void;
  tried?(implementation: Implementation, tried: Tried): void;
  cannotStart?(implementation: Implementation, fault: DriverFault): void;
  judged?(implementation: Implementation, outcome: CaseOutcome): void;
}
