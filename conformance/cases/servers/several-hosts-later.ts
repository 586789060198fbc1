/** create_server() with two hosts: what holds of one holds of both, when it serves later and when its port is shared. */
import { assign, await_, log, show, tryExcept, variable } from "../../language/build.ts";
import {
  connect,
  factory,
  finished,
  peer,
  portOf,
  receiveEnd,
  seen,
  send,
  startPeer,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST } from "../kit/connected.ts";
import { at } from "../kit/endpoints.ts";
import { closeServer, GREETED, SERVER, withProtocol } from "../kit/serving.ts";

const PORT = variable("port");
const HOSTS = ["127.0.0.1", "127.0.0.2"] as const;
/** A port that is free at every address. */
const freePort: readonly Operation[] = [
  assign("mine", { make: "socket", state: "bound" }),
  assign("port", portOf("mine")),
  tell(variable("mine"), "close"),
];
const serve = (kwargs: Keywords, as: string): Operation =>
  await_({ m: "create_server", args: [factory("Here"), { list: HOSTS }, PORT], kwargs }, { as });
const caller = peer(connect(), send("hello"), receiveEnd());
const starts: readonly (readonly [string, string, Expression])[] = [
  ["start-serving", "start_serving()", { m: "start_serving", on: SERVER }],
];

export const serversSeveralHostsLater = table([
  ...starts.flatMap(([slug, what, start]) =>
    HOSTS.map((host, index) =>
      kase(
        `servers/several-hosts-${slug}-${index + 1}`,
        `a server with two hosts is reached at number ${index + 1} after ${what}`,
        {
          clauses: ["create-server.start-serving-false"],
          ...withProtocol(
            { other: caller },
            ...freePort,
            serve({ start_serving: false }, "server"),
            await_(start),
            startPeer("other", "p", at(PORT, host)),
            seen("Here received hello"),
            tell(transportOf("Here"), "close"),
            seen(LOST),
            finished("p"),
            closeServer,
          ),
          expect: trace(...GREETED),
        },
      ),
    ),
  ),
  kase(
    "servers/reuse-port-of-several-hosts",
    "two servers with two hosts and reuse_port=True listen at one port of both",
    {
      clauses: ["create-server.reuse-options"],
      ...withProtocol(
        {},
        ...freePort,
        serve({ reuse_port: true }, "server"),
        tryExcept(
          [serve({ reuse_port: true }, "another"), log("is served")],
          "error",
          show("an OSError", { is: variable("error"), type: "OSError" }),
        ),
        closeServer,
        tell(variable("another"), "close"),
      ),
      expect: trace("is served"),
    },
  ),
]);
