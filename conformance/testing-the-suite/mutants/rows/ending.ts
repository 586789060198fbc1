/** Mutants that go on or end at the wrong time, always. */
import { mutantsOf } from "./row.ts";

export const endingMutants = mutantsOf("mutant_ending", {
  "preface.runs-callbacks-and-tasks": {
    RunsCallbacksInThreads: "runs callbacks in other threads",
    FirstTaskAlone: "makes no task while another is pending",
  },
  "preface.runs-subprocesses": {
    StartsNoSubprocesses: "starts no subprocesses",
  },
  "run-forever.restartable": {
    RunsOnceOnly: "does nothing in later runs",
  },
  "run-forever.stop-while-running.deferred-run-in-next-run-forever": {
    LosesTimersOfTheLastBatch: "cancels the timers that are due when a run ends",
  },
  "run-forever.stop-while-running.deferred-run-in-next-run-until-complete": {
    LosesDeferredTimersOfTheNextRun: "cancels the timers that are due when a run ends",
  },
  "run-forever.stop-while-running.defers-also-from-earlier-callback": {
    DueTimersGetAnExtraIteration: "runs one batch more with the timers that are due",
  },
  "run-forever.no-starvation": {
    StarvesTimersAndDescriptors: "polls only when no callback waits",
    StarvesCallbacks: "runs no callbacks while a descriptor is ready",
  },
  "run-forever.idle-does-not-spin": {
    WorksWhileItWaits: "uses the processor while it waits",
  },
  "run-forever.stop-before-run.exits": {
    ForgetsAStopBeforeTheRun: "forgets a stop() from before the run",
  },
  "stop.idempotent-in-batch": {
    StopsPileUp: "ends as many runs as stop() was called",
  },
  "run-forever.stop-before-run.runs-due-timers": {
    PassOverTimersWhenStopped: "runs no due timers if it was stopped before the run",
  },
  "run-forever.runs-until-stop": {
    RunsOutOfWork: "ends the run when no callback waits",
  },
  "run-forever.stop-while-running.finishes-batch": {
    StopDropsTheBatch: "drops the rest of the batch at a stop()",
    LastInTheBatchCannotStop: "refuses stop() from the last callback of a batch",
  },
  "run-forever.stop-while-running.defers-new-callbacks": {
    StopAddsAnIteration: "runs what the last batch has scheduled before it returns",
  },
  "stop.ends-run": {
    StopRaises: "raises when it was stopped",
  },
  "stop.cross-thread-via-threadsafe": {
    StopsOnlyWithoutArguments: "drops the arguments of callbacks from other threads",
  },
  "stop.returns-none": {
    StopReturnsTheLoop: "returns the loop from stop()",
  },
  "stop.on-closed-loop": {
    ClosedLoopsCannotBeStopped: "refuses stop() once it is closed",
  },
  "is-running.other-loop-false": {
    RunsIfAnyLoopRuns: "says that it runs if any loop runs",
  },
  "is-running.visible-across-threads": {
    RunsInItsOwnThreadAlone: "says to other threads that it does not run",
  },
  "is-running.type-bool": {
    TellsAThreadForRunning: "gives a number where it is asked whether it runs",
  },
});
