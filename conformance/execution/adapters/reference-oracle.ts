/** The reference loop as an oracle: it says what a program shows, and how far the documentation says so. */
import {
  _getRunningLoop,
  _setRunningLoop,
  type Arguments,
  type Awaitable,
  type Callback,
  Context,
  type Coroutine,
  DeadlockError,
  EventLoop,
  ensureFuture,
  type Future,
  gather,
  isInterrupt,
  type Runnable,
  type ScheduleOptions,
  type VirtualSelector,
} from "../../../reference/index.ts";
import type { Program } from "../../language/case.ts";
import type { Observation } from "../protocol.ts";
import { ProgramFault } from "./interpreter/faults.ts";
import { runProgram } from "./interpreter/run-program.ts";
import { referenceSurroundings } from "./reference.ts";
import { VirtualWorld, virtualSurroundings } from "./reference-virtual.ts";

/** What the oracle says of a program. */
export interface Prophecy {
  readonly observation: Observation;
  /** Times at which something was due, seconds of virtual time, in ascending order. */
  readonly deadlines: readonly number[];
  /** Whether a ready descriptor's callback and another one could have run in either order. */
  readonly descriptorOrderOpen: boolean;
  /** Whether it shows how long `shutdown_asyncgens()` takes for generators that are finished already. */
  readonly shutdownTimeOpen: boolean;
  /** Whether the program had not come to its end when its budget was spent. */
  readonly spent: boolean;
}

/**
 * A way in which the oracle is not the reference. `slow-wake-ups` is as good: futures and tasks take one iteration
 * more. So is `slow-shutdown`: closing generators takes a task more, as where finished ones are still known. `stale-stop` is a defect of CPython: the future of a run that was ended by something else, in the iteration in
 * which it completed, ends the next run.
 */
export type Variation = "none" | "slow-wake-ups" | "slow-shutdown" | "stale-stop";

/** Asks the oracle; nothing of a program is left for the next one. */
export type Oracle = (program: Program) => Prophecy;

/**
 * Makes an oracle.
 *
 * @param budget polls after which a program counts as endless
 * @param variation how it differs from the reference
 */
export function referenceOracle(budget: number, variation: Variation = "none"): Oracle {
  const Loop = LOOPS[variation];
  let world = new VirtualWorld();
  const surroundings = virtualSurroundings(() => {
    world = new VirtualWorld({ budget, loopOver: (selector, own) => new Loop(selector, own) });
    return world;
  });
  const given = referenceSurroundings(surroundings);
  const made = { ...given, host: { ...given.host, runThread } };
  const slowShutdown = variation === "none" ? referenceOracle(budget, "slow-shutdown") : undefined;
  return (program) => {
    const observation = runProgram(program, made);
    if (observation instanceof Promise) throw new Error("the virtual reference does not wait");
    const { shutDown } = world;
    return {
      observation,
      shutdownTimeOpen:
        shutDown &&
        slowShutdown !== undefined &&
        !sameTrace(observation, slowShutdown(program).observation),
      deadlines: [...world.deadlines].sort((a, b) => a - b),
      descriptorOrderOpen: world.descriptorOrderOpen,
      spent: world.spent,
    };
  };
}

const sameTrace = (one: Observation, other: Observation): boolean =>
  one.outcome === other.outcome &&
  one.trace.length === other.trace.length &&
  one.trace.every((entry, at) => entry === other.trace[at]);

/** A thread that is joined at once, as seen from the others: its function has run when they go on. */
function runThread(body: () => void): void {
  const loop = _getRunningLoop();
  _setRunningLoop(null);
  try {
    new Context().run(body);
  } catch (error) {
    // What a thread raises ends that thread alone; the end of the oracle's patience ends everything.
    if (error instanceof DeadlockError || error instanceof ProgramFault) throw error;
  } finally {
    _setRunningLoop(loop);
  }
}

/** Tells its world what is due when. */
class ObservedLoop extends EventLoop {
  private readonly world: VirtualWorld;

  constructor(selector: VirtualSelector, world: VirtualWorld) {
    super(selector);
    this.world = world;
  }

  override shutdownAsyncgens(): Coroutine<void> {
    this.world.shutDown = true;
    return super.shutdownAsyncgens();
  }

  override callSoon(callback: Callback, args?: Arguments, options?: ScheduleOptions) {
    this.world.scheduled();
    return super.callSoon(callback, args, options);
  }

  override callLater(
    delay: number,
    callback: Callback,
    args?: Arguments,
    options?: ScheduleOptions,
  ) {
    return this.noted(super.callLater(delay, callback, args, options));
  }

  override callAt(when: number, callback: Callback, args?: Arguments, options?: ScheduleOptions) {
    return this.noted(super.callAt(when, callback, args, options));
  }

  private noted<Timer extends { when(): number }>(timer: Timer): Timer {
    this.world.deadlines.push(timer.when());
    return timer;
  }
}

/** Futures and tasks wake whoever waits for them one iteration later: no text says how many it takes. */
class SlowWakeUps extends ObservedLoop {
  override enqueue(item: Runnable): void {
    super.enqueue({ run: () => super.enqueue(item) });
  }
}

/** Closing generators takes a task, even where there is nothing to close. */
class SlowShutdown extends ObservedLoop {
  override *shutdownAsyncgens(): Coroutine<void> {
    yield* super.shutdownAsyncgens();
    yield* gather([nothing()], { loop: this });
  }
}

// biome-ignore lint/correctness/useYield: it is awaited
function* nothing(): Coroutine<void> {
  return undefined;
}

/** A run's future stops whatever run is under way when its callback comes. */
class StaleStop extends ObservedLoop {
  private readonly stopAnyRun = (future: Future<unknown>) => {
    const ended = !future.cancelled() && isInterrupt(future.exception());
    if (!ended) this.stop();
  };

  override runUntilComplete<T>(awaitable: Awaitable<T>): T {
    const refused = this.isRunning() || this.isClosed() || _getRunningLoop() !== null;
    if (refused) return super.runUntilComplete(awaitable);
    const future = ensureFuture(awaitable, { loop: this });
    future.addDoneCallback(this.stopAnyRun);
    try {
      return super.runUntilComplete(future);
    } finally {
      future.removeDoneCallback(this.stopAnyRun);
    }
  }
}

const LOOPS = {
  none: ObservedLoop,
  "slow-wake-ups": SlowWakeUps,
  "slow-shutdown": SlowShutdown,
  "stale-stop": StaleStop,
} as const satisfies { readonly [variation in Variation]: typeof ObservedLoop };
