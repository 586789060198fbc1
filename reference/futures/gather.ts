/** @source Coroutines and Tasks: Running Tasks Concurrently */

import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import { getRunningLoop } from "../loop/current-loop.ts";
import type { Runnable } from "../loop/ready-queue.ts";
import { checkOptions } from "../text/check.ts";
import { CancelledError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import type { Awaitable } from "./coroutine.ts";
import { ensureFuture } from "./ensure-future.ts";
import { Future, isFuture, type Waiter } from "./future.ts";

/** Options of {@link gather}. */
export interface GatherOptions {
  /** Whether an exception becomes an element of the result instead of ending the gathering. */
  readonly returnExceptions?: boolean;
  /** The loop; without it, that of the first future given, or else the running one. */
  readonly loop?: AbstractEventLoop;
}

/** The results of awaitables, in their order. */
export type Gathered<T extends readonly Awaitable[]> = {
  -readonly [K in keyof T]: T[K] extends Awaitable<infer R> ? R : unknown;
};

/**
 * Awaits several things at once.
 *
 * @param awaitables coroutines become tasks; the same one given twice is awaited once
 * @param options.returnExceptions whether an exception becomes an element of the result
 * @param options.loop the loop; without it, that of the first future given, or else the running one
 * @returns a future for the results in the order given; cancelling it cancels all that are not done
 * @throws TypeError when `awaitables` is no array, or holds what cannot be awaited
 * @throws ValueError when it holds futures of different loops
 * @throws RuntimeError when there is no future among them, no loop is given and none runs
 */
export function gather<const T extends readonly Awaitable[]>(
  awaitables: T,
  options: GatherOptions = {},
): Future<Gathered<T>> {
  if (!Array.isArray(awaitables)) {
    throw new TypeError(`Expected \`awaitables\` to be an array, got ${describe(awaitables)}`);
  }
  checkOptions("gather", options, ["returnExceptions", "loop"]);
  const { returnExceptions = false } = options;
  const loop = options.loop ?? awaitables.find(isFuture)?.getLoop() ?? getRunningLoop();
  const known = new Map<unknown, Future>();
  const children = awaitables.map((awaitable) => {
    const child = known.get(awaitable) ?? ensureFuture(awaitable, { loop });
    known.set(awaitable, child);
    return child;
  });
  const gathering = new Gathering(loop, children, returnExceptions);
  gathering.watch(new Set(children));
  return gathering as unknown as Future<Gathered<T>>;
}

/** The future that `gather()` returns. */
class Gathering extends Future<unknown[]> implements Waiter {
  private readonly children: readonly Future[];
  private readonly returnExceptions: boolean;
  private pending = 0;
  private cancelRequested = false;

  constructor(loop: AbstractEventLoop, children: readonly Future[], returnExceptions: boolean) {
    super(loop);
    this.children = children;
    this.returnExceptions = returnExceptions;
  }

  watch(children: ReadonlySet<Future>): void {
    this.pending = children.size;
    if (this.pending === 0) this.setResult([]);
    for (const child of children) {
      if (child.done()) this.childDone(child);
      else child.addWaiter(this);
    }
  }

  wake(child: Future): void {
    this.loop.enqueue(new ChildDone(this, child));
  }

  childDone(child: Future): void {
    this.pending -= 1;
    if (this.done()) {
      child.markRetrieved(); // the gathering ended before: nobody will ask this child
    } else if (!this.returnExceptions && child.failed()) {
      // A cancelled child counts as one that raised CancelledError: the gathering is not cancelled.
      this.setException(child.failure());
    } else if (this.pending === 0) {
      this.complete();
    }
  }

  override cancel(message?: string): boolean {
    if (this.done()) return false;
    let any = false;
    for (const child of this.children) any = child.cancel(message) || any;
    // It ends when its children have ended, so that nothing it started outlives it.
    if (any) this.cancelRequested = true;
    return any;
  }

  private complete(): void {
    if (this.cancelRequested) {
      const cancelled = this.children.find((child) => child.cancelled());
      this.setException(cancelled?.failure() ?? new CancelledError());
      return;
    }
    this.setResult(
      this.children.map((child) => (child.failed() ? child.failure() : child.result())),
    );
  }
}

/** One child's end, in its turn in the ready queue. */
class ChildDone implements Runnable {
  private readonly gathering: Gathering;
  private readonly child: Future;

  constructor(gathering: Gathering, child: Future) {
    this.gathering = gathering;
    this.child = child;
  }

  run(): void {
    this.gathering.childDone(this.child);
  }
}
