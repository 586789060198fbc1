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
  DefaultEventLoopPolicy,
  EventLoop,
  type EventLoopPolicy,
  ensureFuture,
  type Future,
  gather,
  getEventLoopPolicy,
  isFuture,
  isInterrupt,
  type Runnable,
  type ScheduleOptions,
  setEventLoopPolicy,
  type VirtualSelector,
} from "../../../reference/index.ts";
import type { Program } from "../../language/case.ts";
import type { Observation } from "../protocol.ts";
import { ProgramFault } from "./interpreter/faults.ts";
import { runProgram } from "./interpreter/run-program.ts";
import { referenceSurroundings } from "./reference.ts";
import { VirtualWorld, virtualSurroundings } from "./reference-virtual.ts";
import { withoutStacks } from "./without-stacks.ts";

/** What the oracle says of a program. */
export interface Prophecy {
  readonly observation: Observation;
  /** Times at which something was due, seconds of virtual time, in ascending order. */
  readonly deadlines: readonly number[];
  /** Whether a ready descriptor's callback and another one could have run in either order. */
  readonly descriptorOrderOpen: boolean;
  /** Whether it shows how long `shutdown_asyncgens()` takes: for generators that are finished, and after a report. */
  readonly shutdownTimeOpen: boolean;
  /** Whether it shows when a timer runs whose time is over when it is set: no text orders it and what is queued. */
  readonly overdueOrderOpen: boolean;
  /** Whether the program had not come to its end when its budget was spent. */
  readonly spent: boolean;
}

/**
 * A way in which the oracle is not the reference. `slow-wake-ups` is as good: futures and tasks take one iteration
 * more. So is `slow-shutdown`: closing generators takes a task more, as where finished ones are still known. So is
 * `late-reports`: what fails while generators are closed is reported when all are. So is `overdue-queued`: what is due when it is set goes to the end of the queue at once. Two are defects of CPython. With
 * `stale-stop` the future of a run that was ended by something else, in the iteration in which it completed, ends the
 * next run. With `done-interrupt` a run of a future that is done with an interrupt goes on until something else ends it.
 */
export type Variation =
  | "none"
  | "slow-wake-ups"
  | "slow-shutdown"
  | "late-reports"
  | "overdue-queued"
  | "stale-stop"
  | "done-interrupt";

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
  const other = (name: Variation) =>
    variation === "none" ? referenceOracle(budget, name) : undefined;
  const shutdowns = [other("slow-shutdown"), other("late-reports")];
  const overdueQueued = other("overdue-queued");
  return (program) => {
    const observation = withoutStacks(() => runProgram(program, made));
    if (observation instanceof Promise) throw new Error("the virtual reference does not wait");
    const { shutDown, overdue, deadlines, descriptorOrderOpen, spent } = world;
    const changes = (oracle: Oracle | undefined): boolean =>
      oracle !== undefined && !sameTrace(observation, oracle(program).observation);
    return {
      observation,
      shutdownTimeOpen: shutDown && shutdowns.some(changes),
      overdueOrderOpen: overdue && changes(overdueQueued),
      deadlines: [...deadlines].sort((a, b) => a - b),
      descriptorOrderOpen,
      spent,
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
  const policy = getEventLoopPolicy();
  _setRunningLoop(null);
  if (policy.constructor === DefaultEventLoopPolicy) setEventLoopPolicy(policyOfThread(policy));
  try {
    new Context().run(body);
  } catch (error) {
    // What a thread raises ends that thread alone; the end of the oracle's patience ends everything.
    if (error instanceof DeadlockError || error instanceof ProgramFault) throw error;
  } finally {
    setEventLoopPolicy(policy);
    _setRunningLoop(loop);
  }
}

/** A policy that makes the same loops, as another thread sees it: it has no current loop, and makes none. */
function policyOfThread(policy: EventLoopPolicy): EventLoopPolicy {
  const own = new DefaultEventLoopPolicy(() => policy.newEventLoop());
  own.setEventLoop(null);
  return own;
}

/** Tells its world what is scheduled, and what is due when. */
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

  override callSoonThreadsafe(callback: Callback, args?: Arguments, options?: ScheduleOptions) {
    this.world.scheduled();
    return super.callSoonThreadsafe(callback, args, options);
  }

  override enqueue(item: Runnable): void {
    this.world.scheduled();
    super.enqueue(item);
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
    this.world.scheduled();
    const when = timer.when();
    this.world.deadlines.push(when);
    if (when <= this.time()) this.world.overdue = true;
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

/** What fails while generators are closed is reported when all of them are. */
class LateReports extends ObservedLoop {
  private held: Parameters<EventLoop["callExceptionHandler"]>[0][] | undefined;

  override *shutdownAsyncgens(): Coroutine<void> {
    this.held = [];
    yield* super.shutdownAsyncgens();
    const held = this.held;
    this.held = undefined;
    for (const context of held) this.callExceptionHandler(context);
  }

  override callExceptionHandler(context: Parameters<EventLoop["callExceptionHandler"]>[0]): void {
    if (this.held === undefined || context.asyncgen === undefined)
      super.callExceptionHandler(context);
    else this.held.push(context);
  }
}

// biome-ignore lint/correctness/useYield: it is awaited
function* nothing(): Coroutine<void> {
  return undefined;
}

/** What is due already is put into the queue, and keeps no place among the timers. */
class OverdueQueued extends ObservedLoop {
  override callAt(when: number, callback: Callback, args?: Arguments, options?: ScheduleOptions) {
    if (typeof when !== "number" || when > this.time())
      return super.callAt(when, callback, args, options);
    const timer = super.callAt(this.time() + NEVER, nothingToDo);
    const handle = this.callSoon(callback, args, options);
    // A cancelled timer is a cancelled callback.
    const cancel = timer.cancel.bind(timer);
    timer.cancel = () => {
      handle.cancel();
      cancel();
    };
    return timer;
  }

  override callLater(
    delay: number,
    callback: Callback,
    args?: Arguments,
    options?: ScheduleOptions,
  ) {
    if (typeof delay !== "number" || delay > 0)
      return super.callLater(delay, callback, args, options);
    return this.callAt(this.time() + delay, callback, args, options);
  }
}

/** Seconds after which no program runs any more. */
const NEVER = 1e9;

const nothingToDo = (): void => undefined;

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

/** A run of a future that is done, with an interrupt, goes on until something else ends it. */
class DoneInterrupt extends ObservedLoop {
  override runUntilComplete<T>(awaitable: Awaitable<T>): T {
    const interrupted =
      isFuture(awaitable) &&
      awaitable.getLoop() === this &&
      awaitable.done() &&
      !awaitable.cancelled() &&
      isInterrupt(awaitable.exception());
    const refused = this.isRunning() || this.isClosed() || _getRunningLoop() !== null;
    if (interrupted && !refused) this.runForever();
    return super.runUntilComplete(awaitable);
  }
}

const LOOPS = {
  none: ObservedLoop,
  "slow-wake-ups": SlowWakeUps,
  "slow-shutdown": SlowShutdown,
  "late-reports": LateReports,
  "overdue-queued": OverdueQueued,
  "stale-stop": StaleStop,
  "done-interrupt": DoneInterrupt,
} as const satisfies { readonly [variation in Variation]: typeof ObservedLoop };
