/** Mutants of `run_until_complete()`. */
import { mutantsOf } from "./row.ts";

export const completeMutants = mutantsOf("mutant_complete", {
  "run-until-complete.returns-result": {
    GivesNoneForFalsyResults: "gives None for falsy results",
    GivesACopyOfTheResult: "gives a copy of the result",
    GivesTheResultOfTheFirstRun: "gives the first run's result in the third run",
    GivesNoneInDebugMode: "gives None in debug mode",
    GivesTheFuture: "gives the future instead of its result",
    GivesTrueForOne: "gives booleans for 0 and 1",
  },
  "run-until-complete.raises-exception": {
    GivesErrorsAsResults: "gives a ValueError as the result",
    RaisesACopy: "raises a copy of the exception",
    RaisesARuntimeErrorInstead: "raises a RuntimeError for a ValueError",
    SwallowsErrorsOfFutures: "swallows the exception of a plain future",
    SwallowsTheSecondError: "swallows the second exception",
    SwallowsErrorsInDebugMode: "swallows exceptions in debug mode",
  },
  "run-until-complete.raises-cancelled": {
    SwallowsCancellation: "returns None for what was cancelled",
    SwallowsCancellationFromBefore: "returns None for what was cancelled before the run",
    RaisesATimeoutForCancellation: "raises a timeout for a coroutine that was cancelled",
    RaisesInvalidStateForCancellation: "raises InvalidStateError for what was cancelled",
  },
  "run-until-complete.repeatable": {
    RefusesTheThirdRun: "refuses the third run",
    RefusesAfterAForeverRun: "refuses run_until_complete() after run_forever()",
    RefusesAfterARaisingRun: "refuses to run after a run that raised",
    RefusesAfterACancelledRun: "does not run after a run that was cancelled",
  },
  "run-until-complete.runs-to-completion": {
    ReturnsWhenNothingIsReady: "returns when nothing is ready and no timer is left",
    ReturnsWhenOnlyTimersAreLeft: "returns when only timers are left",
    ReturnsAfterAThousandIterations: "returns after a thousand iterations",
    ReturnsWhenIdleInTheSecondRun: "returns when nothing is ready, from the second run on",
  },
  "run-until-complete.wraps-coroutine-in-task": {
    DoesNotRunTheCoroutineAsATask: "drives a coroutine without a task",
    HidesTheTaskInTheSecondRun: "drives a coroutine without a task from the second run on",
  },
  "run-until-complete.done-future-returns-at-once": {
    TimersHoldUpADoneFuture: "runs the timers before it gives the result of a future that is done",
    WaitsABitForADoneFuture: "waits half a minute for a future that is done if it has timers",
    ADoneFutureWaitsForTheQueue: "waits for the other tasks before a future that is done",
    ADoneFailureWaitsForATimer: "waits for the timers before it raises what is there already",
  },
});
