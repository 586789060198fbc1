/**
 * Operations of the case language: what a function of a program does, one after the other.
 *
 * What an operation writes into the trace:
 * - `log`: its text, or `text=value`;
 * - `do` and `await` with `show`: `show=value`;
 * - `try` without `catch`: `!Kind` for an error caught;
 * - a function's entry (unless quiet): its name, or `name(a, b)` when it has parameters.
 *
 * A value is shown as Python shows it: None, True, False, numbers by repr, texts bare, tuples as `(a, b)`, errors by
 * kind (`AppError:message` for the program's own). Anything else is shown as `<object>`: compare identities instead.
 */
import { type AnatomyOf, inFunctions, inPeers, shared } from "./anatomy.ts";
import type { Capability } from "./capabilities.ts";
import type { Expression, SignalName } from "./expression.ts";
import type { NetworkOperation, PeerStep } from "./network.ts";
import type { Count, Name, Names, Seconds } from "./terms.ts";

/** Quantities that can be read at a moment. Seconds, or a count. */
export type Measure =
  /** A monotonic clock of the host, in seconds; the virtual clock where time is virtual. */
  | "time"
  /** `loop.time()` of the loop under test, in seconds. Lower bounds are measured with this. */
  | "loop_time"
  /** CPU time of the process, in seconds. */
  | "cpu"
  /** Open descriptors of the process. */
  | "descriptors"
  /** Living threads of the process. */
  | "threads";

export type Operation =
  | { readonly op: "log"; readonly text: string; readonly value?: Expression }
  /** Evaluates; binds the value to `as`, shows it under the label `show`. */
  | {
      readonly op: "do";
      readonly what: Expression;
      readonly as?: Name;
      readonly show?: string;
    }
  /** Awaits; coroutines and asynchronous generators only. */
  | {
      readonly op: "await";
      readonly what: Expression;
      readonly as?: Name;
      readonly show?: string;
    }
  | { readonly op: "raise"; readonly what: Expression }
  /**
   * Catches every error, also KeyboardInterrupt and its like. `catch` runs instead of the `!Kind` entry; the error is
   * bound to `as`; `reraise` raises it again at the end of the handler; `final` always runs.
   */
  | {
      readonly op: "try";
      readonly body: readonly Operation[];
      readonly catch?: readonly Operation[];
      readonly as?: Name;
      readonly reraise?: boolean;
      readonly final?: readonly Operation[];
    }
  /** `try … finally` alone: nothing is caught or logged. */
  | {
      readonly op: "finally";
      readonly body: readonly Operation[];
      readonly final: readonly Operation[];
    }
  /** Runs the body `times` times; `index` counts from 0 and is local. */
  | {
      readonly op: "repeat";
      readonly times: Count;
      readonly index?: Name;
      readonly body: readonly Operation[];
    }
  | {
      readonly op: "if";
      readonly test: Expression;
      readonly then: readonly Operation[];
      readonly else?: readonly Operation[];
    }
  | { readonly op: "return"; readonly value?: Expression }
  /** Produces a value; asynchronous generators only. `as` binds what is sent in. */
  | { readonly op: "yield"; readonly value?: Expression; readonly as?: Name }
  /** Iterates over an asynchronous generator; coroutines and asynchronous generators only. `each` is local. */
  | {
      readonly op: "async_for";
      readonly over: Expression;
      readonly each: Name;
      readonly body: readonly Operation[];
    }
  /** Leaves the innermost `async_for` or `repeat`. */
  | { readonly op: "break" }
  /** `context.run(body)`: no `await`, `yield`, `return` or `break` inside. */
  | {
      readonly op: "in_context";
      readonly context: Expression;
      readonly body: readonly Operation[];
    }
  | { readonly op: "cv_set"; readonly var: Name; readonly value: Expression }
  | {
      readonly op: "set_attr";
      readonly of?: Expression;
      readonly attr: Name;
      readonly value: Expression;
    }
  /** Starts a thread that runs a function of kind `thread`. */
  | {
      readonly op: "thread";
      readonly fn: Name;
      readonly args?: readonly Expression[];
      readonly as: Name;
    }
  /** Waits for the end of a thread or of a peer; blocks the calling thread. A peer's entries are then in the trace. */
  | { readonly op: "join"; readonly thread: Name }
  /** Waits until an event is set; blocks the calling thread. */
  | { readonly op: "wait"; readonly event: Name }
  /** Blocks the calling thread for some seconds (virtual time moves by as much). Never to synchronise. */
  | { readonly op: "block"; readonly seconds: Seconds }
  /** Writes one byte into the other end, so that `side` (default 0) becomes readable. */
  | { readonly op: "make_ready"; readonly pair: Name; readonly side?: 0 | 1 }
  /** Reads what is there from `side` (default 0), so that it is no longer readable. */
  | { readonly op: "drain"; readonly pair: Name; readonly side?: 0 | 1 }
  /** Unbinds names, so that the program no longer refers to the objects. */
  | { readonly op: "drop"; readonly names: Names }
  /** Makes a weak reference; see the expression `alive`. */
  | { readonly op: "weak"; readonly of: Expression; readonly as: Name }
  /** Runs the garbage collector in full. */
  | { readonly op: "gc" }
  /** Reads a quantity into a name. */
  | { readonly op: "measure"; readonly what: Measure; readonly as: Name }
  /** Puts (quantity now - quantity at `from`) into the metrics under `as`. */
  | {
      readonly op: "difference";
      readonly what: Measure;
      readonly from: Name;
      readonly as: Name;
    }
  /** Puts a number into the metrics under `as`. */
  | { readonly op: "metric"; readonly value: Expression; readonly as: Name }
  /** Sets (or clears) this thread's first-iteration hook for asynchronous generators. */
  | { readonly op: "set_asyncgen_hook"; readonly fn: Name | null }
  /** `signal.signal`: the function gets no arguments in the program. `null` restores the default. */
  | { readonly op: "signal"; readonly signal: SignalName; readonly fn: Name | null }
  /** Sends a signal to the own process, from within (`signal.raise_signal`, or `os.kill`). */
  | { readonly op: "raise_signal"; readonly signal: SignalName }
  /** Runs the body in a forked child; its trace entries are appended when it has ended. */
  | { readonly op: "fork"; readonly body: readonly Operation[] }
  /**
   * Installs a policy that logs `policy.new`, `policy.get`, `policy.set` when asked and then answers as the default
   * one, except that what `raises` names raises `AppError:policy` instead. `new` answers with the implementation's factory.
   */
  | {
      readonly op: "policy" /** @uniqueItems true */;
      readonly raises?: readonly ("get" | "set" | "new")[];
    }
  | NetworkOperation
  | PeerStep
  /** For tests of the harness itself: never in a case of the suite. */
  | {
      readonly op: "harness";
      readonly what: "busy" | "crash" | "exit" | "print" | "close_stdout" | "leave_thread";
      readonly text?: string;
    };

/** The name of an operation. */
export type OperationName = Operation["op"];
/** The operations of these names. */
export type OperationOf<Name extends OperationName> = Extract<Operation, { readonly op: Name }>;

const MEASURE_NEEDS: { readonly [measure in Measure]: readonly Capability[] } = {
  time: [],
  loop_time: [],
  cpu: ["cpu"],
  descriptors: ["descriptor-count"],
  threads: ["threads"],
};
const measureNeeds = ({ what }: { readonly what: Measure }) => MEASURE_NEEDS[what];
const pair = { pair: "name", side: "detail" } as const;
const value = { value: "expression" } as const;

/**
 * Of each operation: where it may stand, what each of its members is, and what it needs of a host.
 *
 * Bodies and expressions are listed in the order in which they are evaluated.
 */
export const ANATOMY: { readonly [op in OperationName]: AnatomyOf<Operation, op> } = {
  log: shared({ text: "detail", ...value }),
  do: inFunctions({ what: "expression", as: "binds", show: "detail" }),
  await: inFunctions({ what: "expression", as: "binds", show: "detail" }),
  raise: inFunctions({ what: "expression" }),
  try: inFunctions({
    body: "body",
    catch: "body",
    as: "binds locally",
    reraise: "detail",
    final: "body",
  }),
  finally: inFunctions({ body: "body", final: "body" }),
  repeat: shared({ times: "detail", index: "binds locally", body: "body" }),
  // biome-ignore lint/suspicious/noThenProperty: the member's name in programs
  if: inFunctions({ test: "expression", then: "body", else: "body" }),
  return: inFunctions(value),
  yield: inFunctions({ ...value, as: "binds" }, ["asyncgens"]),
  async_for: inFunctions({ over: "expression", each: "binds locally", body: "body" }, [
    "asyncgens",
  ]),
  break: inFunctions({}),
  in_context: inFunctions({ context: "expression", body: "body" }, ["contexts"]),
  cv_set: inFunctions({ var: "detail", ...value }, ["contexts"]),
  set_attr: inFunctions({ of: "expression", attr: "detail", ...value }),
  thread: inFunctions({ fn: "function", args: "expressions", as: "binds" }, ["threads"]),
  join: inFunctions({ thread: "name" }, ["threads"]),
  wait: shared({ event: "name" }, ["threads"]),
  block: inFunctions({ seconds: "detail" }),
  make_ready: inFunctions(pair, ["descriptors"]),
  drain: inFunctions(pair, ["descriptors"]),
  drop: inFunctions({ names: "names" }),
  weak: inFunctions({ of: "expression", as: "binds" }, ["gc"]),
  gc: inFunctions({}, ["gc"]),
  measure: inFunctions({ what: "detail", as: "binds" }, measureNeeds),
  difference: inFunctions({ what: "detail", from: "name", as: "detail" }, measureNeeds),
  metric: inFunctions({ ...value, as: "detail" }),
  set_asyncgen_hook: inFunctions({ fn: "function" }, ["hooks"]),
  signal: inFunctions({ signal: "detail", fn: "function" }, ["signals"]),
  raise_signal: inFunctions({ signal: "detail" }, ["signals"]),
  fork: inFunctions({ body: "body" }, ["fork"]),
  policy: inFunctions({ raises: "detail" }, ["policies"]),
  peer: inFunctions({ fn: "function", to: "expression", as: "binds" }, ["network"]),
  harness: inFunctions({ what: "detail", text: "detail" }, ["harness"]),
  listen: inPeers(
    { transport: "detail", path: "detail", backlog: "detail", refuses: "detail" },
    ({ transport }: { readonly transport?: string }) =>
      transport === "unix" ? ["unix-sockets"] : [],
  ),
  accept: inPeers({}),
  connect: inPeers({}),
  send: inPeers({ data: "expression" }),
  receive: inPeers({ count: "detail" }),
  receive_end: inPeers({}),
  swallow: inPeers({}),
  receive_nothing: inPeers({ seconds: "detail" }),
  half_close: inPeers({}),
  hang_up: inPeers({}),
  reset: inPeers({}),
  stop_listening: inPeers({}),
  take_over: inPeers({}),
  handshake: inPeers({ side: "detail", certificate: "detail", name: "detail" }, ["tls"]),
  decrypt: inPeers({}),
  receive_from: inPeers({}, ["datagrams"]),
  send_to: inPeers({ data: "expression" }, ["datagrams"]),
};

/** The names of all operations. */
export const OPERATION_NAMES = Object.keys(ANATOMY) as readonly OperationName[];

/** Whether an operation is a step that only a peer can take. */
export const isPeerStep = (operation: Operation): operation is PeerStep =>
  ANATOMY[operation.op].where === "peers";
