/** Mutants of futures, tasks, and of what can be set on a loop. */
import { mutantsOf } from "./row.ts";

export const futureMutants = mutantsOf("mutant_futures", {
  "create-future.bound-to-loop": {
    FuturesBelongToNoLoop: "makes futures that do not name their loop",
  },
  "future.done": {
    FuturesAreNeverDone: "makes futures that never say that they are done",
  },
  "future.cancelled": {
    DoneFuturesAreCancelled: "makes futures that say that they were cancelled once they are done",
  },
  "future.result": {
    ResultsAreNone: "makes futures whose result is None",
  },
  "future.not-done": {
    PendingFuturesHaveResults: "makes futures that have None for a result while they are pending",
  },
  "future.of-cancelled": {
    CancelledFuturesHaveResults: "makes futures that have None for a result when cancelled",
  },
  "future.exception": {
    ExceptionsAreText: "makes futures whose exception is text",
  },
  "future.set-once": {
    DoneFuturesTakeResults: "makes futures that overlook a second result",
  },
  "future.cancel": {
    CancelSaysNo: "makes futures whose cancel() says the opposite",
  },
  "future.done-callbacks": {
    DoneCallbacksRunTwice: "makes futures that call each callback twice",
    LateDoneCallbacksRunAtOnce: "makes futures that call a late callback at once",
  },
  "future.done-callback-context": {
    DoneCallbacksIgnoreTheContext: "makes futures that ignore the context of a callback",
  },
  "future.remove-done-callback": {
    DoneCallbacksCannotBeRemoved: "makes futures whose callbacks cannot be removed",
  },
  "future.many-await": {
    FuturesAreAwaitedOnce: "makes futures that can be awaited once",
  },
  "future.representation": {
    FuturesDoNotTellTheirState: "makes futures whose representation does not tell their state",
  },
  "future-exception-never-retrieved.reported": {
    FailedFuturesAreQuiet: "makes futures whose exception nobody hears of",
  },
});

export const settingMutants = mutantsOf("mutant_settings", {
  "time.float-seconds": {
    TellsTimeAsText: "tells the time as text while it does not run",
  },
  "set-debug.toggles": {
    DebugModeIsForEver: "cannot leave debug mode",
    DebugModeStaysOff: "never says that it is in debug mode",
  },
  "slow-callback-duration.default": {
    SlowIsASecond: "calls callbacks slow from a second on",
  },
  "slow-callback.logged": {
    SlowIsNothing: "calls no callback slow",
  },
  "get-exception-handler.value": {
    ForgetsItsHandler: "does not tell its exception handler",
  },
  "set-exception-handler.invalid": {
    TakesAnyHandler: "overlooks an exception handler that cannot be called",
  },
  "set-exception-handler.none-restores": {
    KeepsItsHandler: "keeps its exception handler when None is set",
  },
  "default-exception-handler.logs": {
    LogsNothing: "logs no errors",
  },
  "set-exception-handler.called-with-loop-and-context": {
    LogsBesideTheHandler: "logs errors beside the exception handler",
  },
  "call-exception-handler.broken-handler-contained": {
    BrokenHandlersEndTheRun: "lets the error of an exception handler through",
  },
  "call-exception-handler.interrupts-escape": {
    HandlersCannotInterrupt: "swallows an interrupt from an exception handler",
  },
  "task-factory.get-and-reset": {
    ForgetsItsFactory: "does not tell its task factory",
    KeepsItsFactory: "keeps its task factory when None is set",
  },
  "task-factory.invalid": {
    TakesAnyFactory: "overlooks a task factory that cannot be called",
  },
  "create-task.rejects-non-coroutine": {
    MakesTasksOfAnything: "makes a future of what is no coroutine",
  },
  "create-task.schedules": {
    BeginsTasksAtOnce: "begins a task inside create_task()",
  },
  "create-task.name": {
    NamesNoTasks: "ignores the names of tasks",
  },
  "handle.representation": {
    RendersNoState: "renders handles without their state",
  },
});
