/** create_unix_connection(): its steps, the forms of its path, and what it refuses. */
import {
  assign,
  await_,
  call,
  callback,
  coroutine,
  log,
  quiet,
  return_,
  same,
  show,
  try_,
  variable,
} from "../../language/build.ts";
import {
  accept,
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
  temporary,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { failing } from "../kit/connecting.ts";
import { openUnix, PATH, SOCKET, unixConnection } from "../kit/unix-sockets.ts";

const CONNECTS = "create-unix-connection.connects";
const ORDER = "create-unix-connection.order-of-steps";
const KINDS = "create-unix-connection.path-kinds";
const EXCLUSIVE = "create-unix-connection.sock-exclusive";
const ERRORS = "create-unix-connection.errors";

const listens = listen({ transport: "unix", path: SOCKET });
const program = (
  body: readonly Operation[],
  other: readonly Operation[] = [listens, accept(), send("hello"), receiveEnd()],
  fns: Program["fns"] = {},
) => ({
  fns: { other: peer(...other), ...fns, use: quiet(coroutine(startPeer("other", "p"), ...body)) },
  protocols: { Here: streamProtocol() },
  main: [runUntilComplete(call("use"))],
});
const socketThere: Operation = assign("sock", {
  make: "socket",
  transport: "unix",
  state: "connected",
  to: PATH,
});
const GREETED = [MADE, "Here received hello", LOST, "other: end"];
const greeted = [seen("Here received hello"), ...closed()];
const OS_ERROR = "an OSError=True";

const refuses = (slug: string, what: string, args: readonly Expression[], sock: Operation[]) =>
  kase(`unix-sockets/connection-${slug}`, `create_unix_connection() refuses ${what}`, {
    clauses: [EXCLUSIVE],
    fns: {
      use: quiet(
        coroutine(
          ...sock,
          try_(unixConnection(args, sock.length === 0 ? undefined : { sock: variable("sock") })),
        ),
      ),
    },
    protocols: { Here: streamProtocol() },
    main: [runUntilComplete(call("use"))],
    expect: trace("!ValueError"),
  });

export const unixSocketsOpening = table([
  kase("unix-sockets/pair", "create_unix_connection() returns the transport and the protocol", {
    clauses: [CONNECTS],
    ...program(
      [
        ...openUnix([PATH], undefined, "pair"),
        show("a pair", { len: variable("pair") }),
        show("transport", same({ item: 0, of: variable("pair") }, TRANSPORT)),
        show("protocol", same({ item: 1, of: variable("pair") }, instance("Here"))),
        ...closed(),
      ],
      [listens, accept(), receiveEnd()],
    ),
    expect: trace(MADE, "a pair=2", "transport=True", "protocol=True", LOST, "other: end"),
  }),
  kase(
    "unix-sockets/factory-then-made-then-returned",
    "create_unix_connection() calls the factory, then connection_made(), and then returns",
    {
      clauses: [ORDER],
      ...program(
        [
          await_({ m: "create_unix_connection", args: [{ fn: "makes" }, PATH] }, { as: "pair" }),
          log("returned"),
          show("transport", same({ item: 0, of: variable("pair") }, TRANSPORT)),
          show("protocol", same({ item: 1, of: variable("pair") }, instance("Here"))),
          ...closed(),
        ],
        [listens, accept(), receiveEnd()],
        { makes: callback(return_(newProtocol("Here"))) },
      ),
      expect: trace(
        "makes",
        MADE,
        "returned",
        "transport=True",
        "protocol=True",
        LOST,
        "other: end",
      ),
    },
  ),
  kase(
    "unix-sockets/no-factory-without-a-server",
    "create_unix_connection() calls no factory if nobody listens",
    {
      clauses: [ORDER],
      ...program(
        [
          failing(await_({ m: "create_unix_connection", args: [{ fn: "makes" }, PATH] })),
          finished("p"),
        ],
        [listen({ transport: "unix", path: SOCKET, refuses: true })],
        { makes: callback(return_(newProtocol("Here"))) },
      ),
      expect: trace(OS_ERROR),
    },
  ),
  kase(
    "unix-sockets/transport-type",
    "the transport of create_unix_connection() is an asyncio.Transport",
    {
      clauses: ["create-connection.transport-type"],
      ...program(
        [...openUnix([PATH]), show("Transport", { is: TRANSPORT, type: "Transport" }), ...closed()],
        [listens, accept(), receiveEnd()],
      ),
      expect: trace(MADE, "Transport=True", LOST, "other: end"),
    },
  ),
  ...(
    [
      ["text", PATH],
      ["bytes", temporary(SOCKET, "bytes")],
      ["path", temporary(SOCKET, "path")],
    ] as const
  ).map(([form, path]) =>
    kase(`unix-sockets/connects-to-${form}`, `create_unix_connection() takes a path as ${form}`, {
      clauses: [KINDS],
      ...program([unixConnection([path]), ...greeted]),
      expect: trace(...GREETED),
    }),
  ),
  kase("unix-sockets/connects-by-keyword", "create_unix_connection() takes the keyword path", {
    clauses: [KINDS],
    ...program([unixConnection([], { path: PATH }), ...greeted]),
    expect: trace(...GREETED),
  }),
  kase("unix-sockets/connects-by-sock", "create_unix_connection() takes a connected socket", {
    clauses: [KINDS],
    ...program([socketThere, unixConnection([], { sock: variable("sock") }), ...greeted]),
    expect: trace(...GREETED),
  }),
  kase(
    "unix-sockets/connects-to-abstract",
    "create_unix_connection() takes an abstract name, which create_unix_server() listens at",
    {
      clauses: [KINDS],
      fns: {
        use: quiet(
          coroutine(
            {
              op: "await",
              what: {
                m: "create_unix_server",
                args: [{ protocol: "There" }, temporary(SOCKET, "abstract")],
              },
              as: "server",
            },
            ...openUnix([temporary(SOCKET, "abstract")]),
            tell(TRANSPORT, "write", [{ bytes: "hello" }]),
            seen("There received hello"),
            tell(TRANSPORT, "close"),
            seen(LOST),
            tell(variable("server"), "close"),
          ),
        ),
      },
      protocols: {
        Here: streamProtocol(),
        There: streamProtocol({}, ["connection_made", "eof_received", "connection_lost"]),
      },
      main: [runUntilComplete(call("use"))],
      expect: trace(MADE, "There received hello", LOST),
    },
  ),
  refuses("of-nothing", "neither path nor socket", [], []),
  refuses(
    "of-path-and-sock",
    "a socket together with a path",
    [PATH],
    [assign("sock", { make: "socket", transport: "unix" })],
  ),
  refuses("of-a-tcp-sock", "a socket of another family", [], [assign("sock", { make: "socket" })]),
  kase(
    "unix-sockets/connection-to-no-file",
    "create_unix_connection() raises an OSError for a path that does not exist",
    {
      clauses: [ERRORS],
      fns: { use: quiet(coroutine(failing(unixConnection([PATH])))) },
      protocols: { Here: streamProtocol() },
      main: [runUntilComplete(call("use"))],
      expect: trace(OS_ERROR),
    },
  ),
  kase(
    "unix-sockets/connection-refused",
    "create_unix_connection() raises an OSError for a socket at which nobody listens",
    {
      clauses: [ERRORS],
      ...program(
        [failing(unixConnection([PATH])), finished("p")],
        [listen({ transport: "unix", path: SOCKET, refuses: true })],
      ),
      expect: trace(OS_ERROR),
    },
  ),
  kase("unix-sockets/owns-sock", "close() of a Unix transport closes the socket that was given", {
    clauses: ["create-connection.sock-ownership"],
    ...program(
      [
        socketThere,
        ...openUnix([], { sock: variable("sock") }),
        ...closed(),
        show("closed", { equal: [{ m: "fileno", on: variable("sock") }, -1] }),
      ],
      [listens, accept(), receiveEnd()],
    ),
    expect: trace(MADE, LOST, "other: end", "closed=True"),
  }),
  kase(
    "unix-sockets/beside-tcp",
    "a Unix connection and a TCP connection of one loop do not mix their data",
    {
      clauses: [CONNECTS],
      fns: {
        other: peer(listens, accept(), send("by path"), receiveEnd()),
        another: peer(listen(), accept(), send("by port"), receiveEnd()),
        use: quiet(
          coroutine(
            startPeer("other", "p"),
            startPeer("another", "q"),
            unixConnection([PATH]),
            seen("Here received by path"),
            {
              op: "await",
              what: {
                m: "create_connection",
                args: [{ protocol: "There" }, "127.0.0.1", portOf("q")],
              },
            },
            seen("There received by port"),
            tell({ attr: "transport", of: instance("There") }, "close"),
            finished("q"),
            ...closed(),
          ),
        ),
      },
      protocols: {
        Here: streamProtocol(),
        There: streamProtocol({}, ["connection_made", "connection_lost"]),
      },
      main: [runUntilComplete(call("use"))],
      expect: trace(
        MADE,
        "Here received by path",
        "There received by port",
        "another: end",
        LOST,
        "other: end",
      ),
    },
  ),
]);
