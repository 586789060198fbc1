/** Mutants that are wrong in one combination of circumstances alone. */
import { mutantsOf } from "./row.ts";

export const circumstanceMutants = [
  ...mutantsOf("mutant_circumstances", {
    "call-soon.passes-args": {
      DropsALastNone: "drops None as the last of several arguments",
    },
    "call-soon.context-default-is-snapshot": {
      SharesCopiesWithinACallback: "runs what one callback registers in one copied context",
    },
    "call-later.args-and-context": {
      TakesAnEmptyContextForNoneInTimers: "takes an empty context for none, in timers",
    },
    "call-soon.context-shared-object": {
      CopiesAnOldContext: "copies a context that was given two runs ago",
    },
    "call-soon.each-registration-once": {
      TakesEqualRegistrationsForOne:
        "takes equal registrations of its own thread in a row for one, by call_soon_threadsafe",
      ForgetsWhatAFailureRegistered: "forgets that a callback registered itself before it raised",
    },
    "call-soon.handle-cancel-prevents-run": {
      CannotBeCancelledAfterAnError: "ignores cancellation behind an error in the batch",
      CannotCancelPartials: "ignores cancellation of partials",
    },
    "call-soon.handle-cancelled-query": {
      ForgetsCancellationAfterTheTurn: "forgets the cancellation once the handle's turn is over",
    },
    "call-later.cancel": {
      CannotCancelWhatIsDue: "ignores cancellation of a timer that is due",
    },
    "partial.delivers-keywords": {
      DropsKeywordsOfThreads: "drops the keywords of other threads' partials without arguments",
      KeepsOneKeywordInAContext: "keeps one keyword of a partial that is given a context",
    },
    "partial.scheduling-functions-take-no-kwargs": {
      TakesKeywordsOfThreads: "takes keywords, and drops them, from other threads",
    },
    "call-soon.error-context-keys": {
      NoMessageForPartials: "reports the errors of partials without a message",
      SilentAfterStop: "does not report errors behind stop() in the batch",
      SilentAfterTheFirstOfABatch: "reports one error of a batch",
      SilentAboutThreads: "does not report the errors of other threads' callbacks",
    },
  }),
  ...mutantsOf("mutant_circumstances_runs", {
    "stop.ends-run": {
      ForgetsStopOfExceptionHandlers: "forgets a stop() in an exception handler",
    },
    "run-forever.stop-while-running.defers-new-callbacks": {
      OneMoreBatchBesideCancelled: "runs one more batch where one was cancelled",
      OneMoreBatchAfterTwoStops: "runs one more batch after two calls of stop()",
    },
    "run-forever.stop-while-running.finishes-batch": {
      PutsOffWhatIsBehindCancelled: "puts off the rest of a batch with a cancelled callback",
    },
    "run-forever.stop-while-running.deferred-run-in-next-run-until-complete": {
      DropsTheDeferredForADoneFuture: "drops what was deferred when a done future is run",
    },
    "run-forever.stop-before-run.exits": {
      WaitsBehindCancelledTimers: "waits when the first of the timers is cancelled",
    },
    "stop.on-idle-loop-is-pending": {
      NewTasksUndoStop: "forgets a stop() before the run when a task is made",
    },
    "run-forever.callback-error-does-not-stop": {
      StopsAtTheSecondErrorOfABatch: "stops at the second error of a batch",
      RemovesReadersThatRaise: "removes a descriptor's callback that raises",
    },
    "run-forever.restartable": {
      ForgetsTimersAfterARaise: "forgets its timers after a run that raised",
    },
    "run-until-complete.returns-result": {
      UnwrapsFutures: "returns the result of a future that is the result",
    },
    "run-until-complete.raises-exception": {
      RaisesACopyOfBaseExceptions: "raises a copy of what is no Exception",
    },
    "run-until-complete.reentry-same-loop-rejected": {
      NestsDoneFutures: "gives the result of a done future in a nested run",
    },
    "run-until-complete.running-in-other-thread-rejected": {
      OtherThreadsRunDoneFutures: "gives another thread the result of a done future",
    },
    "run-forever.rejected-nesting-leaves-outer-intact": {
      RefusedRunUndoesStop: "forgets a stop() when it refuses a nested run",
    },
    "is-running.true-inside": {
      NotRunningInAStoppedPass: "does not count as running in the pass of an earlier stop()",
    },
    "is-closed.false-until-close": {
      ClosedByARefusedClose: "counts as closed after a refused close()",
    },
    "close.running-rejected": {
      ClosesSilentlyInExceptionHandlers: "ignores close() in an exception handler",
    },
    "close.rejected-close-leaves-loop-intact": {
      RefusedCloseShutsTheExecutor: "shuts its executor when it refuses a thread's close()",
    },
    "close.idempotent": {
      ClosesOnceForAllThreads: "raises at a second close() in another thread",
    },
    "close.does-not-wait-for-executor": {
      WaitsForTwoJobs: "waits for its executor where two jobs are in work",
    },
    "close.shuts-default-executor": {
      LeavesABusyExecutorOpen: "leaves an executor open in which jobs wait",
    },
  }),
  ...mutantsOf("mutant_circumstances_loops", {
    "preface.performs-network-io": {
      LosesTheRestOfAMessage: "loses what sock_recv() leaves of a message",
    },
    "run-forever.no-starvation": {
      TasksStarveDescriptors: "does not serve descriptors while tasks are ready",
    },
    "close.irreversible": {
      ReopensWhenItRefusesARun: "is open again once it has refused a run",
    },
    "get-running-loop.raises-in-worker-thread": {
      running_loop_of_a_copied_context: "has a running loop in threads that copied a context",
    },
    "get-running-loop.returns-loop-in-other-callback-kinds": {
      no_running_loop_in_exception_handlers: "has no running loop in exception handlers",
    },
    "get-event-loop.running-beats-current": {
      current_loop_first_in_threads: "prefers the current loop in other threads",
    },
    "set-event-loop.installs-for-calling-thread": {
      sets_no_closed_loop: "does not set a loop that is closed",
    },
    "new-event-loop.fresh-each-call": {
      closed_loop_again_in_threads: "gives a closed loop again in other threads",
    },
    "new-event-loop.initial-state": {
      new_loops_run_while_another_does: "makes loops that count as running while another runs",
    },
    "shutdown-asyncgens.awaits-async-cleanup": {
      CancellationCutsCleanupShort: "cuts cleanup short at a generator's CancelledError",
    },
  }),
];
