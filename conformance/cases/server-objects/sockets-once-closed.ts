/** Servers that are closed: they listen on no socket, and `sockets` holds none. */
import { assign, await_, show, sleep, try_, variable } from "../../language/build.ts";
import { createServer, tell } from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closeServer, SERVER, withProtocol } from "../kit/serving.ts";
import { PATH, serve } from "../kit/unix-sockets.ts";

const CLOSE = "server.close-stops-listening";
const SERVING = variable("serving");
const tcp = createServer("Here", { as: "server" });
const waits = await_({ m: "wait_closed", on: SERVER });
const cancels: readonly Operation[] = [
  assign("serving", { m: "create_task", args: [{ m: "serve_forever", on: SERVER }] }),
  sleep(0),
  tell(SERVING, "cancel"),
  try_(await_(SERVING)),
];

const WAYS: readonly (readonly [string, string, readonly Operation[], readonly string[]])[] = [
  ["closed", "a server after close()", [tcp, closeServer], []],
  ["waited-for", "a server after close() and wait_closed()", [tcp, closeServer, waits], []],
  ["unix", "a Unix server after close()", [serve([PATH]), closeServer], []],
  [
    "unserved",
    "a server that has never served after close()",
    [createServer("Here", { as: "server", kwargs: { start_serving: false } }), closeServer],
    [],
  ],
  [
    "cancelled",
    "a server whose serve_forever() was cancelled",
    [tcp, ...cancels],
    ["!CancelledError"],
  ],
];

export const serverObjectsSocketsOnceClosed = table(
  WAYS.map(([slug, title, body, told]) =>
    kase(`server-objects/no-sockets-${slug}`, `${title} has no sockets`, {
      clauses: [CLOSE],
      ...withProtocol(
        {},
        ...body,
        // A server is closed asynchronously.
        sleep(0.01),
        show("none", { not: { attr: "sockets", of: SERVER } }),
      ),
      expect: trace(...told, "none=True"),
    }),
  ),
);
