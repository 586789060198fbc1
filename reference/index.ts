/**
 * The reference loop: the Event Loop chapter of the asyncio documentation as running code.
 *
 * Edition 3.13. Names are asyncio's in camelCase. A coroutine is a generator object, `yield*` awaits.
 *
 * @module
 */

export { Context, ContextVar, copyContext, type Token } from "./context/context.ts";
export {
  type Arguments,
  type Callback,
  Handle,
  type HandleOwner,
  TimerHandle,
} from "./context/handle.ts";
export { isPartial, type Keywords, type Partial, partial } from "./context/partial.ts";
export {
  AsyncGenerator,
  type AsyncGeneratorBody,
  type AsyncGeneratorHooks,
  type AsyncGeneratorState,
  emit,
  getAsyncGeneratorHooks,
  setAsyncGeneratorHooks,
} from "./futures/async-generator.ts";
export {
  type AsynchronousIterator,
  asyncGenerator,
  BREAK,
  forEach,
} from "./futures/async-iteration.ts";
export {
  type Awaitable,
  type AwaitableObject,
  type Coroutine,
  isAwaitableObject,
  isCoroutine,
} from "./futures/coroutine.ts";
export {
  createEagerTaskFactory,
  type EagerTaskConstructor,
  eagerTaskFactory,
} from "./futures/eager.ts";
export { ensureFuture } from "./futures/ensure-future.ts";
export { Future, isFuture, type Waiter } from "./futures/future.ts";
export { type Gathered, type GatherOptions, gather } from "./futures/gather.ts";
export { allTasks, currentTask } from "./futures/introspection.ts";
export { fromPromise, toPromise } from "./futures/promise.ts";
export { shield } from "./futures/shield.ts";
export { sleep } from "./futures/sleep.ts";
export { Task, type TaskOptions } from "./futures/task.ts";
export { waitFor } from "./futures/wait-for.ts";
export * from "./io/index.ts";
export type {
  AbstractEventLoop,
  ExceptionHandler,
  Executor,
  Signal,
  TaskFactory,
  WorkerFunction,
} from "./loop/abstract-event-loop.ts";
export { _getRunningLoop, _setRunningLoop, getRunningLoop } from "./loop/current-loop.ts";
export type { ErrorContext } from "./loop/error-context.ts";
export { EventLoop } from "./loop/event-loop.ts";
export type { Inbox } from "./loop/inbox.ts";
export type { Runnable } from "./loop/ready-queue.ts";
export {
  DefaultEventLoopPolicy,
  type EventLoopPolicy,
  getEventLoop,
  getEventLoopPolicy,
  newEventLoop,
  setEventLoop,
  setEventLoopPolicy,
} from "./policy/policy.ts";
export { Runner, type RunnerOptions, run } from "./policy/runner.ts";
export type { NoOptions, ScheduleOptions } from "./text/check.ts";
export {
  BaseException,
  CancelledError,
  DeadlockError,
  InvalidStateError,
  isException,
  isInterrupt,
  KeyboardInterrupt,
  LookupError,
  NotImplementedError,
  OSError,
  PythonError,
  RuntimeError,
  StopAsyncIteration,
  SystemExit,
  TimeoutError,
  ValueError,
} from "./text/errors.ts";
export { formatCallback, repr } from "./text/format.ts";
export { type LogHook, type LogLevel, type LogRecord, log, setLogHook } from "./text/logging.ts";
export {
  DeprecationWarning,
  ResourceWarning,
  RuntimeWarning,
  setWarningHook,
  type WarningCategory,
  type WarningHook,
  warn,
} from "./text/warnings.ts";
export {
  type ForeignCall,
  type ForeignCancellation,
  type ForeignMessage,
  LoopPort,
  type LoopPortEnd,
} from "./threads/loop-port.ts";
export { connectLoop, type RemoteHandle, type RemoteLoop } from "./threads/remote-loop.ts";
export { WorkerPool } from "./threads/worker-pool.ts";
export { HostSelector } from "./waiting/host.ts";
export { PollSelector } from "./waiting/poll.ts";
export {
  type FileDescriptorLike,
  type HasDescriptor,
  READ,
  type SelectedEvent,
  type Selector,
  type ThreadWaker,
  WRITE,
} from "./waiting/selector.ts";
export { ThreadSelector } from "./waiting/thread.ts";
export { VirtualSelector } from "./waiting/virtual.ts";
export { VirtualPipe } from "./waiting/virtual-pipe.ts";
