/** Servers: how close_clients() and abort_clients() end connections. */

import {
  await_,
  call,
  coroutine,
  event,
  eventSet,
  log,
  quiet,
  sleep,
  wait,
} from "../../language/build.ts";
import {
  connect,
  createServer,
  finished,
  peer,
  portOf,
  receiveEnd,
  seen,
  startPeer,
  streamProtocol,
  swallow,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { FLOW, LOST, MADE } from "../kit/connected.ts";
import { closeServer, SERVER, withServer } from "../kit/serving.ts";

const CLIENTS = "server.close-clients";

export const serverObjectsClients = table([
  kase("server-objects/close-clients", "close_clients() closes the connections of a server", {
    clauses: [CLIENTS],
    ...withServer(
      { other: peer(connect(), receiveEnd()) },
      startPeer("other", "p", portOf("server")),
      seen(MADE),
      tell(transportOf("Here"), "write", [{ bytes: "bye" }]),
      closeServer,
      tell(SERVER, "close_clients"),
      seen(LOST),
      finished("p"),
      await_({ m: "wait_closed", on: SERVER }),
      log("closed"),
    ),
    expect: trace(MADE, LOST, "other: received bye", "other: end", "closed"),
  }),
  kase(
    "server-objects/close-clients-of-two",
    "close_clients() closes all connections of a server",
    {
      clauses: [CLIENTS],
      ...withServer(
        { other: peer(connect(), receiveEnd()), second: peer(connect(), receiveEnd()) },
        startPeer("other", "p", portOf("server")),
        seen(MADE),
        startPeer("second", "q", portOf("server")),
        seen("Here#2.connection_made"),
        tell(SERVER, "close_clients"),
        finished("p"),
        finished("q"),
        closeServer,
        sleep(0.01),
      ),
      protocols: { Here: streamProtocol({}, ["connection_lost"]) },
      expect: trace(MADE, "Here#2.connection_made", "other: end", "second: end"),
    },
  ),
  kase(
    "server-objects/close-clients-again",
    "close_clients() closes connections that were made after it was called before",
    {
      clauses: [CLIENTS],
      ...withServer(
        { other: peer(connect(), receiveEnd()), second: peer(connect(), receiveEnd()) },
        startPeer("other", "p", portOf("server")),
        seen(MADE),
        tell(SERVER, "close_clients"),
        finished("p"),
        startPeer("second", "q", portOf("server")),
        seen("Here#2.connection_made"),
        tell(SERVER, "close_clients"),
        finished("q"),
        closeServer,
        sleep(0.01),
      ),
      protocols: { Here: streamProtocol({}, ["connection_lost"]) },
      expect: trace(MADE, "other: end", "Here#2.connection_made", "second: end"),
    },
  ),
  kase(
    "server-objects/abort-clients",
    "abort_clients() ends connections whose other end does not read",
    {
      clauses: [CLIENTS],
      fns: {
        other: peer(connect(), wait("lost"), swallow()),
        use: quiet(
          coroutine(
            createServer("Here", { as: "server" }),
            startPeer("other", "p", portOf("server")),
            seen(MADE),
            tell(transportOf("Here"), "write", [{ numbered: 6_000_000 }]),
            closeServer,
            tell(SERVER, "abort_clients"),
            seen(LOST),
            eventSet("lost"),
            finished("p"),
          ),
        ),
      },
      protocols: { Here: streamProtocol({}, FLOW) },
      main: [event("lost"), runUntilComplete(call("use"))],
      expect: trace(MADE, LOST),
    },
  ),
]);
