import type { TimerHandle } from "../context/handle.ts";

/** After so few cancellations a clean-up is not worth its cost. */
const MIN_CANCELLATIONS_TO_CLEAN = 100;

/**
 * The scheduled timers, earliest deadline first, in a binary heap.
 *
 * A cancelled timer stays until it reaches the top or until there were half as many cancellations as
 * there are timers: removing it at once would cost a search.
 *
 * NON-NORMATIVE: equal deadlines run in the order of scheduling; the documentation leaves it open.
 */
export class TimerQueue {
  /** Invariant: no timer is due before its parent, the one at half its index. */
  private heap: TimerHandle[] = [];
  /** The timers' deadlines, at the same indices: comparing reads no timer, which may be far away. */
  private deadlines: number[] = [];
  private pushed = 0;
  /**
   * Cancellations since the last clean-up. Some may be of timers that were here no longer; a clean-up
   * that comes early for it has been paid for by as many cancellations as any.
   */
  private cancellations = 0;

  /** Number of timers, with those that were cancelled and are still here. */
  get size(): number {
    return this.heap.length;
  }

  /** Adds a timer. */
  push(timer: TimerHandle): void {
    timer.sequence = this.pushed++;
    this.rise(timer, this.heap.length);
  }

  /** The deadline of the earliest timer that is not cancelled; undefined when there is none. */
  earliest(): number | undefined {
    while (this.heap[0]?.cancelled()) this.pop();
    return this.deadlines[0];
  }

  /**
   * Removes the earliest timer, if its deadline is not later than `end`. It may be cancelled: that shows
   * in its turn. To look at it here already would cost most where many are due, for each has left the
   * processor's cache again by then.
   */
  takeDue(end: number): TimerHandle | undefined {
    return (this.deadlines[0] ?? Infinity) > end ? undefined : this.pop();
  }

  /** Counts a cancellation, and drops the cancelled timers once they may be the half. */
  noteCancelled(): void {
    this.cancellations += 1;
    if (this.cancellations < Math.max(MIN_CANCELLATIONS_TO_CLEAN, this.heap.length / 2)) return;
    const old = this.heap;
    this.clear();
    for (const timer of old) if (!timer.cancelled()) this.rise(timer, this.heap.length);
  }

  /** Forgets all timers. */
  clear(): void {
    this.heap = [];
    this.deadlines = [];
    this.cancellations = 0;
  }

  private pop(): TimerHandle | undefined {
    const { heap, deadlines } = this;
    const top = heap[0];
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
    return top;
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
