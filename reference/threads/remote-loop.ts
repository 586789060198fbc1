import { writeSync } from "node:fs";
import { RuntimeError } from "../errors.ts";
import type { Arguments } from "../handle.ts";
import type { ForeignMessage, LoopPortEnd } from "./loop-port.ts";

/** A callback scheduled in another thread's loop. */
export interface RemoteHandle {
  /** Asks the loop not to run the callback. Without effect when its turn came before. */
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
 * @clause call-soon-threadsafe.wakes-idle-loop
 * @clause call-soon-threadsafe.closed-rejected
 * @clause call-soon-threadsafe.cancel-from-other-thread
 * @clause call-soon-threadsafe.required-from-other-threads
 */
export function connectLoop({ port, waker }: LoopPortEnd): RemoteLoop {
  let calls = 0;
  const send = (message: ForeignMessage) => {
    if (Atomics.load(waker.state, 1) === 1) throw new RuntimeError("Event loop is closed");
    port.postMessage(message);
    // After the message: whoever is woken finds it.
    Atomics.add(waker.state, 0, 1);
    Atomics.notify(waker.state, 0);
    if (waker.fd !== null) writeWakeup(waker.fd);
  };
  return {
    callSoonThreadsafe(name, args = []) {
      const id = calls++;
      send({ id, name, args });
      return { cancel: () => send({ cancel: id }) };
    },
  };
}

function writeWakeup(fd: number): void {
  try {
    writeSync(fd, ONE);
  } catch (error) {
    // Full means that many wake-ups are waiting to be seen: one more changes nothing.
    if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
  }
}
