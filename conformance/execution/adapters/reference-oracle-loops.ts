/** The loops of the oracle: the reference, observed, and ways in which it is varied. */
import {
  _getRunningLoop,
  type Arguments,
  type Awaitable,
  type Callback,
  type Coroutine,
  EventLoop,
  ensureFuture,
  type Future,
  gather,
  isFuture,
  isInterrupt,
  type Runnable,
  type ScheduleOptions,
  type VirtualSelector,
} from "../../../reference/index.ts";
import type { VirtualWorld } from "./reference-virtual.ts";

/**
 * A way in which the oracle is not the reference. These are as good as it:
 *
 * - `slow-wake-ups`: futures and tasks take one iteration more
 * - `slow-return`: `run_until_complete()` goes on for one iteration more once its future is done
 * - `slow-shutdown`: closing generators takes a task more, as where finished ones are still known
 * - `late-reports`: what fails while generators are closed is reported when all are
 * - `overdue-queued`: what is due when it is set goes to the end of the queue at once
 *
 * These are defects of CPython:
 *
 * - `stale-stop`: the future of a run that was ended by something else, in the iteration in which it completed, ends the
 *   next run
 * - `stale-stop-slow-shutdown`: the same, and generators are closed by tasks, which do not come to run in time
 * - `done-interrupt`: a run of a future that is done with an interrupt goes on until something else ends it
 */
export type Variation =
  | "none"
  | "slow-wake-ups"
  | "slow-return"
  | "slow-shutdown"
  | "late-reports"
  | "overdue-queued"
  | "stale-stop"
  | "stale-stop-slow-shutdown"
  | "done-interrupt";

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

/** A run ends one iteration after its future is done: no text says in which it ends. */
class SlowReturn extends ObservedLoop {
  override runUntilComplete<T>(awaitable: Awaitable<T>): T {
    if (refusesToRun(this)) return super.runUntilComplete(awaitable);
    const future = ensureFuture(awaitable, { loop: this });
    const noticed = this.createFuture<null>();
    future.addDoneCallback(() => {
      if (!noticed.done()) noticed.setResult(null);
    });
    super.runUntilComplete(noticed);
    return future.result();
  }
}

/** Closing generators takes a task, even where there is nothing to close. */
class SlowShutdown extends ObservedLoop {
  override *shutdownAsyncgens(): Coroutine<void> {
    yield* super.shutdownAsyncgens();
    yield* oneTask(this);
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

/** Awaits a task that does nothing. */
function* oneTask(loop: EventLoop): Coroutine<void> {
  yield* gather([nothing()], { loop });
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
    if (refusesToRun(this)) return super.runUntilComplete(awaitable);
    const future = ensureFuture(awaitable, { loop: this });
    future.addDoneCallback(this.stopAnyRun);
    try {
      return super.runUntilComplete(future);
    } finally {
      future.removeDoneCallback(this.stopAnyRun);
    }
  }
}

/** Both together. The task comes first: where the run ends in its first iteration, nothing is closed. */
class StaleStopSlowShutdown extends StaleStop {
  override *shutdownAsyncgens(): Coroutine<void> {
    yield* oneTask(this);
    yield* super.shutdownAsyncgens();
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
    if (interrupted && !refusesToRun(this)) this.runForever();
    return super.runUntilComplete(awaitable);
  }
}

const refusesToRun = (loop: EventLoop): boolean =>
  loop.isRunning() || loop.isClosed() || _getRunningLoop() !== null;

/** The class of the loops of each variation. */
export const LOOPS = {
  none: ObservedLoop,
  "slow-wake-ups": SlowWakeUps,
  "slow-return": SlowReturn,
  "slow-shutdown": SlowShutdown,
  "late-reports": LateReports,
  "overdue-queued": OverdueQueued,
  "stale-stop": StaleStop,
  "stale-stop-slow-shutdown": StaleStopSlowShutdown,
  "done-interrupt": DoneInterrupt,
} as const satisfies { readonly [variation in Variation]: typeof ObservedLoop };
