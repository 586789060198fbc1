/** Servers: serve_forever() and a server that is closed. */

import { assign, await_, show, sleep, try_, variable } from "../../language/build.ts";
import { createServer } from "../../language/build-network.ts";
import { asyncio } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closeServer, isServing, SERVER, withProtocol } from "../kit/serving.ts";
import { PATH, serve } from "../kit/unix-sockets.ts";

const SERVING = variable("serving");

export const serverObjectsEndedServing = table(
  (
    [
      ["tcp", "a server", createServer("Here", { as: "server" })],
      ["unix", "a Unix server", serve([PATH])],
    ] as const
  ).map(([slug, title, create]) =>
    kase(
      `server-objects/close-ends-serve-forever-${slug}`,
      `close() of ${title} ends serve_forever()`,
      {
        clauses: ["server.close-ends-serve-forever"],
        ...withProtocol(
          {},
          create,
          assign("serving", { m: "create_task", args: [{ m: "serve_forever", on: SERVER }] }),
          sleep(0.01),
          closeServer,
          // Some serve on: the program gives up by itself.
          try_(await_(asyncio("wait_for", SERVING, 1))),
          show("serving", isServing),
        ),
        expect: trace("!CancelledError", "serving=False"),
      },
    ),
  ),
);
