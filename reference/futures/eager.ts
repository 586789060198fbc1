/** @source Coroutines and Tasks: Eager Task Factory */

import type { AbstractEventLoop, TaskFactory } from "../loop/abstract-event-loop.ts";
import type { Coroutine } from "./coroutine.ts";
import { Task, type TaskOptions } from "./task.ts";

/** Makes a task, begun at once when `eagerStart` is set. */
export type EagerTaskConstructor = new (
  coroutine: Coroutine<unknown>,
  loop: AbstractEventLoop,
  options: TaskOptions,
) => Task<unknown>;

/**
 * Makes a task factory whose tasks run their coroutine at once, up to its first suspension.
 *
 * @param Class class of the tasks
 */
export function createEagerTaskFactory(Class: EagerTaskConstructor): TaskFactory {
  return (loop, coroutine, options) => new Class(coroutine, loop, { ...options, eagerStart: true });
}

/** A task factory whose tasks run their coroutine at once, up to its first suspension. */
export const eagerTaskFactory: TaskFactory = createEagerTaskFactory(Task);
