/** @source Coroutines and Tasks: Shielding From Cancellation */
import type { Awaitable } from "./coroutine.ts";
import { ensureFuture } from "./ensure-future.ts";
import { Future } from "./future.ts";

/**
 * Protects something from the cancellation of whoever awaits it.
 *
 * @param awaitable goes on when the returned future is cancelled
 * @returns a future that ends as `awaitable` does; cancelling it cancels only itself
 */
export function shield<T>(awaitable: Awaitable<T>): Future<T> {
  const inner = ensureFuture(awaitable);
  if (inner.done()) return inner;
  const outer = new Future<T>(inner.getLoop());
  const passOn = () => {
    if (outer.done()) {
      if (outer.cancelled()) inner.markRetrieved();
    } else if (inner.cancelled()) {
      outer.cancel();
    } else if (inner.failed()) {
      outer.setException(inner.failure());
    } else {
      outer.setResult(inner.result());
    }
  };
  inner.addDoneCallback(passOn);
  // Whoever waited is gone. What goes on forgets it, and reports its own error if nobody else asks.
  outer.addDoneCallback(() => inner.removeDoneCallback(passOn));
  return outer;
}
