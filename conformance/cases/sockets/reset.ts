/** Connections that the other end resets: what receives raises, and tells of no regular end. */
import type { ClauseId } from "../../clauses/index.ts";
import {
  await_,
  event,
  eventSet,
  log,
  show,
  sleep,
  tryExcept,
  variable,
  wait,
} from "../../language/build.ts";
import { reset, seen, tell } from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { kase, table, trace } from "../../language/table.ts";
import { onSocket, SOCKET, SOCKET_KINDS } from "../kit/plain-sockets.ts";

const METHODS: readonly (readonly [string, string, ClauseId, Expression])[] = [
  ["recv", "sock_recv", "sock-recv.returns-bytes", 100],
  ["recv-into", "sock_recv_into", "sock-recv-into.count", { make: "buffer", size: 8 }],
];

export const socketsReset = table(
  // A Unix socket knows no reset.
  SOCKET_KINDS.filter(({ slug }) => slug !== "unix").flatMap(({ slug, title, connected }) =>
    METHODS.map(([name, method, clause, argument]) =>
      kase(
        `sockets/${name}-reset-${slug}`,
        `${method}() of ${title} raises an OSError where the other end has reset the connection`,
        {
          clauses: [clause],
          ...connected({
            // What connects has to have ended before.
            before: [event("go")],
            other: [wait("go"), reset(), log("has reset")],
            body: [
              eventSet("go"),
              seen("other: has reset"),
              sleep(0.01),
              tryExcept(
                [await_(onSocket(method, argument), { show: "received" })],
                "error",
                show("an OSError", { is: variable("error"), type: "OSError" }),
              ),
              tell(SOCKET, "close"),
            ],
          }),
          expect: trace("an OSError=True", "other: has reset"),
        },
      ),
    ),
  ),
);
