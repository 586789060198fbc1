/** @source ours: Node has a loop of its own, which asyncio never meets */
import type { Awaitable } from "../futures/coroutine.ts";
import { NotImplementedError } from "../text/errors.ts";
import type { Iteration } from "./iteration.ts";
import { type Running, resultAfterRun } from "./running.ts";
import type { LoopState } from "./state.ts";

/** Iterations after which a hosted loop gives way to its host although it has more to do. */
const BURST = 64;

/** Lets the host's own loop do the waiting. */
export class Hosting {
  private readonly state: LoopState;
  private readonly iteration: Iteration;
  private readonly running: Running;

  constructor(state: LoopState, iteration: Iteration, running: Running) {
    this.state = state;
    this.iteration = iteration;
    this.running = running;
  }

  /** Runs until an awaitable is done; without it, until the loop is to stop. */
  async run<T>(awaitable?: Awaitable<T>): Promise<T> {
    if (awaitable === undefined) return (await this.forever()) as T;
    const { running } = this;
    const future = running.beginCompleting(awaitable);
    try {
      await this.forever();
    } catch (error) {
      running.interrupted(awaitable, future);
      throw error;
    } finally {
      running.endCompleting(future);
    }
    return resultAfterRun(future);
  }

  private async forever(): Promise<void> {
    const { state, iteration, running } = this;
    const { selector } = state;
    if (selector.selectAsync === undefined) {
      const name = selector.constructor.name;
      throw new NotImplementedError(`runAsync() needs a loop on a HostSelector, not on ${name}`);
    }
    running.begin();
    try {
      do {
        const events = await selector.selectAsync(iteration.pollTimeout());
        running.inThisThread(() => {
          iteration.process(events);
          for (let left = BURST; left > 0 && this.hasWork(); left -= 1) iteration.runOnce();
        });
      } while (!state.stopping);
    } finally {
      running.end();
    }
  }

  private hasWork(): boolean {
    return !this.state.stopping && this.iteration.pollTimeout() === 0;
  }
}
