/**
 * What programs about connections are made of: peers, protocols, and what they exchange.
 *
 * A peer is a function of kind `peer`: plain blocking sockets that the driver runs outside of the loop, in a thread of
 * Python or a worker of Node. It knows nothing of the loop under test, so what it saw is what really went over the wire.
 * Its entries, `NAME: what it saw`, enter the trace where the program waits for its end (`finished`, or `join`). A peer
 * gives up {@link PEER_SECONDS} after its start and writes `NAME: timeout`; an error that it meets is `NAME: !Kind`.
 *
 * A protocol is a class of the program. Each call of a method is an entry, `NAME.method` (`NAME.method(what)` where it
 * takes arguments that can be shown), the label being `NAME#2` for the second instance. Data is the exception: pieces that
 * arrive with nothing else in between are one entry, `NAME received DATA`, since no text promises how a loop cuts them.
 */
import type { Expression } from "./expression.ts";
import type { ResourceStep } from "./resources.ts";
import type { Count, FileName, FilledText, Name, PositiveCount, PositiveSeconds } from "./terms.ts";

/** Seconds from a peer's start to the moment when it gives up, in a program that has {@link UNHURRIED} or more. */
export const PEER_SECONDS = 8;
/** Seconds that a program waits for an entry of the trace, likewise. */
export const WAIT_SECONDS = 5;
/** Seconds that a program needs for full patience. */
export const UNHURRIED = 10;

/**
 * The part of its patience that a program has. Peers and waits give up in proportion to the program's limit, so that
 * a shorter limit shows the same failure sooner, and not a hang.
 *
 * @param limit seconds that the program may take
 */
export const patience = (limit: number): number => Math.min(1, limit / UNHURRIED);
/** Bytes up to which data is shown as text; longer data is shown as `N bytes, crc32 XXXXXXXX`. */
export const SHOWN_BYTES = 64;

/** What a protocol extends: `asyncio.Protocol`, `BufferedProtocol`, `DatagramProtocol`, `SubprocessProtocol`. */
export type ProtocolKind = "stream" | "buffered" | "datagram" | "subprocess";

/** Methods that a loop calls, for each kind of protocol. */
export const PROTOCOL_METHODS = {
  stream: [
    "connection_made",
    "connection_lost",
    "pause_writing",
    "resume_writing",
    "data_received",
    "eof_received",
  ],
  buffered: [
    "connection_made",
    "connection_lost",
    "pause_writing",
    "resume_writing",
    "get_buffer",
    "buffer_updated",
    "eof_received",
  ],
  datagram: [
    "connection_made",
    "connection_lost",
    "pause_writing",
    "resume_writing",
    "datagram_received",
    "error_received",
  ],
  subprocess: [
    "connection_made",
    "connection_lost",
    "pause_writing",
    "resume_writing",
    "pipe_data_received",
    "pipe_connection_lost",
    "process_exited",
  ],
} as const satisfies { readonly [kind in ProtocolKind]: readonly string[] };

/** A protocol class of a program. Its instances have the attribute `transport` once a connection is made. */
export interface ProgramProtocol {
  readonly kind: ProtocolKind;
  /**
   * Functions of the program by the methods that they go on for: called behind the entry with the protocol and the
   * method's arguments. What they return, the method returns.
   */
  readonly on?: { readonly [method: string]: Name };
  /**
   * Methods whose calls leave no entry.
   * @uniqueItems true
   */
  readonly quiet?: readonly string[];
}

/** What only a peer can do, one step after the other, with the connection that it has accepted or made last. */
export type PeerStep =
  /**
   * Listens at a free port of 127.0.0.1, or at a path of the program's temporary folder, before the peer's thread
   * starts. The first step of a peer or none. `refuses`: the address is taken, and connections to it are refused.
   */
  | {
      readonly op: "listen";
      readonly transport?: "tcp" | "udp" | "unix";
      readonly path?: FileName;
      readonly backlog?: Count;
      readonly refuses?: boolean;
    }
  | { readonly op: "accept" }
  /** Connects to what the operation `peer` names in `to`. */
  | { readonly op: "connect" }
  /** Sends bytes, all of them; waits for the other side where it does not read. */
  | { readonly op: "send"; readonly data: Expression }
  /** Receives so many bytes: `received DATA`, then `end` or `reset` where the connection ends before. */
  | { readonly op: "receive"; readonly count: PositiveCount }
  /** Receives everything to the end: `received DATA` if there was any, then `end`, `reset` or `timeout`. */
  | { readonly op: "receive_end" }
  /** Receives everything to the end, and says nothing of it: where no text promises what arrives. */
  | { readonly op: "swallow" }
  /** `nothing` if neither data nor the end arrives for so many seconds. */
  | { readonly op: "receive_nothing"; readonly seconds: PositiveSeconds }
  /** Says that no more is sent. */
  | { readonly op: "half_close" }
  | { readonly op: "hang_up" }
  /** Ends the connection with a reset. */
  | { readonly op: "reset" }
  | { readonly op: "stop_listening" }
  | ResourceStep;

/** Operations about peers that the program's other functions have. */
export type NetworkOperation =
  /** Starts a peer. `to`: the port of 127.0.0.1, or the path, that it connects or sends to; or what it takes over. */
  {
    readonly op: "peer";
    readonly fn: Name;
    readonly to?: Expression;
    readonly as: Name;
  };

/** Expressions about connections. */
export type NetworkExpression =
  /** An awaitable: waits for the end of a peer; its entries are then in the trace. */
  | { readonly finished: Name }
  /**
   * An awaitable: waits until an entry is in the trace, or among what a running peer has seen, `times` times (default 1).
   * Raises TimeoutError after {@link WAIT_SECONDS}.
   */
  | { readonly seen: FilledText; readonly times?: PositiveCount }
  /** The port of a peer that listens, of a server of the loop, or of a socket. */
  | { readonly port: Expression }
  /** A protocol of the program as a factory: each call makes an instance. */
  | { readonly protocol: Name }
  /** A new instance of a protocol. */
  | { readonly new: Name }
  /** The instance that was made as number `index` (default 0) of a protocol. */
  | { readonly instance: Name; readonly index?: Count }
  /** So many bytes that tell their place: byte number n is n modulo 251. */
  | { readonly numbered: Count }
  /**
   * The path of a file in a folder that goes with the program: a text, or as `form` says, its bytes, a `pathlib.Path`,
   * or the abstract name of a Unix socket that is made of it (Linux).
   */
  | { readonly temporary: FileName; readonly form?: "bytes" | "path" | "abstract" };
