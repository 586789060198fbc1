/** Mutants of `shutdown_asyncgens()`. */
import { mutantsOf } from "./row.ts";

export const asyncgenMutants = mutantsOf("mutant_asyncgens", {
  "shutdown-asyncgens.is-awaitable": {
    ShutdownIsNoCoroutine: "returns None from shutdown_asyncgens()",
  },
  "shutdown-asyncgens.closes-open-generators": {
    ClosesNothing: "closes no generator",
    LeavesTheLastOfSeveralOpen: "leaves one of three or more generators open",
    LeavesTheSecondOpen: "closes one generator alone",
    LeavesOpenWhatBeganInAnEarlierRun: "leaves generators of earlier runs open",
    LeavesOpenWhatBeganInThisRun: "leaves generators of the same run open",
    LeavesOpenInDebugMode: "closes no generator in debug mode",
    ClosesNothingWhenCalledTwice: "closes no generator when it is called a second time",
    ClosesOnlyInTheFirstTwoRuns: "closes no generator from the third run on",
    SkipsThoseThatWereIteratedTwice: "leaves generators open that are far in their code",
  },
  "shutdown-asyncgens.awaits-async-cleanup": {
    DoesNotWaitForCleanup: "does not wait for the generators' cleanup",
    WaitsForOneStepOfCleanup: "waits for one step of the generators' cleanup",
    WaitsForTheFirstCleanupAlone: "waits for the cleanup of one generator alone",
  },
  "shutdown-asyncgens.none-open-is-noop": {
    RaisesWhenNothingIsOpen: "raises if no generator is open",
    RaisesOnALoopThatNeverRan: "raises in the first run if no generator is open",
    RaisesInDebugModeWhenNothingIsOpen: "raises in debug mode if no generator is open",
    HangsWhenNothingIsOpen: "hangs if no generator is open, from the second run on",
  },
  "shutdown-asyncgens.warns-on-later-iteration": {
    NeverWarns: "does not warn of a later iteration",
    WarnsOnlyInTheSameRun: "does not warn of an iteration in a later run",
    WarnsOnlyIfSomethingWasOpen: "does not warn if no generator was open",
    WarnsSilently: "keeps its warning to itself",
  },
  "shutdown-asyncgens.only-own-loop": {
    ClosesThoseOfOtherLoops: "closes the generators of other loops too",
  },
  "shutdown-asyncgens.idempotent": {
    RaisesTheSecondTimeWhenNothingIsOpen: "raises if it is called again and none is open",
  },
  "shutdown-asyncgens.error-reported-not-raised": {
    StopsAtAFailingGenerator: "closes no further generator after one that fails",
  },
  "shutdown-asyncgens.idiom": {
    RaisesInTheIdiom: "raises after stop() if generators are open",
    CannotBeClosedAfterShutdown: "cannot be closed after shutdown_asyncgens()",
    LosesGeneratorsWhenARunIsStopped: "forgets the generators of its first run",
  },
  "shutdown-asyncgens.not-needed-with-run": {
    RunSkipsIt: "is not asked to close generators by asyncio.run()",
    RunSkipsItAfterAnError: "leaves generators open in asyncio.run() after an error",
    RunSkipsItInDebugMode: "leaves generators open in asyncio.run() in debug mode",
  },
  "shutdown-asyncgens.not-needed-with-runner": {
    RunnerSkipsIt: "leaves generators open in a Runner that has run twice",
  },
});
