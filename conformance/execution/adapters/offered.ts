/** What an adapter offers: found out from what it was given. Whether the loop has a method is judged, not asked here. */
import { existsSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { CAPABILITIES, type Capability } from "../../language/capabilities.ts";
import { didYouMean } from "../../suggest.ts";
import { systemCallsAbsence } from "../peers/system-calls.ts";
import { AdapterError } from "./adapter-error.ts";
import type { AsyncioModule, AsyncioNames } from "./asyncio-module.ts";
import type { Host, IoHost } from "./host.ts";
import { DESCRIPTORS } from "./interpreter/measures.ts";

/** What capabilities are found out from. */
export interface Given {
  readonly asyncio: AsyncioNames;
  readonly host: Host;
  /** Keyword arguments, passed as a trailing object, are read and unknown ones refused. */
  readonly keywords: boolean;
}

type Condition = (given: Given) => boolean;

const names =
  (...list: readonly (keyof AsyncioModule)[]): Condition =>
  ({ asyncio }) =>
    list.every((name) => asyncio[name] !== undefined);
const provides =
  (...list: readonly (keyof Host)[]): Condition =>
  ({ host }) =>
    list.every((name) => host[name] !== undefined);
const all =
  (...conditions: readonly Condition[]): Condition =>
  (given) =>
    conditions.every((condition) => condition(given));
const never: Condition = () => false;
/** An area of I/O: peers and made sockets need the system's calls. */
const has =
  (area: IoHost["areas"][number]): Condition =>
  ({ host }) =>
    host.io?.areas.includes(area) === true && systemCallsAbsence() === undefined;

const signals = all(
  ({ host }) => host.signals === true,
  // Elsewhere Node is told of no signal, or cannot send one that does not end the process.
  () => isMainThread && process.platform !== "win32",
);

const CONDITIONS: { readonly [capability in Capability]: Condition } = {
  // A function cannot be sent to another thread of JavaScript, and neither can what it refers to.
  threads: never,
  "any-thread": never,
  // What a program has run there needs `threads` besides; what is refused before a function is looked at does not.
  executor: provides("makeExecutor"),
  descriptors: provides("makePair", "makeReady", "drain"),
  sockets: all(provides("makePair"), ({ host }) => host.sockets === true),
  network: has("network"),
  "unix-sockets": has("unix-sockets"),
  datagrams: has("datagrams"),
  tls: all(has("network"), ({ host }) => host.io?.tls !== undefined),
  // Node's sockets that speak TLS live on Node's own loop.
  "tls-sockets": never,
  pipes: has("pipes"),
  files: has("files"),
  sendfile: all(has("network"), has("files")),
  "blocking-sockets": has("network"),
  children: has("children"),
  // The arguments of Python's own class.
  popen: never,
  contexts: names("Context", "ContextVar", "copyContext"),
  asyncgens: names("asyncGenerator", "emit"),
  // JavaScript has one interpreter a thread, and a pool's functions are not sent there.
  interpreters: never,
  "running-loop": names("getRunningLoop"),
  "current-loop": names("getEventLoop", "setEventLoop", "newEventLoop"),
  policies: names("getEventLoopPolicy", "setEventLoopPolicy", "DefaultEventLoopPolicy"),
  run: names("run"),
  "loop-factory": names("run"),
  runner: names("Runner"),
  subprocesses: provides("subprocessExit"),
  signals,
  "signals-in-run": signals,
  // JavaScript calls the function of a signal between two jobs, so never within one.
  "signals-at-once": never,
  // Node has threads of its own from the start, and a fork would take only one of them along.
  fork: never,
  gc: provides("collect"),
  // JavaScript tells of a collection between two jobs, and a run that blocks is part of one.
  "gc-in-run": never,
  keywords: ({ keywords }) => keywords,
  logging: provides("captureLogs"),
  warnings: provides("captureWarnings"),
  // The collection of a generator runs nothing of JavaScript's that could report it.
  unawaited: never,
  repr: provides("repr"),
  // Objects of JavaScript have no hash.
  hashing: never,
  partial: names("partial"),
  classes: names("AbstractEventLoop", "Future", "Handle", "Task", "TimerHandle"),
  "io-classes": names("AbstractServer", "DatagramTransport", "SubprocessTransport", "Transport"),
  // A generator of JavaScript has no such block.
  "async-with": never,
  // The asyncio module of an adapter has no place for them.
  "eager-tasks": never,
  tasks: names("allTasks", "currentTask", "Task"),
  debug: () => true,
  interrupts: names("KeyboardInterrupt", "SystemExit"),
  hooks: names("getAsyncGeneratorHooks", "setAsyncGeneratorHooks"),
  cpu: () => true,
  "descriptor-count": () => existsSync(DESCRIPTORS),
  "poll-trace": provides("polls"),
  harness: () => true,
};

/** The names of all capabilities. */
export const CAPABILITY_NAMES = Object.keys(CAPABILITIES) as readonly Capability[];

/**
 * The capabilities that the given things make up.
 *
 * @param only the capabilities to stay with; all, unless given
 * @throws AdapterError if one of them is unknown, or something that it needs was not given
 */
export function capabilitiesOffered(
  given: Given,
  only: readonly string[] | undefined,
): readonly Capability[] {
  const offered = CAPABILITY_NAMES.filter((name) => CONDITIONS[name](given));
  if (only === undefined) return offered;
  for (const name of only) checkNarrowed(name, offered);
  return offered.filter((name) => only.includes(name));
}

function checkNarrowed(name: string, offered: readonly string[]): void {
  if (offered.includes(name)) return;
  const known = CAPABILITY_NAMES.includes(name as Capability);
  throw new AdapterError(
    known ? "capability-missing" : "capability-unknown",
    known
      ? `\`capabilities\` lists \`${name}\`, but what it needs was not given to adaptLoop()`
      : `\`capabilities\` lists \`${name}\`, which is not a capability`,
    known
      ? `It is: ${CAPABILITIES[name as Capability]}. Give what it needs in \`asyncio\` or \`host\`, or leave the name out.`
      : `${didYouMean(name, CAPABILITY_NAMES)}There are ${CAPABILITY_NAMES.join(", ")}.`,
  );
}
