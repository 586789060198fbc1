/** Surroundings of the reference loop driven by Node's own loop: its run methods return promises. */
import {
  _getRunningLoop,
  type Awaitable,
  type Coroutine,
  EventLoop,
  HostSelector,
  Runner,
  run,
} from "../../../reference/index.ts";

/** How many parts of programs are under way in which a run must block. */
let blockingParts = 0;

/** Has the runs in it block, as a loop on a HostSelector can as well. */
function blocking<T>(body: () => T): T {
  blockingParts += 1;
  try {
    return body();
  } finally {
    blockingParts -= 1;
  }
}

/** Runs hosted wherever the interpreter can wait for it; within a run, the blocking methods refuse it. */
class HostedLoop extends EventLoop {
  override runForever(): never {
    if (_getRunningLoop() !== null || blockingParts > 0) return super.runForever() as never;
    // The interpreter waits for what main gets.
    return this.runAsync() as never;
  }

  override runUntilComplete<T>(awaitable: Awaitable<T>): T {
    if (_getRunningLoop() !== null || blockingParts > 0) return super.runUntilComplete(awaitable);
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

/** `run()` does more than one run, and gives the result when all are over: they block. */
const blockingRun: typeof run = (coroutine, options) => blocking(() => run(coroutine, options));

/** The same for each call. */
class BlockingRunner extends Runner {
  override run<T>(coroutine: Coroutine<T>, options?: Parameters<Runner["run"]>[1]): T {
    return blocking(() => super.run(coroutine, options));
  }

  override close(): void {
    blocking(() => super.close());
  }
}

/** What the interpreter is given; the polls are those of a program's first loop. */
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
    asyncio: { run: blockingRun, Runner: BlockingRunner },
    host: {
      begin: () => {
        first = undefined;
      },
      polls: () => first?.polls ?? [],
      blocking,
      signals: true,
    },
  } as const;
}
