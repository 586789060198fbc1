/** Mutants of `stop()` during a run, and of the run after it. */
import { mutantsOf } from "./row.ts";

export const stopMutants = mutantsOf("mutant_stop", {
  "run-forever.stop-while-running.finishes-batch": {
    CutsTheBatchShort: "leaves the batch where it is stopped, from the second run on",
    CutsTheBatchShortAtOnce: "leaves the batch where it is stopped",
    CutsTheBatchShortInDebugMode: "leaves the batch where it is stopped in debug mode",
    CutsALongBatchShort: "leaves a batch of more than a hundred where it is stopped",
    DropsTheRestOfTheBatch: "drops callbacks behind the stopping one",
  },
  "run-forever.stop-while-running.defers-new-callbacks": {
    RunsWhatIsNewWhenItStops: "runs new callbacks to the last when it stops",
    RunsOneMoreBatchWhenItStops: "runs one more batch when it stops",
    RunsOneMoreBatchWhenItStopsInTheSecondRun:
      "runs one more batch when it stops, from the second run on",
    RunsOneMoreBatchWhenItStopsInDebugMode: "runs one more batch when it stops in debug mode",
    RunsNewThreadsafeOnesWhenItStops:
      "runs what call_soon_threadsafe() has scheduled in the stopping batch",
    RunsImmediateTimersWhenItStops: "runs timers that are due when it stops",
  },
  "run-forever.stop-while-running.defers-also-from-earlier-callback": {
    RunsWhatCameBeforeTheStop: "runs what the stopping batch has scheduled before the stop",
  },
  "run-forever.stop-while-running.deferred-run-in-next-run-forever": {
    DropsWhatItDefers: "drops what it has deferred",
    DropsTheSecondThatItDefers: "drops the second callback that it has deferred",
    DropsWhatItDefersInDebugMode: "drops what it has deferred in debug mode",
    ReversesWhatItDefers: "reverses what it has deferred",
  },
  "run-forever.stop-while-running.deferred-run-in-next-run-until-complete": {
    DropsDeferredOnesInACompletingRun: "drops what it has deferred in run_until_complete()",
    ReversesDeferredOnesInACompletingRun: "reverses what it has deferred in run_until_complete()",
  },
  "run-forever.restartable": {
    CannotBeRestarted: "does not run again once it was stopped",
    ForgetsTimersWhenItStops: "forgets its timers when a run ends",
    ForgetsReadersWhenItStops: "forgets its readers when a run ends",
    DropsTheQueueBetweenRuns: "drops all but the first of what is scheduled between runs",
  },
  "stop.ends-run": {
    IgnoresAStopOfACoroutine: "ignores a stop from a coroutine",
    IgnoresAStopOfATimer: "ignores a stop from a timer",
    IgnoresAStopOfAReader: "ignores a stop from a reader",
    IgnoresAStopInDebugMode: "ignores stop() in debug mode",
    IgnoresAStopInTheThirdRun: "ignores stop() in the third run",
    IgnoresAStopAfterAnError: "ignores stop() after an error in a callback",
  },
  "stop.current-callback-completes": {
    InterruptsTheStoppingCallback: "interrupts what calls stop(), from the second run on",
    InterruptsTheStoppingCallbackAtOnce: "interrupts the callback that calls stop()",
    InterruptsAStoppingCoroutine: "interrupts the coroutine that calls stop()",
    InterruptsInDebugMode: "interrupts what calls stop() in debug mode",
  },
  "stop.idempotent-in-batch": {
    SecondStopIsKept: "keeps the second stop of a batch for the next run",
  },
  "stop.on-idle-loop-is-pending": {
    StopOfAnIdleLoopRaises: "raises when it is stopped and does not run",
    StopOfAnIdleLoopIsLostWhenItHasTimers: "forgets a stop from before the run if it has timers",
    StopOfAnIdleLoopIsLostAfterARun: "forgets a stop from between two runs",
  },
  "run-forever.stop-before-run.defers-new-callbacks": {
    StopOfAnIdleLoopStopsTheRunAfterNext: "makes two passes after a stop from before the run",
  },
  "stop.cross-thread-via-threadsafe": {
    AThreadCannotStopIt: "ignores a stop from another thread",
    AThreadStopsItWithoutWaking: "does not wake for a stop from another thread",
    AThreadStopsItOnlyOnce: "ignores the second stop from another thread",
  },
});
