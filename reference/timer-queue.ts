import type { TimerHandle } from "./handle.ts";

/** Below so many cancelled timers a clean-up is not worth its cost. */
const MIN_CANCELLED_TO_CLEAN = 100;

/**
 * The scheduled timers, earliest deadline first, in a binary heap.
 *
 * A cancelled timer stays until it reaches the top or until half of the queue is cancelled:
 * removing it at once would cost a search.
 *
 * NON-NORMATIVE: equal deadlines run in the order of scheduling; the documentation leaves it open.
 */
export class TimerQueue {
  /** Invariant: no timer is due before its parent, the one at half its index. */
  private heap: TimerHandle[] = [];
  /** The timers' deadlines, at the same indices: comparing reads no timer, which may be far away. */
  private deadlines: number[] = [];
  private pushed = 0;
  private cancelled = 0;

  /** Adds a timer. */
  push(timer: TimerHandle): void {
    timer.sequence = this.pushed++;
    timer.scheduled = true;
    this.rise(timer, this.heap.length);
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
    const { heap, deadlines } = this;
    if (heap[0] !== undefined) heap[0].scheduled = false;
    const last = heap.pop();
    deadlines.pop();
    // The hole sinks to a leaf before the last timer fills it, which mostly belongs near one.
    let hole = 0;
    for (let child = 1; child < heap.length; child = hole * 2 + 1) {
      if (child + 1 < heap.length && this.isEarlier(child + 1, child)) child += 1;
      heap[hole] = heap[child] as TimerHandle;
      deadlines[hole] = deadlines[child] as number;
      hole = child;
    }
    if (heap.length > 0) this.rise(last as TimerHandle, hole);
  }

  /** Counts a timer that was cancelled while it was scheduled. */
  noteCancelled(): void {
    this.cancelled += 1;
    if (this.cancelled < MIN_CANCELLED_TO_CLEAN || this.cancelled * 2 < this.heap.length) return;
    const old = this.heap;
    this.clear();
    for (const timer of old) {
      timer.scheduled = !timer.cancelled();
      if (timer.scheduled) this.rise(timer, this.heap.length);
    }
  }

  /** Forgets all timers. */
  clear(): void {
    this.heap = [];
    this.deadlines = [];
    this.cancelled = 0;
  }

  /** Puts a timer where the hole is, or above, so that the invariant holds. */
  private rise(timer: TimerHandle, start: number): void {
    const { heap, deadlines } = this;
    const { deadline, sequence } = timer;
    let hole = start;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = deadlines[parent] as number;
      if (above < deadline) break;
      if (above === deadline && (heap[parent] as TimerHandle).sequence < sequence) break;
      heap[hole] = heap[parent] as TimerHandle;
      deadlines[hole] = above;
      hole = parent;
    }
    heap[hole] = timer;
    deadlines[hole] = deadline;
  }

  private isEarlier(a: number, b: number): boolean {
    const { heap, deadlines } = this;
    if (deadlines[a] !== deadlines[b]) return (deadlines[a] as number) < (deadlines[b] as number);
    return (heap[a] as TimerHandle).sequence < (heap[b] as TimerHandle).sequence;
  }
}
