import { MessageChannel, type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import { copyContext } from "../context/context.ts";
import { type Arguments, type Callback, Handle } from "../context/handle.ts";
import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import type { Inbox } from "../loop/inbox.ts";
import { NotImplementedError, RuntimeError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { log } from "../text/logging.ts";
import { type ThreadWaker, WAKEUPS } from "../waiting/selector.ts";

/** Calls of one thread that one iteration takes. */
const MOST_AT_ONCE = 1000;

/** What another thread needs to call into a loop. Send it with `port` in the transfer list. */
export interface LoopPortEnd {
  /** The way of the calls. */
  readonly port: MessagePort;
  /** The way to end the loop's wait. */
  readonly waker: ThreadWaker;
}

/** A call from another thread. */
export interface ForeignCall {
  /** Number of the call, of those through one end. */
  readonly id: number;
  /** Name of the callback. */
  readonly name: string;
  /** Its arguments. */
  readonly args: Arguments;
}

/** The cancellation of a call from another thread. */
export interface ForeignCancellation {
  /** Number of the call. */
  readonly cancel: number;
}

/** What another thread sends to a loop. */
export type ForeignMessage = ForeignCall | ForeignCancellation;

/**
 * The way for other threads to schedule callbacks in a loop, and to wake it.
 *
 * Functions, and what they hold, cannot be sent to another thread. So the loop's thread gives its
 * callbacks names, and the other thread calls by name, with arguments that can be cloned:
 *
 * ```ts
 * const port = new LoopPort(loop, { progress: (done) => …, stop: () => loop.stop() });
 * const end = port.open();
 * new Worker(file, { workerData: end, transferList: [end.port] });
 * // in the worker
 * const loop = connectLoop(workerData);
 * loop.callSoonThreadsafe("progress", [3]);
 * ```
 *
 * DIVERGES: a context cannot be sent either. A callback runs in a copy of the context in which the
 * loop receives the call, not of the calling thread's.
 *
 * @clause call-soon-threadsafe.runs-in-loop-thread
 * @clause call-soon-threadsafe.none-lost
 * @clause stop.cross-thread-via-threadsafe
 */
export class LoopPort implements Inbox {
  private readonly loop: AbstractEventLoop;
  private readonly waker: ThreadWaker;
  private readonly callbacks: Readonly<Record<string, Callback>>;
  /** The loop's side of each end, and what takes a message from there. */
  private readonly ports = new Map<MessagePort, (message: ForeignMessage) => void>();
  private drainedAt = 0;

  /**
   * @param loop loop that runs the callbacks
   * @param callbacks the callbacks by name
   * @throws NotImplementedError when the loop's selector cannot be woken by other threads
   */
  constructor(loop: AbstractEventLoop, callbacks: Readonly<Record<string, Callback>>) {
    const { waker } = loop.selector;
    if (waker === undefined) {
      const name = loop.selector.constructor.name;
      throw new NotImplementedError(`other threads cannot wake a loop that waits on ${name}`);
    }
    if (typeof callbacks !== "object" || callbacks === null) {
      throw new TypeError(`Expected \`callbacks\` to be an object, got ${describe(callbacks)}`);
    }
    for (const [name, callback] of Object.entries(callbacks)) {
      if (typeof callback === "function") continue;
      throw new TypeError(
        `Expected callback \`${name}\` to be a function, got ${describe(callback)}`,
      );
    }
    if (loop.isClosed()) throw new RuntimeError("Event loop is closed");
    this.loop = loop;
    this.waker = waker;
    this.callbacks = callbacks;
    loop.inboxes.push(this);
  }

  /**
   * Makes an end for one other thread.
   *
   * @throws RuntimeError when the loop is closed
   */
  open(): LoopPortEnd {
    if (this.loop.isClosed()) throw new RuntimeError("Event loop is closed");
    const { port1, port2 } = new MessageChannel();
    const pending = new Map<number, Handle>();
    const receive = (message: ForeignMessage) => this.receive(message, pending);
    // While the loop blocks, drain() takes the messages. While it waits for its host, or does not
    // run, the host delivers them here. Both take from the same queue, so the order holds.
    // @clause call-soon-threadsafe.order-per-thread
    port1.on("message", (message: ForeignMessage) => {
      receive(message);
      this.loop.selector.wakeup();
    });
    port1.on("close", () => this.ports.delete(port1));
    port1.unref();
    this.ports.set(port1, receive);
    return { port: port2, waker: this.waker };
  }

  /**
   * Schedules the calls that have arrived while the loop blocked: of each thread so many at once
   * that one which calls without pause cannot keep the loop here.
   */
  drain(): void {
    const wakeups = Atomics.load(this.waker.state, WAKEUPS);
    if (wakeups === this.drainedAt) return;
    this.drainedAt = wakeups;
    for (const [port, receive] of this.ports) {
      let left = MOST_AT_ONCE;
      for (; left > 0; left -= 1) {
        const next = receiveMessageOnPort(port);
        if (next === undefined) break;
        receive(next.message);
      }
      if (left === 0) this.loop.selector.wakeup(); // there may be more: back here after the batch
    }
  }

  /** Closes all ends. */
  close(): void {
    for (const port of this.ports.keys()) port.close();
    this.ports.clear();
  }

  private receive(message: ForeignMessage, pending: Map<number, Handle>): void {
    if (this.loop.isClosed()) return; // sent before the other thread could know: as if never sent
    if ("cancel" in message) {
      pending.get(message.cancel)?.cancel();
      pending.delete(message.cancel);
      return;
    }
    const { id, name, args } = message;
    const callback = Object.hasOwn(this.callbacks, name) ? this.callbacks[name] : undefined;
    if (callback === undefined) {
      log("error", `another thread called \`${name}\`, which the LoopPort does not name`);
      return;
    }
    const handle = new ForeignHandle(callback, args, this.loop, copyContext());
    handle.beforeRun = () => pending.delete(id);
    pending.set(id, handle);
    this.loop.enqueue(handle);
  }
}

/** A callback that another thread has scheduled. */
class ForeignHandle extends Handle {
  /** Called when its turn comes: from then on it cannot be cancelled. */
  beforeRun: () => void = () => {};

  override run(): void {
    this.beforeRun();
    super.run();
  }
}
