/** Mutants of `call_soon()`. */
import { mutantsOf } from "./row.ts";

export const callSoonMutants = mutantsOf("mutant_call_soon", {
  "call-soon.not-synchronous": {
    RunsAtOnceWithoutArguments: "calls a callback at once if it has no arguments",
    RunsAtOnceFromCallbacksInDebugMode: "calls callbacks at once in debug mode",
  },
  "call-soon.passes-args": {
    SwapsTheFirstTwoOfFiveArguments: "swaps the first two of exactly five arguments",
    CopiesASingleArgument: "passes another text if there is one argument alone",
  },
  "call-soon.fifo": {
    SwapsNeighboursInLongQueues: "swaps two neighbours in queues of a thousand",
    RunsANewCallbackFirstInTheSecondRun: "turns the queue between the first run and the second",
  },
  "call-soon.each-registration-once": {
    ForgetsARepeatedRegistration: "drops a registration that equals the one before it",
    RunsOneInAThousandTwice: "calls one callback in a thousand twice",
  },
  "call-soon.scheduled-from-callback-next-iteration": {
    RunsWhatACallbackSchedulesInTheSameBatch: "runs at once what a callback has scheduled",
  },
  "call-soon.before-run-kept": {
    DropsWhatWaitsForTheFirstRun: "drops the first of more than three callbacks from before a run",
    DropsWhatWaitsAfterARaisingRun: "drops a callback that waited when a run had raised",
  },
  "call-soon.context-explicit": {
    IgnoresTheContextOfOneArgument: "ignores the context of a callback with one argument",
    IgnoresTheContextInDebugMode: "ignores the context in debug mode",
  },
  "call-soon.context-default-is-snapshot": {
    OneContextForAllCallbacks: "runs all callbacks without a context in a common one",
    SnapshotsTheContextLate: "runs callbacks from before the run in an empty context",
  },
  "call-soon.context-keyword-only": {
    TakesAPositionalContextAsTheContext: "takes a Context among the arguments for the context",
  },
  "call-soon.context-shared-object": {
    CopiesTheGivenContext: "runs a callback in a copy of the given context",
  },
  "call-soon.returns-handle": {
    ReturnsAnotherHandleInDebugMode: "returns a handle of another class in debug mode",
    ReturnsNothingFromCallbacks: "returns None during a run",
  },
  "call-soon.handle-cancel-prevents-run": {
    CannotCancelOneArgument: "cannot cancel a callback with exactly one argument",
    CannotCancelWithinTheBatch: "runs what an earlier callback of the batch has cancelled",
  },
  "call-soon.rejects-keywords": {
    SwallowsKeywords: "swallows keyword arguments",
  },
  "call-soon.handle-cancelled-query": {
    HandleNeverSaysCancelled: "returns handles that never say that they are cancelled",
  },
  "call-soon.handle-cancel-idempotent": {
    SecondCancelRaises: "returns handles whose second cancel() raises",
  },
  "call-soon.error-context-keys": {
    CallsTheHandlerWithTheContextAlone: "calls the exception handler without the loop",
    LeavesOutTheMessage: "leaves out the message when it reports an error",
  },
  "call-soon.wrong-thread-debug": {
    DoesNotCheckTheThread: "never checks the thread",
  },
  "run-forever.callback-error-does-not-stop": {
    CallbackErrorEndsTheRun: "ends the run after an error in a callback",
    CallbackErrorIsRaised: "raises when a callback has failed, from the second run on",
  },
});
