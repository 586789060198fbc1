/** The class of a script's peers: what runs in their threads. Methods that no peer of the script uses are not printed. */
import { CONNECTION, ENCRYPTED } from "./peer-connections.ts";
import type { ProgramWriter } from "./writer.ts";

type Definition = readonly string[];

/** As in the driver: a receive buffer that grows could take in all that is to fill the sender's. */
const RECEIVE_BUFFER = 65_536;

const HEAD: Definition = [
  "/** Plain blocking sockets in a thread, and what they saw. It knows nothing of the loop. */",
  "class Peer {",
  "  endsAt: any;",
  "  listener: any;",
  "  connection: any;",
  "  sender: any;",
  "",
  "  constructor() {",
  "    this.listener = workerData.listener;",
  "    this.endsAt = performance.now() + PEER_SECONDS * 1000;",
  "  }",
  "",
  "  say(what: any): void {",
  "    workerData.port.postMessage(what);",
  "  }",
  "",
  "  /** Waits for a descriptor, a little at a time: the process cannot end while a thread waits. */",
  "  ready(fd: any, events: any, seconds: any = 60): void {",
  "    const until = Math.min(this.endsAt, performance.now() + seconds * 1000);",
  "    const wanted = new Int32Array([fd, 0]);",
  "    new Int16Array(wanted.buffer)[2] = events;",
  '    while (call("poll", wanted, 1, 50) === 0) {',
  '      if (performance.now() >= until) throw Object.assign(new Error(), { code: "timeout" });',
  "    }",
  "  }",
];

/** What the methods of a peer do, by the operations of the language. */
const METHODS: { readonly [name: string]: Definition } = {
  accept: [
    "accept(): void {",
    "  this.ready(this.listener, 1);",
    '  this.connection = new Connection(this, call("accept", this.listener, null, null));',
    "}",
  ],
  connect: [
    "connect(): void {",
    "  const { to } = workerData;",
    '  const fd = call("socket", typeof to === "string" ? 1 : 2, 1, 0);',
    "  this.connection = new Connection(this, fd);",
    `  call("setsockopt", fd, SOL_SOCKET, SO_RCVBUF, new Int32Array([${RECEIVE_BUFFER}]), 4);`,
    "  const address = addressOf(to);",
    '  call("connect", fd, address, address.length);',
    "}",
  ],
  take_over: [
    "takeOver(): void {",
    "  const { fd, isSocket } = workerData.to;",
    "  this.connection = new Connection(this, fd, isSocket);",
    "}",
  ],
  send: ["send(data: any): void {", "  this.connection.write(data);", "}"],
  receive: [
    "/** Receives so many bytes, or fewer if the connection ends before. */",
    "receive(count: any): void {",
    "  const parts = [];",
    "  let [left, ending]: any = [count];",
    "  while (ending === undefined && left > 0) {",
    "    const [data, end] = this.take(left);",
    "    parts.push(data);",
    "    left -= data.length;",
    "    ending = end;",
    "  }",
    "  this.tell(Buffer.concat(parts), ending);",
    "}",
  ],
  receive_end: [
    "/** Everything to the end of the connection. */",
    "receiveEnd(): void {",
    "  this.receive(Infinity);",
    "}",
  ],
  swallow: ["swallow(): void {", "  while (this.take(65536)[1] === undefined);", "}"],
  receive_nothing: [
    "receiveNothing(seconds: any): void {",
    "  const [data, ending] = this.take(65536, seconds);",
    '  if (ending === "timeout") this.say("nothing");',
    "  else this.tell(data, ending);",
    "}",
  ],
  half_close: [
    "halfClose(): void {",
    "  const { connection } = this;",
    '  if (connection.isSocket !== false) call("shutdown", connection.open(), 1);',
    "}",
  ],
  hang_up: ["hangUp(): void {", "  this.connection.close();", "}"],
  reset: [
    "reset(): void {",
    "  const linger = new Int32Array([1, 0]);",
    '  call("setsockopt", this.connection.open(), SOL_SOCKET, MACOS ? 0x1080 : 13, linger, 8);',
    "  this.connection.close();",
    "}",
  ],
  stop_listening: ["stopListening(): void {", '  call("close", this.listener);', "}"],
  receive_from: [
    "receiveFrom(): void {",
    "  const [data, address] = [new Uint8Array(65536), new Uint8Array(128)];",
    "  const length = new Int32Array([address.length]);",
    "  this.ready(this.listener, 1);",
    '  const size = call("recvfrom", this.listener, data, data.length, 0, address, length);',
    "  this.sender = address.subarray(0, length[0]);",
    "  this.say(`datagram(${text(data.subarray(0, size))})`);",
    "}",
  ],
  send_to: [
    "sendTo(data: any): void {",
    '  this.listener ??= call("socket", 2, 2, 0);',
    "  const to = workerData.to === undefined ? this.sender : addressOf(workerData.to);",
    '  call("sendto", this.listener, data, data.length, 0, to, to.length);',
    "}",
  ],
  handshake: [
    "handshake(side: any, material: any, name: any = null): void {",
    '  const checkHostname = side === "client" && name !== null;',
    "  const context = new TlsContext(side, { ...material, checkHostname });",
    "  const encrypted = new Encrypted(this.connection, new TlsSession(context, side, name));",
    "  this.connection = encrypted;",
    "  encrypted.handshake();",
    '  this.say("encrypted");',
    "}",
  ],
  decrypt: ["decrypt(): void {", "  this.connection = this.connection.decrypt();", "}"],
  wait: [
    "/** Waits for an event of the program. */",
    "wait(name: any): void {",
    "  const left = Math.max(this.endsAt - performance.now(), 0);",
    '  if (Atomics.wait(workerData.events[name], 0, 0, left) === "timed-out")',
    '    throw Object.assign(new Error(), { code: "timeout" });',
    "}",
  ],
};

const TAKE: Definition = [
  "/** Receives once: data, and how the connection ended, if it did. */",
  "take(most: any, seconds: any = 60): any {",
  "  try {",
  "    const data = this.connection.read(Math.min(most, 65536), seconds);",
  '    return [data, data.length === 0 ? "end" : undefined];',
  "  } catch (error: any) {",
  "    return [Buffer.alloc(0), endingOf(error)];",
  "  }",
  "}",
];

const TELL: Definition = [
  "tell(data: any, ending: any): void {",
  "  if (data.length > 0) this.say(`received ${text(data)}`);",
  "  if (ending !== undefined) this.say(ending);",
  "}",
];

const ENDING: Definition = [
  "/** What a peer says of an error. */",
  "function endingOf({ code, stack }: any): any {",
  '  if (code === "timeout") return "timeout";',
  '  if (code === "ECONNRESET") return "reset";',
  '  return code === undefined ? stack : `!${osErrors[code] ?? "OSError"}`;',
  "}",
];

/** What the thread of a peer does. The module is the script itself, once more. */
export const RUN: Definition = [
  "/** The thread of a peer. */",
  "function runPeer(steps: any): void {",
  "  const peer = new Peer();",
  '  call("poll", null, 0, 0); // Loads what calls need.',
  "  Atomics.store(workerData.state, 1, 1);",
  "  Atomics.notify(workerData.state, 1);",
  "  try {",
  "    steps(peer);",
  "  } catch (error: any) {",
  '    peer.say(error.code === "ECONNRESET" ? "!ConnectionResetError" : endingOf(error));',
  "  }",
  "  Atomics.store(workerData.state, 0, 1);",
  "  Atomics.notify(workerData.state, 0);",
  "}",
];

/** The methods that other methods call. */
const NEEDS: { readonly [name: string]: readonly string[] } = {
  receive_end: ["receive"],
};
const TAKES = new Set(["receive", "receive_end", "swallow", "receive_nothing"]);
const TELLS = new Set(["receive", "receive_end", "receive_nothing"]);

/** Every method of `METHODS` that the peers of a script use, with what those call. */
function methodsOf({ peerMethods }: ProgramWriter): ReadonlySet<string> {
  return new Set([...peerMethods, ...[...peerMethods].flatMap((name) => NEEDS[name] ?? [])]);
}

/** The parts of a peer's thread, in the order in which they are printed. */
export function threadParts(writer: ProgramWriter): readonly Definition[] {
  const used = methodsOf(writer);
  const any = (names: Iterable<string>) => [...names].some((name) => used.has(name));
  const methods = [
    ...Object.entries(METHODS).flatMap(([name, lines]) => (used.has(name) ? [lines] : [])),
    ...(any(TAKES) ? [TAKE] : []),
    ...(any(TELLS) ? [TELL] : []),
  ];
  const body = methods.flatMap((lines) => ["", ...lines.map((line) => `  ${line}`)]);
  return [
    ...(any(["accept", "connect", "take_over"]) ? [CONNECTION] : []),
    ...(used.has("handshake") ? [ENCRYPTED] : []),
    [...HEAD, ...body, "}"],
    ENDING,
    RUN,
  ];
}
