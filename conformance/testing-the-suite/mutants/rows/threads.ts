/** Mutants of `call_soon_threadsafe()` that are wrong at every call. */
import { mutantsOf } from "./row.ts";

export const threadMutants = mutantsOf("mutant_threads", {
  "call-soon-threadsafe.closed-rejected-unpromised": {
    TakesThreadsCallbacksWhenClosed: "accepts callbacks of threads once it is closed",
  },
  "call-soon-threadsafe.context-default-of-calling-thread": {
    RunsInTheContextOfTheCaller: "changes the context of the thread that calls",
  },
  "call-soon-threadsafe.cancel-from-other-thread": {
    CannotBeCancelledByThreads: "ignores cancellation by other threads",
  },
  "call-soon-threadsafe.order-per-thread": {
    SameThreadLastInFirstOut: "runs what its own thread schedules in reverse order",
  },
  "call-soon-threadsafe.ordered-with-call-soon": {
    SameThreadGoesAhead: "puts what its own thread schedules ahead of what waits",
  },
  "call-soon-threadsafe.none-lost": {
    LosesOneInSeven: "loses one callback of other threads in seven",
    LosesWhatSurroundsARun: "loses the callbacks of other threads outside the first run",
  },
  "call-soon-threadsafe.no-debug-thread-error": {
    ChecksTheThreadInDebugMode: "refuses other threads in debug mode",
  },
  "call-soon-threadsafe.same-thread-ok": {
    LosesTheSameThread: "loses what its own thread schedules",
  },
  "call-soon-threadsafe.runs-in-loop-thread": {
    RunsThreadsCallbacksElsewhere: "runs the callbacks of threads in threads of their own",
  },
  "call-soon-threadsafe.reentrant": {
    LosesWhatSignalHandlersSchedule: "loses what signal handlers schedule",
  },
});
