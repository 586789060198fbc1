/** Programs over one TLS connection: the loop's end is a client or a server, encrypted from the start or later. */
import {
  assign,
  await_,
  event,
  eventSet,
  if_,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  accept,
  connect,
  createConnection,
  createServer,
  decrypt,
  handshake,
  hangUp,
  instance,
  listen,
  portOf,
  seen,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { asyncio } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { acceptElsewhere, LISTENING } from "./accepting.ts";
import { type Connection, HERE, MADE, overConnection, TRANSPORT } from "./connected.ts";
import type { StreamSide } from "./stream-cases.ts";
import { openUnix, PATH, SOCKET, unixServer } from "./unix-sockets.ts";

/** A name of the certificate `server`. */
export const NAME = "server.test";
/** A context that trusts the authority of the tests and matches names. */
export const CLIENT_TLS: Expression = { make: "tls", side: "client" };
/** A context with the certificate `server`. */
export const SERVER_TLS: Expression = { make: "tls", side: "server" };
/** The arguments of a client that expects the certificate `server`. */
export const TRUSTING = { ssl: CLIENT_TLS, server_hostname: NAME } as const;

/** Both ends have done the handshake: what the loop does now does not disturb the other's. */
const encrypted = seen("other: encrypted");
/** The peer's part of the handshake. */
export const asServer = handshake("server", { certificate: "server" });
export const asClient = handshake("client", { name: NAME });

/** `await loop.start_tls(transport, protocol, context, **kwargs)`; binds the new transport to `as`. */
export const startTls = (context: Expression, kwargs: Keywords, as?: string): Operation =>
  await_(
    { m: "start_tls", args: [TRANSPORT, instance(HERE), context], kwargs },
    as === undefined ? {} : { as },
  );
/**
 * The same for a server, whose peer begins its handshake once the method has begun. Where the method has failed by then
 * the peer stays silent: the loop would read the handshake as data or would not, as it happens.
 */
export const startTlsThenUpgrade = (
  ...[context, kwargs, as]: Parameters<typeof startTls>
): readonly Operation[] => [
  assign(
    "upgrading",
    asyncio("ensure_future", {
      m: "start_tls",
      args: [TRANSPORT, instance(HERE), context],
      kwargs,
    }),
  ),
  sleep(0),
  if_({ m: "done", on: variable("upgrading") }, [await_(variable("upgrading"))]),
  UPGRADES,
  await_(variable("upgrading"), as === undefined ? {} : { as }),
];
/** Whether a part of a program uses the new transport, which has a name then. */
const usesNew = (part: unknown): boolean => JSON.stringify(part).includes('{"$":"tls"}');
const nameFor = ({ body, fns = {} }: Connection) => (usesNew([body, fns]) ? "tls" : undefined);

/**
 * Where the protocol's methods use the new transport, the peer sends nothing until the program has it: data that
 * follows the handshake at once may come before start_tls() returns.
 */
const untilNamed = ({ fns = {} }: Connection) =>
  usesNew(fns)
    ? { before: [event("named")], told: [eventSet("named")], waits: [wait("named")] }
    : { before: [], told: [], waits: [] };

const common = {
  transport: TRANSPORT,
  greeting: ["encrypted"],
  ends: [decrypt(), hangUp()],
  // A loop may wait for the other end's part of the TLS shutdown.
  leaves: [hangUp()],
} as const;
const started = { ...common, transport: variable("tls") } as const;
/** The peer begins its handshake when it is told to: what it says before start_tls() would be plain data. */
export const UPGRADE = event("upgrade");
export const UPGRADED = wait("upgrade");
export const UPGRADES = eventSet("upgrade");
const closeServer = [tell(variable("server"), "close")];

export const TLS_CLIENT: StreamSide = {
  ...common,
  slug: "client",
  title: "a TLS client",
  connected: (connection) =>
    overConnection(
      connection,
      [listen(), accept(), asServer, ...connection.other],
      [
        startPeer("other", "p"),
        createConnection(HERE, portOf("p"), { kwargs: TRUSTING }),
        encrypted,
      ],
    ),
};

export const TLS_SERVER: StreamSide = {
  ...common,
  slug: "server",
  title: "a TLS server's connection",
  connected: (connection) =>
    overConnection(
      connection,
      [connect(), asClient, ...connection.other],
      [
        createServer(HERE, { as: "server", kwargs: { ssl: SERVER_TLS } }),
        startPeer("other", "p", portOf("server")),
        seen(MADE),
        encrypted,
      ],
      closeServer,
    ),
};

export const STARTED_CLIENT: StreamSide = {
  ...started,
  slug: "started-client",
  title: "a client after start_tls()",
  connected: (connection) => {
    const { before, told, waits } = untilNamed(connection);
    return overConnection(
      { ...connection, before: [...before, ...(connection.before ?? [])] },
      [listen(), accept(), asServer, ...waits, ...connection.other],
      [
        startPeer("other", "p"),
        createConnection(HERE, portOf("p")),
        startTls(CLIENT_TLS, { server_hostname: NAME }, nameFor(connection)),
        ...told,
        encrypted,
      ],
    );
  },
};

export const STARTED_SERVER: StreamSide = {
  ...started,
  slug: "started-server",
  title: "a server's connection after start_tls()",
  connected: (connection) => {
    const { before, told, waits } = untilNamed(connection);
    return overConnection(
      { ...connection, before: [UPGRADE, ...before, ...(connection.before ?? [])] },
      [connect(), UPGRADED, asClient, ...waits, ...connection.other],
      [
        createServer(HERE, { as: "server" }),
        startPeer("other", "p", portOf("server")),
        seen(MADE),
        ...startTlsThenUpgrade(SERVER_TLS, { server_side: true }, nameFor(connection)),
        ...told,
        encrypted,
      ],
      closeServer,
    );
  },
};

export const UNIX_TLS_CLIENT: StreamSide = {
  ...common,
  slug: "unix-client",
  title: "a TLS client by a Unix socket",
  connected: (connection) =>
    overConnection(
      connection,
      [listen({ transport: "unix", path: SOCKET }), accept(), asServer, ...connection.other],
      [startPeer("other", "p"), ...openUnix([PATH], TRUSTING), encrypted],
    ),
};

export const UNIX_TLS_SERVER: StreamSide = {
  ...common,
  slug: "unix-server",
  title: "a TLS server's connection by a Unix socket",
  connected: (connection) =>
    overConnection(
      connection,
      [connect(), asClient, ...connection.other],
      [
        unixServer([PATH], { ssl: SERVER_TLS }, "server"),
        startPeer("other", "p", PATH),
        seen(MADE),
      ],
      closeServer,
    ),
};

export const ACCEPTED: StreamSide = {
  ...common,
  slug: "accepted",
  title: "a TLS connection that was accepted elsewhere",
  connected: (connection) =>
    overConnection(
      connection,
      [connect(), asClient, ...connection.other],
      [
        ...acceptElsewhere(LISTENING, portOf("listener"), { kwargs: { ssl: SERVER_TLS } }),
        seen(MADE),
        encrypted,
      ],
    ),
};
