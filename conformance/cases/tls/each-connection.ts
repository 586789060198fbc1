/** Servers that encrypt: each of their connections, also those to a socket that they were given. */
import { assign, await_, variable } from "../../language/build.ts";
import {
  bytesOf,
  connect,
  createServer,
  factory,
  finished,
  hangUp,
  peer,
  portOf,
  receive,
  receiveEnd,
  seen,
  send,
  startPeer,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { MADE } from "../kit/connected.ts";
import { asClient, SERVER_TLS } from "../kit/tls.ts";
import { program } from "../kit/tls-terms.ts";
import { PATH, SOCKET, unixServer } from "../kit/unix-sockets.ts";

const ACCEPT = "create-server.ssl-accept";
const TLS = { ssl: SERVER_TLS };
const caller = (text: string) =>
  peer(connect(), asClient, send(text), receive(6), receiveEnd(), hangUp());
const answers = (index: number) => tell(transportOf("Here", index), "write", [bytesOf("answer")]);
const closes = (index: number, lost: string, name: string) => [
  tell(transportOf("Here", index), "close"),
  seen(lost),
  finished(name),
];
const first = closes(0, "Here.connection_lost(None)", "p");
const second = closes(1, "Here#2.connection_lost(None)", "q");
const told = (name: string) => [`${name}: encrypted`, `${name}: received answer`, `${name}: end`];
const quiet = ["eof_received"];

const SERVERS = [
  [
    "tcp",
    "a server",
    ACCEPT,
    createServer("Here", { as: "server", kwargs: TLS }),
    portOf("server"),
  ],
  ["unix", "a Unix server", "create-unix-server.ssl", unixServer([PATH], TLS, "server"), PATH],
] as const;

export const tlsEachConnection = table([
  ...SERVERS.flatMap(([slug, title, clause, serve, to]) => [
    kase(`tls/encrypts-the-next-${slug}`, `${title} encrypts a connection that follows another`, {
      clauses: [clause],
      ...program({
        fns: { first: caller("one"), second: caller("two") },
        quiet,
        body: [
          serve,
          startPeer("first", "p", to),
          seen("Here received one"),
          answers(0),
          ...first,
          startPeer("second", "q", to),
          seen("Here#2 received two"),
          answers(1),
          ...second,
          tell(variable("server"), "close"),
        ],
      }),
      expect: trace(
        MADE,
        "Here received one",
        "Here.connection_lost(None)",
        ...told("first"),
        "Here#2.connection_made",
        "Here#2 received two",
        "Here#2.connection_lost(None)",
        ...told("second"),
      ),
    }),
    kase(`tls/encrypts-both-${slug}`, `${title} encrypts two connections at the same time`, {
      clauses: [clause],
      ...program({
        fns: { first: caller("one"), second: caller("two") },
        quiet,
        body: [
          serve,
          startPeer("first", "p", to),
          seen("Here received one"),
          startPeer("second", "q", to),
          seen("Here#2 received two"),
          answers(0),
          answers(1),
          ...first,
          ...second,
          tell(variable("server"), "close"),
        ],
      }),
      expect: trace(
        MADE,
        "Here received one",
        "Here#2.connection_made",
        "Here#2 received two",
        "Here.connection_lost(None)",
        ...told("first"),
        "Here#2.connection_lost(None)",
        ...told("second"),
      ),
    }),
  ]),
  ...(["bound", "listening"] as const).map((state) =>
    kase(
      `tls/encrypts-of-a-${state}-socket`,
      `a server over a ${state} socket that it was given encrypts its connections`,
      {
        clauses: [ACCEPT],
        ...program({
          fns: { first: caller("one") },
          quiet,
          body: [
            assign("sock", { make: "socket", state }),
            assign("port", portOf("sock")),
            await_(
              {
                m: "create_server",
                args: [factory("Here")],
                kwargs: { sock: variable("sock"), ...TLS },
              },
              { as: "server" },
            ),
            startPeer("first", "p", variable("port")),
            seen("Here received one"),
            answers(0),
            ...first,
            tell(variable("server"), "close"),
          ],
        }),
        expect: trace(MADE, "Here received one", "Here.connection_lost(None)", ...told("first")),
      },
    ),
  ),
  ...(["bound", "listening"] as const).map((state) =>
    kase(
      `tls/encrypts-of-a-${state}-unix-socket`,
      `a Unix server over a ${state} socket that it was given encrypts its connections`,
      {
        clauses: ["create-unix-server.ssl"],
        ...program({
          fns: { first: caller("one") },
          quiet,
          body: [
            assign("sock", { make: "socket", transport: "unix", state, path: SOCKET }),
            unixServer([], { sock: variable("sock"), ...TLS }, "server"),
            startPeer("first", "p", PATH),
            seen("Here received one"),
            answers(0),
            ...first,
            tell(variable("server"), "close"),
          ],
        }),
        expect: trace(MADE, "Here received one", "Here.connection_lost(None)", ...told("first")),
      },
    ),
  ),
]);
