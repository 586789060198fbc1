/** @source ours: the way to wait without native code */
import {
  CLOSED,
  type SelectedEvent,
  type Selector,
  type ThreadWaker,
  WAKEUPS,
} from "./selector.ts";

const NO_EVENTS: readonly SelectedEvent[] = [];

/** Waits in real time without native code, on every system: the thread sleeps on shared memory. */
export class ThreadSelector implements Selector {
  readonly clockResolution = 1e-6;
  readonly waker: ThreadWaker = { state: new Int32Array(new SharedArrayBuffer(12)), fd: null };
  /** The count of wake-ups up to which the loop has been woken. */
  private seen = 0;

  /** Seconds since this thread began. */
  time(): number {
    return performance.now() / 1000;
  }

  /** Sleeps until the time is over or the loop is woken. */
  select(timeout: number | null): readonly SelectedEvent[] {
    const { state } = this.waker;
    // The count is compared before the sleep begins, so a call between two polls is not missed.
    if (timeout !== 0) Atomics.wait(state, WAKEUPS, this.seen, (timeout ?? Infinity) * 1000);
    this.seen = Atomics.load(state, WAKEUPS);
    return NO_EVENTS;
  }

  /** Ends the wait. */
  wakeup(): void {
    Atomics.add(this.waker.state, WAKEUPS, 1);
    Atomics.notify(this.waker.state, WAKEUPS);
  }

  /** Tells other threads that the loop is closed. */
  close(): void {
    Atomics.store(this.waker.state, CLOSED, 1);
  }
}
