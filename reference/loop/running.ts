/** @source Event Loop: Running and stopping the loop */
import type { Awaitable } from "../futures/coroutine.ts";
import { ensureFuture } from "../futures/ensure-future.ts";
import { type Future, isFuture } from "../futures/future.ts";
import { RuntimeError } from "../text/errors.ts";
import type { AbstractEventLoop } from "./abstract-event-loop.ts";
import { _getRunningLoop, _setRunningLoop } from "./current-loop.ts";
import type { GeneratorKeeping } from "./generator-keeping.ts";
import type { Iteration } from "./iteration.ts";
import type { LoopState } from "./state.ts";

/** Begins and ends runs, and completes futures in them. */
export class Running {
  private readonly state: LoopState;
  private readonly iteration: Iteration;
  private readonly generators: GeneratorKeeping;
  private readonly loop: AbstractEventLoop;
  /** The future that this run is to complete. */
  private completing: Future<unknown> | null = null;

  constructor(
    state: LoopState,
    iteration: Iteration,
    generators: GeneratorKeeping,
    loop: AbstractEventLoop,
  ) {
    this.state = state;
    this.iteration = iteration;
    this.generators = generators;
    this.loop = loop;
  }

  /**
   * Runs until the loop is to stop.
   *
   * @clause run-forever.stop-before-run.exits
   * @clause run-forever.stop-while-running.defers-also-from-earlier-callback
   */
  forever(): void {
    const { state, iteration } = this;
    this.begin();
    try {
      this.inThisThread(() => {
        do iteration.runOnce();
        while (!state.stopping);
      });
    } finally {
      this.end();
    }
  }

  /**
   * Has the runs of a function complete an awaitable.
   *
   * @clause run-until-complete.completion-batch-semantics  the run ends as by `stop()`
   * @clause run-until-complete.done-future-runs-ready-callbacks
   */
  complete<T>(awaitable: Awaitable<T>, run: () => void): T {
    const future = this.beginCompleting(awaitable);
    try {
      run();
    } catch (error) {
      this.interrupted(awaitable, future);
      throw error;
    } finally {
      this.endCompleting(future);
    }
    return resultAfterRun(future);
  }

  begin(): void {
    this.checkRunnable();
    this.state.running = true;
  }

  /**
   * Ends a run.
   *
   * @clause run-forever.stop-before-run.consumed-once
   * @clause run-forever.restartable
   */
  end(): void {
    this.state.running = false;
    this.state.stopping = false;
  }

  /** Calls a function that runs callbacks, and is the thread's running loop meanwhile. */
  inThisThread(body: () => void): void {
    _setRunningLoop(this.loop);
    try {
      this.generators.withHooks(body);
    } finally {
      _setRunningLoop(null);
    }
  }

  private checkRunnable(): void {
    // @clause run-forever.closed-loop-rejected @clause run-until-complete.closed-loop-rejected
    this.state.checkOpen();
    // @clause run-forever.reentry-rejected @clause run-until-complete.reentry-same-loop-rejected
    // @clause run-forever.rejected-nesting-leaves-outer-intact
    if (this.state.running) throw new RuntimeError("This event loop is already running");
    // @clause run-forever.nested-other-loop-rejected
    // @clause run-until-complete.nested-other-loop-rejected
    if (_getRunningLoop() !== null) {
      throw new RuntimeError("Cannot run the event loop while another loop is running");
    }
  }

  /** Begins to wait for an awaitable, which ends the next run. */
  beginCompleting<T>(awaitable: Awaitable<T>): Future<T> {
    this.checkRunnable(); // before a task is made: a coroutine that is refused does not begin
    // @clause run-until-complete.wraps-coroutine-in-task @clause run-until-complete.uses-task-factory
    const future = ensureFuture(awaitable, { loop: this.loop });
    future.addDoneCallback(this.stopWhenComplete);
    this.completing = future as Future<unknown>;
    return future;
  }

  /**
   * An error has left the run.
   *
   * @clause run-until-complete.keyboardinterrupt-escapes
   * @clause run-until-complete.failure-reported-once
   */
  interrupted(awaitable: Awaitable, future: Future<unknown>): void {
    if (!isFuture(awaitable)) future.markRetrieved(); // the task's own error leaves the run
  }

  /**
   * Leaves the future alone.
   *
   * @clause run-until-complete.no-stale-stop-callback
   * @clause run-until-complete.pending-future-survives-stop
   */
  endCompleting(future: Future<unknown>): void {
    future.removeDoneCallback(this.stopWhenComplete);
    this.completing = null;
  }

  /** Does nothing when it comes too late: an interrupt has ended the run that it was meant for. */
  private readonly stopWhenComplete = (future: Future<unknown>) => {
    if (future === this.completing) this.loop.stop();
  };
}

/**
 * What a completed future leaves behind.
 *
 * @clause run-until-complete.raises-exception
 * @clause run-until-complete.raises-cancelled
 * @clause run-until-complete.stop-and-done-same-batch-ok
 */
export function resultAfterRun<T>(future: Future<T>): T {
  // @clause run-until-complete.stop-before-done-raises
  // @clause run-until-complete.prior-stop-makes-it-fail
  if (!future.done()) throw new RuntimeError("Event loop stopped before Future completed.");
  return future.result();
}
