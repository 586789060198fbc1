/** Surroundings of the reference loop driven by Node's own loop: its run methods return promises. */
import { _getRunningLoop, type Awaitable, EventLoop, HostSelector } from "../../reference/index.ts";

/** How many parts of programs are under way in which a run must block. */
let blocking = 0;

/** Runs hosted wherever the interpreter can wait for it; within a run, the blocking methods refuse it. */
class HostedLoop extends EventLoop {
  override runForever(): never {
    if (_getRunningLoop() !== null || blocking > 0) return super.runForever() as never;
    // The interpreter waits for what main gets.
    return this.runAsync() as never;
  }

  override runUntilComplete<T>(awaitable: Awaitable<T>): T {
    if (_getRunningLoop() !== null || blocking > 0) return super.runUntilComplete(awaitable);
    return this.runAsync(awaitable) as never;
  }
}

/** Records what the loop asks it for, whether it blocks or not. */
class RecordingSelector extends HostSelector {
  readonly polls: (number | null)[] = [];

  override select(timeout: number | null) {
    this.polls.push(timeout);
    return super.select(timeout);
  }

  override selectAsync(timeout: number | null) {
    this.polls.push(timeout);
    return super.selectAsync(timeout);
  }
}

/**
 * What the interpreter is given; the polls are those of a program's first loop. `run()` and `Runner` need run methods
 * that block, and are not offered.
 */
export function hostSurroundings() {
  let first: RecordingSelector | undefined;
  return {
    clocks: ["real"],
    clockResolution: 0.001,
    makeLoop: () => {
      const selector = new RecordingSelector();
      first ??= selector;
      return new HostedLoop(selector);
    },
    without: ["run", "Runner"],
    host: {
      begin: () => {
        first = undefined;
      },
      polls: () => first?.polls ?? [],
      blocking: <T>(body: () => T): T => {
        blocking += 1;
        try {
          return body();
        } finally {
          blocking -= 1;
        }
      },
    },
  } as const;
}
