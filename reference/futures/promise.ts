/** @source ours: Python has no promises */

import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import { NotImplementedError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import type { Awaitable } from "./coroutine.ts";
import { ensureFuture } from "./ensure-future.ts";
import type { Future } from "./future.ts";

/**
 * Makes a future of a promise, so that a coroutine can await it.
 *
 * @param loop loop of the future; it has to wait on a HostSelector, for promises do not go on while
 *   a thread is blocked
 * @param promise cancelling the future does not touch it
 * @throws NotImplementedError when the loop's selector can only block
 * @throws TypeError when it is no promise
 */
export function fromPromise<T>(loop: AbstractEventLoop, promise: PromiseLike<T>): Future<T> {
  if (loop.selector.selectAsync === undefined) {
    const name = loop.selector.constructor.name;
    throw new NotImplementedError(`fromPromise() needs a loop on a HostSelector, not on ${name}`);
  }
  if (typeof promise?.then !== "function") {
    throw new TypeError(`Expected \`promise\` to be a promise, got ${describe(promise)}`);
  }
  const future = loop.createFuture<T>();
  const settle = (finish: () => void) => {
    if (loop.isClosed()) return; // nobody can be told any more
    loop.callSoonThreadsafe(() => {
      if (!future.done()) finish();
    });
  };
  promise.then(
    (value) => settle(() => future.setResult(value)),
    (error: unknown) => settle(() => future.setException(error)),
  );
  return future;
}

/**
 * Makes a promise of anything that can be awaited. It settles in the course of the loop's run.
 *
 * @param loop loop that runs it
 * @param awaitable a future, or a coroutine, which becomes a task
 */
export function toPromise<T>(loop: AbstractEventLoop, awaitable: Awaitable<T>): Promise<T> {
  const future = ensureFuture(awaitable, { loop });
  return new Promise((resolve, reject) => {
    future.addDoneCallback(() => {
      if (future.failed()) reject(future.failure());
      else resolve(future.result());
    });
    loop.selector.wakeup();
  });
}
