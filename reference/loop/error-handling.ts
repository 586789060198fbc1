import type { Context } from "../context/context.ts";
import { isInterrupt } from "../text/errors.ts";
import { describe, formatDetail } from "../text/format.ts";
import { log } from "../text/logging.ts";
import type { EventLoop } from "./event-loop.ts";

/**
 * What an exception handler is told: `message` for people, and what applies of `exception`,
 * `handle`, `future`, `task`, `asyncgen` and `source_traceback`.
 */
export interface ErrorContext {
  /** What went wrong, for people. */
  readonly message: string;
  readonly [key: string]: unknown;
}

/** Called with the loop and what went wrong. */
export type ExceptionHandler = (loop: EventLoop, context: ErrorContext) => unknown;

/** The parts of the loop that the chapter's "Error Handling API" and "Enabling debug mode" describe. */
export abstract class ErrorHandling {
  private exceptionHandler: ExceptionHandler | null = null;
  protected debug = (process.env.PYTHONASYNCIODEBUG ?? "") !== "";

  /** In debug mode, a callback that takes this long or longer is logged. Seconds. */
  slowCallbackDuration = 0.1;

  /** Whether the loop is in debug mode. Off, unless PYTHONASYNCIODEBUG is set in the environment. */
  getDebug(): boolean {
    return this.debug;
  }

  /**
   * Switches the debug mode, also during a run.
   *
   * @param enabled whether callbacks are checked at the call, located and timed
   */
  setDebug(enabled: boolean): void {
    this.debug = Boolean(enabled);
  }

  /** The exception handler; null when the default one is in force. */
  getExceptionHandler(): ExceptionHandler | null {
    return this.exceptionHandler;
  }

  /**
   * Sets what is called when nobody else can be told of an error.
   *
   * @param handler called as `handler(loop, context)`; null restores the default
   * @throws TypeError when it is neither function nor null
   * @clause call-soon.error-context-keys
   */
  setExceptionHandler(handler: ExceptionHandler | null): void {
    if (handler !== null && typeof handler !== "function") {
      throw new TypeError(
        `Expected \`handler\` to be a function or null, got ${describe(handler)}`,
      );
    }
    this.exceptionHandler = handler;
  }

  /**
   * Logs an error: what happens where no handler is set. A handler may call it too.
   *
   * @param context what went wrong
   */
  defaultExceptionHandler(context: ErrorContext): void {
    const lines = [context.message || "Unhandled exception in event loop"];
    for (const key of Object.keys(context).sort()) {
      if (key !== "message" && key !== "exception") lines.push(formatDetail(key, context[key]));
    }
    log("error", lines.join("\n"), context.exception);
  }

  /**
   * Reports an error to the exception handler. What the handler itself raises is logged.
   *
   * @param context what went wrong
   * @throws KeyboardInterrupt, SystemExit when the handler raises them
   * @clause call-soon.error-context-keys           called with the loop and an object with `message`
   * @clause call-soon.error-context-optional-keys  one call for each failure
   */
  callExceptionHandler(context: ErrorContext): void {
    const handler = this.exceptionHandler ?? (() => this.handleByDefault(context));
    // Where the failed task or callback ran, so that the handler sees the same variables.
    const origin = context.task ?? context.future ?? context.handle;
    const where = (origin as { getContext?(): Context } | undefined)?.getContext?.();
    const call = () => handler(this as unknown as EventLoop, context);
    try {
      if (where === undefined || where.entered) call();
      else where.run(call);
    } catch (exception) {
      if (isInterrupt(exception)) throw exception;
      const message = "Unhandled error in exception handler";
      this.handleByDefault({ message, exception, context });
    }
  }

  private handleByDefault(context: ErrorContext): void {
    try {
      this.defaultExceptionHandler(context);
    } catch (error) {
      if (isInterrupt(error)) throw error;
      log("error", "Exception in default exception handler", error);
    }
  }
}
