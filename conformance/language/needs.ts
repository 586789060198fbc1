/** What a program needs of a host, derived from its operations: never written by hand. */
import type { Anatomy } from "./anatomy.ts";
import type { Capability } from "./capabilities.ts";
import type { Expectation, Program } from "./case.ts";
import type { HostFact } from "./expression.ts";
import { ANATOMY, type Operation } from "./operation.ts";
import { interruptsAtOnce, setsSignalsInRun } from "./signal-needs.ts";
import { speaksOfCoroutines } from "./unawaited.ts";
import { walk, walkProgram } from "./walk.ts";

const METHOD_NEEDS: { readonly [method: string]: readonly Capability[] } = {
  __aenter__: ["async-with"],
  __aexit__: ["async-with"],
  __enter__: ["async-with"],
  __exit__: ["async-with"],
  add_reader: ["descriptors"],
  add_writer: ["descriptors"],
  remove_reader: ["descriptors"],
  remove_writer: ["descriptors"],
  sock_recv: ["sockets"],
  sock_recv_into: ["sockets"],
  sock_recvfrom: ["sockets", "datagrams"],
  sock_recvfrom_into: ["sockets", "datagrams"],
  sock_sendto: ["sockets", "datagrams"],
  sock_sendfile: ["sockets", "files", "sendfile"],
  sendfile: ["network", "files", "sendfile"],
  setblocking: ["blocking-sockets"],
  set_inheritable: ["popen"],
  // Of an end of a pair: virtual ones carry no data.
  send: ["sockets"],
  recv: ["sockets"],
  sock_sendall: ["sockets"],
  sock_accept: ["sockets"],
  sock_connect: ["sockets"],
  create_connection: ["network"],
  getaddrinfo: ["network"],
  getnameinfo: ["network"],
  create_unix_connection: ["unix-sockets"],
  create_unix_server: ["unix-sockets"],
  create_datagram_endpoint: ["datagrams"],
  start_tls: ["tls"],
  wrap_socket: ["tls-sockets"],
  connect_read_pipe: ["pipes"],
  connect_write_pipe: ["pipes"],
  subprocess_exec: ["children"],
  subprocess_shell: ["children"],
  create_server: ["network"],
  connect_accepted_socket: ["network"],
  add_signal_handler: ["signals"],
  remove_signal_handler: ["signals"],
  run_in_executor: ["executor"],
  set_default_executor: ["executor"],
  shutdown_default_executor: ["executor"],
  shutdown_asyncgens: ["asyncgens"],
  set_task_factory: ["tasks"],
  get_task_factory: ["tasks"],
  set_debug: ["debug"],
  get_debug: ["debug"],
};

const ASYNCIO_NEEDS: { readonly [fn: string]: readonly Capability[] } = {
  get_running_loop: ["running-loop"],
  get_event_loop: ["current-loop"],
  set_event_loop: ["current-loop"],
  new_event_loop: ["current-loop"],
  get_event_loop_policy: ["policies"],
  set_event_loop_policy: ["policies"],
  create_eager_task_factory: ["eager-tasks"],
  current_task: ["tasks"],
  all_tasks: ["tasks"],
  ensure_future: ["tasks"],
  isfuture: ["classes"],
  run_coroutine_threadsafe: ["threads"],
};

const EXPRESSION_NEEDS: { readonly [key: string]: readonly Capability[] } = {
  run: ["run"],
  module: ["eager-tasks"],
  partial: ["partial"],
  cv: ["contexts"],
  end: ["descriptors"],
  anext: ["asyncgens"],
  asend: ["asyncgens"],
  athrow: ["asyncgens"],
  aclose: ["asyncgens"],
  subprocess_exit: ["subprocesses"],
  alive: ["gc"],
  disposition: ["signals"],
  repr: ["repr"],
  hash: ["hashing"],
  protocol: ["network"],
  new: ["network"],
  finished: ["network"],
  seen: ["network"],
  temporary: ["network"],
  child: ["children"],
  standard: ["children"],
  file_path: ["files"],
  mapping: ["children"],
};

const MAKE_NEEDS: { readonly [what: string]: readonly Capability[] } = {
  context: ["contexts"],
  copy_context: ["contexts"],
  event: ["threads"],
  socketpair: ["descriptors"],
  thread_pool: ["executor"],
  concurrent_future: ["executor"],
  runner: ["runner"],
  task: ["tasks"],
  socket: ["network"],
  pipe: ["pipes"],
  file: ["files"],
  buffer: ["network"],
  interpreter_pool: ["executor", "interpreters"],
  tls: ["tls"],
};

const HOST_NEEDS: { readonly [fact in HostFact]: readonly Capability[] } = {
  thread_id: ["threads"],
  debug_wanted: ["debug"],
  asyncgen_firstiter: ["hooks"],
  asyncgen_finalizer: ["hooks"],
};

const ASYNCIO_CLASSES = new Set(["AbstractEventLoop", "Future", "Handle", "Task", "TimerHandle"]);
const IO_CLASSES = new Set([
  "AbstractServer",
  "DatagramTransport",
  "SubprocessTransport",
  "Transport",
]);
const INTERRUPTS = new Set(["KeyboardInterrupt", "SystemExit", "AppExit", "GeneratorExit"]);

/** Keywords that mean nothing to an implementation without TLS. */
const TLS_KEYWORDS = ["ssl", "server_hostname", "ssl_handshake_timeout", "ssl_shutdown_timeout"];

const needsOfKeywords = (keywords: { readonly [name: string]: unknown }): readonly Capability[] =>
  TLS_KEYWORDS.some((name) => keywords[name] !== undefined && keywords[name] !== null)
    ? ["tls"]
    : [];

type Add = (more: readonly Capability[] | undefined) => void;

/** Adds what an expression needs itself. Each program is asked before it runs: no lists are made. */
function addNeedsOfExpression(node: object, add: Add): void {
  const members = node as { readonly [key: string]: never };
  for (const key in members) {
    const value = members[key] as never;
    add(EXPRESSION_NEEDS[key]);
    if (key === "m" || key === "bound") add(METHOD_NEEDS[value]);
    if (key === "asyncio") add(ASYNCIO_NEEDS[value]);
    if (key === "make") add(MAKE_NEEDS[value]);
    if (key === "run" && "factory" in node) add(["loop-factory"]);
    if (key === "host") add(HOST_NEEDS[value as HostFact]);
    if (key === "error" && INTERRUPTS.has(value)) add(["interrupts"]);
    if (key === "type" && ASYNCIO_CLASSES.has(value)) add(["classes"]);
    if (key === "type" && IO_CLASSES.has(value)) add(["io-classes"]);
    if (key !== "kwargs") continue;
    add("context" in (value as object) ? ["contexts"] : ["keywords"]);
    add(needsOfKeywords(value));
    if ("pass_fds" in (value as object)) add(["popen"]);
  }
}

function needsOfOperation(operation: Operation): readonly Capability[] {
  // A program from outside may hold anything: whoever runs it refuses an operation that does not exist.
  const anatomy = ANATOMY[operation.op] as Anatomy<unknown, Operation> | undefined;
  const { needs = [] } = anatomy ?? {};
  return typeof needs === "function" ? needs(operation) : needs;
}

/**
 * The capabilities that a case needs, sorted by name.
 *
 * @param program what is run
 * @param expect the channels that are judged: logs, warnings and poll timeouts must be observable
 */
export function capabilitiesOf(program: Program, expect: Expectation): readonly Capability[] {
  const needs = new Set<Capability>();
  const add: Add = (more) => {
    if (more !== undefined) for (const capability of more) needs.add(capability);
  };
  const tools = withPeersAlone(program) ? PEERS_TOOLS : NO_TOOLS;
  walkProgram(program, {
    operation: (operation) =>
      tools.has(operation.op) ? undefined : add(needsOfOperation(operation)),
    expression: (expression) =>
      "make" in expression && tools.has(expression.make)
        ? undefined
        : addNeedsOfExpression(expression, add),
  });
  if (program.protocols !== undefined) needs.add("network");
  for (const fn of Object.values(program.fns)) {
    if (fn.kind === "asyncgen") needs.add("asyncgens");
    if (fn.kind === "thread") needs.add("threads");
    if (fn.keywords || fn.optional) needs.add("keywords");
    walk(fn.body, { operation: ({ op }) => add(op === "gc" ? ["gc-in-run"] : []) });
  }
  if (runsLoopInThread(program)) needs.add("any-thread");
  if (setsSignalsInRun(program)) needs.add("signals-in-run");
  if (interruptsAtOnce(program)) needs.add("signals-at-once");
  if (expect.logs !== undefined) needs.add("logging");
  if (expect.warnings !== undefined) needs.add("warnings");
  if (speaksOfCoroutines(expect)) needs.add("unawaited");
  if (expect.polls !== undefined) needs.add("poll-trace");
  return [...needs].sort();
}

/** What synchronises with threads, and with peers, which need no thread of the implementation's language. */
const PEERS_TOOLS: ReadonlySet<string> = new Set(["event", "wait", "join"]);
const NO_TOOLS: ReadonlySet<string> = new Set();

function withPeersAlone({ fns }: Program): boolean {
  const kinds = Object.values(fns).map(({ kind }) => kind);
  return kinds.includes("peer") && !kinds.includes("thread");
}

const RUNS: ReadonlySet<string> = new Set(["run_forever", "run_until_complete"]);
const MADE: ReadonlySet<string> = new Set(["loop", "runner"]);

/** Whether a function that another thread runs, or one that it calls, makes or runs a loop. */
function runsLoopInThread({ fns }: Program): boolean {
  const inThread = Object.keys(fns).filter((name) => fns[name]?.kind === "thread");
  let found = false;
  // Grows while it is walked: functions that are called join those that call them.
  for (const name of inThread) {
    walk(fns[name]?.body, {
      expression: (expression) => {
        if ("m" in expression) found ||= RUNS.has(expression.m);
        if ("run" in expression) found = true;
        if ("make" in expression) found ||= MADE.has(expression.make);
        if (!("call" in expression) || inThread.includes(expression.call)) return;
        if (fns[expression.call]?.kind === "callback") inThread.push(expression.call);
      },
    });
  }
  return found;
}

/** What touches the current loop and the policy, or depends on nobody having touched them. */
const POLICY_FUNCTIONS = new Set<string>([
  "get_event_loop",
  "set_event_loop",
  "new_event_loop",
  "get_event_loop_policy",
  "set_event_loop_policy",
]);
/** What touches other state of the process. */
const PROCESS_WIDE_OPERATIONS = new Set<string>(["fork", "signal", "raise_signal"]);
const PROCESS_WIDE_METHODS = new Set<string>([
  "add_signal_handler",
  "remove_signal_handler",
  "subprocess_exec",
  "subprocess_shell",
]);

/** What of the process's state a program touches: its policy with the current loop, or more. */
export function processStateOf(program: Program): "none" | "policy" | "more" {
  let policy = false;
  let more = false;
  walkProgram(program, {
    operation: ({ op }) => {
      policy ||= op === "policy";
      more ||= PROCESS_WIDE_OPERATIONS.has(op);
    },
    expression: (expression) => {
      if ("asyncio" in expression) policy ||= POLICY_FUNCTIONS.has(expression.asyncio);
      if ("m" in expression) more ||= PROCESS_WIDE_METHODS.has(expression.m);
      if ("subprocess_exit" in expression || "disposition" in expression) more = true;
      if ("run" in expression) policy = true;
      if ("make" in expression) policy ||= expression.make === "runner";
    },
  });
  return more ? "more" : policy ? "policy" : "none";
}

/** Whether a program must run in a process of its own. */
export const needsProcessOfItsOwn = (program: Program): boolean =>
  processStateOf(program) !== "none";
