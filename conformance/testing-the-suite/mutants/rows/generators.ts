/** Mutants that treat async generators wrongly, always. */
import { mutantsOf } from "./row.ts";

export const generatorMutants = mutantsOf("mutant_generators", {
  "shutdown-asyncgens.none-open-is-noop": {
    FailsWithNothingOpen: "raises from shutdown_asyncgens() if none is open",
  },
  "shutdown-asyncgens.lazy": {
    ShutsDownWithoutBeingAwaited: "closes generators although nobody awaits it",
  },
  "shutdown-asyncgens.returns-none": {
    ShutdownReturnsACount: "returns the number of generators that it has closed",
  },
  "shutdown-asyncgens.concurrent": {
    ShutsDownInTurn: "closes generators one after the other",
    ShutsDownInTurnBackwards: "closes generators one after the other, the last first",
  },
  "shutdown-asyncgens.gc-finalization": {
    LeavesCollectedGeneratorsOpen: "does not close generators that are collected",
  },
  "shutdown-asyncgens.gc-finalization-other-thread": {
    LeavesGeneratorsThatThreadsCollectOpen: "does not close generators that a thread collects",
  },
  "shutdown-asyncgens.after-close-gc-silent": {
    DiesOfGeneratorsWhenClosed: "dies if a generator is collected once it is closed",
  },
  "shutdown-asyncgens.busy-generator": {
    ShutdownWaitsForBusyGenerators: "waits for ever for a generator that is running",
  },
  "shutdown-asyncgens.idiom-after-interrupt": {
    InterruptEndsShutdown: "forgets its generators at an interrupt",
  },
  "shutdown-asyncgens.late-iteration-details": {
    WarnsBeforeShutdown: "warns of every generator that begins",
    DoesNotWarnAfterShutdown: "does not warn of generators that begin after the shutdown",
  },
  "shutdown-asyncgens.untouched-generators-ignored": {
    BeginsWhatItNeverSaw: "begins generators that nobody has begun, to close them",
    RaisesForFinishedGenerators: "raises if a generator has ended before the shutdown",
  },
});
