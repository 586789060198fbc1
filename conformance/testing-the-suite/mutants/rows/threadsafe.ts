/** Mutants of `call_soon_threadsafe()`, and of what becomes of partial objects. */
import { mutantsOf } from "./row.ts";

export const threadsafeMutants = mutantsOf("mutant_threadsafe", {
  "call-soon-threadsafe.runs-in-loop-thread": {
    RunsTwoArgumentsInTheCallingThread: "calls a callback with two arguments in the calling thread",
    RunsLateCallbacksInTheCallingThread: "calls the callbacks of other threads in those threads",
  },
  "call-soon-threadsafe.wakes-idle-loop": {
    DoesNotWakeInTheSecondRun: "does not wake the loop from the second run on",
    DoesNotWake: "never wakes the loop",
  },
  "call-soon-threadsafe.same-thread-ok": {
    RefusesItsOwnThreadInDebugMode: "refuses the loop's own thread in debug mode",
    LosesWhatItsOwnThreadSchedulesInTheSecondRun:
      "loses what the loop's own thread schedules from the second run on",
  },
  "call-soon-threadsafe.order-per-thread": {
    SwapsOneInFiveHundred: "swaps one callback in five hundred with the one before it",
    SwapsThePairsOfAThread: "swaps the callbacks of a thread, pair by pair",
  },
  "call-soon-threadsafe.none-lost": {
    LosesOneInFiveHundred: "loses one callback in five hundred",
  },
  "call-soon-threadsafe.before-run-queued": {
    LosesWhatComesBeforeTheFirstRun: "loses callbacks from before the first run",
    LosesWhatAThreadQueuesBetweenRuns: "loses what another thread queues while nothing runs",
  },
  "call-soon-threadsafe.context-explicit": {
    IgnoresTheContext: "ignores the context",
    IgnoresTheContextFromThreadsWithOneArgument:
      "ignores the context of another thread's callback with one argument",
  },
  "call-soon-threadsafe.context-default-of-calling-thread": {
    UsesAnEmptyContextByDefault: "runs callbacks without a context in an empty one",
    UsesTheContextOfTheLoop: "runs callbacks without a context in a copy of the run's",
  },
  "call-soon-threadsafe.returns-cancellable-handle": {
    ReturnsAHandleThatCannotCancel: "returns a handle that cancels nothing",
    CannotCancelOneArgumentOfAThread:
      "cannot cancel another thread's callback with exactly one argument",
  },
  "call-soon-threadsafe.no-debug-thread-error": {
    ObjectsToTheThreadInDebugMode: "objects to other threads in debug mode",
  },
  "call-soon-threadsafe.closed-rejected": {
    AcceptsOnAClosedLoop: "accepts callbacks on a closed loop",
    AcceptsOnAClosedLoopFromThreads: "accepts callbacks of other threads on a closed loop",
  },
  "call-soon-threadsafe.reentrant": {
    LosesWhatASignalHandlerSchedules: "loses what a signal handler schedules",
  },
  "partial.scheduling-functions-take-no-kwargs": {
    SwallowsKeywordsOfTimers: "swallows keyword arguments of call_later()",
    SwallowsKeywordsEverywhere: "swallows keyword arguments of all that schedules",
  },
  "partial.delivers-keywords": {
    StripsTheKeywordsOfPartials: "drops the keywords of partial objects",
    StripsTheKeywordsOfPartialsFromThreads:
      "drops the keywords of partial objects in call_soon_threadsafe()",
  },
});
