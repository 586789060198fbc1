/** Mutants of closing, and of loops that are closed, wrong always. */
import { mutantsOf } from "./row.ts";

export const closingMutants = mutantsOf("mutant_closing", {
  "close.sets-closed": {
    NeverSaysClosed: "never says that it is closed",
  },
  "close.returns-none": {
    CloseReturnsTheLoop: "returns the loop from close()",
  },
  "close.irreversible": {
    AnyCallRevives: "is open again once it is asked for anything",
  },
  "close.rejects-scheduling": {
    TakesAllSchedulingWhenClosed: "accepts callbacks and timers once it is closed",
  },
  "close.rejects-executor-and-watchers": {
    TakesWatchersWhenClosed: "accepts jobs and watchers once it is closed",
  },
  "close.harmless-queries": {
    AnswersNothingWhenClosed: "raises once it is closed, whatever it is asked",
  },
  "close.handle-cancel-after-close": {
    HandlesCannotBeCancelledWhenClosed: "raises if a handle is cancelled once it is closed",
  },
  "close.future-callbacks-after-close": {
    FuturesOfAClosedLoopAreStuck: "swaps what its futures do once it is closed",
  },
  "close.running-executor-job-finishes": {
    CloseWaitsForRunningJobs: "waits for the jobs of its executor when it is closed",
  },
  "close.discards-ready-callbacks": {
    KeepsWhatWasDeferred: "hands the callbacks that wait to the next loop that runs",
  },
  "close.running-rejected": {
    CloseIsDeafWhileRunning: "overlooks close() while it runs",
  },
  "close.rejected-close-leaves-loop-intact": {
    RefusedCloseEndsTheRun: "ends the run when it refuses to be closed",
    RefusedCloseDropsWhatWaits: "drops all that waits when it refuses to be closed",
  },
  "close.keeps-user-sockets": {
    ClosesWatchedSockets: "shuts the sockets that it watched when it is closed",
  },
  "close.pending-task-warned-on-gc": {
    LosesTasksSilently: "says nothing when a pending task is collected",
    LamentsEveryTask: "reports every task that is collected",
  },
  "close.unclosed-loop-warning": {
    GoesUnclosedSilently: "does not warn when it is collected without having been closed",
    WarnsAlwaysWhenCollected: "warns when it is collected, closed or not",
  },
  "close.removes-signal-handlers": {
    KeepsSignals: "keeps its signal handlers when it is closed",
  },
});
