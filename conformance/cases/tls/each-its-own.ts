/** Names and contexts of encrypted connections: each goes by those that it was given, not by those of an earlier one. */
import { await_, event, eventSet, variable, wait } from "../../language/build.ts";
import {
  accept,
  connect,
  createConnection,
  createServer,
  factory,
  finished,
  handshake,
  hangUp,
  instance,
  listen,
  numbered,
  numberedBytes,
  peer,
  portOf,
  receive,
  seen,
  send,
  shownData,
  startPeer,
  swallow,
  tell,
  temporary,
  transportOf,
} from "../../language/build-network.ts";
import type { CertificateName } from "../../language/certificates.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { TRANSPORT } from "../kit/connected.ts";
import { MUCH } from "../kit/sending.ts";
import { asServer, CLIENT_TLS, NAME, SERVER_TLS, startTls, TRUSTING } from "../kit/tls.ts";
import { program, refusing } from "../kit/tls-terms.ts";
import { unixConnection } from "../kit/unix-sockets.ts";

const QUIET = ["connection_made", "connection_lost", "eof_received"];
const UNTRUSTING: Expression = { make: "tls", side: "client", trusts: false };
/** What a peer sees whose handshake the other end breaks off. */
const BROKEN = {
  one_of: ["OSError", "ConnectionResetError", "BrokenPipeError", "ConnectionAbortedError"].map(
    (error) => [`second: !${error}`],
  ),
};

const connects = (to: string, kwargs: Keywords): Operation =>
  await_({
    m: "create_connection",
    args: [factory("Here"), "127.0.0.1", portOf(to)],
    kwargs,
  });
const serves = (certificate: CertificateName, ...first: Operation[]) =>
  peer(
    ...(first.length > 0 ? first : [listen()]),
    accept(),
    handshake("server", { certificate }),
    swallow(),
  );
const servesUnix = (path: string) => serves("server", listen({ transport: "unix", path }));
/** A client that trusts, and leaves as soon as it is sure of the name. */
const calls = (name: string) => peer(connect(), handshake("client", { name }), hangUp());
const OTHER_TLS: Expression = { make: "tls", side: "server", certificate: "other" };
const closesFirst = [tell(transportOf("Here"), "close"), finished("p")];

/** Two connections: one that is made, and one that is refused. */
const twice = (
  fns: Readonly<Record<"first" | "second", ReturnType<typeof peer>>>,
  first: Operation,
  second: Operation,
) => ({
  ...program({
    fns,
    quiet: QUIET,
    body: [
      startPeer("first", "p"),
      first,
      seen("first: encrypted"),
      ...closesFirst,
      startPeer("second", "q"),
      refusing(second),
      finished("q"),
    ],
  }),
  expect: trace("first: encrypted", "refused", BROKEN),
});
const STRANGER_SERVES = { first: serves("server"), second: serves("stranger") };

export const tlsEachItsOwn = table([
  kase(
    "tls/name-of-each-connection",
    "create_connection() matches the certificate of each connection against its own server_hostname",
    {
      clauses: ["create-connection.server-hostname"],
      ...twice(
        { first: serves("server"), second: serves("server") },
        connects("p", TRUSTING),
        connects("q", { ssl: CLIENT_TLS, server_hostname: "other.test" }),
      ),
    },
  ),
  kase(
    "tls/context-of-each-connection",
    "create_connection() trusts for each connection what its own context trusts",
    {
      clauses: ["create-connection.ssl-handshake"],
      ...twice(
        { first: serves("server"), second: serves("server") },
        connects("p", TRUSTING),
        connects("q", { ssl: UNTRUSTING, server_hostname: NAME }),
      ),
    },
  ),
  kase(
    "tls/stranger-after-a-friend",
    "create_connection() refuses an unknown certificate after a connection with a good one",
    {
      clauses: ["create-connection.ssl-handshake"],
      ...twice(STRANGER_SERVES, connects("p", TRUSTING), connects("q", TRUSTING)),
    },
  ),
  kase(
    "tls/name-of-each-unix-connection",
    "create_unix_connection() matches the certificate of each connection against its own server_hostname",
    {
      clauses: ["create-unix-connection.ssl"],
      ...twice(
        { first: servesUnix("one"), second: servesUnix("two") },
        unixConnection([temporary("one")], TRUSTING),
        unixConnection([temporary("two")], { ssl: CLIENT_TLS, server_hostname: "other.test" }),
      ),
    },
  ),
  kase(
    "tls/name-of-each-upgrade",
    "start_tls() matches the certificate of each connection against its own server_hostname",
    {
      clauses: ["start-tls.server-hostname"],
      ...program({
        fns: { first: serves("server"), second: serves("server") },
        quiet: QUIET,
        body: [
          startPeer("first", "p"),
          createConnection("Here", portOf("p")),
          startTls(CLIENT_TLS, { server_hostname: NAME }, "tls"),
          seen("first: encrypted"),
          tell(variable("tls"), "close"),
          finished("p"),
          startPeer("second", "q"),
          createConnection("Here", portOf("q")),
          refusing(
            await_({
              m: "start_tls",
              args: [transportOf("Here", 1), instance("Here", 1), CLIENT_TLS],
              kwargs: { server_hostname: "other.test" },
            }),
          ),
          finished("q"),
        ],
      }),
      expect: trace("first: encrypted", "refused", BROKEN),
    },
  ),
  kase(
    "tls/certificate-of-each-server",
    "each of two servers has the certificate of its own context",
    {
      clauses: ["create-server.ssl-accept"],
      ...program({
        fns: { first: calls(NAME), second: calls("other.test") },
        quiet: QUIET,
        body: [
          createServer("Here", { as: "server", kwargs: { ssl: SERVER_TLS } }),
          createServer("Here", { as: "next", kwargs: { ssl: OTHER_TLS } }),
          startPeer("first", "p", portOf("server")),
          finished("p"),
          startPeer("second", "q", portOf("next")),
          finished("q"),
          tell(variable("server"), "close"),
          tell(variable("next"), "close"),
        ],
      }),
      expect: trace("first: encrypted", "second: encrypted"),
    },
  ),
  kase("tls/plain-beside-encrypted", "a server without ssl speaks plain text beside one with ssl", {
    clauses: ["create-server.binds-and-serves"],
    ...program({
      fns: { first: calls(NAME), second: peer(connect(), send("in plain text"), hangUp()) },
      quiet: QUIET,
      body: [
        createServer("Here", { as: "server", kwargs: { ssl: SERVER_TLS } }),
        createServer("Here", { as: "next" }),
        startPeer("first", "p", portOf("server")),
        finished("p"),
        startPeer("second", "q", portOf("next")),
        seen("Here#2 received in plain text"),
        finished("q"),
        tell(variable("server"), "close"),
        tell(variable("next"), "close"),
      ],
    }),
    expect: trace("first: encrypted", "Here#2 received in plain text"),
  }),
  kase(
    "tls/plain-text-before-an-upgrade",
    "what a client has written before start_tls() is sent in plain text, however much it is",
    {
      clauses: ["transport.write"],
      ...program({
        fns: { other: peer(listen(), accept(), wait("go"), receive(MUCH), asServer, swallow()) },
        quiet: QUIET,
        before: [event("go")],
        body: [
          startPeer("other", "p"),
          createConnection("Here", portOf("p")),
          // Whom flow control calls while the connection changes hands is not promised.
          {
            op: "do",
            what: {
              m: "set_write_buffer_limits",
              on: TRANSPORT,
              kwargs: { high: 2 * MUCH, low: 0 },
            },
          },
          tell(TRANSPORT, "write", [numbered(MUCH)]),
          eventSet("go"),
          startTls(CLIENT_TLS, { server_hostname: NAME }, "tls"),
          seen("other: encrypted"),
          tell(variable("tls"), "close"),
          finished("p"),
        ],
      }),
      expect: trace(`other: received ${shownData(numberedBytes(MUCH))}`, "other: encrypted"),
    },
  ),
]);
