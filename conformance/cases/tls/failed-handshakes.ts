/** Servers that encrypt: handshakes that fail, and the connections after them. */
import { callbackWith, event, eventSet, log, quiet, variable, wait } from "../../language/build.ts";
import {
  connect,
  createServer,
  finished,
  handshake,
  peer,
  portOf,
  seen,
  startPeer,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { NAME, SERVER_TLS } from "../kit/tls.ts";
import { program } from "../kit/tls-terms.ts";

const FAILED = "create-server.ssl-failed-handshake";

export const tlsFailedHandshakes = table([
  ...(
    [
      [
        "plain-data",
        "plain data",
        [
          connect(),
          { op: "send", data: { bytes: "no TLS at all, but a line of text" } },
          swallow(),
        ],
      ],
      ["silence", "nothing but the end", [connect(), { op: "hang_up" }]],
      [
        "distrust",
        "a client that does not trust it",
        [connect(), handshake("client", { name: "other.test" })],
      ],
    ] as const
  ).map(([slug, what, steps]) =>
    kase(
      `tls/server-outlives-${slug}`,
      `a TLS server that meets ${what} makes no connection of it and serves the next`,
      {
        clauses: [FAILED],
        ...program({
          fns: {
            makes: quiet(callbackWith(["self", "transport"], log("makes a connection"))),
            serves: quiet(
              callbackWith(
                ["self", "data"],
                log("serves"),
                tell({ attr: "transport", of: variable("self") }, "abort"),
              ),
            ),
            bad: peer(...(steps as readonly Operation[])),
            other: peer(
              connect(),
              wait("go"),
              handshake("client", { name: NAME }),
              { op: "send", data: { bytes: "hello" } },
              swallow(),
            ),
          },
          before: [event("go")],
          // Whether a factory is called for what is no connection yet is not promised.
          quiet: ["connection_made", "data_received", "eof_received", "connection_lost"],
          on: { connection_made: "makes", data_received: "serves" },
          body: [
            createServer("Here", { as: "server", kwargs: { ssl: SERVER_TLS } }),
            startPeer("bad", "b", portOf("server")),
            finished("b"),
            startPeer("other", "p", portOf("server")),
            eventSet("go"),
            seen("serves"),
            finished("p"),
            tell(variable("server"), "close"),
          ],
        }),
        expect: trace(
          ...(slug === "distrust" ? ["bad: !OSError"] : []),
          "makes a connection",
          "serves",
          "other: encrypted",
        ),
      },
    ),
  ),
]);
