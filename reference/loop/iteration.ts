import { assert } from "../text/assert.ts";
import { repr } from "../text/format.ts";
import { log } from "../text/logging.ts";
import type { SelectedEvent } from "../waiting/selector.ts";
import type { Runnable } from "./ready-queue.ts";
import { Watching } from "./watching.ts";

/** Longest wait in one poll, in seconds: hosts refuse or wrap longer ones. */
const MAX_POLL_TIMEOUT = 24 * 3600;

/** Where calls from another thread arrive. */
export interface Inbox {
  /** Schedules calls that have arrived; what it leaves for the next iteration keeps the poll short. */
  drain(): void;
  /** Called when the loop is closed. */
  close(): void;
}

/** One iteration of the loop, the heart of the specification. */
export abstract class Iteration extends Watching {
  /** Whether the run ends after this batch; outside a run, after the first batch of the next. */
  protected stopping = false;
  /** @internal The inboxes of the loop. */
  readonly inboxes: Inbox[] = [];

  /**
   * Runs one iteration: poll, collect what is ready and the timers that are due, run one batch.
   *
   * @clause run-forever.stop-before-run.polls-once-zero-timeout
   * @clause run-forever.no-starvation  a poll precedes each batch
   */
  protected runOnce(): void {
    this.process(this.selector.select(this.pollTimeout()));
  }

  /**
   * The part of an iteration after the poll. Every callback of the loop is called from here and
   * from nowhere else.
   *
   * @clause run-forever.stop-before-run.runs-io-callbacks
   * @clause run-forever.stop-before-run.runs-due-timers
   * @clause run-forever.stop-while-running.finishes-batch
   * @clause run-forever.stop-while-running.defers-new-callbacks  what this batch adds waits
   * @clause run-forever.interrupt-escapes-batch
   */
  protected process(events: readonly SelectedEvent[]): void {
    for (const inbox of this.inboxes) inbox.drain();
    this.queueReadyDescriptors(events);
    this.queueDueTimers();

    // Count first, then take one by one. The count keeps a callback that reschedules itself from
    // holding off stop() for ever; taking one by one leaves the rest queued if a callback throws.
    for (let left = this.ready.length; left > 0; left -= 1) {
      const item = this.ready.shift();
      assert(item !== undefined, "only process() takes from the ready queue during a run");
      if (this.debug) this.runTimed(item);
      else item.run();
    }
  }

  /** How long the poll may wait: not at all while there is work, else until the next timer. */
  protected pollTimeout(): number | null {
    if (this.ready.length > 0 || this.stopping) return 0;
    const next = this.scheduled.earliest();
    if (next === undefined) return null;
    return Math.min(Math.max(0, next - this.time()), MAX_POLL_TIMEOUT);
  }

  private queueDueTimers(): void {
    if (this.scheduled.size === 0) return;
    // A timer that is due within one step of the clock is due: the clock cannot tell them apart.
    const end = this.time() + this.selector.clockResolution;
    let timer = this.scheduled.takeDue(end);
    for (; timer !== undefined; timer = this.scheduled.takeDue(end)) this.ready.push(timer);
  }

  private runTimed(item: Runnable): void {
    const text = repr(item); // before it runs: a handle that cancels itself shows nothing any more
    const start = this.time();
    item.run();
    const duration = this.time() - start;
    if (duration < this.slowCallbackDuration) return;
    log("warning", `Executing ${text} took ${duration.toFixed(3)} seconds`);
  }
}
