/** TLS: shutdowns that are not answered end within `ssl_shutdown_timeout`, whatever made the connection. */
import {
  assign,
  await_,
  callbackWith,
  event,
  eventSet,
  log,
  quiet,
  variable,
  wait,
} from "../../language/build.ts";
import {
  accept,
  connect,
  createConnection,
  createServer,
  factory,
  finished,
  listen,
  peer,
  portOf,
  seen,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { acceptElsewhere, LISTENING } from "../kit/accepting.ts";
import { MADE, TRANSPORT } from "../kit/connected.ts";
import {
  asClient,
  asServer,
  CLIENT_TLS,
  NAME,
  SERVER_TLS,
  startTls,
  TRUSTING,
  UPGRADE,
  UPGRADED,
  UPGRADES,
} from "../kit/tls.ts";
import { program } from "../kit/tls-terms.ts";
import { PATH, SOCKET, unixConnection, unixServer } from "../kit/unix-sockets.ts";

/** Seconds after which a shutdown is given up against an end that does not answer. */
const SOON = { ssl_shutdown_timeout: 0.05 } as const;
const AS_CLIENT: Keywords = { ...TRUSTING, ...SOON };
const AS_SERVER: Keywords = { ssl: SERVER_TLS, ...SOON };

/** What makes an encrypted connection, and the clause that says when its shutdown is given up. */
interface Opening {
  readonly slug: string;
  readonly says: string;
  readonly clause: Parameters<typeof kase>[2]["clauses"][0];
  readonly meets: readonly Operation[];
  readonly open: readonly Operation[];
  readonly transport?: Expression;
  readonly served?: boolean;
}

const started = [startPeer("other", "p")];
const OPENINGS: readonly Opening[] = [
  {
    slug: "client-gives-a-shutdown-up",
    says: "a client",
    clause: "create-connection.shutdown-timeout",
    meets: [listen(), accept(), asServer],
    open: [...started, createConnection("Here", portOf("p"), { kwargs: AS_CLIENT })],
  },
  {
    slug: "client-with-sock-gives-a-shutdown-up",
    says: "a client over a given socket",
    clause: "create-connection.shutdown-timeout",
    meets: [listen(), accept(), asServer],
    open: [
      ...started,
      assign("sock", { make: "socket", state: "connected", to: portOf("p") }),
      await_({
        m: "create_connection",
        args: [factory("Here")],
        kwargs: { ...AS_CLIENT, sock: variable("sock") },
      }),
    ],
  },
  {
    slug: "unix-client-gives-a-shutdown-up",
    says: "a Unix client",
    clause: "create-unix-connection.shutdown-timeout",
    meets: [listen({ transport: "unix", path: SOCKET }), accept(), asServer],
    open: [...started, unixConnection([PATH], AS_CLIENT)],
  },
  {
    slug: "unix-client-with-sock-gives-a-shutdown-up",
    says: "a Unix client over a given socket",
    clause: "create-unix-connection.shutdown-timeout",
    meets: [listen({ transport: "unix", path: SOCKET }), accept(), asServer],
    open: [
      ...started,
      assign("sock", { make: "socket", transport: "unix", state: "connected", to: PATH }),
      unixConnection([], { ...AS_CLIENT, sock: variable("sock") }),
    ],
  },
  {
    slug: "server-gives-a-shutdown-up",
    says: "a server's connection",
    clause: "create-server.shutdown-timeout",
    meets: [connect(), asClient],
    open: [
      createServer("Here", { as: "server", kwargs: AS_SERVER }),
      startPeer("other", "p", portOf("server")),
    ],
    served: true,
  },
  {
    slug: "unix-server-gives-a-shutdown-up",
    says: "a Unix server's connection",
    clause: "create-unix-server.shutdown-timeout",
    meets: [connect(), asClient],
    open: [unixServer([PATH], AS_SERVER, "server"), startPeer("other", "p", PATH)],
    served: true,
  },
  {
    slug: "accepted-gives-a-shutdown-up",
    says: "a connection that was accepted elsewhere",
    clause: "connect-accepted-socket.shutdown-timeout",
    meets: [connect(), asClient],
    open: acceptElsewhere(LISTENING, portOf("listener"), { kwargs: AS_SERVER }),
  },
  {
    slug: "start-tls-gives-a-shutdown-up",
    says: "a client after start_tls()",
    clause: "start-tls.shutdown-timeout",
    meets: [listen(), accept(), UPGRADED, asServer],
    open: [
      ...started,
      createConnection("Here", portOf("p")),
      UPGRADES,
      startTls(CLIENT_TLS, { server_hostname: NAME, ...SOON }, "tls"),
    ],
    transport: variable("tls"),
  },
  {
    slug: "start-tls-server-gives-a-shutdown-up",
    says: "a server's connection after start_tls()",
    clause: "start-tls.shutdown-timeout",
    meets: [connect(), UPGRADED, asClient],
    open: [
      ...acceptElsewhere(LISTENING, portOf("listener")),
      seen(MADE),
      UPGRADES,
      startTls(SERVER_TLS, { server_side: true, ...SOON }, "tls"),
    ],
    transport: variable("tls"),
  },
];

export const tlsShutdownLimits = table(
  OPENINGS.map(({ slug, says, clause, meets, open, transport = TRANSPORT, served }) =>
    kase(
      `tls/${slug}`,
      `close() of ${says} ends within ssl_shutdown_timeout where the other end does not answer`,
      {
        clauses: [clause],
        ...program({
          fns: {
            other: peer(...meets, wait("lost")),
            loses: quiet(callbackWith(["self", "error"], log("is lost"))),
          },
          on: { connection_lost: "loses" },
          before: [event("lost"), ...(open.includes(UPGRADES) ? [UPGRADE] : [])],
          quiet: ["connection_lost", "eof_received"],
          body: [
            ...open,
            seen(MADE),
            seen("other: encrypted"),
            tell(transport, "close"),
            seen("is lost"),
            eventSet("lost"),
            finished("p"),
            ...(served ? [tell(variable("server"), "close")] : []),
          ],
        }),
        expect: trace(MADE, "is lost", "other: encrypted"),
      },
    ),
  ),
);
