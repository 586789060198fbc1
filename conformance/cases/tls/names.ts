/** Which certificates are accepted: names, authorities, and where no name is checked. */
import { assign, variable } from "../../language/build.ts";
import {
  accept,
  createConnection,
  factory,
  finished,
  handshake,
  listen,
  peer,
  portOf,
  receiveEnd,
  seen,
  startPeer,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { CertificateName } from "../../language/certificates.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { MADE, TRANSPORT } from "../kit/connected.ts";
import { CLIENT_TLS, NAME, startTls } from "../kit/tls.ts";
import { program, refusing } from "../kit/tls-terms.ts";
import { PATH, SOCKET, unixConnection } from "../kit/unix-sockets.ts";

const HANDSHAKE = "create-connection.ssl-handshake";
const HOSTNAME = "create-connection.server-hostname";
const CHECKS = "create-connection.check-hostname";
const UNIX = "create-unix-connection.ssl";
const STARTS = "start-tls.server-hostname";

/** Whether and when a protocol hears of a connection that is refused is not promised. */
const QUIET = ["connection_made", "connection_lost", "eof_received"];
/** What a peer sees whose handshake the other end breaks off. */
const BROKEN = {
  one_of: ["OSError", "ConnectionResetError", "BrokenPipeError", "ConnectionAbortedError"].map(
    (error) => [`other: !${error}`],
  ),
};
const UNTRUSTING: Expression = { make: "tls", side: "client", trusts: false };
const UNCHECKED: Operation[] = [
  assign("context", CLIENT_TLS),
  { op: "set_attr", of: variable("context"), attr: "check_hostname", value: false },
];

interface Attempt {
  readonly slug: string;
  readonly what: string;
  readonly certificate?: CertificateName;
  readonly host?: string;
  readonly kwargs: Keywords;
  readonly before?: readonly Operation[];
}

const connecting = ({ host = "127.0.0.1", kwargs, before = [] }: Attempt) => [
  ...before,
  {
    op: "await" as const,
    what: { m: "create_connection", args: [factory("Here"), host, portOf("p")], kwargs },
  },
];

const serving = (certificate: CertificateName = "server") => [
  listen(),
  accept(),
  handshake("server", { certificate }),
  swallow(),
];

const ACCEPTED: readonly Attempt[] = [
  {
    slug: "by-name",
    what: "a certificate for server_hostname",
    kwargs: { ssl: CLIENT_TLS, server_hostname: NAME },
  },
  {
    slug: "by-another-of-its-names",
    what: "a certificate one of whose names is server_hostname",
    kwargs: { ssl: CLIENT_TLS, server_hostname: "localhost" },
  },
  {
    slug: "by-address",
    what: "a certificate for the address that is the host",
    kwargs: { ssl: CLIENT_TLS },
  },
  {
    slug: "by-host",
    what: "a certificate for the name that is the host",
    host: "localhost",
    kwargs: { ssl: CLIENT_TLS, family: 2 },
  },
  {
    slug: "unchecked",
    what: "a certificate for another name where server_hostname is empty",
    certificate: "other",
    kwargs: { ssl: variable("context"), server_hostname: "" },
    before: UNCHECKED,
  },
  {
    slug: "over-the-host",
    what: "a certificate for server_hostname that is not the host's",
    certificate: "other",
    kwargs: { ssl: CLIENT_TLS, server_hostname: "other.test" },
  },
];

const REFUSED: readonly (Attempt & { readonly clause: typeof HANDSHAKE | typeof HOSTNAME })[] = [
  {
    clause: HANDSHAKE,
    slug: "stranger",
    what: "a certificate that no authority has signed",
    certificate: "stranger",
    kwargs: { ssl: CLIENT_TLS, server_hostname: NAME },
  },
  {
    clause: HANDSHAKE,
    slug: "untrusted",
    what: "a certificate whose authority the context does not trust",
    kwargs: { ssl: UNTRUSTING, server_hostname: NAME },
  },
  {
    clause: HANDSHAKE,
    slug: "ssl-true",
    what: "a certificate of an unknown authority with ssl=True",
    kwargs: { ssl: true, server_hostname: NAME },
  },
  {
    clause: HANDSHAKE,
    slug: "other-certificate",
    what: "a certificate for another name",
    certificate: "other",
    kwargs: { ssl: CLIENT_TLS, server_hostname: NAME },
  },
  {
    clause: HOSTNAME,
    slug: "other-name",
    what: "a certificate for the host where server_hostname is another name",
    kwargs: { ssl: CLIENT_TLS, server_hostname: "other.test" },
  },
  {
    clause: HOSTNAME,
    slug: "other-address",
    what: "a certificate that does not name the address that is the host",
    certificate: "other",
    kwargs: { ssl: CLIENT_TLS },
  },
];

const upgrading = (context: Expression, kwargs: Keywords): Operation[] => [
  createConnection("Here", portOf("p")),
  refusing(startTls(context, kwargs)),
  tell(TRANSPORT, "abort"),
];

export const tlsNames = table([
  ...ACCEPTED.map((attempt) =>
    kase(`tls/accepts-${attempt.slug}`, `create_connection() accepts ${attempt.what}`, {
      clauses: [HOSTNAME],
      ...program({
        fns: { other: peer(...serving(attempt.certificate)) },
        quiet: QUIET,
        body: [
          startPeer("other", "p"),
          refusing(...connecting(attempt)),
          seen("other: encrypted"),
          tell(TRANSPORT, "abort"),
          finished("p"),
        ],
      }),
      expect: trace("accepted", "other: encrypted"),
    }),
  ),
  ...REFUSED.map((attempt) =>
    kase(`tls/refuses-${attempt.slug}`, `create_connection() refuses ${attempt.what}`, {
      clauses: [attempt.clause],
      ...program({
        fns: { other: peer(...serving(attempt.certificate)) },
        quiet: QUIET,
        body: [startPeer("other", "p"), refusing(...connecting(attempt)), finished("p")],
      }),
      expect: trace("refused", BROKEN),
    }),
  ),
  ...(
    [
      ["accepts", "server", "a certificate for server_hostname", NAME],
      ["refuses", "other", "a certificate for another name", NAME],
      ["refuses-stranger", "stranger", "a certificate that no authority has signed", NAME],
      ["accepts-other", "other", "a certificate for another server_hostname", "other.test"],
      [
        "refuses-other-name",
        "server",
        "a certificate where server_hostname is another name",
        "other.test",
      ],
    ] as const
  ).map(([slug, certificate, what, name]) =>
    kase(`tls/unix-${slug}`, `create_unix_connection() ${slug.split("-")[0]} ${what}`, {
      clauses: [UNIX],
      ...program({
        fns: {
          other: peer(
            listen({ transport: "unix", path: SOCKET }),
            accept(),
            handshake("server", { certificate }),
            swallow(),
          ),
        },
        quiet: slug.startsWith("accepts") ? QUIET.slice(1) : QUIET,
        body: [
          startPeer("other", "p"),
          refusing(unixConnection([PATH], { ssl: CLIENT_TLS, server_hostname: name })),
          ...(slug.startsWith("accepts")
            ? [seen(MADE), seen("other: encrypted"), tell(TRANSPORT, "abort")]
            : []),
          finished("p"),
        ],
      }),
      expect: slug.startsWith("accepts")
        ? trace({ any_order: [MADE, "accepted"] }, "other: encrypted")
        : trace("refused", BROKEN),
    }),
  ),
  ...(
    [
      ["other-certificate", "other", "a certificate for another name", NAME],
      ["other-name", "server", "a certificate where server_hostname is another name", "other.test"],
      ["stranger", "stranger", "a certificate that no authority has signed", NAME],
    ] as const
  ).map(([slug, certificate, what, name]) =>
    kase(`tls/start-tls-refuses-${slug}`, `start_tls() refuses ${what}`, {
      clauses: [STARTS],
      ...program({
        fns: { other: peer(...serving(certificate)) },
        quiet: QUIET,
        body: [
          startPeer("other", "p"),
          ...upgrading(CLIENT_TLS, { server_hostname: name }),
          finished("p"),
        ],
      }),
      expect: trace("refused", BROKEN),
    }),
  ),
  kase(
    "tls/start-tls-accepts-another-name",
    "start_tls() accepts a certificate one of whose names it is given",
    {
      clauses: [STARTS],
      ...program({
        fns: { other: peer(...serving()) },
        quiet: QUIET,
        before: [],
        body: [
          startPeer("other", "p"),
          createConnection("Here", portOf("p")),
          refusing(startTls(CLIENT_TLS, { server_hostname: "localhost" }, "tls")),
          seen("other: encrypted"),
          tell(variable("tls"), "abort"),
          finished("p"),
        ],
      }),
      expect: trace("accepted", "other: encrypted"),
    },
  ),
  ...(
    [
      ["beside-an-address", CLIENT_TLS, "127.0.0.1"],
      ["beside-a-name", CLIENT_TLS, "localhost"],
      ["with-a-context-that-trusts-nobody", UNTRUSTING, "127.0.0.1"],
    ] as const
  ).map(([slug, ssl, host]) =>
    kase(
      `tls/empty-name-${slug}`,
      `create_connection() refuses an empty server_hostname ${slug.replaceAll("-", " ")} where the context checks names`,
      {
        clauses: [CHECKS],
        ...program({
          fns: { other: peer(listen(), accept(), receiveEnd()) },
          quiet: QUIET,
          body: [
            startPeer("other", "p"),
            {
              op: "try",
              body: connecting({
                slug,
                what: "",
                host,
                kwargs: { ssl, server_hostname: "", family: 2, ssl_handshake_timeout: 1 },
              }),
            },
          ],
        }),
        main: [{ op: "do", what: { m: "run_until_complete", args: [{ call: "use" }] } }],
        expect: trace("!ValueError"),
      },
    ),
  ),
]);
