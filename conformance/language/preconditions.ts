/**
 * What a case takes for granted beside its own sentence: that the methods it calls are there, and that debug mode can
 * be switched on.
 *
 * Each is tried once a run. Where one fails, the cases about the clause that demands it fail, and the others that need
 * it are not judged.
 */
import type { ClauseId } from "../clauses/index.ts";
import { BASE_OPERATIONS, baseOperationsOf } from "./base-operations.ts";
import {
  assign,
  asyncFor,
  asyncGenerator,
  call,
  callback,
  coroutine,
  do_,
  if_,
  quiet,
  show,
  try_,
  tryFinally,
  variable,
  yield_,
} from "./build.ts";
import type { Program } from "./case.ts";
import { ENDS } from "./ends.ts";
import type { Expression } from "./expression.ts";
import { loopCall, runUntilComplete } from "./loop-methods.ts";
import { methodsNeeded, needsDebugMode, THREADSAFE_HANDLE } from "./methods.ts";
import type { Operation } from "./operation.ts";
import type { Precondition } from "./precondition.ts";
import { walkProgram } from "./walk.ts";

/** How a method is tried: with these arguments, in these surroundings. */
interface Attempted {
  readonly clause?: ClauseId;
  readonly args?: readonly Expression[];
  /** Gives an awaitable. */
  readonly awaited?: boolean;
  readonly before?: readonly Operation[];
  readonly after?: readonly Operation[];
  /** Only whether it is there. */
  readonly untried?: boolean;
}

const PAIR: Operation = assign("pair", { make: "socketpair" });
const END: Expression = { end: "pair", side: 0 };
const OTHER: Expression = { end: "pair", side: 1 };
const NOTHING: Expression = { fn: "nothing" };
const SIGTERM = 15;
const BYTE: Expression = { bytes: "x" };
const onPair = (...args: Expression[]): Attempted => ({ args, before: [PAIR], awaited: true });

/** The chapter's methods. Those without arguments here are asked for and not called. */
const METHODS: { readonly [method: string]: Attempted } = {
  call_later: { clause: "call-later.runs-after-delay", args: [0, NOTHING] },
  call_at: { clause: "call-at.absolute-time", args: [0, NOTHING] },
  call_soon_threadsafe: { clause: "call-soon-threadsafe.wakes-idle-loop", args: [NOTHING] },
  time: { clause: "time.float-seconds" },
  is_running: { clause: "is-running.true-inside" },
  is_closed: { clause: "is-closed.true-after-close" },
  create_future: { clause: "create-future.bound-to-loop" },
  create_task: { clause: "create-task.type", args: [call("work")], untried: true },
  set_task_factory: { clause: "task-factory.used", args: [null] },
  get_task_factory: { clause: "task-factory.get-and-reset" },
  set_debug: { clause: "set-debug.toggles", args: [false] },
  get_debug: { clause: "set-debug.toggles" },
  slow_callback_duration: { clause: "slow-callback-duration.default", untried: true },
  set_exception_handler: {
    clause: "set-exception-handler.called-with-loop-and-context",
    args: [null],
  },
  get_exception_handler: { clause: "get-exception-handler.value" },
  call_exception_handler: { clause: "call-exception-handler.keys", untried: true },
  default_exception_handler: { clause: "default-exception-handler.logs", untried: true },
  shutdown_asyncgens: { clause: "shutdown-asyncgens.closes-open-generators", awaited: true },
  run_in_executor: {
    clause: "run-in-executor.returns-future",
    args: [null, NOTHING],
    awaited: true,
  },
  set_default_executor: {
    clause: "set-default-executor.used-by-none",
    args: [{ make: "thread_pool" }],
  },
  shutdown_default_executor: { clause: "shutdown-default-executor.joins-threads", awaited: true },
  add_reader: {
    before: [PAIR],
    args: [END, NOTHING],
    after: [loopCall("remove_reader", [END])],
  },
  remove_reader: { before: [PAIR], args: [END] },
  add_writer: {
    before: [PAIR],
    args: [END, NOTHING],
    after: [loopCall("remove_writer", [END])],
  },
  remove_writer: { before: [PAIR], args: [END] },
  add_signal_handler: {
    args: [SIGTERM, NOTHING],
    after: [loopCall("remove_signal_handler", [SIGTERM])],
  },
  remove_signal_handler: { clause: "add-signal-handler.runs-in-loop", args: [SIGTERM] },
  sock_recv: {
    before: [PAIR, { op: "make_ready", pair: "pair" }],
    args: [END, 1],
    awaited: true,
  },
  sock_recv_into: { untried: true },
  sock_recvfrom: { untried: true },
  sock_recvfrom_into: { untried: true },
  sock_sendto: { untried: true },
  sock_sendall: onPair(OTHER, BYTE),
  sock_accept: { untried: true },
  sock_connect: { untried: true },
  sock_sendfile: { args: [null, null], awaited: true },
  create_connection: {
    clause: "create-connection.order-of-steps",
    args: [NOTHING, null, null],
    awaited: true,
  },
  create_datagram_endpoint: {
    clause: "create-datagram-endpoint.remote-addr",
    args: [NOTHING],
    awaited: true,
  },
  create_unix_connection: {
    clause: "create-unix-connection.connects",
    args: [NOTHING, null],
    awaited: true,
  },
  create_server: {
    clause: "create-server.binds-and-serves",
    args: [NOTHING, null, null],
    awaited: true,
  },
  create_unix_server: { clause: "create-unix-server.serves", args: [NOTHING, null], awaited: true },
  connect_accepted_socket: {
    clause: "connect-accepted-socket.wraps",
    args: [NOTHING, null],
    awaited: true,
  },
  connect_read_pipe: { args: [NOTHING, null], awaited: true },
  connect_write_pipe: { args: [NOTHING, null], awaited: true },
  start_tls: { clause: "start-tls.upgrades", args: [null, null, null], awaited: true },
  sendfile: { args: [null, null], awaited: true },
  getaddrinfo: { args: ["127.0.0.1", 0], awaited: true },
  getnameinfo: { untried: true },
  subprocess_exec: { clause: "preface.runs-subprocesses", args: [NOTHING, null], awaited: true },
  subprocess_shell: { args: [NOTHING, null], awaited: true },
};

const LOOP_METHODS: ReadonlySet<string> = new Set(Object.keys(METHODS));
const FUNCTIONS: Program["fns"] = {
  nothing: { ...callback(), quiet: true },
  work: { ...coroutine(), quiet: true },
};
const MISSING = ["there=False", "!NotImplementedError"];

const prefixOf = (method: string): `${string}.` => `${method.replaceAll("_", "-")}.`;

function methodRow(method: string, attempted: Attempted): Precondition {
  const { args = [], awaited = false, before = [], after = [], untried = false } = attempted;
  const called: Expression = args.length === 0 ? { m: method } : { m: method, args };
  const use = awaited ? runUntilComplete(called) : do_(called);
  const isAttribute = method === "slow_callback_duration";
  const there: Operation[] = isAttribute
    ? [try_(do_({ attr: method }))]
    : [
        show("there", { has_method: method }),
        ...(untried ? [] : [if_({ has_method: method }, [try_(use, ...after)])]),
      ];
  return {
    name: `loop.${method}`,
    clause: attempted.clause ?? prefixOf(method),
    trial: { fns: FUNCTIONS, main: [...before, ...there] },
    broken: isAttribute ? ["!AttributeError"] : MISSING,
  };
}

function handleRow(kind: "handle" | "timer", method: string, clause: ClauseId): Precondition {
  const made: Expression =
    kind === "handle"
      ? { m: "call_soon", args: [NOTHING] }
      : { m: "call_later", args: [0, NOTHING] };
  const there = show("there", { has_method: method, of: variable("handle") });
  return {
    name: `${kind}.${method}`,
    clause,
    trial: { fns: FUNCTIONS, main: [assign("handle", made), there] },
    broken: MISSING,
  };
}

const DEBUG_MODE = "debug mode";
const CLOSED_GENERATORS = "closed generators";

/** What asyncio.run() does for generators, it has from shutdown_asyncgens(). */
const closedGenerators: Precondition = {
  name: CLOSED_GENERATORS,
  clause: "shutdown-asyncgens.closes-open-generators",
  trial: {
    fns: {
      opens: quiet(asyncGenerator(tryFinally([yield_(1)], assign("closed", true)))),
      work: quiet(coroutine(asyncFor(variable("generator"), "each", { op: "break" }))),
    },
    main: [
      assign("closed", false),
      assign("generator", call("opens")),
      runUntilComplete(call("work")),
      runUntilComplete({ m: "shutdown_asyncgens" }),
      show("closed", variable("closed")),
    ],
  },
  broken: ["closed=False"],
};

/** Whether a program leaves the closing of its generators to asyncio.run() or shutdown_asyncgens(). */
function leavesGenerators(program: Program): boolean {
  let closes = false;
  walkProgram(program, {
    expression: (expression) => {
      closes ||=
        "run" in expression || ("m" in expression && expression.m === "shutdown_asyncgens");
    },
  });
  return closes && Object.values(program.fns).some(({ kind }) => kind === "asyncgen");
}

/** All preconditions, by name. */
export const PRECONDITIONS: ReadonlyMap<string, Precondition> = new Map(
  [
    ...Object.entries(METHODS).map(([method, attempted]) => methodRow(method, attempted)),
    handleRow("handle", "cancel", "call-soon.handle-cancel-prevents-run"),
    handleRow("handle", "cancelled", "call-soon.handle-cancelled-query"),
    handleRow("handle", "get_context", "handle.get-context"),
    handleRow("timer", "cancel", "call-later.cancel"),
    handleRow("timer", "cancelled", "handle.cancel-cancelled"),
    handleRow("timer", "get_context", "handle.get-context"),
    handleRow("timer", "when", "timer-handle.when"),
    closedGenerators,
    ...ENDS,
    ...BASE_OPERATIONS,
    {
      name: THREADSAFE_HANDLE,
      clause: "call-soon-threadsafe.returns-cancellable-handle" as const,
      trial: {
        fns: FUNCTIONS,
        main: [
          assign("handle", { m: "call_soon_threadsafe", args: [NOTHING] }),
          show("there", { has_method: "cancel", of: variable("handle") }),
        ],
      },
      broken: MISSING,
    },
    {
      name: DEBUG_MODE,
      clause: "set-debug.toggles" as const,
      trial: {
        fns: {},
        main: [loopCall("set_debug", [true]), show("debug", { m: "get_debug" })],
      },
      broken: ["debug=False", "debug=None"],
    },
  ].map((row) => [row.name, row]),
);

/** Programs are constants, and a run asks twice. */
const known = new WeakMap<Program, readonly string[]>();

/** The names of the preconditions of a program. */
export function preconditionsOf(program: Program): readonly string[] {
  const before = known.get(program);
  if (before !== undefined) return before;
  const names = findPreconditions(program);
  known.set(program, names);
  return names;
}

function findPreconditions(program: Program): readonly string[] {
  const names = [...methodsNeeded(program, LOOP_METHODS)].filter((name) => PRECONDITIONS.has(name));
  return [
    ...names,
    ...(leavesGenerators(program) ? [CLOSED_GENERATORS] : []),
    ...(needsDebugMode(program) ? [DEBUG_MODE] : []),
    ...baseOperationsOf(program),
  ];
}
