/** @source Event Loop: Creating Futures and Tasks */
import type { Coroutine } from "../futures/coroutine.ts";
import { Task, type TaskOptions } from "../futures/task.ts";
import { checkOptions } from "../text/check.ts";
import type { AbstractEventLoop, TaskFactory } from "./abstract-event-loop.ts";

/** Makes the tasks of a loop. */
export class TaskCreation {
  /** Null: the default. */
  factory: TaskFactory | null = null;
  private readonly loop: AbstractEventLoop;

  constructor(loop: AbstractEventLoop) {
    this.loop = loop;
  }

  /** Has a coroutine run as a task, from the next iteration on. */
  create<T>(coroutine: Coroutine<T>, options: TaskOptions): Task<T> {
    if (this.factory === null) {
      checkOptions("createTask", options, ["name", "context"]);
      return new Task<T>(coroutine, this.loop, options);
    }
    const { name, ...others } = options; // @clause create-task.extra-kwargs
    const made = this.factory(this.loop, coroutine, others) as Task<T>;
    if (name !== undefined) made.setName?.(name); // @clause create-task.name
    return made;
  }
}
