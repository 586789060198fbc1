/** @source ours: the way to wait in Node's own loop */
import type { SelectedEvent } from "./selector.ts";
import { ThreadSelector } from "./thread.ts";

const NO_EVENTS: readonly SelectedEvent[] = [];
/** Node's timers wrap beyond this. A wait that ends early only costs an empty iteration. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Lets Node's own loop do the waiting, so that promises and Node's I/O go on meanwhile. For
 * `loop.runAsync()`; the methods that block work as with {@link ThreadSelector}.
 */
export class HostSelector extends ThreadSelector {
  /** Ends the wait that is going on; null while there is none. */
  private endWait: (() => void) | null = null;

  /**
   * Gives the thread back to Node until the time is over or the loop is woken.
   *
   * @param timeout seconds; 0 comes back in Node's next turn; null waits without end
   */
  selectAsync(timeout: number | null): Promise<readonly SelectedEvent[]> {
    return new Promise((resolve) => {
      const cancel = timeout === 0 ? nextTurn(() => end()) : after(timeout, () => end());
      const end = () => {
        this.endWait = null;
        cancel();
        resolve(NO_EVENTS);
      };
      if (timeout !== 0) this.endWait = end;
    });
  }

  /** Ends the wait. */
  override wakeup(): void {
    super.wakeup();
    this.endWait?.();
  }
}

function nextTurn(callback: () => void): () => void {
  const immediate = setImmediate(callback);
  return () => clearImmediate(immediate);
}

/** Also keeps the process alive while there is nothing else to wait for, as a blocked loop would. */
function after(seconds: number | null, callback: () => void): () => void {
  const ms = Math.ceil((seconds ?? Infinity) * 1000);
  const timer = setTimeout(callback, Math.min(ms, MAX_TIMER_MS));
  return () => clearTimeout(timer);
}
