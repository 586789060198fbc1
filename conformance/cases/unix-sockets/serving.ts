/** create_unix_server(): where it listens, what becomes of the socket's file, and what it refuses. */
import {
  assign,
  call,
  coroutine,
  log,
  quiet,
  show,
  sleep,
  try_,
  variable,
} from "../../language/build.ts";
import {
  connect,
  finished,
  instance,
  peer,
  receiveEnd,
  seen,
  send,
  startPeer,
  streamProtocol,
  tell,
  temporary,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { GREETED, greeted, SERVER, withProtocol } from "../kit/serving.ts";
import { PATH, SOCKET, unixServer } from "../kit/unix-sockets.ts";

const SERVES = "create-unix-server.serves";
const KINDS = "create-unix-server.path-kinds";
const EXCLUSIVE = "create-unix-server.sock-exclusive";
const CLEANUP = "create-unix-server.path-and-cleanup";
const STAYS = "create-unix-server.path-stays";
const STALE = "create-unix-server.stale-path";

const caller = peer(connect(), send("hello"), receiveEnd());
const serve = (args: readonly Expression[], kwargs?: Keywords) =>
  unixServer(args, kwargs, "server");
const boundSocket = assign("sock", {
  make: "socket",
  transport: "unix",
  state: "bound",
  path: SOCKET,
});
/** Calls at the path once the server is closed. */
const callsLate: readonly Operation[] = [startPeer("late", "q", PATH), finished("q")];
const late = { late: peer(connect(), receiveEnd()) } as const;
const GONE = "late: !FileNotFoundError";
const LEFT = "late: !ConnectionRefusedError";
const closes: readonly Operation[] = [
  tell(SERVER, "close"),
  { op: "await", what: { m: "wait_closed", on: SERVER } },
];

const refuses = (slug: string, what: string, args: readonly Expression[], sock: Operation[]) =>
  kase(`unix-sockets/server-${slug}`, `create_unix_server() refuses ${what}`, {
    clauses: [EXCLUSIVE],
    ...withProtocol(
      {},
      ...sock,
      try_(unixServer(args, sock.length === 0 ? undefined : { sock: variable("sock") })),
    ),
    expect: trace("!ValueError"),
  });

/** How a server comes to its end. */
const ENDINGS: readonly (readonly [slug: string, title: string, body: readonly Operation[]])[] = [
  ["close", "close()", [serve([PATH]), ...closes]],
  [
    "close-of-bytes",
    "close() where the path was bytes",
    [serve([temporary(SOCKET, "bytes")]), ...closes],
  ],
  [
    "close-of-a-path",
    "close() where the path was a Path",
    [serve([temporary(SOCKET, "path")]), ...closes],
  ],
  [
    "close-after-a-connection",
    "close() after a connection",
    [serve([PATH]), ...greeted(PATH).slice(0, -1), ...closes],
  ],
  [
    "close-of-sock",
    "close() where a bound socket was given",
    [boundSocket, serve([], { sock: variable("sock") }), ...closes],
  ],
  [
    "serve-forever",
    "the end of serve_forever()",
    [
      serve([PATH], { start_serving: false }),
      assign("task", { m: "create_task", args: [{ m: "serve_forever", on: SERVER }] }),
      sleep(0.01),
      tell(variable("task"), "cancel"),
      try_({ op: "await", what: variable("task") }),
    ],
  ],
];
const entriesOf = (slug: string) => [
  ...(slug === "close-after-a-connection" ? GREETED : []),
  ...(slug === "serve-forever" ? ["!CancelledError"] : []),
];

export const unixSocketsServing = table([
  kase("unix-sockets/serves-at-once", "create_unix_server() returns a server that accepts calls", {
    clauses: [SERVES],
    ...withProtocol(
      { other: caller },
      serve([PATH]),
      show("serving", { m: "is_serving", on: SERVER }),
      ...greeted(PATH),
    ),
    expect: trace("serving=True", ...GREETED),
  }),
  kase(
    "unix-sockets/protocol-for-each",
    "a Unix server makes a protocol for each connection, and keeps their data apart",
    {
      clauses: [SERVES],
      ...withProtocol(
        {
          first: peer(connect(), send("one"), receiveEnd()),
          second: peer(connect(), send("two"), receiveEnd()),
        },
        serve([PATH]),
        startPeer("first", "p", PATH),
        seen("Here received one"),
        startPeer("second", "q", PATH),
        seen("Here#2 received two"),
        tell({ attr: "transport", of: instance("Here", 1) }, "write", [{ bytes: "to two" }]),
        tell({ attr: "transport", of: instance("Here", 1) }, "close"),
        finished("q"),
        seen("Here#2.connection_lost(None)"),
        tell(TRANSPORT, "write", [{ bytes: "to one" }]),
        tell(TRANSPORT, "close"),
        finished("p"),
        seen(LOST),
        tell(SERVER, "close"),
      ),
      expect: trace(
        MADE,
        "Here received one",
        "Here#2.connection_made",
        "Here#2 received two",
        {
          interleave: [
            ["second: received to two", "second: end"],
            ["Here#2.connection_lost(None)"],
          ],
        },
        { interleave: [["first: received to one", "first: end"], [LOST]] },
      ),
    },
  ),
  kase(
    "unix-sockets/serves-later",
    "a Unix server with start_serving=False accepts nobody before start_serving()",
    {
      clauses: [SERVES],
      ...program(
        { other: peer(connect()), early: peer(connect()) },
        serve([PATH], { start_serving: false }),
        show("serving", { m: "is_serving", on: SERVER }),
        startPeer("early", "q", PATH),
        finished("q"),
        sleep(0.03),
        log("starts"),
        { op: "await", what: { m: "start_serving", on: SERVER } },
        startPeer("other", "p", PATH),
        finished("p"),
        seen(MADE),
        tell(SERVER, "close"),
      ),
      expect: trace(
        "serving=False",
        { one_of: [[], ["early: !ConnectionRefusedError"], ["early: !FileNotFoundError"]] },
        "starts",
        MADE,
        { one_of: [[], ["Here#2.connection_made"]] },
      ),
    },
  ),
  ...(
    [
      ["text", PATH],
      ["bytes", temporary(SOCKET, "bytes")],
      ["path", temporary(SOCKET, "path")],
    ] as const
  ).map(([form, path]) =>
    kase(`unix-sockets/serves-at-${form}`, `create_unix_server() takes a path as ${form}`, {
      clauses: [KINDS],
      ...withProtocol({ other: caller }, serve([path]), ...greeted(PATH), log("closed")),
      expect: trace(...GREETED, "closed"),
    }),
  ),
  kase("unix-sockets/serves-by-keyword", "create_unix_server() takes the keyword path", {
    clauses: [KINDS],
    ...withProtocol({ other: caller }, serve([], { path: PATH }), ...greeted(PATH)),
    expect: trace(...GREETED),
  }),
  kase("unix-sockets/serves-at-abstract", "create_unix_server() takes an abstract name", {
    clauses: [KINDS],
    ...withProtocol(
      { other: caller },
      serve([temporary(SOCKET, "abstract")]),
      ...greeted(temporary(SOCKET, "abstract")),
    ),
    expect: trace(...GREETED),
  }),
  kase("unix-sockets/serves-sock", "create_unix_server() takes a bound socket", {
    clauses: [KINDS],
    ...withProtocol(
      { other: caller },
      boundSocket,
      serve([], { sock: variable("sock") }),
      ...greeted(PATH),
    ),
    expect: trace(...GREETED),
  }),
  refuses("of-nothing", "neither path nor socket", [], []),
  refuses("of-path-and-sock", "a socket together with a path", [temporary("other")], [boundSocket]),
  refuses(
    "of-a-tcp-sock",
    "a socket of another family",
    [],
    [assign("sock", { make: "socket", state: "bound" })],
  ),
  ...ENDINGS.map(([slug, title, body]) =>
    kase(`unix-sockets/file-removed-by-${slug}`, `the socket's file is gone after ${title}`, {
      clauses: [CLEANUP],
      ...withProtocol(
        { ...late, ...(slug === "close-after-a-connection" ? { other: caller } : {}) },
        ...body,
        ...callsLate,
      ),
      expect: trace(...entriesOf(slug), GONE),
    }),
  ),
  kase("unix-sockets/file-removed-if-asked", "cleanup_socket=True removes the socket's file", {
    clauses: [CLEANUP],
    ...withProtocol({ ...late }, serve([PATH], { cleanup_socket: true }), ...closes, ...callsLate),
    expect: trace(GONE),
  }),
  kase("unix-sockets/file-kept-if-asked", "cleanup_socket=False keeps the socket's file", {
    clauses: [CLEANUP],
    ...withProtocol({ ...late }, serve([PATH], { cleanup_socket: false }), ...closes, ...callsLate),
    expect: trace(LEFT),
  }),
  kase(
    "unix-sockets/file-kept-if-replaced",
    "close() of a Unix server keeps a file that another server has put in its place",
    {
      clauses: [CLEANUP],
      ...withProtocol(
        { other: caller },
        unixServer([PATH], undefined, "first"),
        serve([PATH]),
        tell(variable("first"), "close"),
        { op: "await", what: { m: "wait_closed", on: variable("first") } },
        ...greeted(PATH),
      ),
      expect: trace(...GREETED),
    },
  ),
  kase("unix-sockets/file-stays", "the socket's file stays after close()", {
    clauses: [STAYS],
    ...withProtocol({ ...late }, serve([PATH]), tell(SERVER, "close"), sleep(0.01), ...callsLate),
    expect: trace(LEFT),
  }),
  kase(
    "unix-sockets/stale-file-replaced",
    "create_unix_server() takes the place of a socket at which nobody listens any more",
    {
      clauses: [STALE],
      ...withProtocol(
        { other: caller },
        boundSocket,
        tell(variable("sock"), "close"),
        serve([PATH]),
        ...greeted(PATH),
      ),
      expect: trace(...GREETED),
    },
  ),
]);

/** As `withProtocol`, its connections left open. */
function program(fns: Program["fns"], ...body: readonly Operation[]) {
  return {
    fns: { ...fns, use: quiet(coroutine(...body)) },
    protocols: { Here: streamProtocol({}, ["eof_received", "connection_lost"]) },
    main: [runUntilComplete(call("use"))],
  };
}
