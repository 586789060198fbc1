/** create_server() and connect_accepted_socket(): where servers listen, from when on, and what they refuse. */
import {
  assign,
  await_,
  call,
  callbackWith,
  coroutine,
  log,
  quiet,
  show,
  sleep,
  tryExcept,
  variable,
} from "../../language/build.ts";
import {
  connect,
  createServer,
  factory,
  finished,
  instance,
  listen,
  peer,
  portOf,
  receive,
  receiveEnd,
  seen,
  send,
  startPeer,
  streamProtocol,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";

const SERVES = "create-server.binds-and-serves";
const HOSTS = "create-server.host-kinds";
const PORT_ZERO = "create-server.port-zero";
const EXCLUSIVE = "create-server.sock-exclusive";
const LATER = "create-server.start-serving-false";
const IN_USE = "create-server.address-in-use";
const ACCEPTED = "connect-accepted-socket.wraps";

const MADE = "Here.connection_made";
const LOST = "Here.connection_lost(None)";
const SERVER = variable("server");

const program = (
  fns: Program["fns"],
  ...body: readonly Operation[]
): Pick<Program, "fns" | "main"> & { readonly protocols: NonNullable<Program["protocols"]> } => ({
  fns: { ...fns, use: quiet(coroutine(...body)) },
  protocols: { Here: streamProtocol() },
  main: [runUntilComplete(call("use"))],
});

const serve = (args: readonly Expression[], kwargs?: Keywords): Operation =>
  await_(
    {
      m: "create_server",
      args: [factory("Here"), ...args],
      ...(kwargs === undefined ? {} : { kwargs }),
    },
    { as: "server" },
  );
/** A peer that says hello, and the server's end that hears it. */
const caller = peer(connect(), send("hello"), receiveEnd());
const greeted = (port: Expression = portOf("server")): Operation[] => [
  startPeer("other", "p", port),
  seen("Here received hello"),
  tell(transportOf("Here"), "close"),
  seen(LOST),
  finished("p"),
  tell(SERVER, "close"),
];
const GREETED = [MADE, "Here received hello", LOST, "other: end"];

export const serversServing = table([
  kase("servers/serves-at-once", "create_server() returns a server that accepts connections", {
    clauses: [SERVES],
    ...program({ other: caller }, createServer("Here", { as: "server" }), ...greeted()),
    expect: trace(...GREETED),
  }),
  kase("servers/is-serving-at-once", "is_serving() of a new server is True", {
    clauses: [SERVES],
    ...program(
      {},
      createServer("Here", { as: "server" }),
      show("serving", { m: "is_serving", on: SERVER }),
      tell(SERVER, "close"),
    ),
    expect: trace("serving=True"),
  }),
  kase("servers/protocol-for-each", "a server makes a protocol for each connection", {
    clauses: [SERVES],
    ...program(
      {
        first: peer(connect(), send("one"), receiveEnd()),
        second: peer(connect(), send("two"), receiveEnd()),
      },
      createServer("Here", { as: "server" }),
      startPeer("first", "p", portOf("server")),
      seen("Here received one"),
      startPeer("second", "q", portOf("server")),
      seen("Here#2 received two"),
      show("same", { same: [instance("Here"), instance("Here", 1)] }),
      tell(transportOf("Here", 1), "write", [{ bytes: "to two" }]),
      tell(transportOf("Here", 1), "close"),
      seen("Here#2.connection_lost(None)"),
      finished("q"),
      tell(transportOf("Here"), "write", [{ bytes: "to one" }]),
      tell(transportOf("Here"), "close"),
      seen(LOST),
      finished("p"),
      tell(SERVER, "close"),
    ),
    expect: trace(
      MADE,
      "Here received one",
      "Here#2.connection_made",
      "Here#2 received two",
      "same=False",
      "Here#2.connection_lost(None)",
      "second: received to two",
      "second: end",
      LOST,
      "first: received to one",
      "first: end",
    ),
  }),
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
        ...program(
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
        ...program({ other: caller }, serve(["127.0.0.1", port]), ...greeted()),
        expect: trace(...GREETED),
      },
    ),
  ),
  kase("servers/ports-differ", "two servers with port 0 listen at different ports", {
    clauses: [PORT_ZERO],
    ...program(
      {},
      createServer("Here", { as: "server" }),
      createServer("Here", { as: "another" }),
      show("equal", { equal: [portOf("server"), portOf("another")] }),
      tell(SERVER, "close"),
      tell(variable("another"), "close"),
    ),
    expect: trace("equal=False"),
  }),
  ...(["bound", "listening"] as const).map((state) =>
    kase(`servers/sock-${state}`, `a server takes a socket that is ${state}`, {
      clauses: [SERVES],
      ...program(
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
        ...program({}, assign("sock", { make: "socket", state: "bound" }), {
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
      ...program(
        {},
        {
          op: "try",
          body: [await_({ m: "create_server", args: [factory("Here")] })],
        },
      ),
      expect: trace("!ValueError"),
    },
  ),
  ...(
    [
      ["start-serving", [await_({ m: "start_serving", on: SERVER })]],
      [
        "serve-forever",
        [assign("task", { m: "create_task", args: [{ m: "serve_forever", on: SERVER }] })],
      ],
    ] as const
  ).map(([slug, start]) =>
    kase(
      `servers/not-serving-before-${slug}`,
      `start_serving=False: no connection is made before ${slug.replace("-", "_")}()`,
      {
        clauses: [LATER],
        fns: {
          early: peer(connect()),
          other: peer(connect(), receive(2)),
          greets: quiet(
            callbackWith(
              ["self", "transport"],
              tell(variable("transport"), "write", [{ bytes: "hi" }]),
            ),
          ),
          use: quiet(
            coroutine(
              createServer("Here", { as: "server", kwargs: { start_serving: false } }),
              show("serving", { m: "is_serving", on: SERVER }),
              assign("port", portOf("server")),
              // Whether an early caller is refused or waits is not promised.
              startPeer("early", "q", variable("port")),
              finished("q"),
              sleep(0.03),
              log("starts"),
              ...start,
              sleep(0.01),
              show("then", { m: "is_serving", on: SERVER }),
              startPeer("other", "p", variable("port")),
              finished("p"),
              tell(SERVER, "close"),
              // Ends serve_forever(), where it runs.
              ...(slug === "serve-forever" ? [tell(variable("task"), "cancel")] : []),
              sleep(0),
            ),
          ),
        },
        protocols: {
          Here: streamProtocol({ connection_made: "greets" }, [
            "connection_made",
            "connection_lost",
            "eof_received",
          ]),
        },
        main: [runUntilComplete(call("use"))],
        expect: trace(
          "serving=False",
          { one_of: [[], ["early: !ConnectionRefusedError"]] },
          "starts",
          "then=True",
          "other: received hi",
        ),
      },
    ),
  ),
  kase(
    "servers/address-in-use",
    "create_server() raises an OSError for an address that is in use",
    {
      clauses: [IN_USE],
      ...program(
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
  kase(
    "servers/accepted-socket",
    "connect_accepted_socket() makes a connection of a socket that was accepted elsewhere",
    {
      clauses: [ACCEPTED],
      ...program(
        { other: peer(connect(), send("hello"), receiveEnd()) },
        assign("listener", { make: "socket", state: "listening" }),
        startPeer("other", "p", portOf("listener")),
        await_({ m: "sock_accept", args: [variable("listener")] }, { as: "accepted" }),
        await_(
          {
            m: "connect_accepted_socket",
            args: [factory("Here"), { item: 0, of: variable("accepted") }],
          },
          { as: "pair" },
        ),
        seen("Here received hello"),
        show("protocol", { same: [{ item: 1, of: variable("pair") }, instance("Here")] }),
        tell({ item: 0, of: variable("pair") }, "write", [{ bytes: "welcome" }]),
        tell({ item: 0, of: variable("pair") }, "close"),
        seen(LOST),
        finished("p"),
      ),
      expect: trace(
        MADE,
        "Here received hello",
        "protocol=True",
        LOST,
        "other: received welcome",
        "other: end",
      ),
    },
  ),
]);
