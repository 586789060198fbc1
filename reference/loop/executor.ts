import type { Future } from "../futures/future.ts";
import type { EventLoop } from "./event-loop.ts";

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
  submit(loop: EventLoop, target: WorkerFunction, args: readonly unknown[]): Future<unknown>;

  /**
   * Refuses new calls from now on. Those that were submitted are finished.
   *
   * @param loop loop of the future that is returned
   * @returns a future that is done when the executor's threads have ended
   */
  shutdown(loop: EventLoop): Future<void>;
}
