/** TLS: arguments that are refused, and what transports know of their encryption. */
import { assign, show, try_, variable } from "../../language/build.ts";
import {
  accept,
  createConnection,
  factory,
  finished,
  instance,
  listen,
  peer,
  portOf,
  seen,
  startPeer,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import {
  CLIENT_TLS,
  NAME,
  STARTED_CLIENT,
  STARTED_SERVER,
  startTls,
  TLS_CLIENT,
  TLS_SERVER,
} from "../kit/tls.ts";
import { program, refusing } from "../kit/tls-terms.ts";

const ARGS = "create-connection.ssl-args";
const SERVER_ARGS = "create-server.ssl-args";
const START_ARGS = "start-tls.argument-checks";
const CLOSING = "start-tls.closing-transport";
const INFO = "tls-transport.extra-info";

const QUIET = ["connection_made", "connection_lost", "eof_received"];

const refused = (
  slug: string,
  title: string,
  clause: typeof ARGS | typeof SERVER_ARGS,
  method: "create_connection" | "create_server",
  args: readonly Expression[],
  kwargs: Keywords,
  kind: "ValueError" | "TypeError" = "ValueError",
) =>
  kase(`tls/${slug}`, `${method}() refuses ${title}`, {
    clauses: [clause],
    ...program({
      body: [try_({ op: "await", what: { m: method, args: [factory("Here"), ...args], kwargs } })],
    }),
    expect: trace(`!${kind}`),
  });

export const tlsArguments = table([
  refused(
    "name-without-ssl",
    "server_hostname without ssl",
    ARGS,
    "create_connection",
    ["127.0.0.1", 9],
    {
      server_hostname: NAME,
    },
  ),
  refused(
    "handshake-timeout-without-ssl",
    "ssl_handshake_timeout without ssl",
    ARGS,
    "create_connection",
    ["127.0.0.1", 9],
    { ssl_handshake_timeout: 5 },
  ),
  ...([0, -1] as const).map((seconds) =>
    kase(
      `tls/handshake-timeout-of-${seconds === 0 ? "zero" : "less"}`,
      `create_connection() refuses an ssl_handshake_timeout of ${seconds}`,
      {
        clauses: [ARGS],
        ...program({
          fns: { other: peer(listen(), accept(), swallow()) },
          quiet: QUIET,
          body: [
            startPeer("other", "p"),
            try_(
              createConnection("Here", portOf("p"), {
                kwargs: { ssl: CLIENT_TLS, server_hostname: NAME, ssl_handshake_timeout: seconds },
              }),
            ),
          ],
        }),
        main: [{ op: "do", what: { m: "run_until_complete", args: [{ call: "use" }] } }],
        expect: trace("!ValueError"),
      },
    ),
  ),
  kase(
    "tls/sock-without-name",
    "create_connection() refuses ssl with a socket and no server_hostname",
    {
      clauses: [ARGS],
      ...program({
        fns: { other: peer(listen(), accept(), swallow()) },
        body: [
          startPeer("other", "p"),
          assign("sock", { make: "socket", state: "connected", to: portOf("p") }),
          try_({
            op: "await",
            what: {
              m: "create_connection",
              args: [factory("Here")],
              kwargs: { ssl: CLIENT_TLS, sock: variable("sock") },
            },
          }),
          tell(variable("sock"), "close"),
          finished("p"),
        ],
      }),
      expect: trace("!ValueError"),
    },
  ),
  refused(
    "server-handshake-timeout-without-ssl",
    "ssl_handshake_timeout without ssl",
    SERVER_ARGS,
    "create_server",
    ["127.0.0.1", 0],
    { ssl_handshake_timeout: 5 },
  ),
  refused(
    "server-ssl-true",
    "True in place of a context",
    SERVER_ARGS,
    "create_server",
    ["127.0.0.1", 0],
    { ssl: true },
    "TypeError",
  ),
  ...(
    [
      ["no-context", "a context that is none", TRANSPORT, { make: "object" }],
      ["none-as-context", "None as its context", TRANSPORT, null],
      ["no-transport", "a transport that is none", { make: "object" }, CLIENT_TLS],
    ] as const
  ).map(([slug, what, transport, context]) =>
    kase(`tls/start-tls-of-${slug}`, `start_tls() refuses ${what}`, {
      clauses: [START_ARGS],
      ...program({
        fns: { other: peer(listen(), accept(), swallow()) },
        body: [
          startPeer("other", "p"),
          createConnection("Here", portOf("p")),
          try_({
            op: "await",
            what: {
              m: "start_tls",
              args: [transport, instance("Here"), context],
              kwargs: { server_hostname: NAME },
            },
          }),
          tell(TRANSPORT, "abort"),
          seen(LOST),
          finished("p"),
        ],
      }),
      expect: trace(MADE, "!TypeError", LOST),
    }),
  ),
  kase(
    "tls/start-tls-of-a-closing-transport",
    "start_tls() of a closing transport returns None or raises",
    {
      clauses: [CLOSING],
      ...program({
        fns: { other: peer(listen(), accept(), swallow()) },
        quiet: ["connection_lost", "eof_received"],
        body: [
          startPeer("other", "p"),
          createConnection("Here", portOf("p")),
          tell(TRANSPORT, "close"),
          refusing(
            startTls(CLIENT_TLS, { server_hostname: NAME, ssl_handshake_timeout: 1 }, "tls"),
            show("transport", variable("tls")),
          ),
          finished("p"),
        ],
      }),
      expect: trace(MADE, { one_of: [["refused"], ["transport=None", "accepted"]] }),
    },
  ),
  ...[TLS_CLIENT, TLS_SERVER, STARTED_CLIENT, STARTED_SERVER].flatMap((side) =>
    (
      [
        ["sslcontext", "sslcontext"],
        ["ssl-object", "ssl_object"],
        ["cipher", "cipher"],
      ] as const
    ).map(([slug, name]) =>
      kase(`tls/knows-${slug}-${side.slug}`, `${side.title} knows its ${name}`, {
        clauses: [INFO],
        ...side.connected({
          other: [swallow(), ...side.leaves],
          body: [
            show("none", {
              same: [{ m: "get_extra_info", on: side.transport, args: [name] }, null],
            }),
            tell(side.transport, "abort"),
            seen(LOST),
            finished("p"),
          ],
        }),
        expect: trace(MADE, "none=False", LOST, "other: encrypted"),
      }),
    ),
  ),
  ...[TLS_CLIENT, STARTED_CLIENT].map((side) =>
    kase(
      `tls/knows-peercert-${side.slug}`,
      `${side.title} knows the certificate of the other end`,
      {
        clauses: [INFO],
        ...side.connected({
          other: [swallow(), ...side.leaves],
          body: [
            assign("certificate", {
              m: "get_extra_info",
              on: side.transport,
              args: ["peercert"],
            }),
            show("a dict", { is: variable("certificate"), type: "dict" }),
            // It was validated, and is not empty therefore.
            show("no subject", {
              same: [{ item: "subject", of: variable("certificate") }, null],
            }),
            tell(side.transport, "abort"),
            seen(LOST),
            finished("p"),
          ],
        }),
        expect: trace(MADE, "a dict=True", "no subject=False", LOST, "other: encrypted"),
      },
    ),
  ),
]);
