/** Typed builders for peers, protocols and what connects them: what the tables about connections are written with. */
import { crc32 } from "node:zlib";
import { assign, await_, do_, type Target, variable } from "./build.ts";
import type { ProgramFunction } from "./case.ts";
import type { Expression, Keywords } from "./expression.ts";
import {
  type NetworkExpression,
  type NetworkOperation,
  type PeerStep,
  type ProgramProtocol,
  type ProtocolKind,
  SHOWN_BYTES,
} from "./network.ts";
import type { Operation } from "./operation.ts";
import type { ChildProgram } from "./resources.ts";

/** Blocking sockets outside of the loop, step by step: steps of peers, `log`, `wait` and `repeat`. */
export const peer = (...body: Operation[]): ProgramFunction => ({
  kind: "peer",
  body,
});

export const listen = (
  options: Omit<Extract<PeerStep, { op: "listen" }>, "op"> = {},
): PeerStep => ({
  op: "listen",
  ...options,
});
export const accept = (): PeerStep => ({ op: "accept" });
export const connect = (): PeerStep => ({ op: "connect" });
/** Sends a text, or bytes. */
export const send = (data: string | Expression): PeerStep => ({ op: "send", data: bytesOf(data) });
export const receive = (count: number): PeerStep => ({ op: "receive", count });
export const receiveEnd = (): PeerStep => ({ op: "receive_end" });
export const swallow = (): PeerStep => ({ op: "swallow" });
export const receiveNothing = (seconds: number): PeerStep => ({ op: "receive_nothing", seconds });
export const halfClose = (): PeerStep => ({ op: "half_close" });
export const hangUp = (): PeerStep => ({ op: "hang_up" });
export const reset = (): PeerStep => ({ op: "reset" });
/** Goes on with the socket, or the end of a pipe, that `startPeer` names. */
export const takeOver = (): PeerStep => ({ op: "take_over" });
export const receiveFrom = (): PeerStep => ({ op: "receive_from" });
export const sendTo = (data: string | Expression): PeerStep => ({
  op: "send_to",
  data: bytesOf(data),
});
export const handshake = (
  side: "server" | "client",
  options: Omit<Extract<PeerStep, { op: "handshake" }>, "op" | "side"> = {},
): PeerStep => ({ op: "handshake", side, ...options });
export const decrypt = (): PeerStep => ({ op: "decrypt" });
export const stopListening = (): PeerStep => ({ op: "stop_listening" });

/** Starts a peer. `to`: what its step `connect` connects to. */
export const startPeer = (fn: string, as: string, to?: Expression): NetworkOperation =>
  to === undefined ? { op: "peer", fn, as } : { op: "peer", fn, as, to };
/** Waits for the end of a peer; what it saw is then in the trace. In coroutines. */
export const finished = (name: string): Operation => await_({ finished: name });
/** Waits until an entry is in the trace, or among what a running peer has seen. In coroutines. */
export const seen = (entry: string, times?: number): Operation =>
  await_(times === undefined ? { seen: entry } : { seen: entry, times });

/** The port of a peer that listens, of a server, or of a socket. */
export const portOf = (name: string): Expression => ({ port: variable(name) });
/** The arguments that start a child program, to stand among those of a call. */
export const child = (name: ChildProgram, ...given: (string | number)[]): Expression =>
  given.length === 0 ? { child: name } : { child: name, with: given };
/** So many bytes that tell their place. */
export const numbered = (length: number): Expression => ({ numbered: length });
/** The path of a file in the program's temporary folder, as a text or in another form. */
export const temporary = (
  name: string,
  form?: Extract<NetworkExpression, { temporary: string }>["form"],
): Expression => (form === undefined ? { temporary: name } : { temporary: name, form });

const protocolOf =
  (kind: ProtocolKind) =>
  (on?: ProgramProtocol["on"], quiet?: readonly string[]): ProgramProtocol => ({
    kind,
    ...(on === undefined || Object.keys(on).length === 0 ? {} : { on }),
    ...(quiet === undefined ? {} : { quiet }),
  });
/** A protocol over a stream. `on`: functions of the program that go on behind a method's entry; `quiet`: methods without entries. */
export const streamProtocol = protocolOf("stream");
export const bufferedProtocol = protocolOf("buffered");
export const datagramProtocol = protocolOf("datagram");
export const subprocessProtocol = protocolOf("subprocess");

/** A protocol of the program as a factory. */
export const factory = (name: string): Expression => ({ protocol: name });
export const newProtocol = (name: string): Expression => ({ new: name });
export const instance = (name: string, index?: number): Expression =>
  index === undefined ? { instance: name } : { instance: name, index };
/** The transport of a protocol's instance. */
export const transportOf = (name: string, index?: number): Expression => ({
  attr: "transport",
  of: instance(name, index),
});

/** A text as bytes, or bytes as they are. */
export const bytesOf = (data: string | Expression): Expression =>
  typeof data === "string" ? { bytes: data } : data;

/** `await loop.create_connection(factory, "127.0.0.1", port)`; binds `(transport, protocol)` to `as`. */
export const createConnection = (
  protocol: string,
  port: Expression,
  { kwargs, ...target }: Target & { readonly kwargs?: Keywords } = {},
): Operation =>
  await_(
    {
      m: "create_connection",
      args: [factory(protocol), "127.0.0.1", port],
      ...(kwargs === undefined ? {} : { kwargs }),
    },
    target,
  );
/** `await loop.create_server(factory, "127.0.0.1", 0)`; binds the server to `as`. */
export const createServer = (
  protocol: string,
  { kwargs, ...target }: Target & { readonly kwargs?: Keywords } = {},
): Operation =>
  await_(
    {
      m: "create_server",
      args: [factory(protocol), "127.0.0.1", 0],
      ...(kwargs === undefined ? {} : { kwargs }),
    },
    target,
  );
/** Binds the transport and the protocol of a pair that `create_connection` and its like give. */
export const unpack = (pair: string, transport: string, protocol?: string): Operation[] => [
  assign(transport, { item: 0, of: variable(pair) }),
  ...(protocol === undefined ? [] : [assign(protocol, { item: 1, of: variable(pair) })]),
];
/** A call of a method of an object that an expression gives. */
export const tell = (
  on: Expression,
  method: string,
  args: readonly Expression[] = [],
  target: Target = {},
): Operation => do_(args.length === 0 ? { m: method, on } : { m: method, on, args }, target);

const BLOCK = Uint8Array.from({ length: 251 }, (_, index) => index);

/** The bytes of `numbered(length)`. */
export function numberedBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(BLOCK.subarray(0, length));
  // Whole blocks are doubled: programs and expectations have megabytes of them.
  for (let filled = BLOCK.length; filled < length; filled *= 2) {
    bytes.copyWithin(filled, 0, Math.min(filled, length - filled));
  }
  return bytes;
}

/** Data as entries show it: short data as text, longer data by its length and checksum. */
export function shownData(data: string | Uint8Array): string {
  const bytes = typeof data === "string" ? Buffer.from(data, "latin1") : data;
  if (bytes.length <= SHOWN_BYTES) return Buffer.from(bytes).toString("latin1");
  return `${bytes.length} bytes, crc32 ${crc32(bytes).toString(16).padStart(8, "0")}`;
}
