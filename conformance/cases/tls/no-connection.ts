/** Handshakes that fail: a protocol that was not told of a connection is not told that it is lost. */
import { callbackWith, if_, log, quiet, sleep, variable } from "../../language/build.ts";
import {
  accept,
  connect,
  createConnection,
  createServer,
  finished,
  halfClose,
  hangUp,
  listen,
  peer,
  portOf,
  send,
  startPeer,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { newState, setState, stateOf } from "../kit/shared-state.ts";
import { SERVER_TLS, TRUSTING } from "../kit/tls.ts";
import { program, refusing } from "../kit/tls-terms.ts";
import { PATH, SOCKET, unixConnection, unixServer } from "../kit/unix-sockets.ts";

const ONCE = "protocol.called-once";
const TLS = { ssl: SERVER_TLS };
/** What the other end says in place of a handshake. */
const INSTEAD = [
  ["end", "the other end says that it sends nothing", [halfClose()]],
  ["plain-data", "the other end sends plain data", [send("no TLS at all, but a line of text")]],
] as const;

interface Part {
  readonly slug: string;
  readonly title: string;
  readonly begins: readonly Operation[];
  readonly body: readonly Operation[];
  readonly told: readonly string[];
}
const closes = tell(variable("server"), "close");
const started = startPeer("other", "p");
const PARTS: readonly Part[] = [
  {
    slug: "client",
    title: "create_connection()",
    begins: [listen(), accept()],
    body: [
      started,
      refusing(createConnection("Here", portOf("p"), { kwargs: TRUSTING })),
      finished("p"),
    ],
    told: ["refused"],
  },
  {
    slug: "unix-client",
    title: "create_unix_connection()",
    begins: [listen({ transport: "unix", path: SOCKET }), accept()],
    body: [started, refusing(unixConnection([PATH], TRUSTING)), finished("p")],
    told: ["refused"],
  },
  {
    slug: "server",
    title: "a server",
    begins: [connect()],
    body: [
      createServer("Here", { as: "server", kwargs: TLS }),
      startPeer("other", "p", portOf("server")),
      finished("p"),
      closes,
    ],
    told: [],
  },
  {
    slug: "unix-server",
    title: "a Unix server",
    begins: [connect()],
    body: [unixServer([PATH], TLS, "server"), startPeer("other", "p", PATH), finished("p"), closes],
    told: [],
  },
];

export const tlsNoConnection = table(
  PARTS.flatMap(({ slug, title, begins, body, told }) =>
    INSTEAD.map(([name, what, says]) =>
      kase(
        `tls/loses-no-connection-${slug}-${name}`,
        `a protocol of ${title} is not told of the loss of a connection of which it was not told, where ${what}`,
        {
          clauses: [ONCE],
          ...program({
            fns: {
              other: peer(...begins, ...says, swallow(), hangUp()),
              makes: quiet(callbackWith(["self", "transport"], setState("done", true))),
              loses: quiet(
                callbackWith(
                  ["self", "error"],
                  if_({ not: stateOf("done") }, [log("loses what it was not told of")]),
                ),
              ),
            },
            before: newState({ done: false }),
            quiet: ["connection_made", "connection_lost", "data_received", "eof_received"],
            on: { connection_made: "makes", connection_lost: "loses" },
            body: [...body, sleep(0.01)],
          }),
          expect: trace(...told),
        },
      ),
    ),
  ),
);
