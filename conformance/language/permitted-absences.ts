/**
 * What may be absent, and which sentence permits it. A method of the chapter that is missing without such a sentence is
 * a deviation.
 */

/** Where something runs. */
export interface Surroundings {
  /** As the driver says: `linux-x86_64`, `win32-AMD64`, `darwin arm64`. */
  readonly platform: string;
  /** `Python`, `JavaScript`. */
  readonly language: string;
}

/** A row: what may be absent where, and why. */
export interface PermittedAbsence {
  /** Names of capabilities, or of preconditions such as `loop.add_signal_handler`. */
  readonly what: readonly string[];
  readonly where: (surroundings: Surroundings) => boolean;
  /** The sentence that permits it, in our words. */
  readonly says: string;
  /** Where that is written. */
  readonly source: string;
}

const onWindows = ({ platform }: Surroundings) => /^(win32|cygwin)/.test(platform);
const inTheBrowser = ({ platform }: Surroundings) => /^(emscripten|wasi)/.test(platform);
const inJavaScript = ({ language }: Surroundings) => language === "JavaScript";
const anywhere = () => true;

const loops = (...methods: readonly string[]) => methods.map((method) => `loop.${method}`);

/** The table. */
export const PERMITTED_ABSENCES: readonly PermittedAbsence[] = [
  {
    what: [
      "signals",
      "signals-in-run",
      "signals-at-once",
      ...loops("add_signal_handler", "remove_signal_handler"),
    ],
    where: onWindows,
    says: "Signal handlers of the loop are available on Unix.",
    source: "Platform Support: Windows, all event loops",
  },
  {
    what: loops("create_unix_connection", "create_unix_server"),
    where: onWindows,
    says: "Unix domain sockets are available on Unix.",
    source: "Platform Support: Windows, all event loops",
  },
  {
    what: loops("add_reader", "remove_reader", "add_writer", "remove_writer"),
    where: onWindows,
    says: "The Proactor loop does not watch descriptors.",
    source: "Platform Support: Windows, ProactorEventLoop",
  },
  {
    what: [
      "subprocesses",
      ...loops("connect_read_pipe", "connect_write_pipe", "subprocess_exec", "subprocess_shell"),
    ],
    where: onWindows,
    says: "The selector loop supports neither pipes nor subprocesses on Windows.",
    source: "Platform Support: Windows, SelectorEventLoop",
  },
  {
    what: ["fork"],
    where: onWindows,
    says: "os.fork() is available on Unix.",
    source: "os: Process Management, fork",
  },
  {
    what: [
      "threads",
      "any-thread",
      "executor",
      "fork",
      "signals",
      "signals-in-run",
      "signals-at-once",
      "subprocesses",
      "sockets",
      "network",
    ],
    where: inTheBrowser,
    says: "WebAssembly platforms have no native threads, processes, signals or sockets.",
    source: "Introduction: WebAssembly platforms",
  },
  {
    what: ["any-thread"],
    where: anywhere,
    says: "A loop may be bound to one thread, as those of graphical toolkits are to the main one.",
    source: "clause new-event-loop.any-thread, a SHOULD",
  },
  {
    what: ["gc", "gc-in-run"],
    where: anywhere,
    says: "When an object is collected is up to the implementation of the language.",
    source: "The Python Language Reference: Objects, values and types",
  },
  {
    what: ["policies"],
    where: anywhere,
    says: "Event loop policies are deprecated, and leave the module in a later edition.",
    source: "Policies: deprecation note of 3.14",
  },
  {
    what: ["threads", "any-thread"],
    where: inJavaScript,
    says: "A function cannot be sent to another thread, and neither can what it refers to.",
    source: "JavaScript: structured cloning refuses functions",
  },
  {
    what: ["signals", "signals-in-run", "signals-at-once"],
    where: inJavaScript,
    says: "The function of a signal runs between two jobs, and a run that blocks is one job.",
    source: "JavaScript: jobs run to completion",
  },
  {
    what: ["hashing"],
    where: inJavaScript,
    says: "Objects have an identity and no hash.",
    source: "JavaScript: Map and Set compare by identity",
  },
  {
    what: ["popen"],
    where: inJavaScript,
    says: "The chapter passes other arguments on to subprocess.Popen, a class of Python.",
    source: "Event Loop: Running Subprocesses",
  },
  {
    what: ["unawaited"],
    where: inJavaScript,
    says: "A coroutine is a generator object, whose collection runs nothing that could report it.",
    source: "JavaScript: generator objects have no finalizer",
  },
  {
    what: ["interpreters"],
    where: inJavaScript,
    says: "The executor of separate interpreters is a class of Python.",
    source: "concurrent.futures: InterpreterPoolExecutor",
  },
  {
    what: ["fork"],
    where: inJavaScript,
    says: "Node has threads from its start, and a fork takes one of them along.",
    source: "Node.js: the process has no fork()",
  },
  {
    what: ["gc-in-run"],
    where: inJavaScript,
    says: "JavaScript settles weak references between two jobs, and a run that blocks is one job.",
    source: "JavaScript: weak references are kept alive until the end of a job",
  },
  {
    what: [
      "descriptors",
      "sockets",
      "network",
      "subprocesses",
      ...loops("add_reader", "remove_reader", "add_writer", "remove_writer"),
    ],
    where: inJavaScript,
    says: "Node does not expose its descriptors, and reports on its sockets between two jobs.",
    source: "Node.js: net and child_process call back",
  },
];

/** The row that permits an absence here; undefined where none does. */
export function permitted(what: string, here: Surroundings): PermittedAbsence | undefined {
  return PERMITTED_ABSENCES.find((row) => row.what.includes(what) && row.where(here));
}
