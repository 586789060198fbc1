/** @source Event Loop: Error Handling API */
import type { Context } from "../context/context.ts";
import { isInterrupt } from "../text/errors.ts";
import { formatDetail } from "../text/format.ts";
import { log } from "../text/logging.ts";
import type { AbstractEventLoop, ExceptionHandler } from "./abstract-event-loop.ts";
import type { ErrorContext } from "./error-context.ts";

/** Reports errors that no caller can be told of. */
export class ErrorHandling {
  /** Null: the default. */
  handler: ExceptionHandler | null = null;
  private readonly loop: AbstractEventLoop;

  constructor(loop: AbstractEventLoop) {
    this.loop = loop;
  }

  /** Tells the handler, in the context of what has failed. What the handler itself raises is logged. */
  report(context: ErrorContext): void {
    const { loop } = this;
    const handler = this.handler ?? (() => this.reportByDefault(context));
    // Where the failed task or callback ran, so that the handler sees the same variables.
    const origin = context.task ?? context.future ?? context.handle;
    const where = (origin as { getContext?(): Context } | undefined)?.getContext?.();
    const call = () => handler(loop, context);
    try {
      if (where === undefined || where.entered) call();
      else where.run(call);
    } catch (exception) {
      if (isInterrupt(exception)) throw exception;
      const message = "Unhandled error in exception handler";
      this.reportByDefault({ message, exception, context });
    }
  }

  private reportByDefault(context: ErrorContext): void {
    try {
      this.loop.defaultExceptionHandler(context);
    } catch (error) {
      if (isInterrupt(error)) throw error;
      log("error", "Exception in default exception handler", error);
    }
  }
}

/** Logs an error with what is known about it. */
export function logError(context: ErrorContext): void {
  const lines = [context.message || "Unhandled exception in event loop"];
  for (const key of Object.keys(context).sort()) {
    if (key !== "message" && key !== "exception") lines.push(formatDetail(key, context[key]));
  }
  log("error", lines.join("\n"), context.exception);
}
