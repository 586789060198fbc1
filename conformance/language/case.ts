/** Programs, expectations and cases: the data that the suite is made of. */
import type { ClauseId } from "../clauses/index.ts";
import type { Capability } from "./capabilities.ts";
import type { ErrorKind } from "./expression.ts";
import type { ProgramProtocol } from "./network.ts";
import type { Operation } from "./operation.ts";
import type { Name } from "./terms.ts";

/**
 * Kinds of functions. `callback`: a plain function that a loop calls. `coroutine`, `asyncgen`: as in Python.
 * `handler`: an exception handler, called with (loop, context); each call is also recorded in the channel `reports`.
 * `thread`: a plain function that another thread runs. `peer`: blocking sockets outside of the loop, see `network.ts`.
 */
export type FunctionKind = "callback" | "coroutine" | "asyncgen" | "handler" | "thread" | "peer";

/** A function of a program. */
export interface ProgramFunction {
  readonly kind: FunctionKind;
  /** Names of the positional parameters, local to the function. A handler's are always `loop_` and `context`. */
  readonly params?: readonly Name[];
  /**
   * Names of further parameters, which a caller may leave out and gives by keyword: None unless given. Not shown at
   * entry, and not together with `rest`.
   */
  readonly optional?: readonly Name[];
  /** Takes any number of further positional arguments, as a tuple under this name. */
  readonly rest?: Name;
  /** Takes any keyword arguments, as a mapping under the name `keywords`; shown at entry as `name=value`, sorted by name. */
  readonly keywords?: boolean;
  /** No trace entry at entry. */
  readonly quiet?: boolean;
  readonly body: readonly Operation[];
}

/** A small program over one loop, bound to the name `loop`. */
export interface Program {
  readonly fns: { readonly [name: string]: ProgramFunction };
  readonly protocols?: { readonly [name: string]: ProgramProtocol };
  readonly main: readonly Operation[];
}

/** An item of an expected trace. */
export type TraceItem =
  | string
  /** Each of these once, in any order; an inner list is a group that stays together in its order. */
  | { readonly any_order: readonly (string | readonly string[])[] }
  /** All of these sequences, each in its order, mixed in any way. */
  | { readonly interleave: readonly (readonly string[])[] }
  /** One of these sequences. An empty sequence makes the item optional. */
  | { readonly one_of: readonly (readonly TraceItem[])[] };

/** What a call of the exception handler must have been. */
export interface ReportMatch {
  /** Keys that the context has; it may have others. */
  readonly has?: readonly string[];
  /** A part of the message. */
  readonly message?: string;
  /** Kind of the context's exception, as traces show it. */
  readonly exception?: string;
}

/** A warning that must (or must not) have been seen. */
export interface WarningMatch {
  readonly category?: string;
  readonly message?: string;
}

/** A log record that must (or must not) have been seen. */
export interface LogMatch {
  /** Level by name: ERROR, WARNING … */
  readonly level?: string;
  /** A part of the message. */
  readonly message?: string;
  /** Kind of the exception that the record carries. */
  readonly exception?: string;
}

/** "Contains" in both directions: records that must be there, records that must not. */
export interface ChannelMatch<Match> {
  readonly includes?: readonly Match[];
  readonly excludes?: readonly Match[];
}

/**
 * Outcome of a program that came to an end: `ok`, or an error that reached the end of main.
 * @pattern ^(ok|raised [A-Z][A-Za-z]*(:[\s\S]*)?)$
 */
export type ExpectedOutcome =
  | "ok"
  | `raised ${ErrorKind}`
  | `raised ${"AppError" | "AppExit"}:${string}`;

/** What must be seen. A channel that is not mentioned is not judged. */
export interface Expectation {
  readonly trace: readonly TraceItem[];
  /** Default `ok`. */
  readonly outcome?: ExpectedOutcome;
  /** Metric -> [least, most], in the metric's unit; `null`: no bound. The least is relaxed by one clock resolution. */
  readonly bounds?: { readonly [metric: string]: readonly [number | null, number | null] };
  /** Calls of exception handlers: exactly these, in this order. */
  readonly reports?: readonly ReportMatch[];
  readonly warnings?: ChannelMatch<WarningMatch>;
  readonly logs?: ChannelMatch<LogMatch>;
  /** Timeouts that the loop asked its selector for, in seconds; `null`: no timeout. */
  readonly polls?: readonly (number | null)[];
}

/** What an author writes. */
export interface CaseDefinition {
  /** Permanent: `<area>/<slug>`. */
  readonly id: string;
  /** A statement of fact. */
  readonly title: string;
  /** The first is the one the case is about. The case applies where all of them hold. */
  readonly clauses: readonly [ClauseId, ...ClauseId[]];
  readonly program: Program;
  readonly expect: Expectation;
  /** Seconds; default `DEFAULT_TIMEOUT`. */
  readonly timeout?: number;
  /** A program that needs a process of its own beyond what its operations show. */
  readonly isolate?: boolean;
  /** Why this case is there although no wrong loop need fail it: it guards against over-strictness. */
  readonly guard?: string;
}

/** A case as the suite holds it: with what is derived from its program. */
export interface Case extends CaseDefinition {
  readonly needs: readonly Capability[];
  readonly timeout: number;
  readonly isolate: boolean;
  /** Path of the table that holds it, from the package's root. */
  readonly file: string;
}

/** Seconds that a case may take before it counts as hung: what a promise that something happens admits. */
export const DEFAULT_TIMEOUT = 10;
