import { RuntimeError } from "../text/errors.ts";
import type { Selector } from "../waiting/selector.ts";
import { ThreadSelector } from "../waiting/thread.ts";
import { watchClosed, watchUnclosed } from "./collected.ts";
import { Unavailable } from "./unavailable.ts";

/**
 * An event loop. `runForever()` and `runUntilComplete()` block, as the specification says.
 *
 * Its methods are spread over the classes that it extends, one for each heading of the chapter.
 *
 * @clause preface.runs-callbacks-and-tasks    in the thread that calls a run method, in no other
 * @clause new-event-loop.returns-loop-object
 * @clause new-event-loop.initial-state        neither running nor closed
 */
export class EventLoop extends Unavailable {
  /** @param selector how the loop waits, and its clock; belongs to this loop from now on */
  constructor(selector: Selector = new ThreadSelector()) {
    super(selector);
    selector.attach?.(() => this.describePending());
    watchUnclosed(this);
  }

  /**
   * Whether the loop was closed.
   *
   * @clause is-closed.false-until-close
   * @clause is-closed.true-after-close
   */
  isClosed(): boolean {
    return this.closed;
  }

  /**
   * Closes the loop for ever. What is still scheduled is discarded. Without effect when closed.
   *
   * @throws RuntimeError when the loop is running
   * @clause close.sets-closed
   * @clause close.running-rejected
   * @clause close.rejected-close-leaves-loop-intact
   * @clause close.discards-ready-callbacks
   * @clause close.discards-timers
   * @clause close.shuts-default-executor
   * @clause close.does-not-wait-for-executor
   * @clause close.idempotent
   * @clause close.irreversible
   * @clause close.harmless-queries
   * @clause close.running-executor-job-finishes
   * @clause close.late-executor-result-is-silent
   * @clause close.releases-descriptors
   * @clause close.keeps-user-sockets
   * @clause close.returns-none
   * @clause close.pending-task-warned-on-gc  between two jobs of the host
   * @clause close.unclosed-loop-warning      likewise
   */
  close(): void {
    if (this.isRunning()) throw new RuntimeError("Cannot close a running event loop");
    if (this.closed) return;
    this.dropDefaultExecutor(); // first: it makes a future of this loop
    this.closed = true;
    this.ready.clear();
    this.scheduled.clear();
    this.forgetWatched();
    for (const inbox of this.inboxes.splice(0)) inbox.close();
    this.selector.close();
    watchClosed(this);
  }

  private describePending(): string {
    const pending = [...[...this.tasks].map(String), ...this.describeWatched()];
    return pending.length === 0 ? "nothing is pending" : `pending: ${pending.join("; ")}`;
  }
}
