/** @source Developing with asyncio: Logging */
import { isInterrupt } from "./errors.ts";
import { describe, repr } from "./format.ts";

/** Importance of a log record, as in Python's logging. */
export type LogLevel = "debug" | "info" | "warning" | "error";

/** One message for the log. */
export interface LogRecord {
  /** Name of the logger; the loop's is always `asyncio`. */
  readonly logger: "asyncio";
  /** Importance. */
  readonly level: LogLevel;
  /** The text, possibly of several lines. */
  readonly message: string;
  /** The error that the message is about, if there is one. */
  readonly exception?: unknown;
}

/** Receives every log record of this thread. */
export type LogHook = (record: LogRecord) => void;

const writeToStandardError: LogHook = ({ level, message, exception }) => {
  if (level === "debug" || level === "info") return; // as Python does while logging is not configured
  console.error(...(exception === undefined ? [message] : [message, exception]));
};

let logHook: LogHook = writeToStandardError;

/**
 * Writes to the logger `asyncio`. Where the receiver fails, standard error gets the message: that a
 * message cannot be received must not end the run of which it tells.
 *
 * @param level importance
 * @param message text, possibly of several lines
 * @param exception the error it is about; left out when undefined
 * @throws KeyboardInterrupt, SystemExit when the receiver raises them
 */
export function log(level: LogLevel, message: string, exception?: unknown): void {
  const about = exception === undefined ? {} : { exception };
  try {
    logHook({ logger: "asyncio", level, message, ...about });
  } catch (error) {
    if (isInterrupt(error)) throw error;
    console.error(`${message}\nThe receiver of this log record failed: ${repr(error)}`);
  }
}

/**
 * Replaces the receiver of log records in this thread.
 *
 * @param hook the new receiver; null restores the default: warnings and errors to standard error
 * @returns the receiver that was replaced
 * @throws TypeError when it is neither function nor null
 */
export function setLogHook(hook: LogHook | null): LogHook {
  if (hook !== null && typeof hook !== "function") {
    throw new TypeError(`Expected \`hook\` to be a function or null, got ${describe(hook)}`);
  }
  const previous = logHook;
  logHook = hook ?? writeToStandardError;
  return previous;
}
