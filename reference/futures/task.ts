/** @source Coroutines and Tasks: Task Object */

import { type Context, copyContext, enterContext, leaveContext } from "../context/context.ts";
import type { AbstractEventLoop } from "../loop/abstract-event-loop.ts";
import type { Runnable } from "../loop/ready-queue.ts";
import { checkContext } from "../text/check.ts";
import { CancelledError, isInterrupt, RuntimeError } from "../text/errors.ts";
import { describe, repr } from "../text/format.ts";
import { type Coroutine, isCoroutine } from "./coroutine.ts";
import { Future, type Waiter } from "./future.ts";

/** Options of a new task. */
export interface TaskOptions {
  /** Name, for people; without it, a generated one. */
  readonly name?: string | undefined;
  /** The context to run in; without it, a copy of the current one. */
  readonly context?: Context | undefined;
  /** Whether to run at once, up to the first suspension. For task factories only. */
  readonly eagerStart?: boolean | undefined;
}

let created = 0;

/**
 * Drives a coroutine: runs it from one `yield*` to the next, one step an iteration.
 *
 * A task is its own entry in the ready queue and its own waiter on the future that it awaits, so a
 * step allocates nothing. Invariant: it stands in the ready queue or waits for a future, never both.
 *
 * @clause preface.runs-callbacks-and-tasks            while one task waits, others go on
 * @clause run-until-complete.wraps-coroutine-in-task
 */
export class Task<T = unknown> extends Future<T> implements Runnable, Waiter {
  private readonly coroutine: Coroutine<T>;
  private readonly context: Context;
  /** The name, or the number that a generated name is made of. */
  private name: string | number;
  /** The future that is awaited; done when the task stands in the ready queue because of it. */
  private awaiting: Future<unknown> | null = null;
  /** What the next step throws into the coroutine, whatever it awaits. */
  private cancellation: CancelledError | null = null;
  private cancelRequests = 0;

  /**
   * Schedules the first step.
   *
   * @param coroutine generator object
   * @param loop loop that runs it
   * @param options name, context, and whether to run at once
   * @throws TypeError when `coroutine` is no coroutine
   */
  constructor(coroutine: Coroutine<T>, loop: AbstractEventLoop, options: TaskOptions = {}) {
    if (!isCoroutine(coroutine)) {
      throw new TypeError(`Expected a coroutine (generator object), got ${describe(coroutine)}`);
    }
    super(loop);
    this.coroutine = coroutine;
    this.context = checkContext(options.context) ?? copyContext();
    this.name = (options.name ?? null) === null ? ++created : String(options.name);
    loop.tasks.add(this as Task<unknown>);
    if (options.eagerStart && loop.isRunning()) this.run();
    else this.wake();
  }

  /** The coroutine that the task drives. */
  getCoro(): Coroutine<T> {
    return this.coroutine;
  }

  /** The context that the coroutine runs in. */
  getContext(): Context {
    return this.context;
  }

  /** The name. */
  getName(): string {
    return typeof this.name === "number" ? `Task-${this.name}` : this.name;
  }

  /**
   * Changes the name.
   *
   * @param name the new name
   */
  setName(name: string): void {
    this.name = String(name);
  }

  /** A task gets its result from its coroutine only. */
  override setResult(): never {
    throw new RuntimeError("Task does not support setResult()");
  }

  /** A task gets its exception from its coroutine only. */
  override setException(): never {
    throw new RuntimeError("Task does not support setException()");
  }

  /**
   * Asks the coroutine to end: CancelledError is thrown into it at its next step.
   *
   * @param message handed on in the CancelledError
   * @returns false when the task is done
   */
  override cancel(message?: string): boolean {
    if (this.done()) return false;
    this.cancelRequests += 1;
    // What is awaited is cancelled first, so that a cancelled task leaves nothing behind it.
    if (!this.awaiting?.cancel(message)) this.cancellation = new CancelledError(message);
    return true;
  }

  /** How many requests to cancel are open. */
  cancelling(): number {
    return this.cancelRequests;
  }

  /**
   * Takes back one request to cancel.
   *
   * @returns how many are still open
   */
  uncancel(): number {
    if (this.cancelRequests > 0) this.cancelRequests -= 1;
    if (this.cancelRequests === 0) this.cancellation = null;
    return this.cancelRequests;
  }

  /** @internal The awaited future is done, or there was none. */
  wake(): void {
    this.loop.enqueue(this as Runnable);
  }

  /**
   * Runs one step in the task's context.
   *
   * @throws KeyboardInterrupt, SystemExit when the coroutine raises them
   * @internal
   */
  run(): void {
    const { loop, context } = this;
    const outerTask = loop.currentTask;
    let outer: Context;
    try {
      outer = enterContext(context);
    } catch (exception) {
      loop.callExceptionHandler({ message: `Cannot run ${this}`, exception, task: this });
      return;
    }
    loop.currentTask = this as Task<unknown>;
    try {
      this.step();
    } finally {
      loop.currentTask = outerTask;
      leaveContext(context, outer);
    }
  }

  protected override details(): string[] {
    // repr() ends somewhere: what is awaited may await this task in turn.
    const waiting = this.awaiting === null ? [] : [`wait_for=${repr(this.awaiting)}`];
    return [...super.details(), `name='${this.getName()}'`, ...waiting];
  }

  private step(): void {
    const { awaiting, cancellation } = this;
    this.awaiting = null;
    this.cancellation = null;
    const failure = awaiting?.failed() ? { error: awaiting.failure() } : null;
    let yielded: IteratorResult<unknown, T>;
    try {
      // A cancellation that is on its way already is not replaced by a later one.
      if (cancellation !== null && !(failure?.error instanceof CancelledError))
        yielded = this.coroutine.throw(cancellation);
      else if (failure !== null) yielded = this.coroutine.throw(failure.error);
      else yielded = this.coroutine.next();
    } catch (error) {
      this.finish(error instanceof CancelledError ? "cancelled" : "exception", error);
      if (isInterrupt(error)) throw error;
      return;
    }
    if (!yielded.done) this.suspend(yielded.value);
    else if (this.cancellation !== null) this.finish("cancelled", this.cancellation);
    else this.finish("result", yielded.value);
  }

  /** Waits for what the coroutine has yielded. */
  private suspend(yielded: unknown): void {
    if (yielded === undefined || yielded === null) {
      this.wake();
      return;
    }
    let future = yielded as Future<unknown>;
    const problem = this.problemWith(yielded);
    if (problem !== null) {
      future = new Future<unknown>(this.loop);
      future.setException(new RuntimeError(`${this} ${problem}`)); // thrown by the next step
    }
    future.awaited = false;
    this.awaiting = future;
    future.addWaiter(this);
    if (this.cancellation && future.cancel(this.cancellation.message)) this.cancellation = null;
  }

  private problemWith(yielded: unknown): string | null {
    if (!(yielded instanceof Future)) {
      if (isCoroutine(yielded)) return "yielded a coroutine: await it with yield*";
      return `yielded ${describe(yielded)}: it cannot be awaited`;
    }
    if (yielded.getLoop() !== this.loop) return `awaits ${yielded}, which is of a different loop`;
    if (!yielded.awaited) return `used yield on ${yielded}: await it with yield*`;
    return yielded === (this as Future<unknown>) ? "cannot await itself" : null;
  }

  private finish(state: "cancelled" | "result" | "exception", outcome: unknown): void {
    this.loop.tasks.delete(this as Task<unknown>);
    this.settle(state, outcome);
  }
}
