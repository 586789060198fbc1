/** TLS: timeouts of handshakes and of shutdowns. */
import { callbackWith, event, eventSet, log, quiet, variable, wait } from "../../language/build.ts";
import {
  accept,
  connect,
  createConnection,
  createServer,
  finished,
  listen,
  peer,
  portOf,
  receiveEnd,
  seen,
  startPeer,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { acceptElsewhere, LISTENING } from "../kit/accepting.ts";
import { MADE, TRANSPORT } from "../kit/connected.ts";
import { asClient, asServer, CLIENT_TLS, NAME, SERVER_TLS, startTls } from "../kit/tls.ts";
import { program, refusing } from "../kit/tls-terms.ts";

/** Seconds after which a handshake or a shutdown is given up against an end that does not answer. */
const SOON = 0.05;
const QUIET = ["connection_made", "connection_lost", "eof_received"];
const ENDED = { one_of: [["other: end"], ["other: reset"]] };

const shutdown = (open: readonly Operation[], transport: Expression, steps: readonly Operation[]) =>
  program({
    fns: {
      other: peer(...steps, wait("lost")),
      loses: quiet(callbackWith(["self", "error"], log("is lost"))),
    },
    on: { connection_lost: "loses" },
    before: [event("lost")],
    quiet: ["connection_lost", "eof_received"],
    body: [
      ...open,
      seen(MADE),
      seen("other: encrypted"),
      tell(transport, "close"),
      seen("is lost"),
      eventSet("lost"),
      finished("p"),
    ],
  });

export const tlsLimits = table([
  kase(
    "tls/client-gives-a-handshake-up",
    "create_connection() gives up a handshake that is not answered within ssl_handshake_timeout",
    {
      clauses: ["create-connection.handshake-timeout"],
      ...program({
        fns: { other: peer(listen(), accept(), swallow(), log("has ended")) },
        quiet: QUIET,
        body: [
          startPeer("other", "p"),
          refusing(
            createConnection("Here", portOf("p"), {
              kwargs: { ssl: CLIENT_TLS, server_hostname: NAME, ssl_handshake_timeout: SOON },
            }),
          ),
          finished("p"),
        ],
      }),
      expect: trace("refused", "other: has ended"),
    },
  ),
  kase(
    "tls/server-gives-a-handshake-up",
    "a server ends a connection that begins no handshake within ssl_handshake_timeout",
    {
      clauses: ["create-server.handshake-timeout"],
      ...program({
        fns: { other: peer(connect(), receiveEnd()) },
        body: [
          createServer("Here", {
            as: "server",
            kwargs: { ssl: SERVER_TLS, ssl_handshake_timeout: SOON },
          }),
          startPeer("other", "p", portOf("server")),
          finished("p"),
          tell(variable("server"), "close"),
        ],
      }),
      expect: trace(ENDED),
    },
  ),
  ...(["client", "server"] as const).map((side) =>
    kase(
      `tls/start-tls-gives-up-${side}`,
      `start_tls() of a ${side} gives up a handshake that is not answered in time`,
      {
        clauses: ["start-tls.timeouts"],
        ...program({
          fns: {
            other: peer(
              ...(side === "client" ? [listen(), accept()] : [connect()]),
              swallow(),
              log("has ended"),
            ),
          },
          quiet: QUIET,
          body: [
            ...(side === "client"
              ? [startPeer("other", "p"), createConnection("Here", portOf("p"))]
              : acceptElsewhere(LISTENING, portOf("listener"))),
            refusing(
              startTls(
                side === "client" ? CLIENT_TLS : SERVER_TLS,
                side === "client"
                  ? { server_hostname: NAME, ssl_handshake_timeout: SOON }
                  : { server_side: true, ssl_handshake_timeout: SOON },
              ),
            ),
            finished("p"),
          ],
        }),
        expect: trace("refused", "other: has ended"),
      },
    ),
  ),
  kase(
    "tls/client-gives-a-shutdown-up",
    "close() of a client ends within ssl_shutdown_timeout where the other end does not answer",
    {
      clauses: ["create-connection.shutdown-timeout"],
      ...shutdown(
        [
          startPeer("other", "p"),
          createConnection("Here", portOf("p"), {
            kwargs: { ssl: CLIENT_TLS, server_hostname: NAME, ssl_shutdown_timeout: SOON },
          }),
        ],
        TRANSPORT,
        [listen(), accept(), asServer],
      ),
      expect: trace(MADE, "is lost", "other: encrypted"),
    },
  ),
  kase(
    "tls/server-gives-a-shutdown-up",
    "close() of a server's connection ends within ssl_shutdown_timeout where the other end does not answer",
    {
      clauses: ["create-server.shutdown-timeout"],
      ...shutdown(
        [
          createServer("Here", {
            as: "server",
            kwargs: { ssl: SERVER_TLS, ssl_shutdown_timeout: SOON },
          }),
          startPeer("other", "p", portOf("server")),
        ],
        TRANSPORT,
        [connect(), asClient],
      ),
      expect: trace(MADE, "is lost", "other: encrypted"),
    },
  ),
  kase(
    "tls/start-tls-gives-a-shutdown-up",
    "close() after start_tls() ends within ssl_shutdown_timeout where the other end does not answer",
    {
      clauses: ["start-tls.shutdown-timeout"],
      ...shutdown(
        [
          startPeer("other", "p"),
          createConnection("Here", portOf("p")),
          startTls(CLIENT_TLS, { server_hostname: NAME, ssl_shutdown_timeout: SOON }, "tls"),
        ],
        variable("tls"),
        [listen(), accept(), asServer],
      ),
      expect: trace(MADE, "is lost", "other: encrypted"),
    },
  ),
]);
