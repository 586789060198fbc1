import type { Coroutine } from "../futures/coroutine.ts";
import { Future } from "../futures/future.ts";
import { Task, type TaskOptions } from "../futures/task.ts";
import { checkOptions } from "../text/check.ts";
import { describe } from "../text/format.ts";
import type { EventLoop } from "./event-loop.ts";
import { Iteration } from "./iteration.ts";

/** Makes the task for a coroutine. `options` holds the context if one was given. */
export type TaskFactory = (
  loop: EventLoop,
  coroutine: Coroutine<unknown>,
  options: Pick<TaskOptions, "context">,
) => Future<unknown>;

/** The part of the loop that the chapter's "Creating futures and tasks" describes. */
export abstract class TaskCreation extends Iteration {
  private taskFactory: TaskFactory | null = null;
  /** @internal The tasks that are not done. Nobody else may hold them. */
  readonly tasks = new Set<Task<unknown>>();
  /** @internal The task whose step runs now. */
  currentTask: Task<unknown> | null = null;

  /**
   * Makes a future of this loop.
   *
   * @clause create-future.bound-to-loop
   */
  createFuture<T = unknown>(): Future<T> {
    return new Future<T>(this as unknown as EventLoop);
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
   * @clause create-task.name
   * @clause create-task.context
   * @clause close.rejects-scheduling
   */
  createTask<T>(coroutine: Coroutine<T>, options: TaskOptions = {}): Task<T> {
    this.checkClosed();
    checkOptions("createTask", options, ["name", "context"]);
    const loop = this as unknown as EventLoop;
    if (this.taskFactory === null) return new Task<T>(coroutine, loop, options);
    const { name, context } = options;
    const made = this.taskFactory(loop, coroutine, context ? { context } : {}) as Task<T>;
    if (name !== undefined) made.setName?.(name);
    return made;
  }

  /**
   * Sets what makes the tasks of this loop.
   *
   * @param factory called as `factory(loop, coroutine, options)`; null restores the default
   * @throws TypeError when it is neither function nor null
   * @clause task-factory.used
   */
  setTaskFactory(factory: TaskFactory | null): void {
    if (factory !== null && typeof factory !== "function") {
      throw new TypeError(
        `Expected \`factory\` to be a function or null, got ${describe(factory)}`,
      );
    }
    this.taskFactory = factory;
  }

  /**
   * What makes the tasks of this loop; null when it is the default.
   *
   * @clause task-factory.get-and-reset
   */
  getTaskFactory(): TaskFactory | null {
    return this.taskFactory;
  }
}
