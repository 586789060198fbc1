/** create_server(): options of its sockets, addresses that are not to be had, and what `sockets` holds. */
import { assign, await_, log, show, sleep, tryExcept, variable } from "../../language/build.ts";
import {
  connect,
  factory,
  finished,
  hangUp,
  peer,
  portOf,
  receiveEnd,
  seen,
  startPeer,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import {
  caller,
  closeServer,
  GREETED,
  greeted,
  SERVER,
  withProtocol,
  withServer,
} from "../kit/serving.ts";

const REUSE = "create-server.reuse-options";
const UNSET = "create-server.reuse-options-unset";
const SKIPPED = "create-server.unavailable-address-skipped";
const EARLY = "server.wait-closed-early";
const SOCKETS = "server.sockets-are-transport-sockets";

const PORT = variable("port");
const serve = (host: Expression, port: Expression, kwargs?: Keywords, as?: string): Operation =>
  await_(
    {
      m: "create_server",
      args: [factory("Here"), host, port],
      ...(kwargs === undefined ? {} : { kwargs }),
    },
    as === undefined ? {} : { as },
  );
const failing = (...body: Operation[]): Operation =>
  tryExcept(
    [...body, log("is served")],
    "error",
    show("an OSError", { is: variable("error"), type: "OSError" }),
  );
const freePort: Operation[] = [
  assign("mine", { make: "socket", state: "bound" }),
  assign("port", portOf("mine")),
  tell(variable("mine"), "close"),
];
/** A connection whose server's end closes first: its port goes on existing for a while. */
const leavesTimeWait: Operation[] = [
  startPeer("other", "p", PORT),
  seen(MADE),
  tell(transportOf("Here"), "close"),
  seen(LOST),
  finished("p"),
  closeServer,
];
const leaver = peer(connect(), receiveEnd(), hangUp());

export const serversOptions = table([
  ...(
    [
      ["reuse-port", "", [], "127.0.0.1", 0, {}],
      ["reuse-port-of-a-name", " of localhost", [], "localhost", 0, { family: 2 }],
      ["reuse-port-that-is-given", " that was given", freePort, "127.0.0.1", PORT, {}],
    ] as const
  ).map(([slug, where, before, host, port, more]) =>
    kase(`servers/${slug}`, `two servers with reuse_port=True listen at one port${where}`, {
      clauses: [REUSE],
      ...withProtocol(
        {},
        ...before,
        serve(host, port, { reuse_port: true, ...more }, "server"),
        assign("shared", portOf("server")),
        failing(serve(host, variable("shared"), { reuse_port: true, ...more }, "another")),
        closeServer,
        tell(variable("another"), "close"),
      ),
      expect: trace("is served"),
    }),
  ),
  ...([{}, { reuse_port: false }] as const).map((kwargs, index) =>
    kase(
      `servers/no-reuse-port-${index === 0 ? "by-default" : "if-false"}`,
      `a second server gets no port in use ${index === 0 ? "by default" : "with reuse_port=False"}`,
      {
        clauses: [UNSET],
        ...withProtocol(
          {},
          serve("127.0.0.1", 0, kwargs, "server"),
          assign("port", portOf("server")),
          failing(serve("127.0.0.1", PORT, kwargs)),
          closeServer,
        ),
        expect: trace("an OSError=True"),
      },
    ),
  ),
  ...(
    [
      ["by-default", {}],
      ["if-true", { reuse_address: true }],
    ] as const
  ).map(([slug, kwargs]) =>
    kase(
      `servers/reuse-address-${slug}`,
      `a server gets the port of a connection that has just ended ${slug === "by-default" ? "by default" : "with reuse_address=True"}`,
      {
        clauses: [REUSE],
        ...withProtocol(
          { other: leaver },
          ...freePort,
          serve("127.0.0.1", PORT, undefined, "server"),
          ...leavesTimeWait,
          failing(serve("127.0.0.1", PORT, kwargs, "another")),
          tell(variable("another"), "close"),
        ),
        expect: trace(MADE, LOST, "other: end", "is served"),
      },
    ),
  ),
  kase(
    "servers/reuse-address-if-false",
    "a server with reuse_address=False does not get the port of a connection that has just ended",
    {
      clauses: [UNSET],
      ...withProtocol(
        { other: leaver },
        ...freePort,
        serve("127.0.0.1", PORT, undefined, "server"),
        ...leavesTimeWait,
        failing(serve("127.0.0.1", PORT, { reuse_address: false })),
      ),
      expect: trace(MADE, LOST, "other: end", "an OSError=True"),
    },
  ),
  ...(
    [
      ["last", ["127.0.0.1", "192.0.2.1"]],
      ["first", ["192.0.2.1", "127.0.0.1"]],
    ] as const
  ).map(([slug, hosts]) =>
    kase(
      `servers/unavailable-address-${slug}`,
      `create_server() serves one of two addresses where the ${slug} is not this machine's`,
      {
        clauses: [SKIPPED],
        ...withProtocol(
          { other: caller },
          ...freePort,
          serve({ list: [...hosts] }, PORT, undefined, "server"),
          ...greeted(PORT),
        ),
        expect: trace(...GREETED),
      },
    ),
  ),
  kase(
    "servers/wait-closed-returns-early",
    "wait_closed() of a closed server returns while a connection is open",
    {
      clauses: [EARLY],
      ...withServer(
        { other: peer(connect(), receiveEnd()) },
        startPeer("other", "p", portOf("server")),
        seen(MADE),
        closeServer,
        await_({
          asyncio: "wait_for",
          args: [{ m: "wait_closed", on: SERVER }, 2],
        }),
        log("returned"),
        tell(transportOf("Here"), "close"),
        seen(LOST),
        finished("p"),
      ),
      expect: trace(MADE, "returned", LOST, "other: end"),
    },
  ),
  ...(
    [
      ["getsockname", true],
      ["getsockopt", true],
      ["recv", false],
      ["close", false],
    ] as const
  ).map(([method, has]) =>
    kase(
      `servers/sockets-${has ? "have" : "lack"}-${method}`,
      `the elements of a server's sockets ${has ? "have" : "lack"} ${method}()`,
      {
        clauses: [SOCKETS],
        ...withServer(
          {},
          show("has", { has_method: method, of: { item: 0, of: { attr: "sockets", of: SERVER } } }),
          closeServer,
          sleep(0),
        ),
        expect: trace(`has=${has ? "True" : "False"}`),
      },
    ),
  ),
]);
