/** Every case of the suite. `make-index.cjs` writes this file from the folders: edit those. */
import type { Case } from "../language/case.ts";
import { inFile } from "../language/table.ts";
import { callSoonThreadsafeBeforeRun } from "./call-soon-threadsafe/before-run.ts";
import { callSoonThreadsafeClosed } from "./call-soon-threadsafe/closed.ts";
import { callSoonThreadsafeContext } from "./call-soon-threadsafe/context.ts";
import { callSoonThreadsafeHandle } from "./call-soon-threadsafe/handle.ts";
import { callSoonThreadsafeProducers } from "./call-soon-threadsafe/producers.ts";
import { callSoonThreadsafePromptly } from "./call-soon-threadsafe/promptly.ts";
import { callSoonThreadsafeReentrant } from "./call-soon-threadsafe/reentrant.ts";
import { callSoonThreadsafeSameThread } from "./call-soon-threadsafe/same-thread.ts";
import { callSoonThreadsafeThousands } from "./call-soon-threadsafe/thousands.ts";
import { callSoonThreadsafeThread } from "./call-soon-threadsafe/thread.ts";
import { callSoonThreadsafeWakes } from "./call-soon-threadsafe/wakes.ts";
import { callSoonArguments } from "./call-soon/arguments.ts";
import { callSoonCancelIdempotent } from "./call-soon/cancel-idempotent.ts";
import { callSoonCancelOthers } from "./call-soon/cancel-others.ts";
import { callSoonCancel } from "./call-soon/cancel.ts";
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
import { closeAfterwards } from "./close/afterwards.ts";
import { closing } from "./close/close.ts";
import { closeElsewhere } from "./close/elsewhere.ts";
import { closeExecutor } from "./close/executor.ts";
import { closePending } from "./close/pending.ts";
import { closeRefused } from "./close/refused.ts";
import { closeResources } from "./close/resources.ts";
import { connectionsFailing } from "./connections/failing.ts";
import { connectionsGivenSocket } from "./connections/given-socket.ts";
import { connectionsLocalAddress } from "./connections/local-address.ts";
import { connectionsLookingUp } from "./connections/looking-up.ts";
import { connectionsNodelay } from "./connections/nodelay.ts";
import { connectionsOneAfterAnother } from "./connections/one-after-another.ts";
import { connectionsOpening } from "./connections/opening.ts";
import { connectionsSeveralAddresses } from "./connections/several-addresses.ts";
import { datagramsAddresses } from "./datagrams/addresses.ts";
import { datagramsAfterErrors } from "./datagrams/after-errors.ts";
import { datagramsClosing } from "./datagrams/closing.ts";
import { datagramsExchanging } from "./datagrams/exchanging.ts";
import { datagramsGivenSocket } from "./datagrams/given-socket.ts";
import { datagramsLookingUp } from "./datagrams/looking-up.ts";
import { datagramMoments } from "./datagrams/moments.ts";
import { datagramsOptions } from "./datagrams/options.ts";
import { datagramsRefusals } from "./datagrams/refusals.ts";
import { datagramsSending } from "./datagrams/sending.ts";
import { datagramsSeveralThatWait } from "./datagrams/several-that-wait.ts";
import { debugByDefault } from "./debug-mode/by-default.ts";
import { debugModes } from "./debug-mode/debug-mode.ts";
import { neverAwaited } from "./debug-mode/never-awaited.ts";
import { switchedDebugModes } from "./debug-mode/switched.ts";
import { unclosedTransports } from "./debug-mode/unclosed-transports.ts";
import { callLaterArguments } from "./delayed-callbacks/arguments.ts";
import { callLaterCancel } from "./delayed-callbacks/cancel.ts";
import { callLaterHandle } from "./delayed-callbacks/handle.ts";
import { times } from "./delayed-callbacks/loop-time.ts";
import { callLaterMany } from "./delayed-callbacks/many.ts";
import { callLaterOrder } from "./delayed-callbacks/order.ts";
import { callLaterTime } from "./delayed-callbacks/time.ts";
import { defaultExceptionHandler } from "./error-handling/default-handler.ts";
import { exceptionHandlerContexts } from "./error-handling/exception-handler-context.ts";
import { exceptionHandlers } from "./error-handling/exception-handler.ts";
import { contextKeys } from "./error-handling/keys.ts";
import { neverRetrieved } from "./error-handling/never-retrieved.ts";
import { reportedInTime } from "./error-handling/reported-in-time.ts";
import { executorsGiven } from "./executors/given-executors.ts";
import { interpreterPools } from "./executors/interpreter-pools.ts";
import { executorRefusals } from "./executors/refusals.ts";
import { runInExecutor } from "./executors/run-in-executor.ts";
import { shutdownDefaultExecutor } from "./executors/shutdown-default-executor.ts";
import { futureCallbacks } from "./future-objects/callbacks.ts";
import { futureObjects } from "./future-objects/future-objects.ts";
import { createTasks } from "./futures-and-tasks/create-task.ts";
import { customEagerFactories } from "./futures-and-tasks/eager-factory-custom.ts";
import { eagerFactorySteps } from "./futures-and-tasks/eager-factory-steps.ts";
import { eagerFactories } from "./futures-and-tasks/eager-factory.ts";
import { eagerStarts } from "./futures-and-tasks/eager-start.ts";
import { taskFactoryKeywords } from "./futures-and-tasks/task-factory-keywords.ts";
import { taskFactorySignatures } from "./futures-and-tasks/task-factory-signatures.ts";
import { taskFactories } from "./futures-and-tasks/task-factory.ts";
import { cancelCrossed } from "./handles/cancel-crossed.ts";
import { handlesKeepAlive } from "./handles/kept-alive.ts";
import { lateCancel } from "./handles/late-cancel.ts";
import { orderedTimers } from "./handles/ordered.ts";
import { handleRepresentations } from "./handles/representation.ts";
import { nameResolutionAskedAgain } from "./name-resolution/asked-again.ts";
import { nameResolutionLookingUp } from "./name-resolution/looking-up.ts";
import { nameResolutionPorts } from "./name-resolution/names-of-ports.ts";
import { nameResolutionServices } from "./name-resolution/services.ts";
import { obtaining } from "./obtaining/four-functions.ts";
import { getEventLoopAbsent } from "./obtaining/get-event-loop-absent.ts";
import { getEventLoop } from "./obtaining/get-event-loop.ts";
import { getRunningLoopAbsent } from "./obtaining/get-running-loop-absent.ts";
import { getRunningLoopKinds } from "./obtaining/get-running-loop-kinds.ts";
import { getRunningLoopThreads } from "./obtaining/get-running-loop-threads.ts";
import { getRunningLoop } from "./obtaining/get-running-loop.ts";
import { loopsCrossed } from "./obtaining/loops-crossed.ts";
import { newEventLoopState } from "./obtaining/new-event-loop-state.ts";
import { newEventLoop } from "./obtaining/new-event-loop.ts";
import { policies } from "./obtaining/policy.ts";
import { setEventLoopEffects } from "./obtaining/set-event-loop-effects.ts";
import { setEventLoop } from "./obtaining/set-event-loop.ts";
import { partialCrossed } from "./partial/crossed.ts";
import { partialKeywords } from "./partial/keywords.ts";
import { partials } from "./partial/partial.ts";
import { partialRendering } from "./partial/rendering.ts";
import { pipesClosing } from "./pipes/closing.ts";
import { pipesEndedBefore } from "./pipes/ended-before.ts";
import { pipesLostReaders } from "./pipes/lost-readers.ts";
import { pipesProtocols } from "./pipes/protocols.ts";
import { pipesReading } from "./pipes/reading.ts";
import { pipesWriting } from "./pipes/writing.ts";
import { deprecated } from "./policies-and-classes/deprecated.ts";
import { forked } from "./policies-and-classes/forked.ts";
import { methodsOfLoops } from "./policies-and-classes/methods.ts";
import { prefaceCrossed } from "./preface/crossed.ts";
import { prefaceIo } from "./preface/io.ts";
import { preface } from "./preface/preface.ts";
import { runForeverDeferred } from "./run-forever/deferred.ts";
import { runForeverDefersFrom } from "./run-forever/defers-from.ts";
import { runForeverDefers } from "./run-forever/defers.ts";
import { runForeverErrors } from "./run-forever/errors.ts";
import { runForeverFair } from "./run-forever/fair.ts";
import { runForeverFinishesBatch } from "./run-forever/finishes-batch.ts";
import { runForeverHooks } from "./run-forever/hooks.ts";
import { runForeverInterrupt } from "./run-forever/interrupt.ts";
import { runForeverNesting } from "./run-forever/nesting.ts";
import { refusalsCrossed } from "./run-forever/refusals-crossed.ts";
import { runForeverStopBeforeExit } from "./run-forever/stop-before-exit.ts";
import { runForeverStopBeforeIo } from "./run-forever/stop-before-io.ts";
import { runForeverStopBeforeLater } from "./run-forever/stop-before-later.ts";
import { runForeverStopBeforePolls } from "./run-forever/stop-before-polls.ts";
import { runForeverStopBeforeReady } from "./run-forever/stop-before-ready.ts";
import { stopPollsNoMore } from "./run-forever/stop-polls-no-more.ts";
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
import { refusedMakesNoTask } from "./run-until-complete/refused-makes-no-task.ts";
import { runUntilCompleteResult } from "./run-until-complete/result.ts";
import { runUntilCompleteReuse } from "./run-until-complete/reuse.ts";
import { runUntilCompleteStop } from "./run-until-complete/stop.ts";
import { runUntilCompleteThreads } from "./run-until-complete/threads.ts";
import { runnerArguments } from "./runners/arguments.ts";
import { runCurrentLoop } from "./runners/current-loop.ts";
import { runnerInterrupts } from "./runners/interrupts.ts";
import { runLoops } from "./runners/loops.ts";
import { runnersThemselves } from "./runners/runner.ts";
import { sendfileBesideReading } from "./sendfile/beside-reading.ts";
import { sendfileElsewhere } from "./sendfile/elsewhere.ts";
import { sendfileLargeElsewhere } from "./sendfile/large-elsewhere.ts";
import { sendfileSocket } from "./sendfile/socket.ts";
import { sendfileTransport } from "./sendfile/transport.ts";
import { sendfileTwice } from "./sendfile/twice.ts";
import { serverObjectsBesideOthers } from "./server-objects/beside-others.ts";
import { serverObjectsClientsFlushed } from "./server-objects/clients-flushed.ts";
import { serverObjectsClientsRemaining } from "./server-objects/clients-remaining.ts";
import { serverObjectsClients } from "./server-objects/clients.ts";
import { serverObjectsClosingUnserved } from "./server-objects/closing-unserved.ts";
import { serverObjectsClosing } from "./server-objects/closing.ts";
import { serverObjectsEncryptedClients } from "./server-objects/encrypted-clients.ts";
import { serverObjectsEndedServing } from "./server-objects/ended-serving.ts";
import { serverObjectsLeftByErrors } from "./server-objects/left-by-errors.ts";
import { serverObjectsServing } from "./server-objects/serving.ts";
import { serverObjectsSocketsOnceClosed } from "./server-objects/sockets-once-closed.ts";
import { serverObjectsWaitingAgain } from "./server-objects/waiting-again.ts";
import { serversAcceptedSocket } from "./servers/accepted-socket.ts";
import { serversAddresses } from "./servers/addresses.ts";
import { serversClientsThatWait } from "./servers/clients-that-wait.ts";
import { serversGoingOn } from "./servers/going-on.ts";
import { serversKeepAlive } from "./servers/keep-alive.ts";
import { serversLookingUp } from "./servers/looking-up.ts";
import { serversOptions } from "./servers/options.ts";
import { serversServing } from "./servers/serving.ts";
import { serversSeveralHostsLater } from "./servers/several-hosts-later.ts";
import { serversSeveralHosts } from "./servers/several-hosts.ts";
import { madeInsideARun } from "./several-loops/made-inside-a-run.ts";
import { ownQueues } from "./several-loops/own-queues.ts";
import { shutdownAsyncgensCall } from "./shutdown-asyncgens/call.ts";
import { shutdownAsyncgensCleanup } from "./shutdown-asyncgens/cleanup.ts";
import { collectedCrossed } from "./shutdown-asyncgens/collected-crossed.ts";
import { shutdownAsyncgensCollected } from "./shutdown-asyncgens/collected.ts";
import { shutdownAsyncgensErrors } from "./shutdown-asyncgens/errors.ts";
import { shutdownAsyncgensIdiom } from "./shutdown-asyncgens/idiom.ts";
import { shutdownAsyncgensLater } from "./shutdown-asyncgens/later.ts";
import { generatorMessages } from "./shutdown-asyncgens/messages.ts";
import { shutdownAsyncgensRun } from "./shutdown-asyncgens/run.ts";
import { shutdownAsyncgens } from "./shutdown-asyncgens/shutdown-asyncgens.ts";
import { signalsAfterErrors } from "./signals/after-errors.ts";
import { signalHandlers } from "./signals/handlers.ts";
import { signalRefused } from "./signals/refused.ts";
import { signalRemovingWithin } from "./signals/removing-within.ts";
import { signalRemoving } from "./signals/removing.ts";
import { signalsReplaced } from "./signals/replaced.ts";
import { socketAgain } from "./sockets/again.ts";
import { socketsCancelledAccepting } from "./sockets/cancelled-accepting.ts";
import { socketsCancelledAgain } from "./sockets/cancelled-again.ts";
import { socketsConnectingDatagrams } from "./sockets/connecting-datagrams.ts";
import { socketConnecting } from "./sockets/connecting.ts";
import { socketDatagrams } from "./sockets/datagrams.ts";
import { socketsPartsOfBuffers } from "./sockets/parts-of-buffers.ts";
import { socketReceiving } from "./sockets/receiving.ts";
import { socketRefused } from "./sockets/refused.ts";
import { socketsReset } from "./sockets/reset.ts";
import { socketsSendingBuffers } from "./sockets/sending-buffers.ts";
import { socketSending } from "./sockets/sending.ts";
import { socketsSeveral } from "./sockets/several.ts";
import { stateClosed } from "./state/closed.ts";
import { stateCrossed } from "./state/crossed.ts";
import { stateNotRunning } from "./state/not-running.ts";
import { stateOtherLoops } from "./state/other-loops.ts";
import { stateRunning } from "./state/running.ts";
import { keptSettings } from "./state/settings.ts";
import { stopBatchCrossed } from "./stop/batch-crossed.ts";
import { stopCrossed } from "./stop/crossed.ts";
import { stopOnce } from "./stop/once.ts";
import { stopping } from "./stop/stop.ts";
import { stopFromThread } from "./stop/thread.ts";
import { subprocessArguments } from "./subprocesses/arguments.ts";
import { subprocessBaseTransport } from "./subprocesses/base-transport.ts";
import { subprocessDescriptors } from "./subprocesses/descriptors.ts";
import { subprocessEachAlone } from "./subprocesses/each-alone.ts";
import { subprocessEnds } from "./subprocesses/ends.ts";
import { subprocessKeywords } from "./subprocesses/keywords.ts";
import { subprocessLifecycle } from "./subprocesses/lifecycle.ts";
import { subprocessSeveral } from "./subprocesses/several.ts";
import { subprocessStreams } from "./subprocesses/streams.ts";
import { subprocessTransport } from "./subprocesses/transport.ts";
import { taskCancelRequests } from "./task-objects/cancel-requests.ts";
import { taskCancel } from "./task-objects/cancel.ts";
import { taskRefusals } from "./task-objects/refusals.ts";
import { taskObjects } from "./task-objects/task-objects.ts";
import { tlsArguments } from "./tls/arguments.ts";
import { tlsBehindTheHandshake } from "./tls/behind-the-handshake.ts";
import { tlsEachConnection } from "./tls/each-connection.ts";
import { tlsEachItsOwn } from "./tls/each-its-own.ts";
import { tlsEncrypted } from "./tls/encrypted.ts";
import { tlsFailedHandshakes } from "./tls/failed-handshakes.ts";
import { tlsHalfClosing } from "./tls/half-closing.ts";
import { tlsHandshakeLimits } from "./tls/handshake-limits.ts";
import { tlsNames } from "./tls/names.ts";
import { tlsNoConnection } from "./tls/no-connection.ts";
import { tlsShutdownLimits } from "./tls/shutdown-limits.ts";
import { tlsStreams } from "./tls/streams.ts";
import { tlsUpgradesOfUnix } from "./tls/upgrades-of-unix.ts";
import { transportsAfterWriteEof } from "./transports/after-write-eof.ts";
import { transportsClosing } from "./transports/closing.ts";
import { transportsEndOfStream } from "./transports/end-of-stream.ts";
import { transportsExchanged } from "./transports/exchanged.ts";
import { transportsFirstSettings } from "./transports/first-settings.ts";
import { transportsFlowControl } from "./transports/flow-control.ts";
import { transportsLost } from "./transports/lost.ts";
import { transportsManyWrites } from "./transports/many-writes.ts";
import { transportsMarks } from "./transports/marks.ts";
import { transportsPaused } from "./transports/paused.ts";
import { transportsPausing } from "./transports/pausing.ts";
import { transportsPieces } from "./transports/pieces.ts";
import { transportsProtocols } from "./transports/protocols.ts";
import { transportsReading } from "./transports/reading.ts";
import { transportsReplacedAgain } from "./transports/replaced-again.ts";
import { transportsReplaced } from "./transports/replaced.ts";
import { transportsResumedOnceClosed } from "./transports/resumed-once-closed.ts";
import { transportsSeveralFull } from "./transports/several-full.ts";
import { transportsUnknownNames } from "./transports/unknown-names.ts";
import { transportsWhenEnding } from "./transports/when-ending.ts";
import { transportsWhenMade } from "./transports/when-made.ts";
import { transportsWriting } from "./transports/writing.ts";
import { unixSocketsHalfClosing } from "./unix-sockets/half-closing.ts";
import { unixSocketsOpening } from "./unix-sockets/opening.ts";
import { unixSocketsServeForever } from "./unix-sockets/serve-forever.ts";
import { unixSocketsServing } from "./unix-sockets/serving.ts";
import { unixSocketsFiles } from "./unix-sockets/socket-files.ts";
import { unixSocketsStreams } from "./unix-sockets/streams.ts";
import { descriptorsApart } from "./watching-descriptors/apart.ts";
import { descriptorsArguments } from "./watching-descriptors/arguments.ts";
import { descriptorFiring } from "./watching-descriptors/firing.ts";
import { descriptorsGiven } from "./watching-descriptors/given.ts";
import { descriptorsReadyForBoth } from "./watching-descriptors/ready-for-both.ts";
import { descriptorRemoving } from "./watching-descriptors/removing.ts";
import { descriptorReplacing } from "./watching-descriptors/replacing.ts";
import { descriptorSources } from "./watching-descriptors/sources.ts";

export const allCases: readonly Case[] = [
  ...inFile("conformance/cases/call-soon-threadsafe/before-run.ts", callSoonThreadsafeBeforeRun),
  ...inFile("conformance/cases/call-soon-threadsafe/closed.ts", callSoonThreadsafeClosed),
  ...inFile("conformance/cases/call-soon-threadsafe/context.ts", callSoonThreadsafeContext),
  ...inFile("conformance/cases/call-soon-threadsafe/handle.ts", callSoonThreadsafeHandle),
  ...inFile("conformance/cases/call-soon-threadsafe/producers.ts", callSoonThreadsafeProducers),
  ...inFile("conformance/cases/call-soon-threadsafe/promptly.ts", callSoonThreadsafePromptly),
  ...inFile("conformance/cases/call-soon-threadsafe/reentrant.ts", callSoonThreadsafeReentrant),
  ...inFile("conformance/cases/call-soon-threadsafe/same-thread.ts", callSoonThreadsafeSameThread),
  ...inFile("conformance/cases/call-soon-threadsafe/thousands.ts", callSoonThreadsafeThousands),
  ...inFile("conformance/cases/call-soon-threadsafe/thread.ts", callSoonThreadsafeThread),
  ...inFile("conformance/cases/call-soon-threadsafe/wakes.ts", callSoonThreadsafeWakes),
  ...inFile("conformance/cases/call-soon/arguments.ts", callSoonArguments),
  ...inFile("conformance/cases/call-soon/cancel-idempotent.ts", callSoonCancelIdempotent),
  ...inFile("conformance/cases/call-soon/cancel-others.ts", callSoonCancelOthers),
  ...inFile("conformance/cases/call-soon/cancel.ts", callSoonCancel),
  ...inFile("conformance/cases/call-soon/context-crossed.ts", callSoonContextCrossed),
  ...inFile("conformance/cases/call-soon/context-default.ts", callSoonContextDefault),
  ...inFile("conformance/cases/call-soon/context-explicit.ts", callSoonContextExplicit),
  ...inFile("conformance/cases/call-soon/context-object.ts", callSoonContextObject),
  ...inFile("conformance/cases/call-soon/crossed.ts", registrationsCrossed),
  ...inFile("conformance/cases/call-soon/error-details.ts", callSoonErrorDetails),
  ...inFile("conformance/cases/call-soon/error-kinds.ts", callSoonErrorKinds),
  ...inFile("conformance/cases/call-soon/errors.ts", callSoonErrors),
  ...inFile("conformance/cases/call-soon/handle.ts", callSoonHandle),
  ...inFile("conformance/cases/call-soon/kept.ts", callSoonKept),
  ...inFile("conformance/cases/call-soon/later-iteration.ts", callSoonLater),
  ...inFile("conformance/cases/call-soon/not-synchronous.ts", callSoonNotSynchronous),
  ...inFile("conformance/cases/call-soon/once.ts", callSoonOnce),
  ...inFile("conformance/cases/call-soon/order.ts", callSoonOrder),
  ...inFile("conformance/cases/call-soon/refusals.ts", callSoonRefusals),
  ...inFile("conformance/cases/call-soon/thousands.ts", callSoonThousands),
  ...inFile("conformance/cases/call-soon/values.ts", callSoonValues),
  ...inFile("conformance/cases/call-soon/wrong-thread.ts", callSoonWrongThread),
  ...inFile("conformance/cases/close/afterwards.ts", closeAfterwards),
  ...inFile("conformance/cases/close/close.ts", closing),
  ...inFile("conformance/cases/close/elsewhere.ts", closeElsewhere),
  ...inFile("conformance/cases/close/executor.ts", closeExecutor),
  ...inFile("conformance/cases/close/pending.ts", closePending),
  ...inFile("conformance/cases/close/refused.ts", closeRefused),
  ...inFile("conformance/cases/close/resources.ts", closeResources),
  ...inFile("conformance/cases/connections/failing.ts", connectionsFailing),
  ...inFile("conformance/cases/connections/given-socket.ts", connectionsGivenSocket),
  ...inFile("conformance/cases/connections/local-address.ts", connectionsLocalAddress),
  ...inFile("conformance/cases/connections/looking-up.ts", connectionsLookingUp),
  ...inFile("conformance/cases/connections/nodelay.ts", connectionsNodelay),
  ...inFile("conformance/cases/connections/one-after-another.ts", connectionsOneAfterAnother),
  ...inFile("conformance/cases/connections/opening.ts", connectionsOpening),
  ...inFile("conformance/cases/connections/several-addresses.ts", connectionsSeveralAddresses),
  ...inFile("conformance/cases/datagrams/addresses.ts", datagramsAddresses),
  ...inFile("conformance/cases/datagrams/after-errors.ts", datagramsAfterErrors),
  ...inFile("conformance/cases/datagrams/closing.ts", datagramsClosing),
  ...inFile("conformance/cases/datagrams/exchanging.ts", datagramsExchanging),
  ...inFile("conformance/cases/datagrams/given-socket.ts", datagramsGivenSocket),
  ...inFile("conformance/cases/datagrams/looking-up.ts", datagramsLookingUp),
  ...inFile("conformance/cases/datagrams/moments.ts", datagramMoments),
  ...inFile("conformance/cases/datagrams/options.ts", datagramsOptions),
  ...inFile("conformance/cases/datagrams/refusals.ts", datagramsRefusals),
  ...inFile("conformance/cases/datagrams/sending.ts", datagramsSending),
  ...inFile("conformance/cases/datagrams/several-that-wait.ts", datagramsSeveralThatWait),
  ...inFile("conformance/cases/debug-mode/by-default.ts", debugByDefault),
  ...inFile("conformance/cases/debug-mode/debug-mode.ts", debugModes),
  ...inFile("conformance/cases/debug-mode/never-awaited.ts", neverAwaited),
  ...inFile("conformance/cases/debug-mode/switched.ts", switchedDebugModes),
  ...inFile("conformance/cases/debug-mode/unclosed-transports.ts", unclosedTransports),
  ...inFile("conformance/cases/delayed-callbacks/arguments.ts", callLaterArguments),
  ...inFile("conformance/cases/delayed-callbacks/cancel.ts", callLaterCancel),
  ...inFile("conformance/cases/delayed-callbacks/handle.ts", callLaterHandle),
  ...inFile("conformance/cases/delayed-callbacks/loop-time.ts", times),
  ...inFile("conformance/cases/delayed-callbacks/many.ts", callLaterMany),
  ...inFile("conformance/cases/delayed-callbacks/order.ts", callLaterOrder),
  ...inFile("conformance/cases/delayed-callbacks/time.ts", callLaterTime),
  ...inFile("conformance/cases/error-handling/default-handler.ts", defaultExceptionHandler),
  ...inFile("conformance/cases/error-handling/exception-handler-context.ts", exceptionHandlerContexts),
  ...inFile("conformance/cases/error-handling/exception-handler.ts", exceptionHandlers),
  ...inFile("conformance/cases/error-handling/keys.ts", contextKeys),
  ...inFile("conformance/cases/error-handling/never-retrieved.ts", neverRetrieved),
  ...inFile("conformance/cases/error-handling/reported-in-time.ts", reportedInTime),
  ...inFile("conformance/cases/executors/given-executors.ts", executorsGiven),
  ...inFile("conformance/cases/executors/interpreter-pools.ts", interpreterPools),
  ...inFile("conformance/cases/executors/refusals.ts", executorRefusals),
  ...inFile("conformance/cases/executors/run-in-executor.ts", runInExecutor),
  ...inFile("conformance/cases/executors/shutdown-default-executor.ts", shutdownDefaultExecutor),
  ...inFile("conformance/cases/future-objects/callbacks.ts", futureCallbacks),
  ...inFile("conformance/cases/future-objects/future-objects.ts", futureObjects),
  ...inFile("conformance/cases/futures-and-tasks/create-task.ts", createTasks),
  ...inFile("conformance/cases/futures-and-tasks/eager-factory-custom.ts", customEagerFactories),
  ...inFile("conformance/cases/futures-and-tasks/eager-factory-steps.ts", eagerFactorySteps),
  ...inFile("conformance/cases/futures-and-tasks/eager-factory.ts", eagerFactories),
  ...inFile("conformance/cases/futures-and-tasks/eager-start.ts", eagerStarts),
  ...inFile("conformance/cases/futures-and-tasks/task-factory-keywords.ts", taskFactoryKeywords),
  ...inFile("conformance/cases/futures-and-tasks/task-factory-signatures.ts", taskFactorySignatures),
  ...inFile("conformance/cases/futures-and-tasks/task-factory.ts", taskFactories),
  ...inFile("conformance/cases/handles/cancel-crossed.ts", cancelCrossed),
  ...inFile("conformance/cases/handles/kept-alive.ts", handlesKeepAlive),
  ...inFile("conformance/cases/handles/late-cancel.ts", lateCancel),
  ...inFile("conformance/cases/handles/ordered.ts", orderedTimers),
  ...inFile("conformance/cases/handles/representation.ts", handleRepresentations),
  ...inFile("conformance/cases/name-resolution/asked-again.ts", nameResolutionAskedAgain),
  ...inFile("conformance/cases/name-resolution/looking-up.ts", nameResolutionLookingUp),
  ...inFile("conformance/cases/name-resolution/names-of-ports.ts", nameResolutionPorts),
  ...inFile("conformance/cases/name-resolution/services.ts", nameResolutionServices),
  ...inFile("conformance/cases/obtaining/four-functions.ts", obtaining),
  ...inFile("conformance/cases/obtaining/get-event-loop-absent.ts", getEventLoopAbsent),
  ...inFile("conformance/cases/obtaining/get-event-loop.ts", getEventLoop),
  ...inFile("conformance/cases/obtaining/get-running-loop-absent.ts", getRunningLoopAbsent),
  ...inFile("conformance/cases/obtaining/get-running-loop-kinds.ts", getRunningLoopKinds),
  ...inFile("conformance/cases/obtaining/get-running-loop-threads.ts", getRunningLoopThreads),
  ...inFile("conformance/cases/obtaining/get-running-loop.ts", getRunningLoop),
  ...inFile("conformance/cases/obtaining/loops-crossed.ts", loopsCrossed),
  ...inFile("conformance/cases/obtaining/new-event-loop-state.ts", newEventLoopState),
  ...inFile("conformance/cases/obtaining/new-event-loop.ts", newEventLoop),
  ...inFile("conformance/cases/obtaining/policy.ts", policies),
  ...inFile("conformance/cases/obtaining/set-event-loop-effects.ts", setEventLoopEffects),
  ...inFile("conformance/cases/obtaining/set-event-loop.ts", setEventLoop),
  ...inFile("conformance/cases/partial/crossed.ts", partialCrossed),
  ...inFile("conformance/cases/partial/keywords.ts", partialKeywords),
  ...inFile("conformance/cases/partial/partial.ts", partials),
  ...inFile("conformance/cases/partial/rendering.ts", partialRendering),
  ...inFile("conformance/cases/pipes/closing.ts", pipesClosing),
  ...inFile("conformance/cases/pipes/ended-before.ts", pipesEndedBefore),
  ...inFile("conformance/cases/pipes/lost-readers.ts", pipesLostReaders),
  ...inFile("conformance/cases/pipes/protocols.ts", pipesProtocols),
  ...inFile("conformance/cases/pipes/reading.ts", pipesReading),
  ...inFile("conformance/cases/pipes/writing.ts", pipesWriting),
  ...inFile("conformance/cases/policies-and-classes/deprecated.ts", deprecated),
  ...inFile("conformance/cases/policies-and-classes/forked.ts", forked),
  ...inFile("conformance/cases/policies-and-classes/methods.ts", methodsOfLoops),
  ...inFile("conformance/cases/preface/crossed.ts", prefaceCrossed),
  ...inFile("conformance/cases/preface/io.ts", prefaceIo),
  ...inFile("conformance/cases/preface/preface.ts", preface),
  ...inFile("conformance/cases/run-forever/deferred.ts", runForeverDeferred),
  ...inFile("conformance/cases/run-forever/defers-from.ts", runForeverDefersFrom),
  ...inFile("conformance/cases/run-forever/defers.ts", runForeverDefers),
  ...inFile("conformance/cases/run-forever/errors.ts", runForeverErrors),
  ...inFile("conformance/cases/run-forever/fair.ts", runForeverFair),
  ...inFile("conformance/cases/run-forever/finishes-batch.ts", runForeverFinishesBatch),
  ...inFile("conformance/cases/run-forever/hooks.ts", runForeverHooks),
  ...inFile("conformance/cases/run-forever/interrupt.ts", runForeverInterrupt),
  ...inFile("conformance/cases/run-forever/nesting.ts", runForeverNesting),
  ...inFile("conformance/cases/run-forever/refusals-crossed.ts", refusalsCrossed),
  ...inFile("conformance/cases/run-forever/stop-before-exit.ts", runForeverStopBeforeExit),
  ...inFile("conformance/cases/run-forever/stop-before-io.ts", runForeverStopBeforeIo),
  ...inFile("conformance/cases/run-forever/stop-before-later.ts", runForeverStopBeforeLater),
  ...inFile("conformance/cases/run-forever/stop-before-polls.ts", runForeverStopBeforePolls),
  ...inFile("conformance/cases/run-forever/stop-before-ready.ts", runForeverStopBeforeReady),
  ...inFile("conformance/cases/run-forever/stop-polls-no-more.ts", stopPollsNoMore),
  ...inFile("conformance/cases/run-forever/until-stop.ts", runForeverUntilStop),
  ...inFile("conformance/cases/run-until-complete/argument.ts", runUntilCompleteArgument),
  ...inFile("conformance/cases/run-until-complete/cancelled.ts", runUntilCompleteCancelled),
  ...inFile("conformance/cases/run-until-complete/completion.ts", runUntilCompleteCompletion),
  ...inFile("conformance/cases/run-until-complete/crossed.ts", runCrossed),
  ...inFile("conformance/cases/run-until-complete/done.ts", runUntilCompleteDone),
  ...inFile("conformance/cases/run-until-complete/elsewhere.ts", runUntilCompleteElsewhere),
  ...inFile("conformance/cases/run-until-complete/exception.ts", runUntilCompleteException),
  ...inFile("conformance/cases/run-until-complete/interrupt.ts", runUntilCompleteInterrupt),
  ...inFile("conformance/cases/run-until-complete/nesting.ts", runUntilCompleteNesting),
  ...inFile("conformance/cases/run-until-complete/others.ts", runUntilCompleteOthers),
  ...inFile("conformance/cases/run-until-complete/refused-makes-no-task.ts", refusedMakesNoTask),
  ...inFile("conformance/cases/run-until-complete/result.ts", runUntilCompleteResult),
  ...inFile("conformance/cases/run-until-complete/reuse.ts", runUntilCompleteReuse),
  ...inFile("conformance/cases/run-until-complete/stop.ts", runUntilCompleteStop),
  ...inFile("conformance/cases/run-until-complete/threads.ts", runUntilCompleteThreads),
  ...inFile("conformance/cases/runners/arguments.ts", runnerArguments),
  ...inFile("conformance/cases/runners/current-loop.ts", runCurrentLoop),
  ...inFile("conformance/cases/runners/interrupts.ts", runnerInterrupts),
  ...inFile("conformance/cases/runners/loops.ts", runLoops),
  ...inFile("conformance/cases/runners/runner.ts", runnersThemselves),
  ...inFile("conformance/cases/sendfile/beside-reading.ts", sendfileBesideReading),
  ...inFile("conformance/cases/sendfile/elsewhere.ts", sendfileElsewhere),
  ...inFile("conformance/cases/sendfile/large-elsewhere.ts", sendfileLargeElsewhere),
  ...inFile("conformance/cases/sendfile/socket.ts", sendfileSocket),
  ...inFile("conformance/cases/sendfile/transport.ts", sendfileTransport),
  ...inFile("conformance/cases/sendfile/twice.ts", sendfileTwice),
  ...inFile("conformance/cases/server-objects/beside-others.ts", serverObjectsBesideOthers),
  ...inFile("conformance/cases/server-objects/clients-flushed.ts", serverObjectsClientsFlushed),
  ...inFile("conformance/cases/server-objects/clients-remaining.ts", serverObjectsClientsRemaining),
  ...inFile("conformance/cases/server-objects/clients.ts", serverObjectsClients),
  ...inFile("conformance/cases/server-objects/closing-unserved.ts", serverObjectsClosingUnserved),
  ...inFile("conformance/cases/server-objects/closing.ts", serverObjectsClosing),
  ...inFile("conformance/cases/server-objects/encrypted-clients.ts", serverObjectsEncryptedClients),
  ...inFile("conformance/cases/server-objects/ended-serving.ts", serverObjectsEndedServing),
  ...inFile("conformance/cases/server-objects/left-by-errors.ts", serverObjectsLeftByErrors),
  ...inFile("conformance/cases/server-objects/serving.ts", serverObjectsServing),
  ...inFile("conformance/cases/server-objects/sockets-once-closed.ts", serverObjectsSocketsOnceClosed),
  ...inFile("conformance/cases/server-objects/waiting-again.ts", serverObjectsWaitingAgain),
  ...inFile("conformance/cases/servers/accepted-socket.ts", serversAcceptedSocket),
  ...inFile("conformance/cases/servers/addresses.ts", serversAddresses),
  ...inFile("conformance/cases/servers/clients-that-wait.ts", serversClientsThatWait),
  ...inFile("conformance/cases/servers/going-on.ts", serversGoingOn),
  ...inFile("conformance/cases/servers/keep-alive.ts", serversKeepAlive),
  ...inFile("conformance/cases/servers/looking-up.ts", serversLookingUp),
  ...inFile("conformance/cases/servers/options.ts", serversOptions),
  ...inFile("conformance/cases/servers/serving.ts", serversServing),
  ...inFile("conformance/cases/servers/several-hosts-later.ts", serversSeveralHostsLater),
  ...inFile("conformance/cases/servers/several-hosts.ts", serversSeveralHosts),
  ...inFile("conformance/cases/several-loops/made-inside-a-run.ts", madeInsideARun),
  ...inFile("conformance/cases/several-loops/own-queues.ts", ownQueues),
  ...inFile("conformance/cases/shutdown-asyncgens/call.ts", shutdownAsyncgensCall),
  ...inFile("conformance/cases/shutdown-asyncgens/cleanup.ts", shutdownAsyncgensCleanup),
  ...inFile("conformance/cases/shutdown-asyncgens/collected-crossed.ts", collectedCrossed),
  ...inFile("conformance/cases/shutdown-asyncgens/collected.ts", shutdownAsyncgensCollected),
  ...inFile("conformance/cases/shutdown-asyncgens/errors.ts", shutdownAsyncgensErrors),
  ...inFile("conformance/cases/shutdown-asyncgens/idiom.ts", shutdownAsyncgensIdiom),
  ...inFile("conformance/cases/shutdown-asyncgens/later.ts", shutdownAsyncgensLater),
  ...inFile("conformance/cases/shutdown-asyncgens/messages.ts", generatorMessages),
  ...inFile("conformance/cases/shutdown-asyncgens/run.ts", shutdownAsyncgensRun),
  ...inFile("conformance/cases/shutdown-asyncgens/shutdown-asyncgens.ts", shutdownAsyncgens),
  ...inFile("conformance/cases/signals/after-errors.ts", signalsAfterErrors),
  ...inFile("conformance/cases/signals/handlers.ts", signalHandlers),
  ...inFile("conformance/cases/signals/refused.ts", signalRefused),
  ...inFile("conformance/cases/signals/removing-within.ts", signalRemovingWithin),
  ...inFile("conformance/cases/signals/removing.ts", signalRemoving),
  ...inFile("conformance/cases/signals/replaced.ts", signalsReplaced),
  ...inFile("conformance/cases/sockets/again.ts", socketAgain),
  ...inFile("conformance/cases/sockets/cancelled-accepting.ts", socketsCancelledAccepting),
  ...inFile("conformance/cases/sockets/cancelled-again.ts", socketsCancelledAgain),
  ...inFile("conformance/cases/sockets/connecting-datagrams.ts", socketsConnectingDatagrams),
  ...inFile("conformance/cases/sockets/connecting.ts", socketConnecting),
  ...inFile("conformance/cases/sockets/datagrams.ts", socketDatagrams),
  ...inFile("conformance/cases/sockets/parts-of-buffers.ts", socketsPartsOfBuffers),
  ...inFile("conformance/cases/sockets/receiving.ts", socketReceiving),
  ...inFile("conformance/cases/sockets/refused.ts", socketRefused),
  ...inFile("conformance/cases/sockets/reset.ts", socketsReset),
  ...inFile("conformance/cases/sockets/sending-buffers.ts", socketsSendingBuffers),
  ...inFile("conformance/cases/sockets/sending.ts", socketSending),
  ...inFile("conformance/cases/sockets/several.ts", socketsSeveral),
  ...inFile("conformance/cases/state/closed.ts", stateClosed),
  ...inFile("conformance/cases/state/crossed.ts", stateCrossed),
  ...inFile("conformance/cases/state/not-running.ts", stateNotRunning),
  ...inFile("conformance/cases/state/other-loops.ts", stateOtherLoops),
  ...inFile("conformance/cases/state/running.ts", stateRunning),
  ...inFile("conformance/cases/state/settings.ts", keptSettings),
  ...inFile("conformance/cases/stop/batch-crossed.ts", stopBatchCrossed),
  ...inFile("conformance/cases/stop/crossed.ts", stopCrossed),
  ...inFile("conformance/cases/stop/once.ts", stopOnce),
  ...inFile("conformance/cases/stop/stop.ts", stopping),
  ...inFile("conformance/cases/stop/thread.ts", stopFromThread),
  ...inFile("conformance/cases/subprocesses/arguments.ts", subprocessArguments),
  ...inFile("conformance/cases/subprocesses/base-transport.ts", subprocessBaseTransport),
  ...inFile("conformance/cases/subprocesses/descriptors.ts", subprocessDescriptors),
  ...inFile("conformance/cases/subprocesses/each-alone.ts", subprocessEachAlone),
  ...inFile("conformance/cases/subprocesses/ends.ts", subprocessEnds),
  ...inFile("conformance/cases/subprocesses/keywords.ts", subprocessKeywords),
  ...inFile("conformance/cases/subprocesses/lifecycle.ts", subprocessLifecycle),
  ...inFile("conformance/cases/subprocesses/several.ts", subprocessSeveral),
  ...inFile("conformance/cases/subprocesses/streams.ts", subprocessStreams),
  ...inFile("conformance/cases/subprocesses/transport.ts", subprocessTransport),
  ...inFile("conformance/cases/task-objects/cancel-requests.ts", taskCancelRequests),
  ...inFile("conformance/cases/task-objects/cancel.ts", taskCancel),
  ...inFile("conformance/cases/task-objects/refusals.ts", taskRefusals),
  ...inFile("conformance/cases/task-objects/task-objects.ts", taskObjects),
  ...inFile("conformance/cases/tls/arguments.ts", tlsArguments),
  ...inFile("conformance/cases/tls/behind-the-handshake.ts", tlsBehindTheHandshake),
  ...inFile("conformance/cases/tls/each-connection.ts", tlsEachConnection),
  ...inFile("conformance/cases/tls/each-its-own.ts", tlsEachItsOwn),
  ...inFile("conformance/cases/tls/encrypted.ts", tlsEncrypted),
  ...inFile("conformance/cases/tls/failed-handshakes.ts", tlsFailedHandshakes),
  ...inFile("conformance/cases/tls/half-closing.ts", tlsHalfClosing),
  ...inFile("conformance/cases/tls/handshake-limits.ts", tlsHandshakeLimits),
  ...inFile("conformance/cases/tls/names.ts", tlsNames),
  ...inFile("conformance/cases/tls/no-connection.ts", tlsNoConnection),
  ...inFile("conformance/cases/tls/shutdown-limits.ts", tlsShutdownLimits),
  ...inFile("conformance/cases/tls/streams.ts", tlsStreams),
  ...inFile("conformance/cases/tls/upgrades-of-unix.ts", tlsUpgradesOfUnix),
  ...inFile("conformance/cases/transports/after-write-eof.ts", transportsAfterWriteEof),
  ...inFile("conformance/cases/transports/closing.ts", transportsClosing),
  ...inFile("conformance/cases/transports/end-of-stream.ts", transportsEndOfStream),
  ...inFile("conformance/cases/transports/exchanged.ts", transportsExchanged),
  ...inFile("conformance/cases/transports/first-settings.ts", transportsFirstSettings),
  ...inFile("conformance/cases/transports/flow-control.ts", transportsFlowControl),
  ...inFile("conformance/cases/transports/lost.ts", transportsLost),
  ...inFile("conformance/cases/transports/many-writes.ts", transportsManyWrites),
  ...inFile("conformance/cases/transports/marks.ts", transportsMarks),
  ...inFile("conformance/cases/transports/paused.ts", transportsPaused),
  ...inFile("conformance/cases/transports/pausing.ts", transportsPausing),
  ...inFile("conformance/cases/transports/pieces.ts", transportsPieces),
  ...inFile("conformance/cases/transports/protocols.ts", transportsProtocols),
  ...inFile("conformance/cases/transports/reading.ts", transportsReading),
  ...inFile("conformance/cases/transports/replaced-again.ts", transportsReplacedAgain),
  ...inFile("conformance/cases/transports/replaced.ts", transportsReplaced),
  ...inFile("conformance/cases/transports/resumed-once-closed.ts", transportsResumedOnceClosed),
  ...inFile("conformance/cases/transports/several-full.ts", transportsSeveralFull),
  ...inFile("conformance/cases/transports/unknown-names.ts", transportsUnknownNames),
  ...inFile("conformance/cases/transports/when-ending.ts", transportsWhenEnding),
  ...inFile("conformance/cases/transports/when-made.ts", transportsWhenMade),
  ...inFile("conformance/cases/transports/writing.ts", transportsWriting),
  ...inFile("conformance/cases/unix-sockets/half-closing.ts", unixSocketsHalfClosing),
  ...inFile("conformance/cases/unix-sockets/opening.ts", unixSocketsOpening),
  ...inFile("conformance/cases/unix-sockets/serve-forever.ts", unixSocketsServeForever),
  ...inFile("conformance/cases/unix-sockets/serving.ts", unixSocketsServing),
  ...inFile("conformance/cases/unix-sockets/socket-files.ts", unixSocketsFiles),
  ...inFile("conformance/cases/unix-sockets/streams.ts", unixSocketsStreams),
  ...inFile("conformance/cases/watching-descriptors/apart.ts", descriptorsApart),
  ...inFile("conformance/cases/watching-descriptors/arguments.ts", descriptorsArguments),
  ...inFile("conformance/cases/watching-descriptors/firing.ts", descriptorFiring),
  ...inFile("conformance/cases/watching-descriptors/given.ts", descriptorsGiven),
  ...inFile("conformance/cases/watching-descriptors/ready-for-both.ts", descriptorsReadyForBoth),
  ...inFile("conformance/cases/watching-descriptors/removing.ts", descriptorRemoving),
  ...inFile("conformance/cases/watching-descriptors/replacing.ts", descriptorReplacing),
  ...inFile("conformance/cases/watching-descriptors/sources.ts", descriptorSources),
];
