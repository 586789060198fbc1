import { type Arguments, NO_ARGS } from "../context/handle.ts";
import type { Coroutine } from "../futures/coroutine.ts";
import type { Future } from "../futures/future.ts";
import { shield } from "../futures/shield.ts";
import { waitFor } from "../futures/wait-for.ts";
import {
  checkNoOptions,
  checkOptions,
  checkSeconds,
  NO_OPTIONS,
  type NoOptions,
} from "../text/check.ts";
import { RuntimeError, TimeoutError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { RuntimeWarning, warn } from "../text/warnings.ts";
import { WorkerPool } from "../threads/worker-pool.ts";
import type { EventLoop } from "./event-loop.ts";
import type { Executor, WorkerFunction } from "./executor.ts";
import { Signals } from "./signals.ts";

/** The part of the loop that the chapter's "Executing code in thread or process pools" describes. */
export abstract class Executing extends Signals {
  private defaultExecutor: Executor | null = null;
  private executorShutDown = false;

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
   * @clause run-in-executor.returns-future
   * @clause run-in-executor.runs-off-loop-thread
   * @clause run-in-executor.default-lazy-pool
   * @clause run-in-executor.explicit-executor
   * @clause close.rejects-executor-and-watchers
   * @clause partial.scheduling-functions-take-no-kwargs
   */
  runInExecutor<T = unknown>(
    executor: Executor | null,
    target: WorkerFunction,
    args: Arguments = NO_ARGS,
    options: NoOptions = NO_OPTIONS,
  ): Future<T> {
    this.checkClosed();
    checkNoOptions("runInExecutor", options);
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
    return chosen.submit(this as unknown as EventLoop, target, args) as Future<T>;
  }

  /**
   * Sets the executor that null means in {@link runInExecutor}.
   *
   * @param executor the executor
   * @throws TypeError when it is none
   * @clause set-default-executor.used-by-none
   */
  setDefaultExecutor(executor: Executor): void {
    checkExecutor(executor);
    this.defaultExecutor = executor;
  }

  /**
   * Shuts the default executor down and waits until its threads have ended.
   *
   * @param options.timeout seconds to wait at most; without it, or with Infinity, without limit
   * @clause shutdown-default-executor.joins-threads
   * @clause shutdown-default-executor.blocks-later-use
   * @clause shutdown-default-executor.timeout  a RuntimeWarning, and no further waiting
   */
  *shutdownDefaultExecutor(options: { timeout?: number | null } = {}): Coroutine<void> {
    checkOptions("shutdownDefaultExecutor", options, ["timeout"]);
    const { timeout = null } = options;
    if (timeout !== null) checkSeconds("timeout", timeout);
    this.executorShutDown = true;
    const ended = this.defaultExecutor?.shutdown(this as unknown as EventLoop);
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

  /** Has the default executor refuse new calls, without waiting for those that it runs. */
  protected dropDefaultExecutor(): void {
    this.executorShutDown = true;
    this.defaultExecutor?.shutdown(this as unknown as EventLoop);
    this.defaultExecutor = null;
  }

  private defaultOrNew(): Executor {
    if (this.executorShutDown) throw new RuntimeError("Executor shutdown has been called");
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
