import type { Coroutine } from "../futures/coroutine.ts";
import type { Task } from "../futures/task.ts";
import type { EventLoop } from "../loop/event-loop.ts";

/** The loop is settled before the first look: what it makes once is not counted. */
const SETTLING = 1000;

/**
 * Resident memory per item, in bytes; `bench_memory.py` has the same under the same names.
 *
 * What the system sees is the one measure that is the same for all languages.
 */
export const memoryWorkloads: {
  readonly [name: string]: (loop: EventLoop, n: number) => number;
} = {
  "memory per queued callback": (loop, n) => {
    const nothing = () => {};
    return growth(n, (count) => {
      for (let i = 0; i < count; i += 1) loop.callSoon(nothing);
    });
  },
  "memory per waiting task": (loop, n) => {
    const tasks: Task[] = [];
    const value = growth(n, (count) => {
      for (let i = 0; i < count; i += 1) tasks.push(loop.createTask(waiting(loop)));
      turn(loop);
    });
    for (const task of tasks) task.cancel();
    turn(loop);
    return value;
  },
};

function growth(n: number, fill: (count: number) => void): number {
  fill(SETTLING);
  const before = resident();
  fill(n);
  return (resident() - before) / n;
}

function resident(): number {
  if (globalThis.gc === undefined) throw new Error("Memory is measured with node --expose-gc");
  globalThis.gc();
  return process.memoryUsage.rss();
}

/** A task that waits for a future of its own. */
function* waiting(loop: EventLoop): Coroutine<unknown> {
  return yield* loop.createFuture();
}

function turn(loop: EventLoop): void {
  loop.callSoon(() => loop.stop());
  loop.runForever();
}
