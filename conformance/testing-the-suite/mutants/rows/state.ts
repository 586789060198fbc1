/** Mutants of `is_running()`, `is_closed()` and `close()`. */
import { mutantsOf } from "./row.ts";

export const stateMutants = mutantsOf("mutant_state", {
  "is-running.false-before-and-after": {
    RunsAfterTheFirstRun: "says that it runs when its first run is over",
    RunsBeforeTheFirstRun: "says that it runs before its first run",
    RunsAfterARaisingRun: "says that it runs after a run that raised",
    RunsAfterACancelledRun: "says that it runs after a run that was cancelled",
    RunsWhileItHasWork: "says that it runs while it has work",
  },
  "run-until-complete.keyboardinterrupt-escapes": {
    RunsAfterAnInterruptedRun: "says that it runs after a run that was interrupted",
  },
  "is-running.true-inside": {
    DoesNotRunOnceItIsStopping: "denies that it runs once it is stopping",
    DoesNotRunInCallbacks: "denies in callbacks that it runs",
    DoesNotRunInCoroutines: "denies in coroutines that it runs",
    DoesNotRunInTheSecondRun: "denies that it runs in its second run",
    DoesNotRunInDebugMode: "denies that it runs in debug mode",
  },
  "is-running.other-loop-false": {
    RunsWhenAnyLoopRuns: "says that it runs when any loop does",
    RunsWhenAnyLoopRunsOnceItHasRun: "says that it runs when any loop does, once it has run",
  },
  "is-closed.false-until-close": {
    ClosedAfterTheFirstRun: "says that it is closed after its first run",
    ClosedWhenNew: "says that it is closed before its first run",
    ClosedAfterARaisingRun: "says that it is closed after a run that raised",
    ClosedWhileItRuns: "says that it is closed while it runs",
    ClosedWhileItIsStopping: "says that it is closed while it is stopping",
    ClosedInDebugMode: "says that it is closed in debug mode",
  },
  "is-closed.true-after-close": {
    NeverClosed: "never says that it is closed",
    OpenAfterASecondClose: "says that it is open after a second close()",
    OpenAfterCloseWhenItNeverRan: "says that it is open after close() if it never ran",
    OpenAfterCloseWithPendingWork: "says that it is open after close() if work was pending",
    OpenAfterCloseInDebugMode: "says that it is open after close() in debug mode",
    OpenInOtherThreadsAfterClose: "says in other threads that it is open after close()",
  },
  "close.sets-closed": {
    CloseLeavesItOpenWithTimers: "is not closed by close() if it has timers",
  },
  "close.discards-ready-callbacks": {
    RunsPendingCallbacksOnClose: "runs pending callbacks in close()",
    KeepsReadyCallbacksAfterClose: "keeps ready callbacks alive after close()",
  },
  "close.discards-timers": {
    LetsTimersFireAfterClose: "lets timers fire after close()",
    KeepsTimersAfterClose: "keeps timers alive after close()",
    CloseWaitsForTimers: "waits for timers in close()",
  },
  "close.shuts-default-executor": {
    LeavesTheExecutorOpen: "leaves the default executor open in close()",
    LeavesAGivenExecutorOpen: "leaves a default executor open that it was given",
  },
  "close.does-not-wait-for-executor": {
    WaitsForTheExecutor: "waits for the executor in close()",
  },
  "close.idempotent": {
    SecondCloseRaises: "raises in a second close()",
    SecondCloseRaisesInDebugMode: "raises in a second close() in debug mode",
    ThirdCloseRaises: "raises in a third close()",
  },
  "close.irreversible": {
    SecondCloseOpensAgain: "is open again after a second close()",
    CallSoonOpensAgain: "is open again after a call_soon()",
  },
  "close.releases-descriptors": {
    LeavesItsDescriptorsOpen: "leaves its own descriptors open in close()",
  },
});
