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
    FailuresHaveResults: "makes futures whose result is None when they have an exception",
  },
  "future.not-done": {
    PendingFuturesHaveResults: "makes futures that have None for a result while they are pending",
  },
  "future.of-cancelled": {
    CancelledFuturesHaveResults: "makes futures that have None for a result when cancelled",
  },
  "future.exception": {
    ExceptionsAreText: "makes futures whose exception is text",
    ExceptionsAreResults: "makes futures whose exception is their result",
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
    EveryFutureIsLamented: "reports every future that was done when it is collected",
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
    SlowIsFixed: "calls callbacks slow from a tenth of a second on, whatever is set",
    LogsSlowCallbacksAlways: "logs slow callbacks outside debug mode too",
  },
  "get-exception-handler.value": {
    ForgetsItsHandler: "does not tell its exception handler",
    SharesOneHandler: "tells the exception handler of the loop that was given one last",
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
  "set-exception-handler.runs-in-origin-context": {
    HandlersRunInAnEmptyContext: "calls exception handlers in an empty context",
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

export const taskMutants = mutantsOf("mutant_tasks", {
  "task.cancel-throws": {
    CannotCancelTasks: "makes tasks that cannot be cancelled",
  },
  "task.cancel-result": {
    CancelSaysYesWhenDone: "makes tasks whose cancel() returns True when they are done",
  },
  "task.uncancel": {
    TasksStayCancelling: "makes tasks whose uncancel() does nothing",
  },
  "create-task.type": {
    TasksForgetTheirResults: "makes tasks whose result is None",
    MakesFuturesForTasks: "returns a future for a task",
  },
  "create-task.schedules": {
    TasksBeginInsideSteps: "begins a task inside the step that makes it",
    LosesTasksMadeTogether: "loses every second task if others wait",
  },
  "create-task.context": {
    IgnoresTheContextOfTasks: "ignores the context that a task is given",
    RunsTasksInAnEmptyContext: "runs tasks in an empty context",
  },
  "create-task.extra-kwargs-rejected": {
    SwallowsTheKeywordsOfTasks: "swallows keywords of create_task() that it does not know",
  },
  "create-task.closed-rejected": {
    TakesTasksWhenClosed: "accepts coroutines once it is closed",
  },
  "task-factory.gets-context": {
    FactoriesGetNoContext: "gives the task factory no context",
  },
  "task-factory.used": {
    FactoriesGetACopyOfTheLoop: "gives the task factory another object for the loop",
  },
});
