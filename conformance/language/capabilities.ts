/** What an implementation and its host can be asked to do. Declared by the driver before the run. */
export const CAPABILITIES = {
  threads: "other threads can run functions of the program",
  descriptors: "add_reader, add_writer and socket pairs",
  sockets: "sock_recv, sock_sendall and their like",
  network:
    "create_connection, create_server and their like, and peers that the driver runs outside of the loop",
  contexts: "context variables and the context argument",
  asyncgens: "asynchronous generators and shutdown_asyncgens",
  executor: "run_in_executor and thread pools",
  "current-loop": "get_event_loop and set_event_loop",
  policies: "event loop policies",
  run: "asyncio.run on a loop of the implementation",
  runner: "asyncio.Runner on a loop of the implementation",
  subprocesses: "child processes",
  signals: "signals sent to the own process",
  "signals-at-once":
    "the function of a signal runs at once, in the midst of what runs, and what it raises comes out there",
  fork: "fork of a running process",
  gc: "a garbage collector that can be run on demand, and weak references",
  "gc-in-run": "what it has collected is told at once, while a loop runs",
  keywords: "a language with keyword arguments",
  logging: "log records can be observed",
  warnings: "warnings can be observed",
  repr: "debugging texts of handles and partial objects",
  partial: "partial objects",
  classes: "the asyncio module's classes can be asked about",
  tasks: "current_task, all_tasks and task factories",
  debug: "debug mode",
  interrupts: "KeyboardInterrupt and SystemExit, outside of ordinary exceptions",
  hooks: "hooks for asynchronous generators can be observed",
  cpu: "CPU time of the process can be measured",
  "descriptor-count": "open descriptors of the process can be counted",
  "poll-trace": "the timeouts that the loop asks its selector for are recorded",
  harness: "operations for tests of the harness itself",
} as const;

/** The name of a capability. */
export type Capability = keyof typeof CAPABILITIES;
