/** Mutants of `run_forever()`, above all of a run that was stopped before it began. */
import { mutantsOf } from "./row.ts";

export const foreverMutants = mutantsOf("mutant_forever", {
  "run-forever.runs-until-stop": {
    ReturnsWhenIdle: "returns when there is nothing left to do",
    ReturnsAfterTwoThousandCallbacks: "returns after two thousand callbacks",
    ReturnsWhenATaskEnds: "returns when a task is done",
  },
  "run-forever.callback-error-does-not-stop": {
    ReturnsAfterAnErrorInACallback: "ends the run after an error in debug mode",
    ReturnsAfterAnErrorInATimer: "ends the run after an error in a timer",
    DropsTheBatchAfterAnError: "drops the rest of the batch after an error",
    RaisesTheThirdError: "raises when three callbacks have failed",
  },
  "run-forever.stop-before-run.consumed-once": {
    KeepsAStopBeforeTheRun: "stops the next run too",
    KeepsASecondStopBeforeTheRun: "spends each of several stops on a run of its own",
  },
  "run-forever.stop-before-run.exits": {
    WaitsForTheFarTimerWhenStoppedBefore: "waits for a timer in the one pass",
    WaitsForADescriptorWhenStoppedBefore: "waits for a descriptor in the one pass",
  },
  "stop.on-idle-loop-is-pending": {
    ForgetsAStopBeforeTheRun: "forgets a stop from before the run",
    ForgetsAStopBeforeTheSecondRun: "forgets a stop from before the second run",
    ForgetsAStopBeforeTheRunInDebugMode: "forgets a stop from before the run in debug mode",
  },
  "run-forever.stop-before-run.polls-once-zero-timeout": {
    DoesNotPollWhenStoppedBefore: "does not poll in the one pass",
    PollsTwiceWhenStoppedBefore: "polls twice in the one pass",
    PollsTwiceWhenStoppedBeforeWithTimers: "polls twice in the one pass if it has timers",
    PollsForAMillisecondWhenStoppedBefore: "polls for a millisecond in the one pass",
    PollsUntilTheTimerWhenStoppedBefore: "polls until the next timer in the one pass",
  },
  "run-forever.stop-before-run.runs-io-callbacks": {
    LeavesOutIoWhenStoppedBefore: "leaves out descriptors in the one pass",
    ServesOneDescriptorWhenStoppedBefore: "serves one descriptor in the one pass",
    LeavesOutWritersWhenStoppedBefore: "leaves out writers in the one pass",
    LeavesOutIoBesideCallbacksWhenStoppedBefore:
      "leaves out descriptors in the one pass if callbacks are ready",
  },
  "run-forever.stop-before-run.runs-ready-callbacks": {
    LeavesOutTheLastWhenStoppedBefore: "leaves out the last callback in the one pass",
    RunsOneCallbackWhenStoppedBefore: "runs one callback in the one pass",
    RunsNothingWhenStoppedBefore: "runs nothing in the one pass",
    LeavesOutThreadsafeOnesWhenStoppedBefore:
      "leaves out what call_soon_threadsafe() has scheduled in the one pass",
    LeavesOutWhatComesAfterTheStop: "leaves out what came after the stop in the one pass",
    DropsWhatWaitsBehindAHundredWhenStoppedBefore: "runs a hundred callbacks in the one pass",
  },
  "run-forever.stop-before-run.defers-new-callbacks": {
    DefersThePassWhenStoppedBefore: "makes two passes if it was stopped before the run",
  },
});
