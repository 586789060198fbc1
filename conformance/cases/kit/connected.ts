/** Programs over one connection: the loop's end is a client or a server, the other end is a peer. */
import { call, coroutine, eventSet, log, quiet, variable } from "../../language/build.ts";
import {
  accept,
  connect,
  createConnection,
  createServer,
  finished,
  listen,
  peer,
  portOf,
  seen,
  startPeer,
  streamProtocol,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { ProgramProtocol } from "../../language/network.ts";
import type { Operation } from "../../language/operation.ts";

/** The protocol at the loop's end; the peer at the other one is called `other`. */
export const HERE = "Here";
/** The transport at the loop's end. */
export const TRANSPORT: Expression = transportOf(HERE);
/** Its first entry. */
export const MADE = "Here.connection_made";
/** What most connections end with. */
export const LOST = "Here.connection_lost(None)";
/** The end of the stream, as the protocol sees it. */
export const EOF_RECEIVED = "Here.eof_received";

/** What a program over one connection is made of. */
export interface Connection {
  /** The peer's steps once it is connected. */
  readonly other: readonly Operation[];
  /** What the program does once the connection is made. */
  readonly body: readonly Operation[];
  /** What main does before the run: events. */
  readonly before?: readonly Operation[];
  readonly fns?: Program["fns"];
  readonly protocol?: ProgramProtocol;
  readonly protocols?: Program["protocols"];
}

/** Which end of a connection is the loop's. */
export interface Side {
  readonly slug: string;
  /** As in “… of a client”. */
  readonly title: string;
  readonly connected: (connection: Connection) => Program & { readonly fns: Program["fns"] };
}

/** A program over one connection: `open` makes it, `close` lets go of what made it. */
export const overConnection = (
  { body, before = [], fns = {}, protocol = streamProtocol(), protocols = {} }: Connection,
  other: readonly Operation[],
  open: readonly Operation[],
  close: readonly Operation[] = [],
): Program => ({
  fns: { other: peer(...other), ...fns, use: quiet(coroutine(...open, ...body, ...close)) },
  protocols: { [HERE]: protocol, ...protocols },
  main: [...before, runUntilComplete(call("use"))],
});

/** The loop connects to the peer. */
export const CLIENT: Side = {
  slug: "client",
  title: "a client",
  connected: (connection) =>
    overConnection(
      connection,
      [listen(), accept(), ...connection.other],
      [startPeer("other", "p"), createConnection(HERE, portOf("p"))],
    ),
};

/** The peer connects to a server of the loop. */
export const SERVER: Side = {
  slug: "server",
  title: "a server",
  connected: (connection) =>
    overConnection(
      connection,
      [connect(), ...connection.other],
      [createServer(HERE, { as: "server" }), startPeer("other", "p", portOf("server")), seen(MADE)],
      [tell(variable("server"), "close")],
    ),
};

export const SIDES: readonly Side[] = [CLIENT, SERVER];

/** The rest of a program whose connection ends now: waits for both ends. The peer's entries come last. */
export const ended = (lost = LOST): Operation[] => [seen(lost), finished("p")];
/** Closes the loop's end, and waits for both. */
export const closed = (): Operation[] => [tell(TRANSPORT, "close"), ...ended()];

/** Methods of flow control, which may or may not be called where much is written. */
export const FLOW = ["pause_writing", "resume_writing"] as const;

/** The other end, which waits for `go`, reads what it was sent, and the protocol that is paused is resumed. */
export const OTHER_READS: readonly Operation[] = [
  log("the other end reads"),
  eventSet("go"),
  seen("Here.resume_writing"),
];

/** What a protocol is told, from first to last, that is paused until the other end reads. */
export const PAUSED_AND_RESUMED: readonly string[] = [
  MADE,
  "Here.pause_writing",
  "the other end reads",
  "Here.resume_writing",
  LOST,
];
