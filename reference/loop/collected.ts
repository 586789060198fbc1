/**
 * What is reported when something is collected that should have been ended before.
 *
 * NON-NORMATIVE: JavaScript tells of a collection only between two jobs of the host, so never while a loop blocks.
 *
 * @source observed: the destructors of asyncio's tasks and loops
 */

import { ResourceWarning, warn } from "../text/warnings.ts";
import type { AbstractEventLoop } from "./abstract-event-loop.ts";

/** A task that was pending when its loop was closed, in words; the task itself is gone by then. */
interface Pending {
  readonly loop: AbstractEventLoop;
  readonly task: string;
}

const pendingTasks = new FinalizationRegistry<Pending>(({ loop, task }) => {
  loop.callExceptionHandler({ message: `${task} was destroyed but it is pending` });
});

const unclosedLoops = new FinalizationRegistry<string>((name) => {
  warn(ResourceWarning, `unclosed event loop: a ${name} was collected without being closed`);
});

/**
 * Keeps watch over a loop from now until {@link watchClosed}.
 *
 * @clause close.unclosed-loop-warning  between two jobs of the host
 */
export function watchUnclosed(loop: AbstractEventLoop): void {
  unclosedLoops.register(loop, loop.constructor.name, loop);
}

/**
 * The loop is closed: it no longer holds the tasks that it leaves pending.
 *
 * @clause close.pending-task-warned-on-gc
 */
export function watchClosed(loop: AbstractEventLoop): void {
  unclosedLoops.unregister(loop);
  for (const task of loop.tasks) {
    pendingTasks.register(task, { loop, task: String(task) });
  }
  loop.tasks.clear();
}
