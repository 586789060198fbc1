/** start_tls() of connections by Unix sockets. The peer speaks TLS alone. */
import { variable } from "../../language/build.ts";
import {
  accept,
  bytesOf,
  connect,
  finished,
  hangUp,
  listen,
  peer,
  receive,
  receiveEnd,
  seen,
  send,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import {
  asClient,
  asServer,
  CLIENT_TLS,
  NAME,
  SERVER_TLS,
  startTls,
  startTlsThenUpgrade,
  UPGRADE,
  UPGRADED,
} from "../kit/tls.ts";
import { program } from "../kit/tls-terms.ts";
import { openUnix, PATH, SOCKET, unixServer } from "../kit/unix-sockets.ts";

const CLIENT = {
  slug: "client",
  title: "a Unix client",
  before: [],
  other: [listen({ transport: "unix", path: SOCKET }), accept(), asServer],
  opens: [
    startPeer("other", "p"),
    ...openUnix([PATH]),
    startTls(CLIENT_TLS, { server_hostname: NAME }, "tls"),
  ],
  ends: [],
} as const;
const SERVER = {
  slug: "server",
  title: "a Unix server's connection",
  before: [UPGRADE],
  // What the peer sends before start_tls() would be plain data.
  other: [connect(), UPGRADED, asClient],
  opens: [
    unixServer([PATH], undefined, "server"),
    startPeer("other", "p", PATH),
    seen(MADE),
    ...startTlsThenUpgrade(SERVER_TLS, { server_side: true }, "tls"),
  ],
  ends: [tell(variable("server"), "close")],
} as const;

export const tlsUpgradesOfUnix = table(
  [CLIENT, SERVER].map(({ slug, title, before, other, opens, ends }) =>
    kase(`tls/upgrades-a-unix-${slug}`, `start_tls() of ${title} encrypts what follows`, {
      clauses: ["start-tls.upgrades"],
      ...program({
        before,
        fns: { other: peer(...other, send("question"), receive(6), receiveEnd(), hangUp()) },
        quiet: ["eof_received"],
        body: [
          ...opens,
          seen("Here received question"),
          tell(variable("tls"), "write", [bytesOf("answer")]),
          tell(variable("tls"), "close"),
          seen(LOST),
          finished("p"),
          ...ends,
        ],
      }),
      expect: trace(
        MADE,
        "Here received question",
        LOST,
        "other: encrypted",
        "other: received answer",
        "other: end",
      ),
    }),
  ),
);
