/** @source Event Loop: Unix signals */
import { constants } from "node:os";
import { isMainThread } from "node:worker_threads";
import { type Arguments, type Callback, Handle, type HandleOwner } from "../context/handle.ts";
import { checkNoCoroutine, checkNoOptions, type NoOptions } from "../text/check.ts";
import { NotImplementedError, OSError, RuntimeError, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import type { Signal } from "./abstract-event-loop.ts";
import { _getRunningLoop } from "./current-loop.ts";
import { admit } from "./scheduling.ts";
import type { LoopState } from "./state.ts";

/** What is called at a signal, and for which loop. */
interface SignalHandler {
  readonly signals: Signals;
  readonly handle: Handle;
  /** Called by Node, between two of its jobs. */
  readonly listener: () => void;
}

/** By name. Signals belong to the process, so each has one handler, of one loop. */
const handlers = new Map<NodeJS.Signals, SignalHandler>();

/** Whether a run of a loop blocks the thread. Then no handler can be called. */
let blocking = false;

/**
 * Calls back at signals, for loops on a {@link HostSelector}.
 *
 * JavaScript is told of a signal between two jobs of its host, and a run that blocks is one job.
 * Ctrl-C ends the process whatever the loop does, unless SIGINT has a handler and no run blocks.
 */
export class Signals {
  private readonly state: LoopState;
  /** The loop, as its handles know it. */
  private readonly owner: HandleOwner;

  constructor(state: LoopState, owner: HandleOwner) {
    this.state = state;
    this.owner = owner;
  }

  /**
   * Sets the process's handler of a signal.
   *
   * @clause add-signal-handler.main-thread-only
   * @clause add-signal-handler.rejects-coroutine
   * @clause close.rejects-executor-and-watchers
   */
  add(signal: Signal, callback: Callback, args: Arguments, options: NoOptions): void {
    const { state, owner } = this;
    this.checkHosted("addSignalHandler");
    checkNoOptions("addSignalHandler", options);
    checkNoCoroutine("addSignalHandler", callback);
    const name = nameOf(signal);
    const context = admit(state, "addSignalHandler", callback, args);
    if (!isMainThread) throw new RuntimeError("signals are handled in the main thread only");
    const handle = new Handle(callback, args, owner, context);
    const listener = () => {
      state.ready.push(handle); // @clause add-signal-handler.signal-between-runs
      state.selector.wakeup();
    };
    listen(name, listener);
    // Only now: in between the signal would have its default action. What the earlier handler has
    // in the ready queue stays there, for its signal came in its time.
    // @clause add-signal-handler.replaces
    const earlier = handlers.get(name);
    if (earlier !== undefined) process.off(name, earlier.listener);
    handlers.set(name, { signals: this, handle, listener });
  }

  /** Removes a handler; false where this loop has none, also when another loop has taken it over. */
  remove(signal: Signal): boolean {
    this.checkHosted("removeSignalHandler");
    const name = nameOf(signal);
    const handler = handlers.get(name);
    if (handler?.signals !== this) return false;
    handlers.delete(name);
    process.off(name, handler.listener);
    handler.handle.cancel(); // it may stand in the ready queue already
    return true;
  }

  /** @clause close.removes-signal-handlers */
  clear(): void {
    for (const [name, { signals }] of handlers) if (signals === this) this.remove(name);
  }

  private checkHosted(method: string): void {
    const { selector } = this.state;
    if (selector.selectAsync !== undefined) return;
    throw new NotImplementedError(
      `${method}(): ${selector.constructor.name} blocks the thread, and JavaScript calls no signal handler meanwhile; use a HostSelector and runAsync()`,
    );
  }
}

/**
 * Calls a function that blocks. SIGINT has its default action meanwhile: its handler could not be
 * called before the run is over, and Ctrl-C is what ends a run that never is.
 */
export function withoutInterruptHandler(run: () => void): void {
  if (_getRunningLoop() !== null) {
    run(); // it is refused, and the run around it goes on as before
    return;
  }
  const before = handlers.get("SIGINT");
  if (before !== undefined) process.off("SIGINT", before.listener);
  blocking = true;
  try {
    run();
  } finally {
    blocking = false;
    const after = handlers.get("SIGINT"); // a callback of the run may have changed it
    if (after !== undefined) process.on("SIGINT", after.listener);
  }
}

/** @clause add-signal-handler.uncatchable */
function listen(name: NodeJS.Signals, listener: () => void): void {
  if (blocking && name === "SIGINT") return;
  try {
    process.on(name, listener);
  } catch (error) {
    const { code, message, errno } = error as NodeJS.ErrnoException;
    if (code === "EINVAL") throw new RuntimeError(`${name} cannot be caught`);
    throw new OSError(message, errno === undefined ? null : -errno);
  }
}

/**
 * One name for each signal: some have two.
 *
 * @clause add-signal-handler.invalid-signal
 */
function nameOf(signal: unknown): NodeJS.Signals {
  const known = constants.signals;
  const number =
    typeof signal === "string" && Object.hasOwn(known, signal)
      ? known[signal as NodeJS.Signals]
      : signal;
  const name = Object.entries(known).find(([, other]) => other === number)?.[0];
  if (name !== undefined) return name as NodeJS.Signals;
  const message = `Expected \`signal\` to be the name or number of a signal, got ${describe(signal)}`;
  throw typeof signal === "string" || typeof signal === "number"
    ? new ValueError(message)
    : new TypeError(message);
}
