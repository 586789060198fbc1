/** Servers beside others: what is done to one leaves the others and their connections alone. */
import { call, event, eventSet, log, sleep, variable, wait } from "../../language/build.ts";
import {
  connect,
  createServer,
  finished,
  peer,
  portOf,
  receiveEnd,
  seen,
  send,
  startPeer,
  streamProtocol,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closeServer, SERVER, withServer } from "../kit/serving.ts";

const NEXT = variable("next");
const THERE_LOST = "There.connection_lost(None)";
const protocols = {
  Here: streamProtocol({}, ["connection_made", "connection_lost"]),
  There: streamProtocol({}, ["connection_made"]),
};

export const serverObjectsBesideOthers = table([
  kase("server-objects/close-of-another", "close() of a server leaves another one listening", {
    clauses: ["server.close-stops-listening"],
    ...withServer(
      { other: peer(connect(), send("hello"), receiveEnd()) },
      createServer("There", { as: "next" }),
      closeServer,
      sleep(0),
      startPeer("other", "p", portOf("next")),
      seen("There received hello"),
      tell(transportOf("There"), "close"),
      seen(THERE_LOST),
      finished("p"),
      tell(NEXT, "close"),
    ),
    protocols,
    expect: trace("There received hello", THERE_LOST, "other: end"),
  }),
  ...(["close_clients", "abort_clients"] as const).map((method) =>
    kase(
      `server-objects/${method.replace("_", "-")}-of-another`,
      `${method}() of a server leaves the connections of another one open`,
      {
        clauses: ["server.close-clients"],
        ...withServer(
          {
            other: peer(connect(), receiveEnd()),
            second: peer(connect(), wait("go"), send("still there"), receiveEnd()),
          },
          createServer("There", { as: "next" }),
          startPeer("other", "p", portOf("server")),
          startPeer("second", "q", portOf("next")),
          seen("Here.connection_made"),
          seen("There.connection_made"),
          tell(SERVER, method),
          finished("p"),
          eventSet("go"),
          seen("There received still there"),
          log("closes"),
          tell(transportOf("There"), "close"),
          seen(THERE_LOST),
          finished("q"),
          closeServer,
          tell(NEXT, "close"),
        ),
        main: [event("go"), runUntilComplete(call("use"))],
        protocols: {
          Here: streamProtocol({}, ["connection_lost"]),
          There: streamProtocol(),
        },
        expect: trace(
          { any_order: ["Here.connection_made", "There.connection_made"] },
          { one_of: [["other: end"], ["other: reset"]] },
          "There received still there",
          "closes",
          THERE_LOST,
          "second: end",
        ),
      },
    ),
  ),
]);
