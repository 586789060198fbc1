/** create_unix_server(): where it listens, and what it refuses. */

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
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { caller, GREETED, greeted, SERVER, withProtocol } from "../kit/serving.ts";
import { boundSocket, PATH, SOCKET, serve, unixServer } from "../kit/unix-sockets.ts";

const SERVES = "create-unix-server.serves";
const KINDS = "create-unix-server.path-kinds";
const EXCLUSIVE = "create-unix-server.sock-exclusive";
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

/** As `withProtocol`, its connections left open. */
function program(fns: Program["fns"], ...body: readonly Operation[]) {
  return {
    fns: { ...fns, use: quiet(coroutine(...body)) },
    protocols: { Here: streamProtocol({}, ["eof_received", "connection_lost"]) },
    main: [runUntilComplete(call("use"))],
  };
}

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
]);
