/** @source ours: Node has a loop of its own, which asyncio never meets */
import type { Awaitable } from "../futures/coroutine.ts";
import { isFuture } from "../futures/future.ts";
import { NotImplementedError } from "../text/errors.ts";
import type { Selector } from "../waiting/selector.ts";
import { Running } from "./running.ts";

/** Iterations after which a hosted loop gives way to its host although it has more to do. */
const BURST = 64;

/** The part of the loop that lets the host's own loop do the waiting. */
export abstract class Hosting extends Running {
  /**
   * Runs without blocking the thread: promises, timers and I/O of the host go on meanwhile. For
   * loops on a {@link HostSelector}.
   *
   * Between the batches this is not the thread's running loop, for then other code of the host runs.
   * As other threads do, it calls the loop by `callSoonThreadsafe()`, also to stop it or to settle a
   * future: nothing else ends the loop's wait.
   *
   * @param awaitable what to run until it is done; without it, runs until `stop()` is called
   * @returns a promise for the result; it rejects with what `runUntilComplete()` would throw
   * @throws NotImplementedError when the loop's selector can only block
   */
  async runAsync<T = void>(awaitable?: Awaitable<T>): Promise<T> {
    if (awaitable === undefined) return (await this.runHosted()) as T;
    const future = this.futureToComplete(awaitable);
    try {
      await this.runHosted();
    } catch (error) {
      if (!isFuture(awaitable)) future.markRetrieved(); // the task's own error leaves the run
      throw error;
    } finally {
      this.stopWaitingFor(future);
    }
    return this.resultAfterRun(future);
  }

  private async runHosted(): Promise<void> {
    const selector: Selector = this.selector;
    if (selector.selectAsync === undefined) {
      const name = selector.constructor.name;
      throw new NotImplementedError(`runAsync() needs a loop on a HostSelector, not on ${name}`);
    }
    this.begin();
    try {
      do {
        const events = await selector.selectAsync(this.pollTimeout());
        this.inThisThread(() => {
          this.process(events);
          for (let left = BURST; left > 0 && this.hasWork(); left -= 1) this.runOnce();
        });
      } while (!this.stopping);
    } finally {
      this.end();
    }
  }

  private hasWork(): boolean {
    return !this.stopping && this.pollTimeout() === 0;
  }
}
