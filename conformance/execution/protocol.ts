/**
 * The driver protocol, version 1: JSON objects, one a line, on a driver's standard input and output.
 *
 * The runner asks, the driver answers, one message each, in turn: `hello` is answered by `hello` (or `fatal`), `run`
 * by `result` with the same `seq`, `bye` by the driver's end. Everything else on standard output is a fault of the
 * driver; what an implementation prints belongs on standard error.
 */
import type { Program } from "../language/case.ts";
import type { Clock, Observation } from "../language/observation.ts";
import type {
  CapabilityName,
  Count,
  EditionText,
  FilledText,
  Microseconds,
  PositiveCount,
  PositiveSeconds,
  Seconds,
} from "../language/terms.ts";

export type {
  Clock,
  ErrorReport,
  LogRecord,
  Observation,
  Outcome,
  WarningRecord,
} from "../language/observation.ts";
export { ENTRY_LIMIT, POLL_LIMIT, TRACE_CUT, TRACE_LIMIT } from "../language/observation.ts";

export const PROTOCOL_VERSION = 1;

export interface HelloRequest {
  readonly type: "hello";
  readonly protocol: PositiveCount;
}

export interface RunRequest {
  readonly type: "run";
  readonly seq: Count;
  readonly program: Program;
  /** Seconds after which the driver reports `hang` itself, with the trace so far, if it can. */
  readonly timeout: PositiveSeconds;
  readonly clock: Clock;
  /** The program needs a process of its own: nothing of the host's state may have been touched. */
  readonly isolate: boolean;
  /**
   * Coroutines, generators, futures and tasks that the program makes are held until it is over, so that no collection
   * writes anything into its trace. Default: no; a driver whose host collects nothing meanwhile need not know it.
   */
  readonly keep?: boolean;
}

export interface ByeRequest {
  readonly type: "bye";
}

export type DriverRequest = HelloRequest | RunRequest | ByeRequest;

/** What is judged. */
export interface ImplementationInfo {
  readonly name: FilledText;
  readonly version: FilledText;
  readonly language: FilledText;
  readonly languageVersion: FilledText;
  readonly platform: FilledText;
}

export interface HelloReply {
  readonly type: "hello";
  readonly protocol: PositiveCount;
  readonly implementation: ImplementationInfo;
  /** Documentation version whose promises apply: `X.Y` or `X.Y.Z`. */
  readonly edition: EditionText;
  /** @uniqueItems true */
  readonly capabilities: readonly CapabilityName[];
  /**
   * @minItems 1
   * @uniqueItems true
   */
  readonly clocks: readonly Clock[];
  /** Seconds; a lower bound may be short by this much. */
  readonly clockResolution: Seconds;
  /**
   * After a program about the current loop, the policy or `run()` that was not isolated, the driver puts the state of the
   * process back, or says `tainted` where it cannot. Default: no.
   */
  readonly restores?: boolean;
}

/** The driver cannot make loops of this implementation; it ends after this message. */
export interface FatalReply {
  readonly type: "fatal";
  /** One sentence. */
  readonly message: FilledText;
  /** The host's own words: a traceback, as it would be printed. */
  readonly detail?: string;
}

export interface ResultReply extends Observation {
  readonly type: "result";
  readonly seq: Count;
  /** Microseconds that the program took, loop creation and disposal included. */
  readonly us: Microseconds;
  /**
   * The driver's process is no longer fit for another program (threads are still alive, state of the process was
   * touched), or is about to end (after a hang): start a new one.
   */
  readonly tainted?: boolean;
}

export type DriverReply = HelloReply | FatalReply | ResultReply;
