/** create_unix_server(): what becomes of the socket's file. */

import { assign, sleep, try_, variable } from "../../language/build.ts";
import {
  connect,
  finished,
  peer,
  receiveEnd,
  startPeer,
  tell,
  temporary,
} from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { caller, GREETED, greeted, SERVER, withProtocol } from "../kit/serving.ts";
import { boundSocket, PATH, SOCKET, serve, unixServer } from "../kit/unix-sockets.ts";

const CLEANUP = "create-unix-server.path-and-cleanup";
const STAYS = "create-unix-server.path-stays";
const STALE = "create-unix-server.stale-path";

/** Calls at the path once the server is closed. */
const callsLate: readonly Operation[] = [startPeer("late", "q", PATH), finished("q")];
const late = { late: peer(connect(), receiveEnd()) } as const;
const GONE = "late: !FileNotFoundError";
const LEFT = "late: !ConnectionRefusedError";
const closes: readonly Operation[] = [
  tell(SERVER, "close"),
  { op: "await", what: { m: "wait_closed", on: SERVER } },
];

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

export const unixSocketsFiles = table([
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
