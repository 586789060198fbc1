/** @source Event Loop: Event Loop Methods */
import type { Context } from "../context/context.ts";
import type { Arguments, Callback, Handle, HandleOwner, TimerHandle } from "../context/handle.ts";
import type { Awaitable, Coroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import type { Task, TaskOptions } from "../futures/task.ts";
import type { NoOptions, ScheduleOptions } from "../text/check.ts";
import type { FileDescriptorLike, Selector } from "../waiting/selector.ts";
import type { ErrorContext } from "./error-context.ts";
import type { Inbox } from "./inbox.ts";

/** Called with the loop and what went wrong. */
export type ExceptionHandler = (loop: AbstractEventLoop, context: ErrorContext) => unknown;

/** Makes the task for a coroutine. `options` holds the context if one was given. */
export type TaskFactory = (
  loop: AbstractEventLoop,
  coroutine: Coroutine<unknown>,
  options: { readonly context?: Context | undefined },
) => Future<unknown>;

/** A signal by its name or its number. */
export type Signal = NodeJS.Signals | number;

/**
 * A function that can be called in another thread. Functions cannot be sent there, so it is named
 * by the module that exports it.
 */
export interface WorkerFunction {
  /** URL or absolute path of the module, or the name of an installed package. */
  readonly module: string | URL;
  /** Name of the export. */
  readonly name: string;
}

/** Runs functions outside the loop's thread. */
export interface Executor {
  /**
   * Starts a call.
   *
   * @param loop loop of the future that is returned
   * @param target function to call
   * @param args arguments that can be cloned
   * @returns a future for what the function returns or throws
   * @throws RuntimeError when the executor was shut down
   */
  submit(loop: AbstractEventLoop, target: WorkerFunction, args: Arguments): Future<unknown>;

  /**
   * Refuses new calls from now on. Those that were submitted are finished.
   *
   * @param loop loop of the future that is returned
   * @returns a future that is done when the executor's threads have ended
   */
  shutdown(loop: AbstractEventLoop): Future<void>;
}

/**
 * An event loop as everything but its own class sees it: futures and tasks, the parts of the loop, policies, users.
 *
 * {@link EventLoop} says what each method does.
 */
export interface AbstractEventLoop extends HandleOwner {
  /** Runs until a future is done, and gives its result. */
  runUntilComplete<T>(awaitable: Awaitable<T>): T;
  /** Runs until `stop()` is called. */
  runForever(): void;
  /** Runs without blocking the thread. */
  runAsync<T = void>(awaitable?: Awaitable<T>): Promise<T>;
  /** Ends the run after the current batch. */
  stop(): void;
  /** Whether a run is in progress. */
  isRunning(): boolean;
  /** Whether the loop was closed. */
  isClosed(): boolean;
  /** Closes the loop for ever. */
  close(): void;
  /** Closes the asynchronous generators that are open. */
  shutdownAsyncgens(): Coroutine<void>;
  /** Waits until the threads of the default executor have ended. */
  shutdownDefaultExecutor(options?: { timeout?: number | null }): Coroutine<void>;

  /** Schedules a callback for the next iteration. */
  callSoon(callback: Callback, args?: Arguments, options?: ScheduleOptions): Handle;
  /** Schedules a callback, and wakes the loop. */
  callSoonThreadsafe(callback: Callback, args?: Arguments, options?: ScheduleOptions): Handle;
  /** Schedules a callback for a time from now. */
  callLater(
    delay: number,
    callback: Callback,
    args?: Arguments,
    options?: ScheduleOptions,
  ): TimerHandle;
  /** Schedules a callback for a time of the loop's clock. */
  callAt(
    when: number,
    callback: Callback,
    args?: Arguments,
    options?: ScheduleOptions,
  ): TimerHandle;
  /** The loop's clock, in seconds. */
  time(): number;

  /** Makes a future. */
  createFuture<T = unknown>(): Future<T>;
  /** Runs a coroutine as a task. */
  createTask<T>(coroutine: Coroutine<T>, options?: TaskOptions): Task<T>;
  /** Sets what makes tasks. */
  setTaskFactory(factory: TaskFactory | null): void;
  /** What makes tasks. */
  getTaskFactory(): TaskFactory | null;

  /** Has a callback called whenever a descriptor can be read from. */
  addReader(
    fd: FileDescriptorLike,
    callback: Callback,
    args?: Arguments,
    options?: NoOptions,
  ): void;
  /** Stops watching a descriptor for reading. */
  removeReader(fd: FileDescriptorLike): boolean;
  /** Has a callback called whenever a descriptor can be written to. */
  addWriter(
    fd: FileDescriptorLike,
    callback: Callback,
    args?: Arguments,
    options?: NoOptions,
  ): void;
  /** Stops watching a descriptor for writing. */
  removeWriter(fd: FileDescriptorLike): boolean;
  /** Has a callback called whenever the process receives a signal. */
  addSignalHandler(signal: Signal, callback: Callback, args?: Arguments, options?: NoOptions): void;
  /** Removes the handler of a signal. */
  removeSignalHandler(signal: Signal): boolean;
  /** Calls a function in another thread. */
  runInExecutor<T = unknown>(
    executor: Executor | null,
    target: WorkerFunction,
    args?: Arguments,
    options?: NoOptions,
  ): Future<T>;
  /** Sets the executor that null means. */
  setDefaultExecutor(executor: Executor): void;

  /** Sets the exception handler. */
  setExceptionHandler(handler: ExceptionHandler | null): void;
  /** The exception handler. */
  getExceptionHandler(): ExceptionHandler | null;
  /** Logs an error. */
  defaultExceptionHandler(context: ErrorContext): void;
  /** Switches the debug mode. */
  setDebug(enabled: boolean): void;
  /** In debug mode, a callback that takes this long or longer is logged. Seconds. */
  slowCallbackDuration: number;

  /** @internal How the loop waits, and its clock. */
  readonly selector: Selector;
  /** @internal Where calls from other threads arrive. */
  readonly inboxes: Inbox[];
  /** @internal The tasks that are not done. Nothing else holds them. */
  readonly tasks: Set<Task<unknown>>;
  /** @internal The task whose step runs now. */
  currentTask: Task<unknown> | null;
}
