/** `sock_accept()` after one that was cancelled. */
import {
  assign,
  await_,
  call,
  coroutine,
  log,
  quiet,
  sleep,
  variable,
} from "../../language/build.ts";
import {
  connect,
  finished,
  peer,
  portOf,
  receive,
  seen,
  startPeer,
  temporary,
} from "../../language/build-network.ts";
import { createTask, runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { sendAll } from "../kit/plain-sockets.ts";

const CANCEL = "sock.cancellation-releases-fd";
const ACCEPT = { m: "sock_accept", args: [variable("listener")] } as const;

export const socketsCancelledAccepting = table(
  (
    [
      ["tcp", "a TCP socket", portOf("listener"), {}],
      ["unix", "a Unix socket", temporary("s"), { path: "s" }],
    ] as const
  ).map(([transport, title, to, kwargs]) =>
    kase(
      `sockets/cancelled-accept-${transport}`,
      `a sock_accept() of ${title} that was cancelled takes no connection from the next`,
      {
        clauses: [CANCEL],
        fns: {
          waits: quiet(coroutine(await_(ACCEPT))),
          other: peer(connect(), log("has called"), receive(5)),
          use: quiet(
            coroutine(
              assign("listener", { make: "socket", transport, state: "listening", ...kwargs }),
              createTask(call("waits"), "task"),
              sleep(0.01),
              { op: "do", what: { m: "cancel", on: variable("task") } },
              sleep(0),
              sleep(0),
              startPeer("other", "p", to),
              seen("other: has called"),
              // Time for what is left of the first call to take the connection.
              sleep(0.01),
              await_(ACCEPT, { as: "accepted" }),
              assign("sock", { item: 0, of: variable("accepted") }),
              sendAll("hello"),
              finished("p"),
            ),
          ),
        },
        main: [runUntilComplete(call("use"))],
        expect: trace("other: has called", "other: received hello"),
      },
    ),
  ),
);
