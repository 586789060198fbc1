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
import type { EventLoop } from "./event-loop.ts";
import { TaskCreation } from "./task-creation.ts";

/** The part of the loop that looks after asynchronous generators. */
export abstract class GeneratorKeeping extends TaskCreation {
  /** The generators that were begun in this loop and are not finished. */
  private readonly openGenerators = new Set<AsyncGeneratorState>();
  private generatorsShutDown = false;

  /**
   * Closes the asynchronous generators that were begun in this loop, and awaits their cleaning up.
   * Afterwards a warning is issued when a new one is iterated. An error in the cleaning up is
   * reported to the exception handler.
   *
   * @clause shutdown-asyncgens.is-awaitable
   * @clause shutdown-asyncgens.lazy
   * @clause shutdown-asyncgens.closes-open-generators
   * @clause shutdown-asyncgens.awaits-async-cleanup
   * @clause shutdown-asyncgens.concurrent
   * @clause shutdown-asyncgens.none-open-is-noop
   * @clause shutdown-asyncgens.returns-none
   * @clause shutdown-asyncgens.idempotent
   * @clause shutdown-asyncgens.warns-on-later-iteration
   * @clause shutdown-asyncgens.late-iteration-details
   * @clause shutdown-asyncgens.untouched-generators-ignored
   * @clause shutdown-asyncgens.error-reported-not-raised
   * @clause shutdown-asyncgens.busy-generator
   * @clause shutdown-asyncgens.only-own-loop
   * @clause shutdown-asyncgens.idiom
   * @clause shutdown-asyncgens.idiom-after-interrupt
   * @clause shutdown-asyncgens.gc-finalization        as far as the host tells of a collection
   * @clause shutdown-asyncgens.after-close-gc-silent
   */
  *shutdownAsyncgens(): Coroutine<void> {
    this.generatorsShutDown = true;
    if (this.openGenerators.size === 0) return;
    const open = [...this.openGenerators].map((state) => new AsyncGenerator(state));
    this.openGenerators.clear();
    const closings = open.map((generator) => this.closeReporting(generator));
    yield* gather(closings, { loop: this as unknown as EventLoop });
  }

  /** Puts the loop's generator hooks in force for as long as a function runs. */
  protected withGeneratorHooks(body: () => void): void {
    const outer = getAsyncGeneratorHooks();
    setAsyncGeneratorHooks({
      firstIteration: (generator) => this.generatorBegun(generator),
      finalizer: (generator) => this.generatorAbandoned(generator),
    });
    try {
      body();
    } finally {
      setAsyncGeneratorHooks(outer);
    }
  }

  private generatorBegun(generator: AsyncGeneratorState): void {
    if (this.generatorsShutDown) {
      warn(ResourceWarning, "asynchronous generator iterated after loop.shutdownAsyncgens()");
    }
    this.openGenerators.add(generator);
    generator.onFinished = (finished) => this.openGenerators.delete(finished);
  }

  private generatorAbandoned(generator: AsyncGeneratorState): void {
    this.openGenerators.delete(generator);
    if (!this.closed)
      this.callSoonThreadsafe(() => this.createTask(new AsyncGenerator(generator).aclose()));
  }

  private *closeReporting(asyncgen: AsyncGenerator): Coroutine<void> {
    try {
      yield* asyncgen.aclose();
    } catch (exception) {
      if (isInterrupt(exception) || this.currentTask?.cancelling()) throw exception;
      if (exception instanceof CancelledError) return; // a body may end its cleaning up this way
      this.callExceptionHandler({
        message: "an error occurred during closing of an asynchronous generator",
        exception,
        asyncgen,
      });
    }
  }
}
