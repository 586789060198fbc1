/** Programs over one connected socket that the loop's `sock_*` methods use; the peer `other` has the other end. */
import {
  assign,
  await_,
  call,
  coroutine,
  if_,
  log,
  quiet,
  repeat,
  show,
  variable,
} from "../../language/build.ts";
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
/** What `receiveText()` has received under this name. */
export const received = (as = "all"): Expression => ({ attr: "text", of: variable(as) });
/**
 * Receives until there are so many bytes, or nothing comes any more; `received()` is their text.
 *
 * A stream has no borders: one call may give less than has arrived.
 *
 * @param receive one call that receives
 * @param piece the name for what one call gave
 */
export const receiveText = (
  receive: Expression,
  count: number,
  as = "all",
  piece = "data",
): Operation[] => [
  assign(as, { make: "object" }),
  { op: "set_attr", of: variable(as), attr: "text", value: "" },
  repeat(
    count,
    await_(receive, { as: piece }),
    {
      op: "set_attr",
      of: variable(as),
      attr: "text",
      value: { add: [received(as), { decode: variable(piece) }] },
    },
    if_({ equal: [{ len: received(as) }, count] }, [{ op: "break" }]),
  ),
];
/** Receives so many bytes, and shows them as `received`. */
export const receiveShown = (count: number): Operation[] => [
  ...receiveText(onSocket("sock_recv", 100), count),
  show("received", received()),
];
export const HELLO = "hello";
/** What a buffer of this size shows where the first so many bytes of `hello` are in it. */
export const filled = (size: number, count: number): string =>
  HELLO.slice(0, count).padEnd(size, "\0");
/** What is seen where a call gives so many bytes or less, the most first. */
export const upTo = (most: number, seenOf: (count: number) => readonly string[]) => ({
  one_of: Array.from({ length: most }, (_, less) => seenOf(most - less)),
});
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
