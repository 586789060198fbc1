/** close() of servers that have never served: their port is free again. */
import { assign, await_, sleep, variable } from "../../language/build.ts";
import { createServer, factory, portOf, tell } from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { caller, GREETED, greeted, withProtocol } from "../kit/serving.ts";

const STOPS = "server.close-stops-listening";
const LATER = { start_serving: false } as const;

const UNSERVED = variable("unserved");
const makes = createServer("Here", { as: "unserved", kwargs: LATER });
const close = tell(UNSERVED, "close");
const keep = assign("port", portOf("unserved"));
const wait: Operation = await_({ m: "wait_closed", on: UNSERVED });

const WAYS: readonly (readonly [string, string, readonly Operation[]])[] = [
  ["closed", "after close()", [makes, keep, close]],
  ["closed-twice", "after close() called twice", [makes, keep, close, close]],
  ["waited-for", "after close() and wait_closed()", [makes, keep, close, wait]],
  [
    "of-a-socket",
    "made of a socket, after close()",
    [
      assign("sock", { make: "socket", state: "bound" }),
      assign("port", portOf("sock")),
      await_(
        {
          m: "create_server",
          args: [factory("Here")],
          kwargs: { sock: variable("sock"), ...LATER },
        },
        { as: "unserved" },
      ),
      close,
    ],
  ],
];

export const serverObjectsClosingUnserved = table(
  WAYS.map(([slug, title, closes]) =>
    kase(
      `server-objects/unserved-${slug}`,
      `another server gets the port of one that has never served, ${title}`,
      {
        clauses: [STOPS],
        ...withProtocol(
          { other: caller },
          ...closes,
          // A server is closed asynchronously.
          sleep(0.01),
          await_(
            {
              m: "create_server",
              args: [factory("Here"), "127.0.0.1", variable("port")],
              kwargs: { reuse_address: false },
            },
            { as: "server" },
          ),
          ...greeted(variable("port")),
        ),
        expect: trace(...GREETED),
      },
    ),
  ),
);
