/** @source Event Loop: Unix signals */
import { constants } from "node:os";
import { isMainThread } from "node:worker_threads";
import { type Callback, Handle, NO_ARGS } from "../context/handle.ts";
import { checkNoCoroutine, checkNoOptions, NO_OPTIONS } from "../text/check.ts";
import { NotImplementedError, OSError, RuntimeError, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { _getRunningLoop } from "./current-loop.ts";
import { Hosting } from "./hosting.ts";

/** A signal by its name or its number. */
export type Signal = NodeJS.Signals | number;

/** What is called at a signal, and by which loop. */
interface SignalHandler {
  readonly loop: Signals;
  readonly handle: Handle;
  /** Called by Node, between two of its jobs. */
  readonly listener: () => void;
}

/** By name. Signals belong to the process, so each has one handler, of one loop. */
const handlers = new Map<NodeJS.Signals, SignalHandler>();

/** Whether a run of a loop blocks the thread. Then no handler can be called. */
let blocking = false;

/**
 * The part of the loop that the chapter's "Unix signals" describes, for loops on a {@link HostSelector}.
 *
 * JavaScript is told of a signal between two jobs of its host, and a run that blocks is one job.
 * Ctrl-C ends the process whatever the loop does, unless SIGINT has a handler and no run blocks.
 */
export abstract class Signals extends Hosting {
  /**
   * Has a callback called in the loop whenever the process receives a signal. Replaces an earlier
   * one: a process has one handler for each signal, that of the loop which asked last.
   *
   * A signal that arrives between two runs, or while one blocks, is handled in the next. A handler
   * does not keep a process alive that has nothing else to do.
   *
   * @param signal name or number, of those in Node's `os.constants.signals`
   * @param callback what to call
   * @param args positional arguments
   * @param options none: keywords for the callback are refused
   * @throws NotImplementedError when the loop's selector can only block
   * @throws TypeError for a coroutine or a coroutine function
   * @throws ValueError when it is no signal
   * @throws RuntimeError when the loop is closed, for a signal that cannot be caught, such as
   * SIGKILL, and outside of the main thread
   * @clause add-signal-handler.runs-in-loop
   * @clause add-signal-handler.invalid-signal
   * @clause add-signal-handler.uncatchable
   * @clause add-signal-handler.main-thread-only
   * @clause add-signal-handler.rejects-coroutine
   * @clause add-signal-handler.replaces
   * @clause add-signal-handler.signal-between-runs
   * @clause close.rejects-executor-and-watchers
   * @clause partial.scheduling-functions-take-no-kwargs
   */
  addSignalHandler(signal: Signal, callback: Callback, args = NO_ARGS, options = NO_OPTIONS): void {
    this.checkHosted("addSignalHandler");
    checkNoOptions("addSignalHandler", options);
    checkNoCoroutine("addSignalHandler", callback);
    const name = nameOf(signal);
    const context = this.admit("addSignalHandler", callback, args);
    if (!isMainThread) throw new RuntimeError("signals are handled in the main thread only");
    const handle = new Handle(callback, args, this, context);
    const listener = () => {
      this.ready.push(handle);
      this.selector.wakeup();
    };
    listen(name, listener);
    // Only now: in between the signal would have its default action. What the earlier handler has
    // in the ready queue stays there, for its signal came in its time.
    const earlier = handlers.get(name);
    if (earlier !== undefined) process.off(name, earlier.listener);
    handlers.set(name, { loop: this, handle, listener });
  }

  /**
   * Takes the handler of a signal away: its default action is in force again, unless other
   * listeners of the process are left.
   *
   * @param signal name or number
   * @returns whether this loop had one; false also when another loop has taken the signal over
   * @throws NotImplementedError when the loop's selector can only block
   * @throws ValueError when it is no signal
   * @clause remove-signal-handler.returns-bool
   */
  removeSignalHandler(signal: Signal): boolean {
    this.checkHosted("removeSignalHandler");
    const name = nameOf(signal);
    const handler = handlers.get(name);
    if (handler?.loop !== this) return false;
    handlers.delete(name);
    process.off(name, handler.listener);
    handler.handle.cancel(); // it may stand in the ready queue already
    return true;
  }

  /**
   * As without signals, but for SIGINT: it has its default action meanwhile. Its handler could not
   * be called before the run is over, and Ctrl-C is what ends a run that never is.
   */
  override runForever(): void {
    withoutInterruptHandler(() => super.runForever());
  }

  /** @clause close.removes-signal-handlers */
  protected override forgetWatched(): void {
    super.forgetWatched();
    for (const [name, { loop }] of handlers) if (loop === this) this.removeSignalHandler(name);
  }

  private checkHosted(method: string): void {
    const { selector } = this;
    if (selector.selectAsync !== undefined) return;
    throw new NotImplementedError(
      `${method}(): ${selector.constructor.name} blocks the thread, and JavaScript calls no signal handler meanwhile; use a HostSelector and runAsync()`,
    );
  }
}

function withoutInterruptHandler(run: () => void): void {
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

/** One name for each signal: some have two. */
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
