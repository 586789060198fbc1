/** The helpers of programs about connections, pipes, files and children, each defined only where it is used. */
import { PEER_SECONDS, patience, WAIT_SECONDS } from "../../network.ts";
import { CONNECTION_HELPERS } from "./connection-helpers.ts";
import { threadParts } from "./peer-thread.ts";
import { RESOURCE_HELPERS } from "./resource-helpers.ts";
import { ADDRESS, callLines, TEXT } from "./system-calls.ts";
import type { Helper, ProgramWriter } from "./writer.ts";

type Definition = readonly string[];

/** What each helper needs of others, of Node and of the loop's module. */
const NEEDS: { readonly [helper in Helper]?: (writer: ProgramWriter) => void } = {
  StartedPeer: (writer) => {
    for (const name of ["text", "addressOf"] as const) writer.helper(name);
    for (const name of [
      "MessageChannel",
      "Worker",
      "isMainThread",
      "receiveMessageOnPort",
      "workerData",
    ])
      writer.importFrom("node:worker_threads", name);
  },
  boundSocket: (writer) => {
    writer.helper("addressOf");
  },
  socketOf: (writer) => {
    writer.helper("boundSocket");
  },
  handedOver: (writer) => writer.importFrom("node:fs", "fstatSync"),
  pipe: (writer) => {
    writer.helper("File");
  },
  file: (writer) => {
    writer.helper("File");
    writer.helper("temporary");
    for (const name of ["openSync", "writeFileSync"]) writer.importFrom("node:fs", name);
  },
  File: (writer) => {
    for (const name of ["closeSync", "fstatSync", "readSync", "writeSync"])
      writer.importFrom("node:fs", name);
  },
  temporary: (writer) => {
    for (const name of ["mkdtempSync", "rmSync"]) writer.importFrom("node:fs", name);
    writer.importFrom("node:os", "tmpdir");
    writer.importFrom("node:path", "join");
  },
  received: (writer) => {
    writer.helper("text");
  },
  text: (writer) => writer.importFrom("node:zlib", "crc32"),
  finished: (writer) => {
    writer.from("sleep");
  },
  seen: (writer) => {
    writer.from("sleep");
    writer.from("TimeoutError");
  },
};

/** Adds what helpers need: before the imports are written. */
export function completeNetworkHelpers(writer: ProgramWriter): void {
  let before = -1;
  while (before !== writer.helpers.size) {
    before = writer.helpers.size;
    for (const helper of [...writer.helpers]) NEEDS[helper]?.(writer);
  }
}

const CALLERS: readonly Helper[] = ["boundSocket", "handedOver", "pipe", "portOf", "socketOf"];

/**
 * What stands before the loop's module is loaded: the thread of a peer has no use for it.
 *
 * @param peers the functions of the program's peers, printed, by their names in the program
 */
export function threadLines(
  writer: ProgramWriter,
  peers: readonly (readonly [name: string, lines: Definition])[],
): readonly Definition[] {
  const { helpers } = writer;
  const own = [
    ...CALLERS.filter((name) => helpers.has(name)).map((name) => MAIN[name] ?? []),
    WATCH,
  ];
  const parts = peers.length === 0 ? [] : threadParts(writer);
  const source = [...own, ...parts].flat().join("\n");
  writer.importFrom("node:os", "constants");
  writer.importFrom("node:module", "createRequire");
  writer.importFrom("node:fs", "writeSync");
  for (const name of ["Worker", "isMainThread", "workerData"])
    writer.importFrom("node:worker_threads", name);
  return [
    callLines(source),
    ...(helpers.has("osErrors") || peers.length > 0 ? [OS_ERRORS] : []),
    ...[...writer.certificates].map(([name, pem]) => [`const ${name} = \`${pem}\`;`]),
    ...(helpers.has("numbered") ? [NUMBERED] : []),
    ...(helpers.has("addressOf") ? [ADDRESS] : []),
    ...(helpers.has("text") ? [TEXT] : []),
    ...(peers.length > 0 ? [secondsLine("PEER_SECONDS", PEER_SECONDS, writer)] : []),
    ...parts,
    ...peers.map(([, lines]) => lines),
    [`const LIMIT = ${writer.timeout}; // seconds`],
    WATCH,
    entry(peers.map(([name]) => [name, writer.names.of(name)])),
  ];
}

const secondsLine = (name: string, full: number, { timeout }: ProgramWriter): Definition => [
  `const ${name} = ${full * patience(timeout)};`,
];

const WATCH: Definition = [
  "/** Ends the process where the loop hangs: nothing else of this script would run then. */",
  "function watch(): void {",
  "  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LIMIT * 1000);",
  '  writeSync(1, "the program hung\\n");',
  '  call("_exit", 1);',
  "}",
];

/** What a thread of the script does instead of all that follows. */
function entry(peers: readonly (readonly [name: string, own: string])[]): Definition {
  const named = peers.map(([name, own]) => (name === own ? name : `${name}: ${own}`));
  return [
    "if (!isMainThread) {",
    "  const { peer } = workerData;",
    "  if (peer === undefined) watch();",
    ...(peers.length > 0
      ? [`  const peers: any = { ${named.join(", ")} };`, "  runPeer(peers[peer]);"]
      : []),
    "  process.exit();",
    "}",
    "new Worker(new URL(import.meta.url), { workerData: {} }).unref();",
  ];
}

const OS_ERRORS: Definition = [
  "/** What Python calls the errors of the system. */",
  "const osErrors: any = {",
  '  EAGAIN: "BlockingIOError",',
  '  ECONNABORTED: "ConnectionAbortedError",',
  '  ECONNREFUSED: "ConnectionRefusedError",',
  '  ECONNRESET: "ConnectionResetError",',
  '  EEXIST: "FileExistsError",',
  '  EINTR: "InterruptedError",',
  '  ENOENT: "FileNotFoundError",',
  '  EPERM: "PermissionError",',
  '  EPIPE: "BrokenPipeError",',
  '  ESRCH: "ProcessLookupError",',
  '  ETIMEDOUT: "TimeoutError",',
  "};",
];

const NUMBERED: Definition = [
  "const numbered = (length: any) => Uint8Array.from({ length }, (_: any, index: any) => index % 251);",
];

/** The definitions of the main thread. */
export function networkHelpers(writer: ProgramWriter): readonly Definition[] {
  const { helpers } = writer;
  const definitions = (Object.keys(MAIN) as Helper[])
    .filter((name) => helpers.has(name))
    .map((name) => MAIN[name] as Definition);
  if (helpers.has("seen")) {
    definitions.push(secondsLine("WAIT_SECONDS", WAIT_SECONDS, writer));
    definitions.push(seen(helpers.has("StartedPeer")));
  }
  return definitions;
}

/** In the order in which they are printed: classes before what makes instances of them. */
const MAIN: { readonly [helper in Helper]?: Definition } = {
  ...RESOURCE_HELPERS,
  ...CONNECTION_HELPERS,
};

const seen = (peers: boolean): Definition => [
  "/** Waits until an entry is there. */",
  "function* seen(entry: any, times: any = 1): any {",
  "  const giveUp = performance.now() + WAIT_SECONDS * 1000;",
  "  for (;;) {",
  ...(peers
    ? [
        "    for (const peer of StartedPeer.all) peer.hasEnded();",
        "    const running = StartedPeer.all.filter((peer: any) => !peer.told);",
        "    const all = [...trace, ...running.flatMap((peer: any) => peer.said)];",
      ]
    : ["    const all = trace;"]),
  "    if (all.filter((each: any) => each === entry).length >= times) return;",
  "    if (performance.now() >= giveUp) throw new TimeoutError(`waited in vain for ${entry}`);",
  "    yield* sleep(0.002);",
  "  }",
  "}",
];
