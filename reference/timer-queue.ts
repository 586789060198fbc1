import type { TimerHandle } from "./handle.ts";

/** Below so many cancelled timers a clean-up is not worth its cost. */
const MIN_CANCELLED_TO_CLEAN = 100;

/**
 * The scheduled timers, earliest deadline first, in a binary heap.
 *
 * A cancelled timer stays until it reaches the top or until half of the queue is cancelled:
 * removing it at once would cost a search.
 */
export class TimerQueue {
  /** Invariant: no timer is due before its parent, the one at half its index. */
  private heap: TimerHandle[] = [];
  private pushed = 0;
  private cancelled = 0;

  /** Adds a timer. */
  push(timer: TimerHandle): void {
    timer.sequence = this.pushed++;
    timer.scheduled = true;
    const { heap } = this;
    let hole = heap.length;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = heap[parent] as TimerHandle;
      if (!isEarlier(timer, above)) break;
      heap[hole] = above;
      hole = parent;
    }
    heap[hole] = timer;
  }

  /** The earliest timer that is not cancelled; undefined when there is none. */
  peek(): TimerHandle | undefined {
    while (this.heap[0]?.cancelled()) {
      this.pop();
      this.cancelled -= 1;
    }
    return this.heap[0];
  }

  /** Removes the timer at the top. */
  pop(): void {
    const { heap } = this;
    const last = heap.pop();
    const top = heap[0] ?? last;
    if (top !== undefined) top.scheduled = false;
    if (heap.length > 0) this.sink(last as TimerHandle, 0);
  }

  /** Counts a timer that was cancelled while it was scheduled. */
  noteCancelled(): void {
    this.cancelled += 1;
    if (this.cancelled < MIN_CANCELLED_TO_CLEAN || this.cancelled * 2 < this.heap.length) return;
    for (const timer of this.heap) timer.scheduled = !timer.cancelled();
    const heap = this.heap.filter((timer) => timer.scheduled);
    this.heap = heap;
    this.cancelled = 0;
    for (let i = (heap.length >> 1) - 1; i >= 0; i -= 1) this.sink(heap[i] as TimerHandle, i);
  }

  /** Forgets all timers. */
  clear(): void {
    this.heap = [];
    this.cancelled = 0;
  }

  /** Puts a timer where the hole is, or below, so that the invariant holds. */
  private sink(timer: TimerHandle, start: number): void {
    const { heap } = this;
    let hole = start;
    for (;;) {
      let child = hole * 2 + 1;
      const right = heap[child + 1];
      if (right !== undefined && isEarlier(right, heap[child] as TimerHandle)) child += 1;
      const below = heap[child];
      if (below === undefined || !isEarlier(below, timer)) break;
      heap[hole] = below;
      hole = child;
    }
    heap[hole] = timer;
  }
}

/** NON-NORMATIVE: equal deadlines run in the order of scheduling; the documentation leaves it open. */
function isEarlier(a: TimerHandle, b: TimerHandle): boolean {
  return a.deadline < b.deadline || (a.deadline === b.deadline && a.sequence < b.sequence);
}
