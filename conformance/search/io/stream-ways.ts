/** The ways to a transport over a stream, with a peer at the other end. */
import { assign, await_, variable } from "../../language/build.ts";
import {
  accept,
  connect,
  factory,
  listen,
  portOf,
  seen,
  takeOver,
  tell,
  temporary,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import type { Parts } from "./channel.ts";
import { GrowingPeer } from "./peers.ts";

/** A stream that is open: its peer, and the server that made it. */
export interface OpenStream {
  readonly peer: GrowingPeer;
  readonly open: readonly Operation[];
  /** The name of the server, where the loop's end is one. */
  readonly server?: string;
  /** Where a server is reached, also after it was closed. */
  readonly address?: Expression;
}

/** Opens a stream for a protocol; `number` tells its names from another stream's. */
export type StreamWay = (parts: Parts, number: number, protocol: string) => OpenStream;

const made = (
  method: string,
  protocol: string,
  args: readonly Expression[],
  kwargs?: Keywords,
  as?: string,
): Operation =>
  await_(
    {
      m: method,
      args: [factory(protocol), ...args],
      ...(kwargs === undefined ? {} : { kwargs }),
    },
    as === undefined ? {} : { as },
  );

/** No text says that a protocol is told before these methods return. */
const told = (protocol: string): Operation => seen(`${protocol}.connection_made`);

const client: StreamWay = (parts, number, protocol) => {
  const peer = new GrowingPeer(parts, number, listen(), accept());
  const args = ["127.0.0.1", portOf(peer.name)];
  return { peer, open: [peer.start(), made("create_connection", protocol, args)] };
};

const clientOfSocket: StreamWay = (parts, number, protocol) => {
  const peer = new GrowingPeer(parts, number, listen(), accept());
  const sock = `sock${number}`;
  return {
    peer,
    open: [
      peer.start(),
      assign(sock, { make: "socket", state: "connected", to: portOf(peer.name) }),
      made("create_connection", protocol, [], { sock: variable(sock) }),
    ],
  };
};

const server: StreamWay = (parts, number, protocol) => {
  const peer = new GrowingPeer(parts, number, connect());
  const [name, port] = [`server${number}`, `port${number}`];
  return {
    peer,
    server: name,
    address: variable(port),
    open: [
      made("create_server", protocol, ["127.0.0.1", 0], undefined, name),
      assign(port, portOf(name)),
      peer.start(variable(port)),
      told(protocol),
    ],
  };
};

const lateServer: StreamWay = (parts, number, protocol) => {
  const { open, ...rest } = server(parts, number, protocol);
  const name = `server${number}`;
  const idle = { start_serving: false };
  return {
    ...rest,
    open: [
      made("create_server", protocol, ["127.0.0.1", 0], idle, name),
      await_({ m: "start_serving", on: variable(name) }),
      ...open.slice(1),
    ],
  };
};

const accepted: StreamWay = (parts, number, protocol) => {
  const peer = new GrowingPeer(parts, number, connect());
  const [listener, pair, sock] = [`listener${number}`, `accepted${number}`, `sock${number}`];
  return {
    peer,
    open: [
      assign(listener, { make: "socket", state: "listening" }),
      peer.start(portOf(listener)),
      await_({ m: "sock_accept", args: [variable(listener)] }, { as: pair }),
      assign(sock, { item: 0, of: variable(pair) }),
      made("connect_accepted_socket", protocol, [variable(sock)]),
      told(protocol),
    ],
  };
};

const unixClient: StreamWay = (parts, number, protocol) => {
  const path = `s${number}`;
  const peer = new GrowingPeer(parts, number, listen({ transport: "unix", path }), accept());
  const args = [temporary(path)];
  const joins = made("create_unix_connection", protocol, args);
  return { peer, open: [peer.start(), joins, told(protocol)] };
};

const unixServer: StreamWay = (parts, number, protocol) => {
  const path = temporary(`s${number}`);
  const peer = new GrowingPeer(parts, number, connect());
  const name = `server${number}`;
  return {
    peer,
    server: name,
    open: [
      made("create_unix_server", protocol, [path], undefined, name),
      peer.start(path),
      told(protocol),
    ],
  };
};

const pipe =
  (method: string, own: 0 | 1): StreamWay =>
  (parts, number, protocol) => {
    const peer = new GrowingPeer(parts, number, takeOver());
    const of = variable(`pipe${number}`);
    return {
      peer,
      open: [
        assign(`pipe${number}`, { make: "pipe" }),
        made(method, protocol, [{ item: own, of }]),
        told(protocol),
        peer.start({ item: own === 0 ? 1 : 0, of }),
      ],
    };
  };

/** Over TCP. */
export const CONNECTIONS: readonly StreamWay[] = [
  client,
  server,
  client,
  server,
  clientOfSocket,
  lateServer,
  accepted,
];
/** Over Unix sockets. */
export const UNIX: readonly StreamWay[] = [unixClient, unixServer];
export const READING_PIPE = pipe("connect_read_pipe", 0);
export const WRITING_PIPE = pipe("connect_write_pipe", 1);

/** Lets go of a server: its connections go on. */
export const closeServer = (name: string): Operation => tell(variable(name), "close");
