/** Mutants of `run_until_complete()` that are wrong at every call. */
import { mutantsOf } from "./row.ts";

export const completingMutants = mutantsOf("mutant_completing", {
  "run-until-complete.returns-result": {
    CompletesWithATuple: "returns the result in a tuple",
  },
  "run-until-complete.raises-exception": {
    RaisesAnotherException: "raises another exception than the future has",
  },
  "run-until-complete.runs-to-completion": {
    ReturnsAfterOneIteration: "returns after one iteration",
  },
  "run-until-complete.done-future-returns-at-once": {
    RefusesDoneFutures: "refuses futures that are done",
  },
  "run-until-complete.done-future-runs-ready-callbacks": {
    RunsNothingForDoneFutures: "returns at once for a future that is done, and runs nothing",
  },
  "run-until-complete.closed-loop-rejected": {
    CompletesNothingWhenClosed: "returns None once it is closed",
  },
  "run-until-complete.uses-task-factory": {
    MakesTasksItself: "does not ask the task factory",
    AsksTheFactoryForFuturesToo: "asks the task factory for a future too",
  },
  "run-until-complete.uses-given-future-unwrapped": {
    WrapsFuturesIntoTasks: "awaits a future in a task of its own",
  },
  "run-until-complete.accepts-awaitable": {
    RefusesAwaitables: "refuses awaitables that are neither coroutines nor futures",
  },
  "run-until-complete.rejects-non-awaitable": {
    CompletesAnything: "returns what cannot be awaited",
  },
  "run-until-complete.foreign-future-rejected": {
    CompletesFuturesOfOtherLoops: "returns None for a future of another loop",
  },
  "run-until-complete.other-tasks-stay-pending": {
    CancelsAllOtherTasks: "cancels all other tasks when its future is done",
  },
  "run-until-complete.completion-batch-semantics": {
    DropsTheRestAtCompletion: "drops what waits when its future is done",
  },
  "run-until-complete.repeatable": {
    DropsTimersAtCompletion: "cancels all timers when its future is done",
    CompletesOnceOnly: "completes one coroutine alone",
  },
  "run-until-complete.stop-before-done-raises": {
    GivesNoneWhenStopped: "returns None if it was stopped",
  },
  "run-until-complete.prior-stop-makes-it-fail": {
    ForgetsAnEarlierStop: "forgets a stop() from before the run",
  },
  "run-until-complete.stop-and-done-same-batch-ok": {
    RaisesWhenStoppedThoughDone: "raises if it was stopped although its future is done",
  },
  "run-until-complete.pending-future-survives-stop": {
    CancelsWhatIsLeftWhenStopped: "cancels its future if it was stopped",
  },
  "run-until-complete.no-stale-stop-callback": {
    LeavesAStopBehind: "stops a later run when the future of an earlier one is done",
  },
  "run-until-complete.failure-reported-once": {
    ReportsTheFailureToo: "reports the exception that it raises",
  },
});
