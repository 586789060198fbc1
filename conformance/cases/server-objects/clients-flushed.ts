/** Servers: close_clients() closes transports, and so what they have buffered is sent. */
import { call, coroutine, event, eventSet, log, quiet, wait } from "../../language/build.ts";
import {
  connect,
  createServer,
  finished,
  numbered,
  numberedBytes,
  peer,
  portOf,
  receiveEnd,
  seen,
  shownData,
  startPeer,
  streamProtocol,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { FLOW, LOST, MADE } from "../kit/connected.ts";
import { closeServer, SERVER } from "../kit/serving.ts";

const CLIENTS = "server.close-clients";
/** Bytes: more than the buffers of a loopback connection take. */
const MUCH = 6_000_000;
const RECEIVED = `other: received ${shownData(numberedBytes(MUCH))}`;
const closeClients = tell(SERVER, "close_clients");

export const serverObjectsClientsFlushed = table(
  (
    [
      ["closed-server", "of a closed server", [closeServer, closeClients], []],
      ["open-server", "of a server that goes on", [closeClients], [closeServer]],
      ["twice", "that is called twice", [closeServer, closeClients, closeClients], []],
    ] as const
  ).map(([slug, which, closes, after]) =>
    kase(
      `server-objects/close-clients-flushes-${slug}`,
      `close_clients() ${which} sends what its connections have buffered`,
      {
        clauses: [CLIENTS],
        fns: {
          other: peer(connect(), wait("go"), receiveEnd()),
          use: quiet(
            coroutine(
              createServer("Here", { as: "server" }),
              startPeer("other", "p", portOf("server")),
              seen(MADE),
              tell(transportOf("Here"), "write", [numbered(MUCH)]),
              ...closes,
              log("the other end reads"),
              eventSet("go"),
              seen(LOST),
              finished("p"),
              ...after,
            ),
          ),
        },
        protocols: { Here: streamProtocol({}, FLOW) },
        main: [event("go"), runUntilComplete(call("use"))],
        expect: trace(MADE, "the other end reads", LOST, RECEIVED, "other: end"),
      },
    ),
  ),
);
