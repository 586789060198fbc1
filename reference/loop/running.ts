import type { Awaitable } from "../futures/coroutine.ts";
import { ensureFuture } from "../futures/ensure-future.ts";
import { type Future, isFuture } from "../futures/future.ts";
import { RuntimeError } from "../text/errors.ts";
import { _getRunningLoop, _setRunningLoop } from "./current-loop.ts";
import type { EventLoop } from "./event-loop.ts";
import { GeneratorKeeping } from "./generator-keeping.ts";

/** The part of the loop that the chapter's "Running and stopping the loop" describes. */
export abstract class Running extends GeneratorKeeping {
  private running = false;
  /** The future that this run is to complete. */
  private completing: Future<unknown> | null = null;

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
   * @clause run-until-complete.done-future-runs-ready-callbacks
   * @clause run-until-complete.completion-batch-semantics
   * @clause run-until-complete.stop-before-done-raises
   * @clause run-until-complete.stop-and-done-same-batch-ok
   * @clause run-until-complete.prior-stop-makes-it-fail
   * @clause run-until-complete.other-tasks-stay-pending
   * @clause run-until-complete.pending-future-survives-stop
   * @clause run-until-complete.no-stale-stop-callback
   * @clause run-until-complete.closed-loop-rejected
   * @clause run-until-complete.reentry-same-loop-rejected
   * @clause run-until-complete.nested-other-loop-rejected
   * @clause run-until-complete.keyboardinterrupt-escapes
   * @clause run-until-complete.repeatable
   * @clause run-until-complete.failure-reported-once
   */
  runUntilComplete<T>(awaitable: Awaitable<T>): T {
    const future = this.futureToComplete(awaitable);
    try {
      this.runForever();
    } catch (error) {
      if (!isFuture(awaitable)) future.markRetrieved(); // the task's own error leaves the run
      throw error;
    } finally {
      this.stopWaitingFor(future);
    }
    return this.resultAfterRun(future);
  }

  /**
   * Runs until `stop()` is called. Where it was called before, polls once without waiting, runs
   * one batch, and returns.
   *
   * @throws RuntimeError when the loop is closed, or a loop runs in this thread
   * @throws KeyboardInterrupt, SystemExit when a callback raises them
   * @clause run-forever.runs-until-stop
   * @clause run-forever.stop-before-run.polls-once-zero-timeout
   * @clause run-forever.stop-before-run.runs-io-callbacks
   * @clause run-forever.stop-before-run.runs-ready-callbacks
   * @clause run-forever.stop-before-run.defers-new-callbacks
   * @clause run-forever.stop-before-run.exits
   * @clause run-forever.stop-before-run.consumed-once
   * @clause run-forever.stop-while-running.finishes-batch
   * @clause run-forever.stop-while-running.defers-new-callbacks
   * @clause run-forever.stop-while-running.defers-also-from-earlier-callback
   * @clause run-forever.stop-while-running.deferred-run-in-next-run-forever
   * @clause run-forever.stop-while-running.deferred-run-in-next-run-until-complete
   * @clause run-forever.reentry-rejected
   * @clause run-forever.nested-other-loop-rejected
   * @clause run-forever.rejected-nesting-leaves-outer-intact
   * @clause run-forever.closed-loop-rejected
   * @clause run-forever.restartable
   * @clause run-forever.callback-error-does-not-stop
   * @clause run-forever.asyncgen-hooks-installed-and-restored
   * @clause run-forever.interrupt-escapes-batch
   * @clause run-forever.idle-does-not-spin
   * @clause run-forever.returns-none
   */
  runForever(): void {
    this.begin();
    try {
      this.inThisThread(() => {
        do this.runOnce();
        while (!this.stopping);
      });
    } finally {
      this.end();
    }
  }

  /**
   * Ends the run after the current batch. Outside a run, limits the next one to one batch.
   *
   * @clause stop.ends-run
   * @clause stop.current-callback-completes
   * @clause stop.idempotent-in-batch
   * @clause stop.on-idle-loop-is-pending
   * @clause stop.on-closed-loop
   * @clause stop.returns-none
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
   * @clause is-running.type-bool
   */
  isRunning(): boolean {
    return this.running;
  }

  protected begin(): void {
    this.checkRunnable();
    this.running = true;
  }

  protected end(): void {
    this.running = false;
    this.stopping = false;
  }

  /** Calls a function that runs callbacks, and is the thread's running loop meanwhile. */
  protected inThisThread(body: () => void): void {
    _setRunningLoop(this as unknown as EventLoop);
    try {
      this.withGeneratorHooks(body);
    } finally {
      _setRunningLoop(null);
    }
  }

  private checkRunnable(): void {
    this.checkClosed();
    if (this.running) throw new RuntimeError("This event loop is already running");
    if (_getRunningLoop() !== null) {
      throw new RuntimeError("Cannot run the event loop while another loop is running");
    }
  }

  protected futureToComplete<T>(awaitable: Awaitable<T>): Future<T> {
    this.checkRunnable(); // before a task is made: a coroutine that is refused does not begin
    const future = ensureFuture(awaitable, { loop: this as unknown as EventLoop });
    future.addDoneCallback(this.stopWhenComplete);
    this.completing = future as Future<unknown>;
    return future;
  }

  protected stopWaitingFor(future: Future<unknown>): void {
    future.removeDoneCallback(this.stopWhenComplete);
    this.completing = null;
  }

  /** Does nothing when it comes too late: an interrupt has ended the run that it was meant for. */
  private readonly stopWhenComplete = (future: Future<unknown>) => {
    if (future === this.completing) this.stop();
  };

  protected resultAfterRun<T>(future: Future<T>): T {
    if (!future.done()) throw new RuntimeError("Event loop stopped before Future completed.");
    return future.result();
  }
}
