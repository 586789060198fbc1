import type { SelectedEvent, Selector } from "../selector.ts";

const NO_EVENTS: readonly SelectedEvent[] = [];

/** Waits in real time without native code, on every system: the thread sleeps on shared memory. */
export class ThreadSelector implements Selector {
  readonly clockResolution = 1e-6;
  /** How often the selector was woken. Shared, so that other threads can wake it. */
  private readonly wakeups = new Int32Array(new SharedArrayBuffer(4));
  private seen = 0;

  /** Seconds since this thread began. */
  time(): number {
    return performance.now() / 1000;
  }

  /** Sleeps until the time is over or another thread calls. */
  select(timeout: number | null): readonly SelectedEvent[] {
    // The count is compared before the sleep begins, so a call between two polls is not missed.
    if (timeout !== 0) Atomics.wait(this.wakeups, 0, this.seen, milliseconds(timeout));
    this.seen = Atomics.load(this.wakeups, 0);
    return NO_EVENTS;
  }

  /** Ends the wait. */
  wakeup(): void {
    Atomics.add(this.wakeups, 0, 1);
    Atomics.notify(this.wakeups, 0);
  }

  /** Holds nothing that needs releasing. */
  close(): void {}
}

function milliseconds(timeout: number | null): number {
  return timeout === null ? Number.POSITIVE_INFINITY : timeout * 1000;
}
