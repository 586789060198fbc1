/** Every case of the suite. */
import type { Case } from "../language/case.ts";
import { callSoonArguments } from "./call-soon/arguments.ts";
import { callSoonCancel } from "./call-soon/cancel.ts";
import { callSoonCancelIdempotent } from "./call-soon/cancel-idempotent.ts";
import { callSoonCancelOthers } from "./call-soon/cancel-others.ts";
import { callSoonContextCrossed } from "./call-soon/context-crossed.ts";
import { callSoonContextDefault } from "./call-soon/context-default.ts";
import { callSoonContextExplicit } from "./call-soon/context-explicit.ts";
import { callSoonContextObject } from "./call-soon/context-object.ts";
import { registrationsCrossed } from "./call-soon/crossed.ts";
import { callSoonErrorDetails } from "./call-soon/error-details.ts";
import { callSoonErrorKinds } from "./call-soon/error-kinds.ts";
import { callSoonErrors } from "./call-soon/errors.ts";
import { callSoonHandle } from "./call-soon/handle.ts";
import { callSoonKept } from "./call-soon/kept.ts";
import { callSoonLater } from "./call-soon/later-iteration.ts";
import { callSoonNotSynchronous } from "./call-soon/not-synchronous.ts";
import { callSoonOnce } from "./call-soon/once.ts";
import { callSoonOrder } from "./call-soon/order.ts";
import { callSoonRefusals } from "./call-soon/refusals.ts";
import { callSoonThousands } from "./call-soon/thousands.ts";
import { callSoonValues } from "./call-soon/values.ts";
import { callSoonWrongThread } from "./call-soon/wrong-thread.ts";
import { callSoonThreadsafeBeforeRun } from "./call-soon-threadsafe/before-run.ts";
import { callSoonThreadsafeClosed } from "./call-soon-threadsafe/closed.ts";
import { callSoonThreadsafeContext } from "./call-soon-threadsafe/context.ts";
import { callSoonThreadsafeHandle } from "./call-soon-threadsafe/handle.ts";
import { callSoonThreadsafeProducers } from "./call-soon-threadsafe/producers.ts";
import { callSoonThreadsafeReentrant } from "./call-soon-threadsafe/reentrant.ts";
import { callSoonThreadsafeSameThread } from "./call-soon-threadsafe/same-thread.ts";
import { callSoonThreadsafeThousands } from "./call-soon-threadsafe/thousands.ts";
import { callSoonThreadsafeThread } from "./call-soon-threadsafe/thread.ts";
import { callSoonThreadsafeWakes } from "./call-soon-threadsafe/wakes.ts";
import { closeAfterwards } from "./close/afterwards.ts";
import { closing } from "./close/close.ts";
import { closeExecutor } from "./close/executor.ts";
import { closePending } from "./close/pending.ts";
import { closeRefused } from "./close/refused.ts";
import { closeResources } from "./close/resources.ts";
import { debugModes } from "./debug-mode/debug-mode.ts";
import { callLaterArguments } from "./delayed-callbacks/arguments.ts";
import { callLaterCancel } from "./delayed-callbacks/cancel.ts";
import { callLaterHandle } from "./delayed-callbacks/handle.ts";
import { times } from "./delayed-callbacks/loop-time.ts";
import { callLaterMany } from "./delayed-callbacks/many.ts";
import { callLaterOrder } from "./delayed-callbacks/order.ts";
import { callLaterTime } from "./delayed-callbacks/time.ts";
import { exceptionHandlers } from "./error-handling/exception-handler.ts";
import { neverRetrieved } from "./error-handling/never-retrieved.ts";
import { futureCallbacks } from "./future-objects/callbacks.ts";
import { futureObjects } from "./future-objects/future-objects.ts";
import { createTasks } from "./futures-and-tasks/create-task.ts";
import { taskFactories } from "./futures-and-tasks/task-factory.ts";
import { cancelCrossed } from "./handles/cancel-crossed.ts";
import { handleRepresentations } from "./handles/representation.ts";
import { obtaining } from "./obtaining/four-functions.ts";
import { getEventLoop } from "./obtaining/get-event-loop.ts";
import { getEventLoopAbsent } from "./obtaining/get-event-loop-absent.ts";
import { getRunningLoop } from "./obtaining/get-running-loop.ts";
import { getRunningLoopAbsent } from "./obtaining/get-running-loop-absent.ts";
import { getRunningLoopKinds } from "./obtaining/get-running-loop-kinds.ts";
import { getRunningLoopThreads } from "./obtaining/get-running-loop-threads.ts";
import { loopsCrossed } from "./obtaining/loops-crossed.ts";
import { newEventLoop } from "./obtaining/new-event-loop.ts";
import { newEventLoopState } from "./obtaining/new-event-loop-state.ts";
import { policies } from "./obtaining/policy.ts";
import { rareCircumstances } from "./obtaining/rare-circumstances.ts";
import { setEventLoop } from "./obtaining/set-event-loop.ts";
import { setEventLoopEffects } from "./obtaining/set-event-loop-effects.ts";
import { partialCrossed } from "./partial/crossed.ts";
import { partialKeywords } from "./partial/keywords.ts";
import { partials } from "./partial/partial.ts";
import { partialRendering } from "./partial/rendering.ts";
import { prefaceCrossed } from "./preface/crossed.ts";
import { prefaceIo } from "./preface/io.ts";
import { preface } from "./preface/preface.ts";
import { runForeverDeferred } from "./run-forever/deferred.ts";
import { runForeverDefers } from "./run-forever/defers.ts";
import { runForeverDefersFrom } from "./run-forever/defers-from.ts";
import { runForeverErrors } from "./run-forever/errors.ts";
import { runForeverFair } from "./run-forever/fair.ts";
import { runForeverFinishesBatch } from "./run-forever/finishes-batch.ts";
import { runForeverHooks } from "./run-forever/hooks.ts";
import { runForeverInterrupt } from "./run-forever/interrupt.ts";
import { runForeverNesting } from "./run-forever/nesting.ts";
import { runForeverStopBeforeExit } from "./run-forever/stop-before-exit.ts";
import { runForeverStopBeforeIo } from "./run-forever/stop-before-io.ts";
import { runForeverStopBeforeLater } from "./run-forever/stop-before-later.ts";
import { runForeverStopBeforePolls } from "./run-forever/stop-before-polls.ts";
import { runForeverStopBeforeReady } from "./run-forever/stop-before-ready.ts";
import { runForeverUntilStop } from "./run-forever/until-stop.ts";
import { runUntilCompleteArgument } from "./run-until-complete/argument.ts";
import { runUntilCompleteCancelled } from "./run-until-complete/cancelled.ts";
import { runUntilCompleteCompletion } from "./run-until-complete/completion.ts";
import { runCrossed } from "./run-until-complete/crossed.ts";
import { runUntilCompleteDone } from "./run-until-complete/done.ts";
import { runUntilCompleteElsewhere } from "./run-until-complete/elsewhere.ts";
import { runUntilCompleteException } from "./run-until-complete/exception.ts";
import { runUntilCompleteInterrupt } from "./run-until-complete/interrupt.ts";
import { runUntilCompleteNesting } from "./run-until-complete/nesting.ts";
import { runUntilCompleteOthers } from "./run-until-complete/others.ts";
import { runUntilCompleteResult } from "./run-until-complete/result.ts";
import { runUntilCompleteReuse } from "./run-until-complete/reuse.ts";
import { runUntilCompleteStop } from "./run-until-complete/stop.ts";
import { runUntilCompleteThreads } from "./run-until-complete/threads.ts";
import { shutdownAsyncgensCall } from "./shutdown-asyncgens/call.ts";
import { shutdownAsyncgensCleanup } from "./shutdown-asyncgens/cleanup.ts";
import { shutdownAsyncgensCollected } from "./shutdown-asyncgens/collected.ts";
import { shutdownAsyncgensErrors } from "./shutdown-asyncgens/errors.ts";
import { shutdownAsyncgensIdiom } from "./shutdown-asyncgens/idiom.ts";
import { shutdownAsyncgensLater } from "./shutdown-asyncgens/later.ts";
import { generatorMessages } from "./shutdown-asyncgens/messages.ts";
import { shutdownAsyncgensRun } from "./shutdown-asyncgens/run.ts";
import { shutdownAsyncgens } from "./shutdown-asyncgens/shutdown-asyncgens.ts";
import { stateClosed } from "./state/closed.ts";
import { stateCrossed } from "./state/crossed.ts";
import { stateNotRunning } from "./state/not-running.ts";
import { stateOtherLoops } from "./state/other-loops.ts";
import { stateRunning } from "./state/running.ts";
import { stopBatchCrossed } from "./stop/batch-crossed.ts";
import { stopCrossed } from "./stop/crossed.ts";
import { stopOnce } from "./stop/once.ts";
import { stopping } from "./stop/stop.ts";
import { stopFromThread } from "./stop/thread.ts";
import { taskCancel } from "./task-objects/cancel.ts";
import { taskCancelRequests } from "./task-objects/cancel-requests.ts";
import { taskRefusals } from "./task-objects/refusals.ts";
import { taskObjects } from "./task-objects/task-objects.ts";

export const allCases: readonly Case[] = [
  ...callLaterArguments,
  ...callLaterCancel,
  ...callLaterHandle,
  ...callLaterOrder,
  ...callLaterTime,
  ...callSoonArguments,
  ...callSoonCancel,
  ...callSoonCancelIdempotent,
  ...callSoonCancelOthers,
  ...callSoonContextDefault,
  ...callSoonContextCrossed,
  ...cancelCrossed,
  ...partialCrossed,
  ...runCrossed,
  ...registrationsCrossed,
  ...stopCrossed,
  ...stopBatchCrossed,
  ...prefaceCrossed,
  ...stateCrossed,
  ...loopsCrossed,
  ...callSoonContextExplicit,
  ...callSoonContextObject,
  ...callSoonErrorDetails,
  ...callSoonErrorKinds,
  ...callSoonErrors,
  ...callSoonHandle,
  ...callSoonKept,
  ...callSoonLater,
  ...callSoonNotSynchronous,
  ...callSoonOnce,
  ...callSoonOrder,
  ...callSoonRefusals,
  ...callSoonThousands,
  ...callSoonThreadsafeBeforeRun,
  ...callSoonThreadsafeClosed,
  ...callSoonThreadsafeContext,
  ...callSoonThreadsafeHandle,
  ...callSoonThreadsafeProducers,
  ...callSoonThreadsafeReentrant,
  ...callSoonThreadsafeSameThread,
  ...callSoonThreadsafeThousands,
  ...callSoonThreadsafeThread,
  ...callSoonThreadsafeWakes,
  ...callSoonValues,
  ...callSoonWrongThread,
  ...closing,
  ...closeAfterwards,
  ...closeExecutor,
  ...closePending,
  ...closeRefused,
  ...closeResources,
  ...getEventLoop,
  ...getEventLoopAbsent,
  ...getRunningLoop,
  ...getRunningLoopAbsent,
  ...getRunningLoopKinds,
  ...getRunningLoopThreads,
  ...newEventLoop,
  ...newEventLoopState,
  ...obtaining,
  ...partials,
  ...partialKeywords,
  ...partialRendering,
  ...policies,
  ...preface,
  ...prefaceIo,
  ...rareCircumstances,
  ...runForeverDeferred,
  ...runForeverDefers,
  ...runForeverDefersFrom,
  ...runForeverErrors,
  ...runForeverFair,
  ...runForeverFinishesBatch,
  ...runForeverHooks,
  ...runForeverInterrupt,
  ...runForeverNesting,
  ...runForeverStopBeforeExit,
  ...runForeverStopBeforeIo,
  ...runForeverStopBeforeLater,
  ...runForeverStopBeforePolls,
  ...runForeverStopBeforeReady,
  ...runForeverUntilStop,
  ...runUntilCompleteArgument,
  ...runUntilCompleteCancelled,
  ...runUntilCompleteCompletion,
  ...runUntilCompleteDone,
  ...runUntilCompleteElsewhere,
  ...runUntilCompleteException,
  ...runUntilCompleteInterrupt,
  ...runUntilCompleteNesting,
  ...runUntilCompleteOthers,
  ...runUntilCompleteResult,
  ...runUntilCompleteReuse,
  ...runUntilCompleteStop,
  ...runUntilCompleteThreads,
  ...setEventLoop,
  ...setEventLoopEffects,
  ...shutdownAsyncgens,
  ...shutdownAsyncgensCall,
  ...shutdownAsyncgensCleanup,
  ...shutdownAsyncgensCollected,
  ...shutdownAsyncgensErrors,
  ...shutdownAsyncgensIdiom,
  ...shutdownAsyncgensLater,
  ...shutdownAsyncgensRun,
  ...stateClosed,
  ...stateNotRunning,
  ...stateOtherLoops,
  ...stateRunning,
  ...stopping,
  ...stopOnce,
  ...stopFromThread,
  ...createTasks,
  ...debugModes,
  ...exceptionHandlers,
  ...taskFactories,
  ...futureObjects,
  ...futureCallbacks,
  ...taskObjects,
  ...taskCancel,
  ...taskCancelRequests,
  ...taskRefusals,
  ...callLaterMany,
  ...handleRepresentations,
  ...times,
  ...neverRetrieved,
  ...generatorMessages,
];
