/** What can be wrong with a driver, seen from the outside. */
export type DriverFaultCode =
  /** The program cannot be started at all. */
  | "cannot-start"
  /** The driver says that it cannot make loops of this implementation. */
  | "fatal"
  /** Something else than a message of the protocol on its standard output. */
  | "garbage"
  /** A message that nobody asked for. */
  | "out-of-turn"
  /** A line longer than `LINE_LIMIT`. */
  | "line-too-long"
  /** Another version of the protocol. */
  | "protocol"
  /** When it was started again, it spoke for something else. */
  | "changed"
  /** No answer before the deadline. */
  | "silent"
  /** It ended without an answer. */
  | "died"
  /** The run was interrupted and the driver was stopped. */
  | "interrupted";

/** A driver that does not keep to the protocol, or is no more. */
export class DriverFault extends Error {
  override readonly name = "DriverFault";
  readonly code: DriverFaultCode;
  /** What to do about it. */
  readonly hint: string;
  /** How a driver that died did so: `signal SIGSEGV`, `exit 3`. */
  readonly reason: string | undefined;

  constructor(code: DriverFaultCode, message: string, hint: string, reason?: string) {
    super(message);
    this.code = code;
    this.hint = hint;
    this.reason = reason;
  }
}
