/** What the parts of the TypeScript printer share. */
import { UsageError } from "../../../usage-error.ts";
import { DEFAULT_TIMEOUT, type Program } from "../../case.ts";
import { sitesOf } from "../../check/sites.ts";
import { capabilitiesOf } from "../../needs.ts";
import type { Operation } from "../../operation.ts";
import { isNode } from "../../parts.ts";
import { Names } from "../script-names.ts";
import { isUnsafe } from "../unsafe-characters.ts";

/** Helpers that a program defines when it uses them. */
export type Helper =
  | "Event"
  | "File"
  | "StartedPeer"
  | "Thing"
  | "addressOf"
  | "block"
  | "boundSocket"
  | "child"
  | "file"
  | "finished"
  | "handedOver"
  | "has"
  | "isOSError"
  | "itemOf"
  | "kind"
  | "labelOf"
  | "len"
  | "makeLoop"
  | "numbered"
  | "osErrors"
  | "pipe"
  | "portOf"
  | "received"
  | "seen"
  | "selector"
  | "show"
  | "socketOf"
  | "temporary"
  | "text";

const KEYWORDS =
  "arguments async await break case catch class const continue debugger default delete do else " +
  "enum eval export extends false finally for function if implements import in instanceof " +
  "interface let new null package private protected public return static super switch this throw " +
  "true try typeof undefined var void while with yield";

const OWN =
  "trace log block entry error kind show has len Thing selector makeLoop policy adapter after ends expected holds mixed outcome right sleepOnLoop wanted " +
  "Array Atomics Int32Array SharedArrayBuffer performance Boolean Error Math Number Object Promise Set String TextDecoder TextEncoder TypeError " +
  "Uint8Array any console isDeepStrictEqual process " +
  "metrics reports warnings logs within fits contains keepReport shownLog expectedBounds expectedReports expectedWarnings " +
  "expectedLogs expectedPolls Symbol " +
  "Event File StartedPeer Peer Connection Encrypted addressOf boundSocket child children file files finished handedOver " +
  "isOSError itemOf labelOf numbered osErrors pipe portOf received arrived seen socketOf temporary text call functions PROTOTYPES " +
  "MACOS SOL_SOCKET SO_RCVBUF PEER_SECONDS WAIT_SECONDS LIMIT watch endingOf runPeer folder koffi createRequire constants crc32 mkdtempSync rmSync " +
  "tmpdir join openSync writeFileSync closeSync fstatSync readSync writeSync MessageChannel Worker isMainThread " +
  "receiveMessageOnPort workerData Buffer URL Map pathToFileURL TlsContext TlsSession AUTHORITY CERTIFICATE_SERVER " +
  "CERTIFICATE_OTHER CERTIFICATE_STRANGER Infinity";

/** What a program may import from the reference loop. */
const IMPORTABLE =
  "AbstractServer BufferedProtocol DEVNULL DatagramProtocol DatagramTransport PIPE Protocol STDOUT SubprocessProtocol " +
  "SubprocessTransport Transport BREAK BaseException CancelledError Context ContextVar DefaultEventLoopPolicy EventLoop Future " +
  "Handle HostSelector InvalidStateError KeyboardInterrupt LookupError NotImplementedError OSError Runner " +
  "RuntimeError StopAsyncIteration SystemExit Task TimerHandle TimeoutError ValueError " +
  "VirtualSelector WRITE allTasks asyncGenerator copyContext currentTask emit ensureFuture " +
  "forEach gather getAsyncGeneratorHooks getEventLoop getEventLoopPolicy getRunningLoop " +
  "isAwaitableObject isCoroutine isException isFuture newEventLoop partial repr run " +
  "setAsyncGeneratorHooks setEventLoop setEventLoopPolicy shield sleep waitFor";

const reserved: ReadonlySet<string> = new Set(`${KEYWORDS} ${OWN} ${IMPORTABLE}`.split(" "));
const importable: ReadonlySet<string> = new Set(IMPORTABLE.split(" "));

const IO: ReadonlySet<string> = new Set(
  "network unix-sockets datagrams tls pipes files sendfile blocking-sockets children".split(" "),
);

/** One program in the making. */
export class ProgramWriter {
  readonly program: Program;
  readonly names: Names;
  readonly helpers = new Set<Helper>();
  /** Names imported from the reference loop. */
  readonly imports = new Set<string>();
  /** Names imported from `node:util`. */
  readonly utilities = new Set<string>();
  /** Other imports: names by their modules. */
  readonly others = new Map<string, Set<string>>();
  /** Methods of peers that the program uses, as the language calls them. */
  readonly peerMethods = new Set<string>();
  /** Certificates that the program carries: texts by the names of constants. */
  readonly certificates = new Map<string, string>();
  /** Error classes that the program has to define. */
  readonly errors = new Set<string>();
  /** Policies by what they raise: names of their classes. */
  readonly policies = new Map<string, { name: string; raises: readonly string[] }>();
  /** Names that are bound to coroutine objects. */
  readonly coroutines: ReadonlySet<string>;
  /** The program has descriptors: they are numbers of a selector in virtual time. */
  readonly hasDescriptors: boolean;
  /** The program installs a policy, which then makes the loops. */
  readonly hasPolicy: boolean;
  /** Node drives the loops: there are signals, of which a loop that blocks cannot be told. */
  readonly hosted: boolean;
  /** Path of the module whose `adapter` makes the loop; the reference loop unless given. */
  readonly module: string | undefined;
  /** The program is about connections, pipes, files or children. */
  readonly hasIo: boolean;
  /** The program asks for addresses, which are named tuples: an adapter may have objects for them. */
  readonly hasNamedTuples: boolean;
  /** Seconds that the program may take; peers and waits give up in proportion. */
  readonly timeout: number;
  /** Intervals are kept for the program's end, not printed. */
  keepsMetrics = false;
  /** What is being written can wait for a run that Node drives: the body of main. */
  awaitsRuns = false;

  constructor(program: Program, module?: string, timeout = DEFAULT_TIMEOUT) {
    this.timeout = timeout;
    this.program = program;
    this.module = module;
    this.names = new Names(program, reserved);
    const { operations, expressions } = sitesOf(program);
    this.hasPolicy = operations.some(({ operation }) => operation.op === "policy");
    this.hasDescriptors = expressions.some(
      ({ expression }) => "make" in expression && expression.make === "socketpair",
    );
    const needs = capabilitiesOf(program, { trace: [] });
    this.hasNamedTuples = expressions.some(
      ({ expression }) => "m" in expression && expression.m === "getaddrinfo",
    );
    this.hosted = needs.includes("signals");
    this.hasIo = needs.some((need) => IO.has(need));
    this.coroutines = new Set(
      operations.flatMap(({ operation }) => coroutineBoundBy(operation, program)),
    );
  }

  /** The source that makes a policy which raises when asked for these. */
  policy(raises: readonly string[]): string {
    this.from("DefaultEventLoopPolicy");
    this.helper("makeLoop");
    if (raises.length > 0) this.errors.add("AppError");
    const key = [...raises].sort().join(" ");
    const name = this.policies.get(key)?.name ?? this.names.claim("Policy");
    this.policies.set(key, { name, raises });
    return `new ${name}(makeLoop)`;
  }

  /** Writes what can wait for runs that Node drives. */
  awaiting<T>(write: () => T): T {
    return this.withRuns(this.hosted || this.module !== undefined, write);
  }

  /** Writes what cannot, though what stands around it can. */
  blocking<T>(write: () => T): T {
    return this.withRuns(false, write);
  }

  private withRuns<T>(awaited: boolean, write: () => T): T {
    const before = this.awaitsRuns;
    this.awaitsRuns = awaited;
    try {
      return write();
    } finally {
      this.awaitsRuns = before;
    }
  }

  /** A name of the reference loop, which gets imported. */
  from(name: string): string {
    if (!importable.has(name)) throw notPrintable(`\`${name}\``);
    this.imports.add(name);
    return name;
  }

  /** The name of a helper, which gets defined. */
  helper(name: Helper): string {
    this.helpers.add(name);
    return name;
  }

  /** Imports a name of another module. */
  importFrom(module: string, name: string): void {
    const names = this.others.get(module) ?? new Set();
    this.others.set(module, names.add(name));
  }

  /** True if the reference loop has that class. */
  offers(name: string): boolean {
    return importable.has(name);
  }
}

function coroutineBoundBy(operation: Operation, { fns }: Program): readonly string[] {
  if (operation.op !== "do" || operation.as === undefined || !isNode(operation.what)) return [];
  const { what } = operation;
  return "call" in what && fns[what.call]?.kind === "coroutine" ? [operation.as] : [];
}

const THREADS = "JavaScript cannot send a function to another thread";
const GARBAGE = "JavaScript collects garbage when it likes, between two jobs";
/** Why there is no form, where it is not just that nobody wrote one. */
const REASONS: { readonly [what: string]: string } = {
  ...all(
    ["thread", "join", "wait", "event", "thread_pool", "concurrent_future", "threads"],
    THREADS,
  ),
  ...all(["gc", "weak"], GARBAGE),
  io: "this form of script runs in virtual time; the form over a module (`-i module:PATH`) has real connections",
  hash: "objects of JavaScript have no hash",
  fork: "Node has threads from its start, and a fork copies one of them",
  getChildWatcher: "JavaScript has no child watchers",
};

function all(names: readonly string[], why: string): { readonly [what: string]: string } {
  return Object.fromEntries(names.map((name) => [name, why]));
}

/** What a program cannot use in a script of JavaScript. */
export function notPrintable(what: string): UsageError {
  const name = /`(.*)`/.exec(what)?.[1] ?? "";
  return new UsageError(
    `the case uses ${what}: ${REASONS[name] ?? "it has no form in a script of JavaScript"}`,
    "Under Python, `--as python` prints it.",
  );
}

/** A string literal in double quotes. */
export function typescriptString(text: string): string {
  return `"${escaped(text, '"')}"`;
}

/** The inside of a template literal. */
export function templateText(text: string): string {
  return escaped(text, "`").replaceAll("${", "\\${");
}

function escaped(text: string, quote: string): string {
  return [...text]
    .map((character) => {
      if (character === "\\" || character === quote) return `\\${character}`;
      if (character === "\n") return "\\n";
      return isUnsafe(character) ? `\\u{${character.codePointAt(0)?.toString(16)}}` : character;
    })
    .join("");
}
