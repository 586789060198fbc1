/** create_server(): keep_alive. */
import { await_, variable } from "../../language/build.ts";
import {
  connect,
  createServer,
  factory,
  finished,
  peer,
  portOf,
  receiveEnd,
  seen,
  startPeer,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { closeServer, SERVER, withProtocol } from "../kit/serving.ts";
import { option, SET } from "../kit/socket-options.ts";

const KEEP_ALIVE = "create-server.keep-alive";
const SOL_SOCKET = 1;
const SO_KEEPALIVE = 9;

const kept = (index: number) => option(transportOf("Here", index), SOL_SOCKET, SO_KEEPALIVE);
const listening = (host: string): Operation =>
  await_(
    {
      m: "create_server",
      args: [factory("Here"), host, 0],
      kwargs: { keep_alive: true, ...(host === "localhost" ? { family: 2 } : {}) },
    },
    { as: "server" },
  );
const CALLS = peer(connect(), receiveEnd());
const meet = (fn: string, as: string, made: string) => [
  startPeer(fn, as, portOf("server")),
  seen(made),
];

export const serversKeepAlive = table([
  ...(
    [
      ["address", "a server at 127.0.0.1", [listening("127.0.0.1")]],
      ["name", "a server at localhost", [listening("localhost")]],
      [
        "served-later",
        "a server that begins to serve later",
        [
          createServer("Here", {
            as: "server",
            kwargs: { keep_alive: true, start_serving: false },
          }),
          await_({ m: "start_serving", on: SERVER }),
        ],
      ],
    ] as const
  ).map(([slug, who, serves]) =>
    kase(`servers/keep-alive-${slug}`, `${who} with keep_alive=True keeps its connections alive`, {
      clauses: [KEEP_ALIVE],
      ...withProtocol(
        { other: CALLS },
        ...serves,
        ...meet("other", "p", MADE),
        ...kept(0),
        tell(transportOf("Here"), "close"),
        seen(LOST),
        finished("p"),
        closeServer,
      ),
      expect: trace(MADE, SET, LOST, "other: end"),
    }),
  ),
  kase(
    "servers/keep-alive-second",
    "a server with keep_alive=True keeps its second connection alive",
    {
      clauses: [KEEP_ALIVE],
      ...withProtocol(
        { other: CALLS, another: CALLS },
        createServer("Here", { as: "server", kwargs: { keep_alive: true } }),
        ...meet("other", "p", MADE),
        ...meet("another", "q", "Here#2.connection_made"),
        ...kept(1),
        tell(transportOf("Here", 1), "close"),
        seen("Here#2.connection_lost(None)"),
        finished("q"),
        tell(transportOf("Here"), "close"),
        seen(LOST),
        finished("p"),
        tell(variable("server"), "close"),
      ),
      expect: trace(
        MADE,
        "Here#2.connection_made",
        SET,
        "Here#2.connection_lost(None)",
        "another: end",
        LOST,
        "other: end",
      ),
    },
  ),
]);
