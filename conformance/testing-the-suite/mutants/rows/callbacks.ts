/** Mutants of `call_soon()` that are wrong always, and not only now and then. */
import { mutantsOf } from "./row.ts";

export const callbackMutants = mutantsOf("mutant_callbacks", {
  "call-soon.not-synchronous": {
    RunsAtOnce: "calls every callback at once",
  },
  "call-soon.passes-args": {
    GivesAnArgumentMore: "gives every callback an argument more",
    GivesTextForEveryArgument: "turns every argument into text",
  },
  "call-soon.before-run-kept": {
    DropsWhatWaitsBeforeARun: "drops the callbacks that wait when a run begins",
  },
  "call-soon.fifo": {
    LastInFirstOut: "runs the callback that was scheduled last first",
  },
  "call-soon.each-registration-once": {
    RunsTwice: "calls every callback twice",
    DropsEqualRegistrations: "drops a registration that equals one that waits",
  },
  "call-soon.scheduled-from-callback-next-iteration": {
    RunsOnWithTheBatch: "takes one callback more into the batch, and ends the run",
  },
  "call-soon.context-explicit": {
    IgnoresEveryContext: "ignores the context that a callback is given",
  },
  "call-soon.context-shared-object": {
    RunsInACopy: "runs each callback in a copy of its context",
  },
  "call-soon.context-default-is-snapshot": {
    RunsInTheContextOfTheRun: "runs callbacks in the context of whoever runs the loop",
    RunsInOneEmptyContext: "runs callbacks without a context in an empty one",
  },
  "call-soon.context-keyword-only": {
    TakesTheLastContextAway: "takes contexts out of the arguments",
  },
  "call-soon.context-invalid": {
    TakesAnythingForAContext: "takes anything for a context",
  },
  "call-soon.returns-handle": {
    ReturnsAnotherHandle: "returns an object that is no Handle",
    ReturnsTheCallback: "returns the callback",
  },
  "call-soon.handle-cancel-prevents-run": {
    CannotCancel: "ignores the cancellation of callbacks",
    CancelsAllEqualCallbacks: "cancels all callbacks that wait with the one that is cancelled",
  },
  "call-soon.handle-cancel-idempotent": {
    CannotCancelWhatRan: "raises if a callback is cancelled that has run",
    LateCancelTakesTheNext: "drops the next callback if one is cancelled that does not wait",
  },
  "call-soon.handle-cancelled-query": {
    AlwaysSaysCancelled: "returns handles that always say that they are cancelled",
  },
  "handle.get-context": {
    TellsAnotherContext: "returns handles that tell an empty context",
  },
});
