import {
  AsyncGenerator,
  type AsyncGeneratorState,
  getAsyncGeneratorHooks,
  setAsyncGeneratorHooks,
} from "../futures/async-generator.ts";
import type { Coroutine } from "../futures/coroutine.ts";
import { gather } from "../futures/gather.ts";
import { CancelledError, isInterrupt } from "../text/errors.ts";
import { ResourceWarning, warn } from "../text/warnings.ts";
import type { AbstractEventLoop } from "./abstract-event-loop.ts";

/** Looks after the asynchronous generators that are iterated in a loop. */
export class GeneratorKeeping {
  /** The generators that were begun in this loop and are not finished. */
  private readonly open = new Set<AsyncGeneratorState>();
  private isShutDown = false;
  private readonly loop: AbstractEventLoop;

  constructor(loop: AbstractEventLoop) {
    this.loop = loop;
  }

  /**
   * Closes the generators that are open, all at once.
   *
   * @clause shutdown-asyncgens.lazy
   * @clause shutdown-asyncgens.returns-none
   * @clause shutdown-asyncgens.idempotent
   */
  *shutdown(): Coroutine<void> {
    this.isShutDown = true;
    if (this.open.size === 0) return; // @clause shutdown-asyncgens.none-open-is-noop
    const open = [...this.open].map((state) => new AsyncGenerator(state));
    this.open.clear();
    const closings = open.map((generator) => this.close(generator));
    // @clause shutdown-asyncgens.awaits-async-cleanup @clause shutdown-asyncgens.concurrent
    yield* gather(closings, { loop: this.loop });
  }

  /**
   * Puts the loop's generator hooks in force for as long as a function runs.
   *
   * @clause run-forever.asyncgen-hooks-installed-and-restored
   * @clause shutdown-asyncgens.only-own-loop
   */
  withHooks(body: () => void): void {
    const outer = getAsyncGeneratorHooks();
    setAsyncGeneratorHooks({
      firstIteration: (generator) => this.begun(generator),
      finalizer: (generator) => this.abandoned(generator),
    });
    try {
      body();
    } finally {
      setAsyncGeneratorHooks(outer);
    }
  }

  /** The loop is closed: it can end none of them any more, and what they await leads to tasks that it lets go of. */
  forget(): void {
    this.open.clear();
  }

  /**
   * A generator is iterated for the first time.
   *
   * @clause shutdown-asyncgens.untouched-generators-ignored  only from here on is it known
   */
  private begun(generator: AsyncGeneratorState): void {
    if (this.isShutDown) {
      // @clause shutdown-asyncgens.warns-on-later-iteration
      // @clause shutdown-asyncgens.late-iteration-details
      warn(ResourceWarning, "asynchronous generator iterated after loop.shutdownAsyncgens()");
    }
    this.open.add(generator);
    generator.onFinished = (finished) => this.open.delete(finished);
  }

  /**
   * A generator was collected before its end.
   *
   * @clause shutdown-asyncgens.gc-finalization  as far as the host tells of a collection
   * @clause shutdown-asyncgens.after-close-gc-silent
   */
  private abandoned(generator: AsyncGeneratorState): void {
    const { loop } = this;
    this.open.delete(generator);
    if (!loop.isClosed())
      loop.callSoonThreadsafe(() => loop.createTask(new AsyncGenerator(generator).aclose()));
  }

  /**
   * Closes one generator; an error in its cleaning up is reported.
   *
   * @clause shutdown-asyncgens.error-reported-not-raised
   * @clause shutdown-asyncgens.busy-generator
   */
  private *close(asyncgen: AsyncGenerator): Coroutine<void> {
    const { loop } = this;
    try {
      yield* asyncgen.aclose();
    } catch (exception) {
      if (isInterrupt(exception) || loop.currentTask?.cancelling()) throw exception;
      if (exception instanceof CancelledError) return; // a body may end its cleaning up this way
      loop.callExceptionHandler({
        message: "an error occurred during closing of an asynchronous generator",
        exception,
        asyncgen,
      });
    }
  }
}
