/** @source Event Loop: Event Loop Methods, in the order of the chapter */
import { type Arguments, type Callback, Handle, NO_ARGS } from "../context/handle.ts";
import type { Awaitable, Coroutine } from "../futures/coroutine.ts";
import { Future } from "../futures/future.ts";
import type { Task, TaskOptions } from "../futures/task.ts";
import {
  checkFinite,
  checkFunctionOrNull,
  checkNoOptions,
  NO_OPTIONS,
  type ScheduleOptions,
} from "../text/check.ts";
import { RuntimeError } from "../text/errors.ts";
import { type FileDescriptorLike, READ, type Selector, WRITE } from "../waiting/selector.ts";
import { ThreadSelector } from "../waiting/thread.ts";
import type {
  AbstractEventLoop,
  ExceptionHandler,
  Executor,
  Signal,
  TaskFactory,
  WorkerFunction,
} from "./abstract-event-loop.ts";
import { watchClosed, watchUnclosed } from "./collected.ts";
import type { ErrorContext } from "./error-context.ts";
import { ErrorHandling, logError } from "./error-handling.ts";
import { Executing } from "./executing.ts";
import { GeneratorKeeping } from "./generator-keeping.ts";
import { Hosting } from "./hosting.ts";
import { Iteration } from "./iteration.ts";
import type { Runnable } from "./ready-queue.ts";
import { Running } from "./running.ts";
import * as scheduling from "./scheduling.ts";
import { Signals, withoutInterruptHandler } from "./signals.ts";
import { LoopState } from "./state.ts";
import { TaskCreation } from "./task-creation.ts";
import { refuseUnavailable } from "./unavailable.ts";
import { descriptorOf, Watching } from "./watching.ts";

/**
 * An event loop. `runForever()` and `runUntilComplete()` block, as the specification says.
 *
 * Each method hands its work to a part, a file of this folder. The parts share a `LoopState`.
 *
 * @clause preface.runs-callbacks-and-tasks    in the thread that calls a run method, in no other
 * @clause new-event-loop.returns-loop-object
 * @clause new-event-loop.abstract-interface   every method that the chapter lists is there
 */
export class EventLoop implements AbstractEventLoop {
  /** @internal */
  readonly state: LoopState;
  /** @internal */
  readonly tasks = new Set<Task<unknown>>();
  /** @internal */
  currentTask: Task<unknown> | null = null;
  /** @internal */
  protected readonly watching: Watching;

  private readonly running: Running;
  private readonly hosting: Hosting;
  private readonly generators: GeneratorKeeping;
  private readonly taskCreation: TaskCreation;
  private readonly signals: Signals;
  private readonly executing: Executing;
  private readonly errors: ErrorHandling;

  /**
   * @param selector how the loop waits, and its clock; belongs to this loop from now on
   * @clause new-event-loop.initial-state  neither running nor closed
   */
  constructor(selector: Selector = new ThreadSelector()) {
    const state = new LoopState(selector);
    this.state = state;
    this.watching = new Watching(state, this);
    const iteration = new Iteration(state, this.watching);
    this.generators = new GeneratorKeeping(this);
    this.running = new Running(state, iteration, this.generators, this);
    this.hosting = new Hosting(state, iteration, this.running);
    this.taskCreation = new TaskCreation(this);
    this.signals = new Signals(state, this);
    this.executing = new Executing(this);
    this.errors = new ErrorHandling(this);
    selector.attach?.(() => this.describePending());
    watchUnclosed(this);
  }

  // Running and stopping the loop: running.ts, iteration.ts

  /**
   * Runs until a future is done.
   *
   * @param awaitable a future; or a coroutine or another awaitable object, which is run as a task
   * @returns the future's result
   * @throws the future's exception; CancelledError when it was cancelled
   * @throws RuntimeError when `stop()` ended the run before, when the loop is closed or runs already
   * @throws TypeError when it cannot be awaited
   * @clause run-until-complete.runs-to-completion
   * @clause run-until-complete.returns-result
   */
  runUntilComplete<T>(awaitable: Awaitable<T>): T {
    // @clause run-until-complete.done-future-returns-at-once @clause run-until-complete.repeatable
    // @clause run-until-complete.other-tasks-stay-pending
    return this.running.complete(awaitable, () => this.runForever());
  }

  /**
   * Runs until `stop()` is called. Where it was called before, polls once without waiting, runs one
   * batch, and returns. SIGINT has its default action meanwhile.
   *
   * @throws RuntimeError when the loop is closed, or a loop runs in this thread
   * @throws KeyboardInterrupt, SystemExit when a callback raises them
   * @clause run-forever.runs-until-stop
   * @clause run-forever.stop-while-running.deferred-run-in-next-run-forever
   * @clause run-forever.returns-none
   */
  runForever(): void {
    // @clause run-forever.stop-while-running.deferred-run-in-next-run-until-complete
    withoutInterruptHandler(() => this.running.forever());
  }

  /**
   * Ours: runs without blocking the thread, so that promises, timers and I/O of the host go on. For
   * loops on a {@link HostSelector}. Between the batches this is not the thread's running loop: code
   * of the host that runs then calls the loop by `callSoonThreadsafe()`, as other threads do.
   *
   * @param awaitable what to run until it is done; without it, runs until `stop()` is called
   * @returns a promise for the result; it rejects with what `runUntilComplete()` would throw
   * @throws NotImplementedError when the loop's selector can only block
   */
  runAsync<T = void>(awaitable?: Awaitable<T>): Promise<T> {
    return this.hosting.run(awaitable);
  }

  /**
   * Ends the run after the current batch. Outside a run, limits the next one to one batch.
   *
   * @clause stop.ends-run
   * @clause stop.current-callback-completes
   * @clause stop.returns-none
   */
  stop(): void {
    // @clause stop.idempotent-in-batch @clause stop.on-idle-loop-is-pending
    // @clause stop.on-closed-loop
    this.state.stopping = true;
  }

  /**
   * Whether a run is in progress.
   *
   * @clause is-running.true-inside
   * @clause is-running.type-bool
   */
  isRunning(): boolean {
    // @clause is-running.false-before-and-after @clause is-running.other-loop-false
    return this.state.running;
  }

  /**
   * Whether the loop was closed.
   *
   * @clause is-closed.false-until-close
   * @clause is-closed.true-after-close
   */
  isClosed(): boolean {
    return this.state.closed;
  }

  /**
   * Closes the loop for ever. What is still scheduled is discarded. Without effect when closed.
   *
   * @throws RuntimeError when the loop is running
   * @clause close.sets-closed
   * @clause close.irreversible
   * @clause close.returns-none
   */
  close(): void {
    // @clause close.running-rejected @clause close.rejected-close-leaves-loop-intact
    if (this.isRunning()) throw new RuntimeError("Cannot close a running event loop");
    if (this.isClosed()) return; // @clause close.idempotent
    this.executing.drop(); // first: it makes a future of this loop
    this.state.close();
    this.watching.clear(); // @clause close.keeps-user-sockets
    this.signals.clear();
    watchClosed(this);
    this.generators.forget();
  }

  /**
   * Closes the asynchronous generators that were begun in this loop, and awaits their cleaning up.
   * Afterwards a warning is issued when a new one is iterated. An error in the cleaning up is
   * reported to the exception handler.
   *
   * @clause shutdown-asyncgens.is-awaitable
   * @clause shutdown-asyncgens.closes-open-generators
   */
  shutdownAsyncgens(): Coroutine<void> {
    // @clause shutdown-asyncgens.idiom @clause shutdown-asyncgens.idiom-after-interrupt
    return this.generators.shutdown();
  }

  /**
   * Shuts the default executor down and waits until its threads have ended.
   *
   * @param options.timeout seconds to wait at most; without it, or with Infinity, without limit
   * @clause shutdown-default-executor.joins-threads
   */
  shutdownDefaultExecutor(options: { timeout?: number | null } = {}): Coroutine<void> {
    return this.executing.shutdown(options);
  }

  // Scheduling callbacks: scheduling.ts

  /**
   * Schedules a callback for the next iteration. Not to be called from another thread.
   *
   * @param callback what to call; what it returns is dropped
   * @param args positional arguments, passed unchanged
   * @param options.context the context to run in; without it, a copy of the current one
   * @returns a handle that can cancel it
   * @throws RuntimeError when the loop is closed
   * @throws TypeError for a missing callback, an unknown option, in debug mode a non-callable
   * @clause call-soon.scheduled-from-callback-next-iteration
   */
  callSoon(callback: Callback, args = NO_ARGS, options?: ScheduleOptions): Handle {
    // Here and not in a part: it is the busiest method, and each call between costs.
    const { state } = this;
    if (state.debug) scheduling.checkThread(state, this, "callSoon");
    const context = scheduling.admit(state, "callSoon", callback, args, options);
    const handle = new Handle(callback, args, this, context);
    // @clause call-soon.not-synchronous @clause call-soon.each-registration-once
    state.ready.push(handle); // @clause call-soon.before-run-kept
    return handle;
  }

  /**
   * Like {@link callSoon}, and wakes the loop. For code of the loop's own thread that runs while the
   * loop waits for its host; other threads schedule by name, through a {@link LoopPort}.
   *
   * @param callback what to call; what it returns is dropped
   * @param args positional arguments, passed unchanged
   * @param options.context the context to run in; without it, a copy of the current one
   * @returns a handle that can cancel it
   * @throws RuntimeError when the loop is closed
   * @clause call-soon-threadsafe.same-thread-ok
   */
  callSoonThreadsafe(callback: Callback, args = NO_ARGS, options?: ScheduleOptions): Handle {
    // @clause call-soon-threadsafe.runs-in-loop-thread @clause call-soon-threadsafe.reentrant
    return scheduling.threadsafe(this.state, this, callback, args, options);
  }

  // Scheduling delayed callbacks: scheduling.ts

  /**
   * Schedules a callback for a time from now.
   *
   * @param delay seconds from now; zero and less mean as soon as possible
   * @param callback what to call; what it returns is dropped
   * @param args positional arguments, passed unchanged
   * @param options.context the context to run in; without it, a copy of the current one
   * @returns a handle that knows its time and can cancel it
   * @throws TypeError, ValueError when `delay` is no finite number
   * @clause call-later.runs-after-delay   not earlier, up to the clock's resolution
   */
  callLater(delay: number, callback: Callback, args = NO_ARGS, options?: ScheduleOptions) {
    checkFinite("delay", delay); // @clause call-later.int-or-float
    const when = this.time() + delay;
    return scheduling.at(this.state, this, "callLater", when, callback, args, options);
  }

  /**
   * Schedules a callback for a time of the loop's clock.
   *
   * @param when seconds of `time()`; a time that has passed means as soon as possible
   * @param callback what to call; what it returns is dropped
   * @param args positional arguments, passed unchanged
   * @param options.context the context to run in; without it, a copy of the current one
   * @returns a handle that knows its time and can cancel it
   * @throws TypeError, ValueError when `when` is no finite number
   * @clause call-at.absolute-time
   */
  callAt(when: number, callback: Callback, args = NO_ARGS, options?: ScheduleOptions) {
    checkFinite("when", when);
    return scheduling.at(this.state, this, "callAt", when, callback, args, options);
  }

  /**
   * The loop's clock: seconds since an arbitrary moment, never decreasing.
   *
   * @clause time.float-seconds
   * @clause time.monotonic
   */
  time(): number {
    return this.state.selector.time();
  }

  // Creating futures and tasks: task-creation.ts, ../futures/

  /**
   * Makes a future of this loop.
   *
   * @clause create-future.bound-to-loop
   */
  createFuture<T = unknown>(): Future<T> {
    return new Future<T>(this);
  }

  /**
   * Has a coroutine run as a task, from the next iteration on.
   *
   * @param coroutine generator object
   * @param options.name name, for people
   * @param options.context context to run in; without it, a copy of the current one
   * @throws TypeError when it is no coroutine
   * @throws RuntimeError when the loop is closed
   * @clause create-task.schedules
   * @clause create-task.type
   * @clause create-task.context
   */
  createTask<T>(coroutine: Coroutine<T>, options: TaskOptions = {}): Task<T> {
    this.state.checkOpen();
    return this.taskCreation.create(coroutine, options);
  }

  /**
   * Sets what makes the tasks of this loop.
   *
   * @param factory called as `factory(loop, coroutine, options)`; null restores the default
   * @throws TypeError when it is neither function nor null
   * @clause task-factory.used
   */
  setTaskFactory(factory: TaskFactory | null): void {
    checkFunctionOrNull("factory", factory);
    this.taskCreation.factory = factory;
  }

  /**
   * What makes the tasks of this loop; null when it is the default.
   *
   * @clause task-factory.get-and-reset
   */
  getTaskFactory(): TaskFactory | null {
    return this.taskCreation.factory;
  }

  // Opening network connections, creating network servers, transferring files, TLS upgrade:
  // PollEventLoop has what can be had; unavailable.ts refuses the rest.

  // Watching file descriptors: watching.ts

  /**
   * Has a callback called whenever a descriptor can be read from. Replaces an earlier one.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @param callback what to call
   * @param args positional arguments
   * @param options none: keywords for the callback are refused
   * @throws NotImplementedError when the loop's selector has no descriptors
   * @throws ValueError when it is no descriptor
   * @clause preface.performs-network-io
   * @clause add-reader.fires-when-readable
   */
  addReader(fd: FileDescriptorLike, callback: Callback, args = NO_ARGS, options = NO_OPTIONS) {
    checkNoOptions("addReader", options);
    this.watching.watch("addReader", READ, descriptorOf(fd), callback, args);
  }

  /**
   * Stops watching a descriptor for reading.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @returns whether it was watched
   */
  removeReader(fd: FileDescriptorLike): boolean {
    return this.watching.unwatch(READ, descriptorOf(fd));
  }

  /**
   * Has a callback called whenever a descriptor can be written to. Replaces an earlier one.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @param callback what to call
   * @param args positional arguments
   * @param options none: keywords for the callback are refused
   * @throws NotImplementedError when the loop's selector has no descriptors
   * @throws ValueError when it is no descriptor
   * @clause add-writer.fires-when-writable
   */
  addWriter(fd: FileDescriptorLike, callback: Callback, args = NO_ARGS, options = NO_OPTIONS) {
    checkNoOptions("addWriter", options);
    this.watching.watch("addWriter", WRITE, descriptorOf(fd), callback, args);
  }

  /**
   * Stops watching a descriptor for writing.
   *
   * @param fd descriptor, or an object with `fileno()`
   * @returns whether it was watched
   */
  removeWriter(fd: FileDescriptorLike): boolean {
    return this.watching.unwatch(WRITE, descriptorOf(fd));
  }

  // Working with socket objects directly, DNS, working with pipes: PollEventLoop

  // Unix signals: signals.ts

  /**
   * Has a callback called in the loop whenever the process receives a signal. Replaces an earlier
   * one. A signal that comes between two runs, or while one blocks, is handled in the next.
   *
   * @param signal name or number, of those in Node's `os.constants.signals`
   * @param callback what to call; no coroutine function (TypeError)
   * @param args positional arguments
   * @param options none: keywords for the callback are refused
   * @throws NotImplementedError when the loop's selector can only block; ValueError for no signal
   * @throws RuntimeError when closed, for SIGKILL and its like, and outside of the main thread
   * @clause add-signal-handler.runs-in-loop
   */
  addSignalHandler(signal: Signal, callback: Callback, args = NO_ARGS, options = NO_OPTIONS) {
    this.signals.add(signal, callback, args, options);
  }

  /**
   * Removes the handler of a signal: its default action is in force again, unless other listeners
   * of the process are left.
   *
   * @param signal name or number
   * @returns whether this loop had one; false also when another loop has taken the signal over
   * @throws NotImplementedError when the loop's selector can only block
   * @throws ValueError when it is no signal
   * @clause remove-signal-handler.returns-bool
   */
  removeSignalHandler(signal: Signal): boolean {
    return this.signals.remove(signal);
  }

  // Executing code in thread or process pools: executing.ts, ../threads/

  /**
   * Calls a function in another thread.
   *
   * @param executor where; null means the default executor, a pool of workers unless one was set
   * @param target module and name of the function: functions themselves cannot change threads
   * @param args arguments that can be cloned
   * @param options none: keywords for the function are refused
   * @returns a future for what the function returns or throws
   * @throws RuntimeError when the loop is closed or its default executor shut down
   * @throws TypeError when `target` does not name a function of a module, or `executor` is none
   * @clause run-in-executor.runs-off-loop-thread
   */
  runInExecutor<T = unknown>(
    executor: Executor | null,
    target: WorkerFunction,
    args: Arguments = NO_ARGS,
    options = NO_OPTIONS,
  ): Future<T> {
    this.state.checkOpen();
    checkNoOptions("runInExecutor", options);
    return this.executing.submit(executor, target, args) as Future<T>;
  }

  /**
   * Sets the executor that null means in {@link runInExecutor}.
   *
   * @param executor the executor
   * @throws TypeError when it is none
   * @clause set-default-executor.used-by-none
   */
  setDefaultExecutor(executor: Executor): void {
    this.executing.setDefault(executor);
  }

  // Error handling API: error-handling.ts

  /**
   * Sets what is called when nobody else can be told of an error.
   *
   * @param handler called as `handler(loop, context)`; null restores the default
   * @throws TypeError when it is neither function nor null
   * @clause call-soon.error-context-keys
   */
  setExceptionHandler(handler: ExceptionHandler | null): void {
    checkFunctionOrNull("handler", handler);
    this.errors.handler = handler;
  }

  /** The exception handler; null when the default one is in force. */
  getExceptionHandler(): ExceptionHandler | null {
    return this.errors.handler;
  }

  /**
   * Logs an error: what happens where no handler is set. A handler may call it too.
   *
   * @param context what went wrong
   */
  defaultExceptionHandler(context: ErrorContext): void {
    logError(context);
  }

  /**
   * Reports an error to the exception handler. What the handler itself raises is logged.
   *
   * @param context what went wrong
   * @throws KeyboardInterrupt, SystemExit when the handler raises them
   * @clause call-soon.error-context-keys           called with the loop and an object with `message`
   * @clause call-soon.error-context-optional-keys  one call for each failure
   */
  callExceptionHandler(context: ErrorContext): void {
    this.errors.report(context); // @clause run-forever.callback-error-does-not-stop
  }

  // Enabling debug mode

  /** Whether the loop is in debug mode. Off, unless PYTHONASYNCIODEBUG is set in the environment. */
  getDebug(): boolean {
    return this.state.debug;
  }

  /**
   * Switches the debug mode, also during a run.
   *
   * @param enabled whether callbacks are checked at the call, located and timed
   */
  setDebug(enabled: boolean): void {
    this.state.debug = Boolean(enabled);
  }

  /** In debug mode, a callback that takes this long or longer is logged. Seconds. */
  get slowCallbackDuration(): number {
    return this.state.slowCallbackDuration;
  }

  set slowCallbackDuration(seconds: number) {
    this.state.slowCallbackDuration = seconds;
  }

  // Running subprocesses: PollEventLoop

  // What the loop's own handles, futures and threads use

  /** @internal */
  enqueue(item: Runnable): void {
    const { state } = this;
    state.checkOpen();
    state.ready.push(item);
  }

  /** @internal */
  timerCancelled(): void {
    this.state.scheduled.noteCancelled();
  }

  /** @internal */
  get selector() {
    return this.state.selector;
  }

  /** @internal */
  get inboxes() {
    return this.state.inboxes;
  }

  private describePending(): string {
    const pending = [...[...this.tasks].map(String), ...this.watching.describe()];
    return pending.length === 0 ? "nothing is pending" : `pending: ${pending.join("; ")}`;
  }
}

refuseUnavailable(EventLoop.prototype);
