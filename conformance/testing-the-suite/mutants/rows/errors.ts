/** Mutants of error reports, and of what is refused. */
import { mutantsOf } from "./row.ts";

export const errorMutants = mutantsOf("mutant_errors", {
  "call-soon.error-context-optional-keys": {
    LeavesOutTheOptionalKeys: "reports nothing but a message",
    ReportsACopyOfTheError: "reports a copy of the error",
  },
  "call-soon.error-context-keys": {
    ReportsSuccess: "reports callbacks that did not fail",
    ReportsEveryErrorTwice: "reports every error twice",
    ReportsOneErrorOnly: "reports the first error alone",
  },
  "call-soon.cancellederror-reported": {
    HidesCancellations: "does not report a CancelledError",
  },
  "call-soon.return-value-ignored": {
    RepeatsWhatReturnsSomething: "calls a callback again that returns something",
    EndsTheRunAtFalse: "ends the run when a callback returns False",
    RaisesReturnedErrors: "raises when a callback returns an error",
    CallsReturnedMethods: "calls what callbacks return",
    RunsReturnedCoroutines: "runs a coroutine that a callback returns",
  },
  "call-soon.rejects-missing-callback": {
    CallsWithoutACallback: "takes calls without a callback",
  },
  "call-soon.noncallable-debug": {
    TakesAnythingInDebugMode: "takes what cannot be called in debug mode",
  },
  "call-soon.noncallable-nondebug": {
    RefusesOutsideDebugModeToo: "refuses what cannot be called outside debug mode too",
  },
  "call-soon.closed-rejected": {
    TakesCallbacksWhenClosed: "accepts callbacks once it is closed",
  },
  "call-soon.wrong-thread-debug-type": {
    ThreadErrorOfAnotherKind: "raises ValueError for calls from another thread",
    ObjectsToIdleLoops: "raises for calls from another thread although nothing is amiss",
  },
  "run-forever.callback-error-does-not-stop": {
    ErrorBehindStopIsRaised: "raises when a callback has failed in the last batch of a run",
  },
});

/** Mutants of rendering and of partial objects. */
export const renderingMutants = mutantsOf("mutant_rendering", {
  "partial.delivers-keywords": {
    DropsTheKeywordsOfPartials: "drops the keywords of partial objects",
    DropsTheArgumentsOfPartials: "drops the positional arguments of partial objects",
  },
  "partial.rendered-in-debug": {
    ShowsNoCallbackInDebugMode: "renders handles in debug mode without their callback",
  },
  "partial.rendered-outside-debug": {
    ShowsNoCallback: "renders handles without their callback",
  },
  "partial.arguments-hidden-outside-debug": {
    ShowsEverythingOutsideDebugMode: "renders the arguments outside debug mode too",
  },
  "partial.scheduling-functions-take-no-kwargs": {
    SwallowsKeywordsOfWatchers: "swallows the keywords of run_in_executor and of watchers",
  },
});
