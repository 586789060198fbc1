/** Servers with TLS: what close(), close_clients() and abort_clients() do to their connections. */
import { call, coroutine, event, eventSet, quiet, wait } from "../../language/build.ts";
import {
  connect,
  createServer,
  finished,
  hangUp,
  numbered,
  peer,
  portOf,
  receive,
  seen,
  send,
  startPeer,
  streamProtocol,
  swallow,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { FLOW, LOST, MADE } from "../kit/connected.ts";
import { closeServer, SERVER } from "../kit/serving.ts";
import { asClient, SERVER_TLS } from "../kit/tls.ts";

const CLIENTS = "server.close-clients";
const CLOSE = "server.close-stops-listening";

const write = (what: Expression): Operation => tell(transportOf("Here"), "write", [what]);

/** A program over a server with TLS whose client, the peer `other`, has done the handshake. */
const encrypted = (other: readonly Operation[], ...body: readonly Operation[]) => ({
  fns: {
    other: peer(connect(), asClient, ...other),
    use: quiet(
      coroutine(
        createServer("Here", { as: "server", kwargs: { ssl: SERVER_TLS } }),
        startPeer("other", "p", portOf("server")),
        seen(MADE),
        seen("other: encrypted"),
        ...body,
      ),
    ),
  },
  protocols: { Here: streamProtocol({}, ["eof_received", ...FLOW]) },
  main: [event("go"), runUntilComplete(call("use"))],
});

export const serverObjectsEncryptedClients = table([
  kase(
    "server-objects/abort-encrypted-clients",
    "abort_clients() ends TLS connections whose other end does not read",
    {
      clauses: [CLIENTS],
      ...encrypted(
        [wait("go"), swallow()],
        write(numbered(6_000_000)),
        closeServer,
        tell(SERVER, "abort_clients"),
        seen(LOST),
        eventSet("go"),
        finished("p"),
      ),
      expect: trace(MADE, LOST, "other: encrypted"),
    },
  ),
  ...(
    [
      ["closed", "a closed server", [closeServer], []],
      ["open", "an open server", [], [closeServer]],
    ] as const
  ).map(([slug, which, before, after]) =>
    kase(
      `server-objects/close-encrypted-clients-${slug}`,
      `close_clients() of ${which} closes its TLS connections`,
      {
        clauses: [CLIENTS],
        ...encrypted(
          [swallow(), hangUp()],
          ...before,
          tell(SERVER, "close_clients"),
          seen(LOST),
          eventSet("go"),
          finished("p"),
          ...after,
        ),
        expect: trace(MADE, LOST, "other: encrypted"),
      },
    ),
  ),
  ...(
    [
      ["silent", "that have been silent", []],
      ["heard", "that have brought data", [send("one ")]],
    ] as const
  ).map(([slug, which, first]) =>
    kase(
      `server-objects/closed-beside-encrypted-${slug}`,
      `close() of a server leaves TLS connections ${which} open both ways`,
      {
        clauses: [CLOSE],
        ...encrypted(
          [...first, wait("go"), send("two"), receive(5), swallow(), hangUp()],
          ...(first.length === 0 ? [] : [seen("Here received one ")]),
          closeServer,
          eventSet("go"),
          seen(`Here received ${first.length === 0 ? "" : "one "}two`),
          write({ bytes: "reply" }),
          seen("other: received reply"),
          tell(transportOf("Here"), "close"),
          seen(LOST),
          finished("p"),
        ),
        expect: trace(
          MADE,
          `Here received ${first.length === 0 ? "" : "one "}two`,
          LOST,
          "other: encrypted",
          "other: received reply",
        ),
      },
    ),
  ),
]);
