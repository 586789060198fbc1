import { RuntimeError } from "../text/errors.ts";
import type { Selector } from "../waiting/selector.ts";
import type { Inbox } from "./inbox.ts";
import { ReadyQueue } from "./ready-queue.ts";
import { TimerQueue } from "./timer-queue.ts";

/** What the parts of one loop share: its queues, its selector, its flags. */
export class LoopState {
  /** How the loop waits, and its clock. */
  readonly selector: Selector;
  /** What runs in the next iteration, in order. */
  readonly ready = new ReadyQueue();
  /** What waits for its time. */
  readonly scheduled = new TimerQueue();
  /** Where calls from other threads arrive. */
  readonly inboxes: Inbox[] = [];
  /** Whether a run is in progress. */
  running = false;
  /** Whether the run ends after this batch; outside a run, after the first batch of the next. */
  stopping = false;
  closed = false;
  debug = (process.env.PYTHONASYNCIODEBUG ?? "") !== "";
  /** In debug mode, a callback that takes this long or longer is logged. Seconds. */
  slowCallbackDuration = 0.1;

  constructor(selector: Selector) {
    this.selector = selector;
  }

  /**
   * Refuses what needs an open loop. Questions do not.
   *
   * @clause close.harmless-queries
   */
  checkOpen(): void {
    if (this.closed) throw new RuntimeError("Event loop is closed");
  }

  /**
   * Discards what is scheduled, and gives back what the system holds for the loop.
   *
   * @clause close.discards-ready-callbacks
   * @clause close.discards-timers
   * @clause close.releases-descriptors
   */
  close(): void {
    this.closed = true;
    this.ready.clear();
    this.scheduled.clear();
    for (const inbox of this.inboxes.splice(0)) inbox.close();
    this.selector.close();
  }
}
