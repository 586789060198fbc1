/** create_server() with several hosts, a family or a backlog, and connections over Unix sockets accepted elsewhere. */
import { assign, await_, show, sleep, tryExcept, variable } from "../../language/build.ts";
import {
  connect,
  factory,
  finished,
  hangUp,
  peer,
  portOf,
  receive,
  seen,
  send,
  startPeer,
  swallow,
  tell,
  temporary,
  transportOf,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { acceptElsewhere } from "../kit/accepting.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { at } from "../kit/endpoints.ts";
import { caller, closeServer, GREETED, refused, SERVER, withProtocol } from "../kit/serving.ts";

const HOSTS = "create-server.host-kinds";
const SERVES = "create-server.binds-and-serves";
const STOPS = "server.close-stops-listening";
const ACCEPTED = "connect-accepted-socket.wraps";
const AF_INET = 2;
const [FIRST, SECOND] = ["127.0.0.1", "127.0.0.2"];
const ACCEPTED_END: Expression = { item: 0, of: variable("pair") };
const AF_UNIX = 1;
const PORT = variable("port");

/** A port that is free at every address. */
const freePort: readonly Operation[] = [
  assign("mine", { make: "socket", state: "bound" }),
  assign("port", portOf("mine")),
  tell(variable("mine"), "close"),
];
const serve = (host: Expression): readonly Operation[] => [
  ...freePort,
  await_({ m: "create_server", args: [factory("Here"), host, PORT] }, { as: "server" }),
];
/** One address has one port, which the system may choose. */
const serveAnywhere = (host: Expression, kwargs: Keywords): readonly Operation[] => [
  await_({ m: "create_server", args: [factory("Here"), host, 0], kwargs }, { as: "server" }),
  assign("port", portOf("server")),
];
const BOTH: Expression = { list: [FIRST, SECOND] };

/** Greets a caller, and closes the server. */
const greets = (host: string, connection = 0): readonly Operation[] => [
  startPeer("other", "p", at(PORT, host)),
  seen("Here received hello"),
  tell(transportOf("Here", connection), "close"),
  seen(LOST),
  finished("p"),
  closeServer,
];

export const serversSeveralHosts = table([
  ...([FIRST, SECOND] as const).flatMap((host, index) => [
    kase(
      `servers/several-hosts-${index + 1}`,
      `a server with two hosts is reached at number ${index + 1}`,
      {
        clauses: [HOSTS],
        ...withProtocol({ other: caller }, ...serve(BOTH), ...greets(host)),
        expect: trace(...GREETED),
      },
    ),
    kase(
      `servers/several-hosts-closed-${index + 1}`,
      `close() of a server with two hosts stops listening at number ${index + 1}`,
      {
        clauses: [STOPS],
        ...withProtocol(
          { late: refused },
          ...serve(BOTH),
          closeServer,
          // A server is closed asynchronously.
          sleep(0.01),
          startPeer("late", "q", at(PORT, host)),
          finished("q"),
        ),
        expect: trace("late: !ConnectionRefusedError"),
      },
    ),
    kase(
      `servers/one-of-hosts-${index + 1}`,
      `a server whose one host is number ${index + 1} is not reached at the other`,
      {
        clauses: [HOSTS],
        ...withProtocol(
          { late: refused },
          ...serve({ list: [host] }),
          startPeer("late", "q", at(PORT, host === FIRST ? SECOND : FIRST)),
          finished("q"),
          closeServer,
        ),
        expect: trace("late: !ConnectionRefusedError"),
      },
    ),
  ]),
  kase(
    "servers/several-hosts-closed-at-both",
    "close() of a server with two hosts stops listening at both",
    {
      clauses: [STOPS],
      // A loop that serves at no two hosts is told so by the cases about them.
      ...withProtocol(
        { first: refused, second: refused },
        tryExcept(
          [
            ...serve(BOTH),
            closeServer,
            // A server is closed asynchronously.
            sleep(0.01),
            ...([FIRST, SECOND] as const).flatMap((host, index) => [
              startPeer(index === 0 ? "first" : "second", `q${index}`, at(PORT, host)),
              finished(`q${index}`),
            ]),
          ],
          "error",
        ),
      ),
      expect: trace({
        one_of: [[], ["first: !ConnectionRefusedError", "second: !ConnectionRefusedError"]],
      }),
    },
  ),
  ...(
    [
      ["none", null],
      ["an-empty-text", ""],
    ] as const
  ).map(([slug, host]) =>
    kase(
      `servers/every-address-where-host-is-${slug}`,
      `a server whose host is ${slug.replaceAll("-", " ")} is reached at 127.0.0.2, too`,
      {
        clauses: [HOSTS],
        ...withProtocol({ other: caller }, ...serve(host), ...greets(SECOND)),
        expect: trace(...GREETED),
      },
    ),
  ),
  kase("servers/socket-for-each-host", "a server with two hosts has a socket for each", {
    clauses: [HOSTS],
    ...withProtocol(
      {},
      ...serve(BOTH),
      show("sockets", { len: { attr: "sockets", of: SERVER } }),
      closeServer,
    ),
    expect: trace("sockets=2"),
  }),
  ...(
    [
      ["family-and-name", "a family and a name", "localhost", { family: AF_INET }],
      ["family-and-address", "a family and an address", FIRST, { family: AF_INET }],
      ["family-and-none", "a family and no host", null, { family: AF_INET }],
      ["backlog-of-1", "a backlog of 1", FIRST, { backlog: 1 }],
      ["backlog-of-many", "a backlog of 1,000", FIRST, { backlog: 1000 }],
    ] as const
  ).map(([slug, title, host, kwargs]) =>
    kase(`servers/${slug}`, `a server that is given ${title} is reached at 127.0.0.1`, {
      clauses: [SERVES],
      ...withProtocol({ other: caller }, ...serveAnywhere(host, kwargs), ...greets(FIRST)),
      expect: trace(...GREETED),
    }),
  ),
  kase(
    "servers/family-of-the-other-kind",
    "create_server() finds no address of a family that the host has none of",
    {
      clauses: [HOSTS],
      ...withProtocol(
        {},
        tryExcept(
          [
            await_({
              m: "create_server",
              args: [factory("Here"), FIRST, 0],
              kwargs: { family: AF_UNIX },
            }),
          ],
          "error",
          show("raised", { is: variable("error"), type: "Exception" }),
        ),
      ),
      expect: trace("raised=True"),
    },
  ),
  ...(
    [
      ["", "the other end closes last", [tell(ACCEPTED_END, "close"), seen(LOST), finished("p")]],
      ["-ended", "the other end closes first", [seen(LOST), finished("p")]],
      ["-aborted", "it is aborted", [tell(ACCEPTED_END, "abort"), seen(LOST), finished("p")]],
    ] as const
  ).map(([slug, title, end]) =>
    kase(
      `servers/accepted-unix-socket${slug}`,
      `connect_accepted_socket() makes a connection of an accepted Unix socket, and ${title}`,
      {
        clauses: [ACCEPTED],
        ...withProtocol(
          {
            other: peer(
              connect(),
              send("hello"),
              receive(7),
              ...(slug === "-ended" ? [hangUp()] : [swallow()]),
            ),
          },
          ...acceptElsewhere(
            { make: "socket", transport: "unix", state: "listening", path: "accepted" },
            temporary("accepted"),
            { as: "pair" },
          ),
          seen("Here received hello"),
          tell(ACCEPTED_END, "write", [{ bytes: "welcome" }]),
          seen("other: received welcome"),
          ...end,
        ),
        expect: trace(
          MADE,
          "Here received hello",
          ...(slug === "-ended" ? ["Here.eof_received"] : []),
          LOST,
          "other: received welcome",
        ),
      },
    ),
  ),
]);
