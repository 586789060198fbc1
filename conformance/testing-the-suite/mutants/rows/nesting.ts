/** Mutants of runs inside runs, of interrupts, and of what a run leaves behind. */
import { mutantsOf } from "./row.ts";

export const nestingMutants = mutantsOf("mutant_nesting", {
  "run-forever.reentry-rejected": {
    NestedRunsDoNothing: "overlooks run_forever() while it runs",
  },
  "run-until-complete.reentry-same-loop-rejected": {
    NestedRunsGiveNone: "returns None from run_until_complete() while it runs",
  },
  "run-forever.nested-other-loop-rejected": {
    ForeverInsideOtherLoops: "runs inside another loop",
  },
  "run-until-complete.nested-other-loop-rejected": {
    CompletesInsideOtherLoops: "completes futures inside another loop",
  },
  "run-forever.rejected-nesting-leaves-outer-intact": {
    RefusedNestingStopsTheOuterRun: "stops the outer run when it refuses an inner one",
    RefusedNestingUnsetsTheRunningLoop: "unsets the running loop when it refuses an inner run",
  },
  "run-until-complete.running-in-other-thread-rejected": {
    GivesNoneWhileRunningElsewhere: "returns None while it runs in another thread",
  },
  "run-forever.interrupt-escapes-batch": {
    InterruptsBecomeErrors: "raises RuntimeError in place of an interrupt",
    InterruptsEndTheRunOnly: "ends the run at an interrupt and does not raise it",
    InterruptsDropTheRestOfTheBatch: "drops the rest of the batch at an interrupt",
  },
  "run-until-complete.keyboardinterrupt-escapes": {
    InterruptsDropTimersAndTasks: "cancels all timers and tasks at an interrupt",
  },
  "run-forever.non-main-thread": {
    RunsInTheMainThreadAlone: "refuses to run outside the main thread",
  },
  "run-until-complete.any-thread": {
    CompletesInTheMainThreadAlone: "refuses to complete futures outside the main thread",
  },
  "run-until-complete.moves-between-threads": {
    StaysInItsFirstThread: "refuses to run in another thread than before",
  },
  "run-forever.asyncgen-hooks-installed-and-restored": {
    LeavesItsHooks: "leaves its hooks for async generators in place",
    InstallsNoHooks: "installs no hooks for async generators",
  },
  "run-forever.returns-none": {
    RunForeverReturnsTheLoop: "returns the loop from run_forever()",
  },
  "run-forever.closed-loop-rejected": {
    RunsNothingWhenClosed: "overlooks run_forever() once it is closed",
  },
});
