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
  private heap: TimerHandle[] = [];
  private sequence = 0;
  private cancelledCount = 0;

  /** Number of timers, cancelled ones that are not yet dropped included. */
  get length(): number {
    return this.heap.length;
  }

  /** Adds a timer. */
  push(timer: TimerHandle): void {
    timer.sequence = this.sequence++;
    timer.scheduled = true;
    this.heap.push(timer);
    this.siftUp(this.heap.length - 1);
  }

  /** The earliest timer that is not cancelled; undefined when there is none. */
  peek(): TimerHandle | undefined {
    let top = this.heap[0];
    while (top?.cancelled()) {
      this.pop();
      this.cancelledCount -= 1;
      top = this.heap[0];
    }
    return top;
  }

  /** Removes and returns the timer at the top. */
  pop(): TimerHandle | undefined {
    const top = this.heap[0];
    const last = this.heap.pop();
    if (top === undefined || last === undefined) return undefined;
    top.scheduled = false;
    if (this.heap.length > 0) {
      this.heap[0] = last;
      this.siftDown(0);
    }
    return top;
  }

  /** Counts a timer that was cancelled while it was scheduled. */
  noteCancelled(): void {
    this.cancelledCount += 1;
    if (this.cancelledCount < MIN_CANCELLED_TO_CLEAN) return;
    if (this.cancelledCount * 2 > this.heap.length) this.dropCancelled();
  }

  /** Forgets all timers. */
  clear(): void {
    for (const timer of this.heap) timer.scheduled = false;
    this.heap = [];
    this.cancelledCount = 0;
  }

  private dropCancelled(): void {
    const kept: TimerHandle[] = [];
    for (const timer of this.heap) {
      if (timer.cancelled()) timer.scheduled = false;
      else kept.push(timer);
    }
    this.heap = kept;
    this.cancelledCount = 0;
    for (let i = (kept.length >> 1) - 1; i >= 0; i -= 1) this.siftDown(i);
  }

  private siftUp(start: number): void {
    const { heap } = this;
    const timer = heap[start] as TimerHandle;
    let index = start;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = heap[parentIndex] as TimerHandle;
      if (!isEarlier(timer, parent)) break;
      heap[index] = parent;
      index = parentIndex;
    }
    heap[index] = timer;
  }

  private siftDown(start: number): void {
    const { heap } = this;
    const timer = heap[start] as TimerHandle;
    let index = start;
    for (;;) {
      let childIndex = index * 2 + 1;
      if (childIndex >= heap.length) break;
      let child = heap[childIndex] as TimerHandle;
      const right = heap[childIndex + 1];
      if (right !== undefined && isEarlier(right, child)) {
        child = right;
        childIndex += 1;
      }
      if (!isEarlier(child, timer)) break;
      heap[index] = child;
      index = childIndex;
    }
    heap[index] = timer;
  }
}

/** NON-NORMATIVE: equal deadlines run in the order of scheduling; the documentation leaves it open. */
function isEarlier(a: TimerHandle, b: TimerHandle): boolean {
  return a.deadline < b.deadline || (a.deadline === b.deadline && a.sequence < b.sequence);
}
