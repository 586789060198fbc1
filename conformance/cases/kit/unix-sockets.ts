/** Programs over one connection by a Unix socket, the loop's end being a client or a server. */
import { assign, await_, variable } from "../../language/build.ts";
import {
  accept,
  connect,
  factory,
  hangUp,
  listen,
  seen,
  startPeer,
  tell,
  temporary,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { HERE, MADE, overConnection, TRANSPORT } from "./connected.ts";
import type { StreamSide } from "./stream-cases.ts";

/** The name of the socket's file, and its path. */
export const SOCKET = "s";
export const PATH = temporary(SOCKET);

const made =
  (method: string) =>
  (args: readonly Expression[], kwargs?: Keywords, as?: string): Operation =>
    await_(
      { m: method, args: [factory(HERE), ...args], ...(kwargs === undefined ? {} : { kwargs }) },
      as === undefined ? {} : { as },
    );
/** `await loop.create_unix_connection(factory, ...)`. */
export const unixConnection = made("create_unix_connection");
/** The same for `Here`, which has been told of the connection then: no text says that it is told before. */
export const openUnix = (...given: Parameters<typeof unixConnection>): readonly Operation[] => [
  unixConnection(...given),
  seen(MADE),
];
/** `await loop.create_unix_server(factory, ...)`. */
export const unixServer = made("create_unix_server");

const common = { transport: TRANSPORT, greeting: [], ends: [hangUp()], leaves: [] } as const;

export const UNIX_CLIENT: StreamSide = {
  ...common,
  slug: "client",
  title: "a Unix client",
  connected: (connection) =>
    overConnection(
      connection,
      [listen({ transport: "unix", path: SOCKET }), accept(), ...connection.other],
      [startPeer("other", "p"), ...openUnix([PATH])],
    ),
};

export const UNIX_SERVER: StreamSide = {
  ...common,
  slug: "server",
  title: "a Unix server's connection",
  connected: (connection) =>
    overConnection(
      connection,
      [connect(), ...connection.other],
      [unixServer([PATH], undefined, "server"), startPeer("other", "p", PATH), seen(MADE)],
      [tell(variable("server"), "close")],
    ),
};

/** Makes the server of the program. */
export const serve = (args: readonly Expression[], kwargs?: Keywords): Operation =>
  unixServer(args, kwargs, "server");
/** A socket that is bound to the program's path. */
export const boundSocket = assign("sock", {
  make: "socket",
  transport: "unix",
  state: "bound",
  path: SOCKET,
});
