import { assert } from "../text/assert.ts";
import { repr } from "../text/format.ts";
import { log } from "../text/logging.ts";
import type { SelectedEvent, Selector } from "../waiting/selector.ts";
import type { Inbox } from "./inbox.ts";
import type { ReadyQueue, Runnable } from "./ready-queue.ts";
import type { LoopState } from "./state.ts";
import type { TimerQueue } from "./timer-queue.ts";

/** Longest wait in one poll, in seconds: hosts refuse or wrap longer ones. */
const MAX_POLL_TIMEOUT = 24 * 3600;

/** Knows what to call when a descriptor is ready. */
export interface QueuesReadyDescriptors {
  /** Queues the callbacks of the descriptors that are ready. */
  queueReady(events: readonly SelectedEvent[]): void;
}

/** One iteration of the loop, the heart of the specification. */
export class Iteration {
  private readonly state: LoopState;
  private readonly ready: ReadyQueue;
  private readonly scheduled: TimerQueue;
  private readonly selector: Selector;
  private readonly inboxes: readonly Inbox[];
  private readonly watching: QueuesReadyDescriptors;

  constructor(state: LoopState, watching: QueuesReadyDescriptors) {
    this.state = state;
    this.ready = state.ready;
    this.scheduled = state.scheduled;
    this.selector = state.selector;
    this.inboxes = state.inboxes;
    this.watching = watching;
  }

  /**
   * Runs one iteration: poll, collect what is ready and the timers that are due, run one batch.
   *
   * @clause run-forever.stop-before-run.polls-once-zero-timeout
   * @clause run-forever.no-starvation  a poll precedes each batch
   */
  runOnce(): void {
    this.process(this.selector.select(this.pollTimeout()));
  }

  /**
   * The part of an iteration after the poll. Every callback of the loop is called from here and
   * from nowhere else.
   *
   * @clause run-forever.stop-while-running.finishes-batch
   * @clause run-forever.stop-while-running.defers-new-callbacks  what this batch adds waits
   */
  process(events: readonly SelectedEvent[]): void {
    const { state, ready } = this;
    for (const inbox of this.inboxes) inbox.drain();
    if (events.length > 0) this.watching.queueReady(events); // @clause run-forever.stop-before-run.runs-io-callbacks
    this.queueDueTimers(); // @clause run-forever.stop-before-run.runs-due-timers

    // Count first, then take one by one. The count keeps a callback that reschedules itself from
    // holding off stop() for ever; taking one by one leaves the rest queued if a callback throws.
    // @clause run-forever.interrupt-escapes-batch
    // @clause run-forever.stop-before-run.runs-ready-callbacks
    // @clause run-forever.stop-before-run.defers-new-callbacks
    for (let left = ready.length; left > 0; left -= 1) {
      const item = ready.shift();
      assert(item !== undefined, "only process() takes from the ready queue during a run");
      if (state.debug) this.runTimed(item);
      else item.run();
    }
  }

  /**
   * How long the poll may wait: not at all while there is work, else until the next timer.
   *
   * @clause run-forever.idle-does-not-spin
   */
  pollTimeout(): number | null {
    if (this.ready.length > 0 || this.state.stopping) return 0;
    const next = this.scheduled.earliest();
    if (next === undefined) return null;
    return Math.min(Math.max(0, next - this.selector.time()), MAX_POLL_TIMEOUT);
  }

  private queueDueTimers(): void {
    if (this.scheduled.size === 0) return;
    // A timer that is due within one step of the clock is due: the clock cannot tell them apart.
    const end = this.selector.time() + this.selector.clockResolution;
    let timer = this.scheduled.takeDue(end);
    for (; timer !== undefined; timer = this.scheduled.takeDue(end)) this.ready.push(timer);
  }

  private runTimed(item: Runnable): void {
    const { selector, state } = this;
    const text = repr(item); // before it runs: a handle that cancels itself shows nothing any more
    const start = selector.time();
    item.run();
    const duration = selector.time() - start;
    if (duration < state.slowCallbackDuration) return;
    log("warning", `Executing ${text} took ${duration.toFixed(3)} seconds`);
  }
}
