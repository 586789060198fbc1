/** create_server(): the hosts, ports and sockets that it takes, and those that it refuses. */

import { assign, await_, show, tryExcept, variable } from "../../language/build.ts";
import {
  createServer,
  factory,
  finished,
  listen,
  peer,
  portOf,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { caller, closeServer, GREETED, greeted, withProtocol } from "../kit/serving.ts";

const SERVES = "create-server.binds-and-serves";
const HOSTS = "create-server.host-kinds";
const PORT_ZERO = "create-server.port-zero";
const EXCLUSIVE = "create-server.sock-exclusive";
const IN_USE = "create-server.address-in-use";
const serve = (args: readonly Expression[], kwargs?: Keywords): Operation =>
  await_(
    {
      m: "create_server",
      args: [factory("Here"), ...args],
      ...(kwargs === undefined ? {} : { kwargs }),
    },
    { as: "server" },
  );

export const serversAddresses = table([
  ...(
    [
      ["an-address", ["127.0.0.1"]],
      ["a-name", ["localhost"]],
      ["a-list-of-one", [{ list: ["127.0.0.1"] }]],
      ["none", [null]],
      ["an-empty-text", [""]],
    ] as const
  ).map(([slug, [host]]) =>
    kase(
      `servers/host-is-${slug}`,
      `a server whose host is ${slug.replaceAll("-", " ")} is reached at 127.0.0.1`,
      {
        clauses: [HOSTS],
        ...withProtocol(
          { other: caller },
          // A free port that is asked for by number: with 0 each address may get another one.
          assign("mine", { make: "socket", state: "bound" }),
          assign("port", portOf("mine")),
          tell(variable("mine"), "close"),
          serve([host, variable("port")]),
          ...greeted(variable("port")),
        ),
        expect: trace(...GREETED),
      },
    ),
  ),
  ...(
    [
      ["0", 0],
      ["none", null],
    ] as const
  ).map(([slug, port]) =>
    kase(
      `servers/port-is-${slug}`,
      `a server with port ${port === null ? "None" : port} listens at a free port`,
      {
        clauses: [PORT_ZERO],
        ...withProtocol({ other: caller }, serve(["127.0.0.1", port]), ...greeted()),
        expect: trace(...GREETED),
      },
    ),
  ),
  kase("servers/ports-differ", "two servers with port 0 listen at different ports", {
    clauses: [PORT_ZERO],
    ...withProtocol(
      {},
      createServer("Here", { as: "server" }),
      createServer("Here", { as: "another" }),
      show("equal", { equal: [portOf("server"), portOf("another")] }),
      closeServer,
      tell(variable("another"), "close"),
    ),
    expect: trace("equal=False"),
  }),
  ...(["bound", "listening"] as const).map((state) =>
    kase(`servers/sock-${state}`, `a server takes a socket that is ${state}`, {
      clauses: [SERVES],
      ...withProtocol(
        { other: caller },
        assign("sock", { make: "socket", state }),
        assign("port", portOf("sock")),
        serve([], { sock: variable("sock") }),
        ...greeted(variable("port")),
      ),
      expect: trace(...GREETED),
    }),
  ),
  ...(
    [
      ["host", ["127.0.0.1"]],
      ["host-and-port", ["127.0.0.1", 0]],
      ["port", [null, 0]],
    ] as const
  ).map(([slug, given]) =>
    kase(
      `servers/sock-with-${slug}`,
      `create_server() refuses a socket together with ${slug.replaceAll("-", " ")}`,
      {
        clauses: [EXCLUSIVE],
        ...withProtocol({}, assign("sock", { make: "socket", state: "bound" }), {
          op: "try",
          body: [
            await_({
              m: "create_server",
              args: [factory("Here"), ...given],
              kwargs: { sock: variable("sock") },
            }),
          ],
        }),
        expect: trace("!ValueError"),
      },
    ),
  ),
  kase(
    "servers/neither-sock-nor-host",
    "create_server() refuses neither socket nor host and port",
    {
      clauses: [EXCLUSIVE],
      ...withProtocol(
        {},
        {
          op: "try",
          body: [await_({ m: "create_server", args: [factory("Here")] })],
        },
      ),
      expect: trace("!ValueError"),
    },
  ),
  kase(
    "servers/address-in-use",
    "create_server() raises an OSError for an address that is in use",
    {
      clauses: [IN_USE],
      ...withProtocol(
        { other: peer(listen()) },
        startPeer("other", "p"),
        tryExcept(
          [await_({ m: "create_server", args: [factory("Here"), "127.0.0.1", portOf("p")] })],
          "error",
          show("an OSError", { is: variable("error"), type: "OSError" }),
        ),
        finished("p"),
      ),
      expect: trace("an OSError=True"),
    },
  ),
]);
