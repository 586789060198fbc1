import {
  AsyncGenerator,
  type AsyncGeneratorHooks,
  type AsyncGeneratorState,
  getAsyncGeneratorHooks,
  setAsyncGeneratorHooks,
} from "./async-generator.ts";
import type { Awaitable, Coroutine } from "./coroutine.ts";
import { _getRunningLoop, _setRunningLoop } from "./current-loop.ts";
import { ensureFuture } from "./ensure-future.ts";
import { isException, isInterrupt, RuntimeError } from "./errors.ts";
import { type Future, isFuture } from "./future.ts";
import { gather } from "./gather.ts";
import type { Selector } from "./selector.ts";
import { ThreadSelector } from "./selectors/thread.ts";
import { TaskCreation } from "./task-creation.ts";
import { ResourceWarning, warn } from "./warnings.ts";

/** What to restore when a run is over. */
interface Run {
  readonly hooks: AsyncGeneratorHooks;
}

/**
 * An event loop. `runForever()` and `runUntilComplete()` block, as the specification says.
 *
 * @clause preface.runs-callbacks-and-tasks  in the thread that calls a run method, and in no other
 * @clause new-event-loop.returns-loop-object
 * @clause new-event-loop.initial-state      neither running nor closed
 */
export class EventLoop extends TaskCreation {
  private running = false;
  /** The asynchronous generators that were begun in this loop and are not finished. */
  private readonly asyncGenerators = new Set<AsyncGeneratorState>();
  private asyncGeneratorsShutDown = false;

  /** @param selector how the loop waits, and its clock; belongs to this loop from now on */
  constructor(selector: Selector = new ThreadSelector()) {
    super(selector);
    selector.attach?.(() => this.describePending());
  }

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
   * @clause run-until-complete.raises-exception
   * @clause run-until-complete.raises-cancelled
   * @clause run-until-complete.wraps-coroutine-in-task
   * @clause run-until-complete.uses-task-factory
   * @clause run-until-complete.done-future-returns-at-once
   * @clause run-until-complete.stop-before-done-raises
   * @clause run-until-complete.no-stale-stop-callback
   * @clause run-until-complete.closed-loop-rejected
   * @clause run-until-complete.reentry-same-loop-rejected
   * @clause run-until-complete.repeatable
   * @clause run-until-complete.failure-reported-once
   */
  runUntilComplete<T>(awaitable: Awaitable<T>): T {
    this.checkRunnable(); // before a task is made, so that a refused coroutine has not begun
    const future = ensureFuture(awaitable, { loop: this as EventLoop });
    future.addDoneCallback(stopLoopOf);
    try {
      this.runForever();
    } catch (error) {
      // The error that leaves the run is the task's own: it needs no second report.
      if (!isFuture(awaitable)) future.markRetrieved();
      throw error;
    } finally {
      future.removeDoneCallback(stopLoopOf);
    }
    if (!future.done()) throw new RuntimeError("Event loop stopped before Future completed.");
    return future.result();
  }

  /**
   * Runs until `stop()` is called. Where it was called before, polls once without waiting, runs
   * one batch, and returns.
   *
   * @throws RuntimeError when the loop is closed, or a loop runs in this thread
   * @throws KeyboardInterrupt, SystemExit when a callback raises them
   * @clause run-forever.runs-until-stop
   * @clause run-forever.stop-before-run.polls-once-zero-timeout
   * @clause run-forever.stop-before-run.runs-ready-callbacks
   * @clause run-forever.stop-before-run.exits
   * @clause run-forever.stop-before-run.consumed-once
   * @clause run-forever.stop-while-running.finishes-batch
   * @clause run-forever.stop-while-running.defers-new-callbacks
   * @clause run-forever.stop-while-running.defers-also-from-earlier-callback
   * @clause run-forever.stop-while-running.deferred-run-in-next-run-forever
   * @clause run-forever.stop-while-running.deferred-run-in-next-run-until-complete
   * @clause run-forever.restartable
   * @clause run-forever.callback-error-does-not-stop
   * @clause run-forever.reentry-rejected
   * @clause run-forever.nested-other-loop-rejected
   * @clause run-forever.closed-loop-rejected
   */
  runForever(): void {
    const outer = this.beginRun();
    try {
      do this.runOnce();
      while (!this.stopping);
    } finally {
      this.endRun(outer);
    }
  }

  /**
   * Ends the run after the current batch. Outside a run, limits the next one to one batch.
   *
   * @clause stop.ends-run
   * @clause stop.current-callback-completes
   * @clause stop.idempotent-in-batch
   * @clause stop.on-idle-loop-is-pending
   */
  stop(): void {
    this.stopping = true;
  }

  /**
   * Whether a run is in progress.
   *
   * @clause is-running.false-before-and-after
   * @clause is-running.true-inside
   * @clause is-running.other-loop-false
   */
  isRunning(): boolean {
    return this.running;
  }

  /**
   * Whether the loop was closed.
   *
   * @clause is-closed.false-until-close
   * @clause is-closed.true-after-close
   */
  isClosed(): boolean {
    return this.closed;
  }

  /**
   * Closes the loop for ever. What is still scheduled is discarded. Without effect when closed.
   *
   * @throws RuntimeError when the loop is running
   * @clause close.sets-closed
   * @clause close.running-rejected
   * @clause close.rejected-close-leaves-loop-intact
   * @clause close.discards-ready-callbacks
   * @clause close.discards-timers
   * @clause close.shuts-default-executor
   * @clause close.does-not-wait-for-executor
   * @clause close.idempotent
   * @clause close.irreversible
   */
  close(): void {
    if (this.running) throw new RuntimeError("Cannot close a running event loop");
    if (this.closed) return;
    this.closed = true;
    this.ready.clear();
    this.scheduled.clear();
    this.forgetWatched();
    this.selector.close();
  }

  /**
   * Closes the asynchronous generators that were begun in this loop, and awaits their cleaning up.
   * Afterwards a warning is issued when a new one is iterated.
   *
   * @clause shutdown-asyncgens.is-awaitable
   * @clause shutdown-asyncgens.lazy
   * @clause shutdown-asyncgens.closes-open-generators
   * @clause shutdown-asyncgens.awaits-async-cleanup
   * @clause shutdown-asyncgens.concurrent
   * @clause shutdown-asyncgens.none-open-is-noop
   * @clause shutdown-asyncgens.warns-on-later-iteration
   * @clause shutdown-asyncgens.only-own-loop
   * @clause shutdown-asyncgens.error-reported-not-raised
   * @clause shutdown-asyncgens.idiom
   */
  *shutdownAsyncgens(): Coroutine<void> {
    this.asyncGeneratorsShutDown = true;
    if (this.asyncGenerators.size === 0) return;
    const open = [...this.asyncGenerators];
    this.asyncGenerators.clear();
    const closings = open.map((generator) => this.closeReporting(generator));
    yield* gather(closings, { loop: this as EventLoop });
  }

  private *closeReporting(generator: AsyncGeneratorState): Coroutine<void> {
    try {
      yield* generator.close();
    } catch (exception) {
      if (isInterrupt(exception)) throw exception;
      if (!isException(exception)) throw exception;
      this.callExceptionHandler({
        message: "an error occurred during closing of an asynchronous generator",
        exception,
        asyncgen: new AsyncGenerator(generator),
      });
    }
  }

  private asyncGeneratorBegun(generator: AsyncGeneratorState): void {
    if (this.asyncGeneratorsShutDown) {
      warn(ResourceWarning, "asynchronous generator iterated after loop.shutdownAsyncgens()");
    }
    this.asyncGenerators.add(generator);
    generator.onFinished = (finished) => this.asyncGenerators.delete(finished);
  }

  private asyncGeneratorAbandoned(generator: AsyncGeneratorState): void {
    this.asyncGenerators.delete(generator);
    if (!this.closed) this.callSoonThreadsafe(() => this.createTask(generator.close()));
  }

  private checkRunnable(): void {
    this.checkClosed();
    if (this.running) throw new RuntimeError("This event loop is already running");
    if (_getRunningLoop() !== null) {
      throw new RuntimeError("Cannot run the event loop while another loop is running");
    }
  }

  private beginRun(): Run {
    this.checkRunnable();
    this.running = true;
    _setRunningLoop(this);
    const hooks = getAsyncGeneratorHooks();
    setAsyncGeneratorHooks({
      firstIteration: (generator) => this.asyncGeneratorBegun(generator),
      finalizer: (generator) => this.asyncGeneratorAbandoned(generator),
    });
    return { hooks };
  }

  private endRun({ hooks }: Run): void {
    this.stopping = false;
    this.running = false;
    _setRunningLoop(null);
    setAsyncGeneratorHooks(hooks);
  }
}

function stopLoopOf(future: Future): void {
  future.getLoop().stop();
}
