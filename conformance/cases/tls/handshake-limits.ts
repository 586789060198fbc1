/** TLS: handshakes that are not answered end within `ssl_handshake_timeout`, whatever makes the connection. */
import { assign, await_, log, variable } from "../../language/build.ts";
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
  send,
  startPeer,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { acceptElsewhere, LISTENING } from "../kit/accepting.ts";
import { MADE } from "../kit/connected.ts";
import { NAME, SERVER_TLS, startTls, TRUSTING, UPGRADE, UPGRADED, UPGRADES } from "../kit/tls.ts";
import { program, refusing } from "../kit/tls-terms.ts";
import { PATH, SOCKET, unixConnection, unixServer } from "../kit/unix-sockets.ts";

/** Seconds after which a handshake is given up. The peer and the program wait for seconds. */
const SOON = { ssl_handshake_timeout: 0.05 } as const;
const AS_CLIENT: Keywords = { ...TRUSTING, ...SOON };
const AS_SERVER: Keywords = { ssl: SERVER_TLS, ...SOON };
const QUIET = ["connection_lost", "eof_received"];
/** What the peer does that never answers: whether it sees an end or a reset is not promised. */
const SILENT: readonly Operation[] = [swallow(), log("has ended")];
const ENDED = "other: has ended";
/** The head of a message of the other end's part in a handshake, whose rest never comes. */
const BEGUN = {
  server: "\u0016\u0003\u0003\u0000\u007a\u0002",
  client: "\u0016\u0003\u0001\u0001\u0000\u0001",
};

const LISTENS = [listen(), accept()];
const LISTENS_AT_PATH = [listen({ transport: "unix", path: SOCKET }), accept()];
const CONNECTS = [connect()];

/** A call that makes an encrypted connection, and the clause that says when it gives up. */
interface Attempt {
  readonly slug: string;
  readonly says: string;
  readonly clause: Parameters<typeof kase>[2]["clauses"][0];
  /** The part that the peer would have in the handshake, and how it gets its connection. */
  readonly part: keyof typeof BEGUN;
  readonly meets: readonly Operation[];
  readonly before: readonly Operation[];
  readonly attempt: readonly Operation[];
}

const started = [startPeer("other", "p")];
const ATTEMPTS: readonly Attempt[] = [
  {
    slug: "client-gives-a-handshake-up",
    says: "create_connection()",
    clause: "create-connection.handshake-timeout",
    part: "server",
    meets: LISTENS,
    before: started,
    attempt: [createConnection("Here", portOf("p"), { kwargs: AS_CLIENT })],
  },
  {
    slug: "client-with-sock-gives-a-handshake-up",
    says: "create_connection() over a given socket",
    clause: "create-connection.handshake-timeout",
    part: "server",
    meets: LISTENS,
    before: [...started, assign("sock", { make: "socket", state: "connected", to: portOf("p") })],
    attempt: [
      await_({
        m: "create_connection",
        args: [factory("Here")],
        kwargs: { ...AS_CLIENT, sock: variable("sock") },
      }),
    ],
  },
  {
    slug: "unix-client-gives-a-handshake-up",
    says: "create_unix_connection()",
    clause: "create-unix-connection.handshake-timeout",
    part: "server",
    meets: LISTENS_AT_PATH,
    before: started,
    attempt: [unixConnection([PATH], AS_CLIENT)],
  },
  {
    slug: "unix-client-with-sock-gives-a-handshake-up",
    says: "create_unix_connection() over a given socket",
    clause: "create-unix-connection.handshake-timeout",
    part: "server",
    meets: LISTENS_AT_PATH,
    before: [
      ...started,
      assign("sock", { make: "socket", transport: "unix", state: "connected", to: PATH }),
    ],
    attempt: [unixConnection([], { ...AS_CLIENT, sock: variable("sock") })],
  },
  {
    slug: "accepted-gives-a-handshake-up",
    says: "connect_accepted_socket()",
    clause: "connect-accepted-socket.handshake-timeout",
    part: "client",
    meets: CONNECTS,
    before: [],
    attempt: acceptElsewhere(LISTENING, portOf("listener"), { kwargs: AS_SERVER }),
  },
  {
    slug: "start-tls-gives-up-client",
    says: "start_tls() of a client",
    clause: "start-tls.timeouts",
    part: "server",
    meets: [...LISTENS, UPGRADED],
    before: [...started, createConnection("Here", portOf("p"))],
    attempt: [UPGRADES, startTls(TRUSTING.ssl, { server_hostname: NAME, ...SOON })],
  },
  {
    slug: "start-tls-gives-up-server",
    says: "start_tls() of a server",
    clause: "start-tls.timeouts",
    part: "client",
    meets: [...CONNECTS, UPGRADED],
    before: [...acceptElsewhere(LISTENING, portOf("listener")), seen(MADE)],
    attempt: [UPGRADES, startTls(SERVER_TLS, { server_side: true, ...SOON })],
  },
];

/** A server that encrypts, and where the peer connects to. */
interface Serving {
  readonly slug: string;
  readonly says: string;
  readonly clause: Attempt["clause"];
  readonly serve: Operation;
  readonly to: Expression;
}

const SERVERS: readonly Serving[] = [
  {
    slug: "server",
    says: "a server",
    clause: "create-server.handshake-timeout",
    serve: createServer("Here", { as: "server", kwargs: AS_SERVER }),
    to: portOf("server"),
  },
  {
    slug: "unix-server",
    says: "a Unix server",
    clause: "create-unix-server.handshake-timeout",
    serve: unixServer([PATH], AS_SERVER, "server"),
    to: PATH,
  },
];

/** How far the other end comes before it says nothing more. */
const HALTS = [
  { suffix: "", says: "is not answered", sends: () => [] },
  {
    suffix: "-half-way",
    says: "ends amid a message",
    sends: (part: keyof typeof BEGUN) => [send(BEGUN[part])],
  },
] as const satisfies readonly {
  readonly suffix: string;
  readonly says: string;
  readonly sends: (part: keyof typeof BEGUN) => readonly Operation[];
}[];

export const tlsHandshakeLimits = table([
  ...ATTEMPTS.flatMap(({ slug, says, clause, part, meets, before, attempt }) =>
    HALTS.map((halt) =>
      kase(
        `tls/${slug}${halt.suffix}`,
        `${says} gives a handshake up that ${halt.says} within ssl_handshake_timeout`,
        {
          clauses: [clause],
          ...program({
            fns: { other: peer(...meets, ...halt.sends(part), ...SILENT) },
            before: attempt.includes(UPGRADES) ? [UPGRADE] : [],
            quiet: attempt.includes(UPGRADES) ? QUIET : ["connection_made", ...QUIET],
            body: [...before, refusing(...attempt), seen(ENDED), finished("p")],
          }),
          expect: trace(...(attempt.includes(UPGRADES) ? [MADE] : []), "refused", ENDED),
        },
      ),
    ),
  ),
  ...SERVERS.flatMap(({ slug, says, clause, serve, to }) => [
    ...HALTS.map((halt) =>
      kase(
        `tls/${slug}-gives-a-handshake-up${halt.suffix}`,
        `${says} ends a connection whose handshake ${halt.says} within ssl_handshake_timeout`,
        {
          clauses: [clause],
          ...program({
            fns: { other: peer(connect(), ...halt.sends("client"), ...SILENT) },
            body: [
              serve,
              startPeer("other", "p", to),
              seen(ENDED),
              finished("p"),
              tell(variable("server"), "close"),
            ],
          }),
          expect: trace(ENDED),
        },
      ),
    ),
    kase(
      `tls/${slug}-gives-the-second-handshake-up`,
      `${says} ends its second connection, too, if that begins no handshake within ssl_handshake_timeout`,
      {
        clauses: [clause],
        ...program({
          fns: { other: peer(connect(), ...SILENT), another: peer(connect(), ...SILENT) },
          body: [
            serve,
            startPeer("other", "p", to),
            seen(ENDED),
            finished("p"),
            startPeer("another", "q", to),
            seen("another: has ended"),
            finished("q"),
            tell(variable("server"), "close"),
          ],
        }),
        expect: trace(ENDED, "another: has ended"),
      },
    ),
  ]),
]);
