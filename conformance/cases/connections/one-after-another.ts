/** create_connection() after one that was refused, beside another one, and over sockets that have heard something. */
import { assign, await_, call, coroutine, log, quiet, variable } from "../../language/build.ts";
import {
  accept,
  factory,
  finished,
  hangUp,
  listen,
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
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { EOF_RECEIVED, LOST, MADE } from "../kit/connected.ts";
import { createsConnection, ends, failing, withPeer } from "../kit/connecting.ts";

const ORDER = "create-connection.order-of-steps";

const connects = (protocol: string, to: string): Expression => ({
  m: "create_connection",
  args: [factory(protocol), "127.0.0.1", portOf(to)],
});
const greeting = (text: string) => peer(listen(), accept(), send(text), receiveEnd());
const ofSocket = (as?: string) => [
  assign("sock", { make: "socket", state: "connected", to: portOf("p") }),
  seen("other: has sent"),
  createsConnection([factory("Here")], { sock: variable("sock") }, as),
];

export const connectionsOneAfterAnother = table([
  kase(
    "connections/after-one-that-was-refused",
    "create_connection() connects after one that was refused",
    {
      clauses: [ORDER],
      ...withPeer(
        [
          failing(createsConnection([factory("There"), "127.0.0.1", portOf("p")])),
          finished("p"),
          startPeer("second", "q"),
          await_(connects("Here", "q")),
          seen("Here received hello"),
          tell(transportOf("Here"), "close"),
          seen(LOST),
          finished("q"),
        ],
        [listen({ refuses: true })],
        { second: greeting("hello") },
      ),
      protocols: { Here: streamProtocol(), There: streamProtocol() },
      expect: trace("an OSError=True", MADE, "Here received hello", LOST, "second: end"),
    },
  ),
  kase(
    "connections/two-at-once",
    "two calls of create_connection() at the same time make the connection of each",
    {
      clauses: [ORDER],
      fns: {
        // One byte each: of more, some may come in between.
        first: greeting("1"),
        second: greeting("2"),
        use: quiet(
          coroutine(
            startPeer("first", "p"),
            startPeer("second", "q"),
            await_({ asyncio: "gather", args: [connects("Here", "p"), connects("There", "q")] }),
            seen("Here received 1"),
            seen("There received 2"),
            tell(transportOf("Here"), "close"),
            tell(transportOf("There"), "close"),
            seen(LOST),
            seen("There.connection_lost(None)"),
            finished("p"),
            finished("q"),
          ),
        ),
      },
      protocols: {
        Here: streamProtocol({}, ["connection_made"]),
        There: streamProtocol({}, ["connection_made"]),
      },
      main: [runUntilComplete(call("use"))],
      expect: trace(
        { any_order: ["Here received 1", "There received 2"] },
        { any_order: [LOST, "There.connection_lost(None)"] },
        "first: end",
        "second: end",
      ),
    },
  ),
  kase(
    "connections/sock-with-data",
    "what waits in a socket that create_connection() is given comes after connection_made()",
    {
      clauses: ["protocol.called-between"],
      ...withPeer(
        [...ofSocket("pair"), seen("Here received early"), ...ends],
        [listen(), accept(), send("early"), log("has sent"), receiveEnd()],
      ),
      expect: trace(MADE, "Here received early", LOST, "other: has sent", "other: end"),
    },
  ),
  kase(
    "connections/sock-with-data-and-end",
    "data and end that wait in a socket that create_connection() is given reach its protocol",
    {
      clauses: ["protocol.data-received"],
      ...withPeer(
        [...ofSocket(), seen(LOST), finished("p")],
        [listen(), accept(), send("early"), log("has sent"), hangUp()],
      ),
      expect: trace(MADE, "Here received early", EOF_RECEIVED, LOST, "other: has sent"),
    },
  ),
]);
