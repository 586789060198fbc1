/** Programs over one connected socket that the loop's `sock_*` methods use; the peer `other` has the other end. */
import { assign, await_, call, coroutine, log, quiet, variable } from "../../language/build.ts";
import {
  accept,
  connect,
  finished,
  listen,
  peer,
  portOf,
  startPeer,
  temporary,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

export const SOCKET: Expression = variable("sock");

/** A call of one of the methods on the socket. */
export const onSocket = (method: string, ...args: Expression[]): Expression => ({
  m: method,
  args: [SOCKET, ...args],
});
export const withKeywords = (method: string, args: readonly Expression[], kwargs: Keywords) =>
  ({ m: method, args: [SOCKET, ...args], kwargs }) satisfies Expression;
/** Receives at most so much, and shows it as `received`. */
export const receiveShown = (most: number): Operation[] => [
  await_(onSocket("sock_recv", most), { as: "data" }),
  { op: "do", what: { decode: variable("data") }, show: "received" },
];
/** Sends the whole text. */
export const sendAll = (text: string): Operation =>
  await_(onSocket("sock_sendall", { bytes: text }));
/** The peer's step behind its sending, and the entry that tells of it. */
export const sent: readonly Operation[] = [log("has sent")];
export const SENT = "other: has sent";

/** What a program over one socket is made of. */
export interface SocketProgram {
  /** The peer's steps once it is connected. */
  readonly other: readonly Operation[];
  readonly body: readonly Operation[];
  /** What main does before the run: events. */
  readonly before?: readonly Operation[];
  readonly fns?: Program["fns"];
}

/** A kind of connected socket. */
export interface SocketKind {
  readonly slug: string;
  readonly title: string;
  readonly connected: (program: SocketProgram) => Program & { readonly fns: Program["fns"] };
}

const kind = (
  slug: string,
  title: string,
  reach: readonly Operation[],
  open: readonly Operation[],
): SocketKind => ({
  slug,
  title,
  connected: ({ other, body, before = [], fns = {} }) => ({
    fns: {
      other: peer(...reach, ...other),
      ...fns,
      use: quiet(coroutine(...open, ...body, finished("p"))),
    },
    main: [...before, runUntilComplete(call("use"))],
  }),
});

export const TCP = kind(
  "tcp",
  "a TCP socket",
  [listen(), accept()],
  [
    startPeer("other", "p"),
    assign("sock", { make: "socket", state: "connected", to: portOf("p") }),
  ],
);
const UNIX = kind(
  "unix",
  "a Unix socket",
  [listen({ transport: "unix", path: "s" }), accept()],
  [
    startPeer("other", "p"),
    assign("sock", { make: "socket", transport: "unix", state: "connected", to: temporary("s") }),
  ],
);
const ACCEPTED = kind(
  "accepted",
  "an accepted socket",
  [connect()],
  [
    assign("listener", { make: "socket", state: "listening" }),
    startPeer("other", "p", portOf("listener")),
    await_({ m: "sock_accept", args: [variable("listener")] }, { as: "accepted" }),
    assign("sock", { item: 0, of: variable("accepted") }),
  ],
);

export const SOCKET_KINDS: readonly SocketKind[] = [TCP, UNIX, ACCEPTED];
