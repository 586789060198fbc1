/** @source Event Loop: Executing code in thread or process pools */
import type { Arguments } from "../context/handle.ts";
import type { Coroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import { shield } from "../futures/shield.ts";
import { waitFor } from "../futures/wait-for.ts";
import { checkOptions, checkSeconds } from "../text/check.ts";
import { RuntimeError, TimeoutError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { RuntimeWarning, warn } from "../text/warnings.ts";
import { WorkerPool } from "../threads/worker-pool.ts";
import type { AbstractEventLoop, Executor, WorkerFunction } from "./abstract-event-loop.ts";

/** Calls functions in other threads. */
export class Executing {
  /** Null: none was set, and none was needed. */
  private defaultExecutor: Executor | null = null;
  private isShutDown = false;
  private readonly loop: AbstractEventLoop;

  constructor(loop: AbstractEventLoop) {
    this.loop = loop;
  }

  /**
   * Submits a call.
   *
   * @clause run-in-executor.returns-future
   * @clause run-in-executor.explicit-executor
   */
  submit(executor: Executor | null, target: WorkerFunction, args: Arguments): Future<unknown> {
    if (!isWorkerFunction(target)) {
      throw new TypeError(
        `Expected \`target\` to be { module, name } (functions cannot change threads), got ${describe(target)}`,
      );
    }
    if (!Array.isArray(args)) {
      throw new TypeError(`Expected \`args\` to be an array, got ${describe(args)}`);
    }
    const chosen = executor ?? this.defaultOrNew();
    checkExecutor(chosen);
    return chosen.submit(this.loop, target, args);
  }

  /** Sets the executor that null means. */
  setDefault(executor: Executor): void {
    checkExecutor(executor);
    this.defaultExecutor = executor;
  }

  /**
   * Shuts the default executor down and waits until its threads have ended.
   *
   * @clause shutdown-default-executor.timeout  a RuntimeWarning, and no further waiting
   */
  *shutdown(options: { timeout?: number | null }): Coroutine<void> {
    checkOptions("shutdownDefaultExecutor", options, ["timeout"]);
    const { timeout = null } = options;
    if (timeout !== null) checkSeconds("timeout", timeout);
    this.isShutDown = true; // @clause shutdown-default-executor.blocks-later-use
    const ended = this.defaultExecutor?.shutdown(this.loop);
    if (ended === undefined) return;
    try {
      yield* waitFor(shield(ended), timeout); // others may wait for the same end
    } catch (error) {
      if (!(error instanceof TimeoutError)) throw error;
      warn(
        RuntimeWarning,
        `the default executor did not end its threads within ${timeout} seconds`,
      );
    }
  }

  /**
   * Has the default executor refuse new calls, without waiting for those that it runs.
   *
   * @clause close.does-not-wait-for-executor
   * @clause close.running-executor-job-finishes
   * @clause close.late-executor-result-is-silent
   */
  drop(): void {
    this.isShutDown = true; // @clause close.shuts-default-executor
    this.defaultExecutor?.shutdown(this.loop);
    this.defaultExecutor = null;
  }

  /** @clause run-in-executor.default-lazy-pool */
  private defaultOrNew(): Executor {
    if (this.isShutDown) throw new RuntimeError("Executor shutdown has been called");
    this.defaultExecutor ??= new WorkerPool();
    return this.defaultExecutor;
  }
}

function checkExecutor(executor: Executor): void {
  if (typeof executor?.submit === "function" && typeof executor.shutdown === "function") return;
  throw new TypeError(`Expected \`executor\` to be an Executor, got ${describe(executor)}`);
}

function isWorkerFunction(target: WorkerFunction | null): boolean {
  if (typeof target !== "object" || target === null || typeof target.name !== "string")
    return false;
  const { module } = target;
  return module instanceof URL || (typeof module === "string" && module !== "");
}
