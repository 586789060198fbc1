import { type Context, copyContext } from "../context/context.ts";
import { type Coroutine, isCoroutine } from "../futures/coroutine.ts";
import { gather } from "../futures/gather.ts";
import { allTasks } from "../futures/introspection.ts";
import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import { _getRunningLoop } from "../loop/current-loop.ts";
import { checkContext, checkOptions, type ScheduleOptions } from "../text/check.ts";
import { RuntimeError, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { newEventLoop, setEventLoop } from "./policy.ts";

/** How long the end of a run waits for the threads of the default executor, in seconds. */
const EXECUTOR_TIMEOUT = 300;

/** Options of {@link run} and {@link Runner}. */
export interface RunnerOptions {
  /** Debug mode of the loop; without it, as the loop was made. */
  readonly debug?: boolean | null | undefined;
  /** Makes the loop; without it, `newEventLoop()`, which then is the current loop meanwhile. */
  readonly loopFactory?: (() => AbstractEventLoop) | undefined;
}

/**
 * Runs a coroutine in a loop made for it, and cleans up behind it.
 *
 * @param coroutine the main coroutine
 * @param options.debug debug mode of the loop; null: as the loop has it
 * @param options.loopFactory makes the loop
 * @returns what the coroutine returns
 * @throws RuntimeError when a loop runs in this thread
 * @throws ValueError when it is no coroutine
 * @clause shutdown-asyncgens.not-needed-with-run  it closes the asynchronous generators itself
 * @clause run.new-loop-each-time
 */
export function run<T>(coroutine: Coroutine<T>, options: RunnerOptions = {}): T {
  if (_getRunningLoop() !== null) {
    throw new RuntimeError("run() cannot be called from a running event loop");
  }
  const runner = new Runner(options);
  try {
    return runner.run(coroutine);
  } finally {
    runner.close();
  }
}

/**
 * Runs several coroutines in one loop and one context, and cleans up at the end.
 *
 * DIVERGES: Ctrl-C is not turned into a cancellation. A blocked thread of Node runs no signal
 * handlers; the signal ends the process, as it does any.
 */
export class Runner {
  private readonly options: RunnerOptions;
  private loop: AbstractEventLoop | null = null;
  private context: Context | null = null;
  private installed = false;
  private closed = false;

  /**
   * @param options how the loop is made; it is made when it is first needed
   * @throws TypeError for an unknown option, or a factory that is no function
   */
  constructor(options: RunnerOptions = {}) {
    checkOptions("Runner", options, ["debug", "loopFactory"]);
    const { loopFactory = null } = options;
    if (loopFactory !== null && typeof loopFactory !== "function") {
      throw new TypeError(
        `Expected \`loopFactory\` to be a function, got ${describe(loopFactory)}`,
      );
    }
    this.options = options;
  }

  /**
   * Runs a coroutine.
   *
   * @param coroutine what to run
   * @param options.context context of the task; without it, one that all runs share
   * @returns what the coroutine returns
   * @throws RuntimeError when the runner is closed, or a loop runs in this thread
   * @throws ValueError when it is no coroutine
   * @throws TypeError for an unknown option, or what is no context
   */
  run<T>(coroutine: Coroutine<T>, options: ScheduleOptions = {}): T {
    checkOptions("Runner.run", options, ["context"]);
    const given = checkContext(options.context);
    if (!isCoroutine(coroutine)) {
      throw new ValueError(`a coroutine was expected, got ${describe(coroutine)}`);
    }
    if (_getRunningLoop() !== null) {
      throw new RuntimeError("Runner.run() cannot be called from a running event loop");
    }
    const loop = this.getLoop();
    const context = given ?? this.context ?? copyContext();
    return loop.runUntilComplete(loop.createTask(coroutine, { context }));
  }

  /**
   * The loop; makes it when there is none yet.
   *
   * @throws RuntimeError when the runner is closed
   */
  getLoop(): AbstractEventLoop {
    if (this.closed) throw new RuntimeError("Runner is closed");
    if (this.loop !== null) return this.loop;
    const { loopFactory, debug } = this.options;
    const loop = (loopFactory ?? newEventLoop)();
    if (loopFactory === undefined || loopFactory === null) {
      setEventLoop(loop);
      this.installed = true;
    }
    if (debug !== undefined && debug !== null) loop.setDebug(debug);
    this.context = copyContext();
    this.loop = loop;
    return loop;
  }

  /**
   * Cancels what is left, shuts down asynchronous generators and executor, and closes the loop.
   *
   * @throws RuntimeError while the loop runs
   * @clause shutdown-asyncgens.not-needed-with-run
   */
  close(): void {
    const { loop } = this;
    if (loop?.isRunning()) throw new RuntimeError("Cannot close a runner whose loop is running");
    if (loop === null) {
      this.closed = true;
      return;
    }
    try {
      cancelAllTasks(loop);
      loop.runUntilComplete(loop.shutdownAsyncgens());
      loop.runUntilComplete(loop.shutdownDefaultExecutor({ timeout: EXECUTOR_TIMEOUT }));
    } finally {
      if (this.installed) setEventLoop(null);
      loop.close();
      this.loop = null;
      this.closed = true;
    }
  }
}

function cancelAllTasks(loop: AbstractEventLoop): void {
  const tasks = [...allTasks(loop)];
  if (tasks.length === 0) return;
  for (const task of tasks) task.cancel();
  loop.runUntilComplete(gather(tasks, { returnExceptions: true, loop }));
  for (const task of tasks) {
    if (task.cancelled() || !task.failed()) continue;
    const message = "unhandled exception during run() shutdown";
    loop.callExceptionHandler({ message, exception: task.exception(), task });
  }
}
