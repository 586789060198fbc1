import { writeSync } from "node:fs";
import type { Arguments } from "../context/handle.ts";
import { RuntimeError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { CLOSED, WAKEUPS, WRITERS } from "../waiting/selector.ts";
import type { ForeignMessage, LoopPortEnd } from "./loop-port.ts";

/** A callback scheduled in another thread's loop. */
export interface RemoteHandle {
  /**
   * Asks the loop not to run the callback. Without effect when its turn came before, or when the
   * loop is closed.
   */
  cancel(): void;
}

/** Another thread's loop, as far as it can be reached from here. */
export interface RemoteLoop {
  /**
   * Schedules a callback in the loop and wakes it.
   *
   * @param name name under which the loop's thread offers the callback
   * @param args arguments that can be cloned
   * @throws RuntimeError when the loop is closed
   * @throws TypeError when the name is no string, or the arguments are no array
   * @throws DOMException (DataCloneError) when an argument cannot be cloned
   */
  callSoonThreadsafe(name: string, args?: Arguments): RemoteHandle;
}

/** One wake-up, as an eventfd wants it: the number 1 in eight bytes. */
const ONE = new Uint8Array(new BigUint64Array([1n]).buffer);

/**
 * Connects this thread to the loop of another.
 *
 * @param end what the loop's thread has made with `LoopPort.open()`
 * @throws TypeError when it is something else
 * @clause call-soon-threadsafe.required-from-other-threads
 */
export function connectLoop(end: LoopPortEnd): RemoteLoop {
  if (typeof end?.port?.postMessage !== "function" || end.waker === undefined) {
    throw new TypeError(`Expected \`end\` to be made by LoopPort.open(), got ${describe(end)}`);
  }
  const { port, waker } = end;
  let calls = 0;
  return {
    callSoonThreadsafe(name, args = []) {
      checkForeignCall(name, args);
      const id = calls++;
      // @clause call-soon-threadsafe.closed-rejected
      if (!send({ id, name, args })) throw new RuntimeError("Event loop is closed");
      return { cancel: () => void send({ cancel: id }) }; // @clause call-soon-threadsafe.cancel-from-other-thread
    },
  };

  /** Sends a message and wakes the loop; false when the loop is closed. */
  function send(message: ForeignMessage): boolean {
    const { state, fd } = waker;
    Atomics.add(state, WRITERS, 1); // the loop does not close the descriptor meanwhile
    try {
      if (Atomics.load(state, CLOSED) === 1) return false;
      port.postMessage(message);
      // @clause call-soon-threadsafe.wakes-idle-loop  after the message: whoever is woken finds it
      Atomics.add(state, WAKEUPS, 1);
      Atomics.notify(state, WAKEUPS);
      if (fd !== null) writeWakeup(fd);
      return true;
    } finally {
      Atomics.sub(state, WRITERS, 1);
      Atomics.notify(state, WRITERS);
    }
  }
}

/** Here, where the mistake is made: the loop's thread could not tell whose it was. */
function checkForeignCall(name: unknown, args: unknown): void {
  if (typeof name !== "string") {
    throw new TypeError(`Expected \`name\` to be a callback's name, got ${describe(name)}`);
  }
  if (!Array.isArray(args)) {
    throw new TypeError(`Expected \`args\` to be an array, got ${describe(args)}`);
  }
}

function writeWakeup(fd: number): void {
  try {
    writeSync(fd, ONE);
  } catch (error) {
    // Full means that many wake-ups are waiting to be seen: one more changes nothing.
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
  }
}
