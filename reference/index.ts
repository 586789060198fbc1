/**
 * The reference loop: the Event Loop chapter of the asyncio documentation as running code.
 *
 * Edition 3.13. Names are asyncio's in camelCase. A coroutine is a generator object, `yield*` awaits.
 *
 * @module
 */
export {
  AsyncGenerator,
  type AsyncGeneratorBody,
  type AsyncGeneratorHooks,
  type AsyncGeneratorState,
  emit,
  getAsyncGeneratorHooks,
  setAsyncGeneratorHooks,
} from "./async-generator.ts";
export { type AsynchronousIterator, asyncGenerator, BREAK, forEach } from "./async-iteration.ts";
export type { NoOptions, ScheduleOptions } from "./check.ts";
export { Context, ContextVar, copyContext, type Token } from "./context.ts";
export {
  type Awaitable,
  type AwaitableObject,
  type Coroutine,
  isAwaitableObject,
  isCoroutine,
} from "./coroutine.ts";
export { _getRunningLoop, _setRunningLoop, getRunningLoop } from "./current-loop.ts";
export { createEagerTaskFactory, type EagerTaskConstructor, eagerTaskFactory } from "./eager.ts";
export { ensureFuture } from "./ensure-future.ts";
export type { ErrorContext, ExceptionHandler } from "./error-handling.ts";
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
} from "./errors.ts";
export type { Executor, WorkerFunction } from "./executor.ts";
export { formatCallback, repr } from "./format.ts";
export { Future, isFuture, type Waiter } from "./future.ts";
export { type Gathered, type GatherOptions, gather } from "./gather.ts";
export { type Arguments, type Callback, Handle, TimerHandle } from "./handle.ts";
export * from "./io/index.ts";
export type { Inbox } from "./iteration.ts";
export { type LogHook, type LogLevel, type LogRecord, log, setLogHook } from "./logging.ts";
export { EventLoop } from "./loop.ts";
export { isPartial, type Keywords, type Partial, partial } from "./partial.ts";
export {
  DefaultEventLoopPolicy,
  type EventLoopPolicy,
  getEventLoop,
  getEventLoopPolicy,
  newEventLoop,
  setEventLoop,
  setEventLoopPolicy,
} from "./policy.ts";
export { fromPromise, toPromise } from "./promise.ts";
export type { Runnable } from "./ready-queue.ts";
export { Runner, type RunnerOptions, run } from "./runner.ts";
export { READ, type SelectedEvent, type Selector, type ThreadWaker, WRITE } from "./selector.ts";
export { HostSelector } from "./selectors/host.ts";
export { PollSelector } from "./selectors/poll.ts";
export { ThreadSelector } from "./selectors/thread.ts";
export { VirtualSelector } from "./selectors/virtual.ts";
export { VirtualPipe } from "./selectors/virtual-pipe.ts";
export { shield } from "./shield.ts";
export type { Signal } from "./signals.ts";
export { sleep } from "./sleep.ts";
export { allTasks, currentTask, Task, type TaskOptions } from "./task.ts";
export type { TaskFactory } from "./task-creation.ts";
export {
  type ForeignCall,
  type ForeignCancellation,
  type ForeignMessage,
  LoopPort,
  type LoopPortEnd,
} from "./threads/loop-port.ts";
export { connectLoop, type RemoteHandle, type RemoteLoop } from "./threads/remote-loop.ts";
export { WorkerPool } from "./threads/worker-pool.ts";
export { waitFor } from "./wait-for.ts";
export {
  DeprecationWarning,
  ResourceWarning,
  RuntimeWarning,
  setWarningHook,
  type WarningCategory,
  type WarningHook,
  warn,
} from "./warnings.ts";
export type { FileDescriptorLike, HasDescriptor } from "./watching.ts";
