/** create_connection(): the order of its steps and what it returns. */

import {
  call,
  callback,
  coroutine,
  log,
  quiet,
  return_,
  same,
  show,
  variable,
} from "../../language/build.ts";
import {
  accept,
  createConnection,
  factory,
  finished,
  instance,
  listen,
  newProtocol,
  peer,
  portOf,
  receiveEnd,
  seen,
  send,
  startPeer,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { createsConnection, ends, failing, TRANSPORT, withPeer } from "../kit/connecting.ts";

const ORDER = "create-connection.order-of-steps";
const TYPE = "create-connection.transport-type";
const PROTOCOL: Expression = { item: 1, of: variable("pair") };

export const connectionsOpening = table([
  kase(
    "connections/factory-then-made-then-returned",
    "create_connection() calls the factory, then connection_made(), and then returns",
    {
      clauses: [ORDER],
      ...withPeer(
        [
          createsConnection([{ fn: "makes" }, "127.0.0.1", portOf("p")], undefined, "pair"),
          log("returned"),
          ...ends,
        ],
        undefined,
        { makes: callback(return_(newProtocol("Here"))) },
      ),
      expect: trace("makes", MADE, "returned", LOST, "other: end"),
    },
  ),
  kase(
    "connections/connects-before-the-factory",
    "create_connection() calls no factory if nothing listens",
    {
      clauses: [ORDER],
      ...withPeer(
        [failing(createsConnection([{ fn: "makes" }, "127.0.0.1", portOf("p")])), finished("p")],
        [listen({ refuses: true })],
        { makes: callback(return_(newProtocol("Here"))) },
      ),
      protocols: { Here: streamProtocol() },
      expect: trace("an OSError=True"),
    },
  ),
  kase(
    "connections/returns-the-pair",
    "create_connection() returns the transport and the protocol of the factory",
    {
      clauses: [ORDER],
      ...withPeer([
        createConnection("Here", portOf("p"), { as: "pair" }),
        show("a pair", { len: variable("pair") }),
        show("protocol", same(PROTOCOL, instance("Here"))),
        show("transport", same(TRANSPORT, { attr: "transport", of: instance("Here") })),
        ...ends,
      ]),
      expect: trace(MADE, "a pair=2", "protocol=True", "transport=True", LOST, "other: end"),
    },
  ),
  ...(
    [
      ["host-by-name", ["localhost"], undefined],
      ["keywords", [], { host: "127.0.0.1" }],
    ] as const
  ).map(([slug, host, kwargs]) =>
    kase(
      `connections/exchanges-${slug}`,
      `create_connection() with ${slug.replaceAll("-", " ")} exchanges data`,
      {
        clauses: [ORDER],
        ...withPeer(
          [
            createsConnection(
              [factory("Here"), ...host, ...(kwargs === undefined ? [portOf("p")] : [])],
              kwargs === undefined ? undefined : { ...kwargs, port: portOf("p") },
              "pair",
            ),
            seen("Here received hello"),
            tell(TRANSPORT, "write", [{ bytes: "and back" }]),
            ...ends,
          ],
          [listen(), accept(), send("hello"), receiveEnd()],
        ),
        expect: trace(MADE, "Here received hello", LOST, "other: received and back", "other: end"),
      },
    ),
  ),
  kase("connections/several-at-once", "two connections of one loop do not mix their data", {
    clauses: [ORDER],
    fns: {
      first: peer(listen(), accept(), send("one"), receiveEnd()),
      second: peer(listen(), accept(), send("two"), receiveEnd()),
      use: quiet(
        coroutine(
          startPeer("first", "p"),
          startPeer("second", "q"),
          createConnection("Here", portOf("p"), { as: "pair" }),
          seen("Here received one"),
          createConnection("There", portOf("q"), { as: "other" }),
          seen("There received two"),
          tell(TRANSPORT, "write", [{ bytes: "to one" }]),
          tell({ item: 0, of: variable("other") }, "write", [{ bytes: "to two" }]),
          tell({ item: 0, of: variable("other") }, "close"),
          seen("There.connection_lost(None)"),
          tell(TRANSPORT, "close"),
          seen(LOST),
          finished("p"),
          finished("q"),
        ),
      ),
    },
    protocols: { Here: streamProtocol(), There: streamProtocol() },
    main: [runUntilComplete(call("use"))],
    expect: trace(
      MADE,
      "Here received one",
      "There.connection_made",
      "There received two",
      "There.connection_lost(None)",
      LOST,
      "first: received to one",
      "first: end",
      "second: received to two",
      "second: end",
    ),
  }),
  kase(
    "connections/transport-type",
    "the transport of create_connection() is an asyncio.Transport",
    {
      clauses: [TYPE],
      ...withPeer([
        createConnection("Here", portOf("p"), { as: "pair" }),
        show("Transport", { is: TRANSPORT, type: "Transport" }),
        ...ends,
      ]),
      expect: trace(MADE, "Transport=True", LOST, "other: end"),
    },
  ),
]);
