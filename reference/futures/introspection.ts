/** @source Coroutines and Tasks: Introspection */
import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import { getRunningLoop } from "../loop/current-loop.ts";
import type { Task } from "./task.ts";

/**
 * The task that runs now.
 *
 * @param loop the loop to ask; without it, the running one
 * @returns null when the loop runs no task at the moment
 * @throws RuntimeError when no loop is given and none runs
 */
export function currentTask(loop: AbstractEventLoop = getRunningLoop()): Task<unknown> | null {
  return loop.currentTask;
}

/**
 * The tasks of a loop that are not done.
 *
 * @param loop the loop to ask; without it, the running one
 * @throws RuntimeError when no loop is given and none runs
 */
export function allTasks(loop: AbstractEventLoop = getRunningLoop()): Set<Task<unknown>> {
  return new Set(loop.tasks);
}
