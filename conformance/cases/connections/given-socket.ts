/** create_connection() with a socket: whose it is, and what may not be given with it. */

import { assign, call, coroutine, quiet, show, variable } from "../../language/build.ts";
import {
  accept,
  factory,
  finished,
  listen,
  portOf,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { createsConnection, ends, TRANSPORT, withPeer } from "../kit/connecting.ts";

const ORDER = "create-connection.order-of-steps";
const EXCLUSIVE = "create-connection.sock-exclusive";
const OWNED = "create-connection.sock-ownership";

export const connectionsGivenSocket = table([
  kase("connections/sock-in-place-of-host", "create_connection() takes a connected socket", {
    clauses: [ORDER],
    ...withPeer(
      [
        assign("sock", { make: "socket", state: "connected", to: portOf("p") }),
        createsConnection([factory("Here")], { sock: variable("sock") }, "pair"),
        seen("Here received hello"),
        ...ends,
      ],
      [listen(), accept(), send("hello"), receiveEnd()],
    ),
    expect: trace(MADE, "Here received hello", LOST, "other: end"),
  }),
  ...(["close", "abort"] as const).map((method) =>
    kase(
      `connections/owns-sock-${method}`,
      `${method}() of the transport closes the socket that was given`,
      {
        clauses: [OWNED],
        ...withPeer(
          [
            assign("sock", { make: "socket", state: "connected", to: portOf("p") }),
            createsConnection([factory("Here")], { sock: variable("sock") }, "pair"),
            tell(TRANSPORT, method),
            seen(LOST),
            finished("p"),
            show("closed", { equal: [{ m: "fileno", on: variable("sock") }, -1] }),
          ],
          [listen(), accept(), receiveEnd()],
        ),
        expect: trace(MADE, LOST, { one_of: [["other: end"], ["other: reset"]] }, "closed=True"),
      },
    ),
  ),
  kase(
    "connections/owns-sock-other-end",
    "the socket that was given is closed when the other end has closed",
    {
      clauses: [OWNED],
      ...withPeer(
        [
          assign("sock", { make: "socket", state: "connected", to: portOf("p") }),
          createsConnection([factory("Here")], { sock: variable("sock") }),
          seen(LOST),
          finished("p"),
          show("closed", { equal: [{ m: "fileno", on: variable("sock") }, -1] }),
        ],
        [listen(), accept(), { op: "hang_up" }],
      ),
      expect: trace(MADE, "Here.eof_received", LOST, "closed=True"),
    },
  ),
  ...(
    [
      ["host-and-port", ["127.0.0.1", portOf("p")]],
      ["host", ["127.0.0.1"]],
      ["port", [null, portOf("p")]],
    ] as const
  ).map(([slug, given]) =>
    kase(
      `connections/sock-with-${slug}`,
      `create_connection() refuses a socket together with ${slug.replaceAll("-", " ")}`,
      {
        clauses: [EXCLUSIVE],
        ...withPeer(
          [
            assign("sock", { make: "socket", state: "connected", to: portOf("p") }),
            {
              op: "try",
              body: [createsConnection([factory("Here"), ...given], { sock: variable("sock") })],
            },
            tell(variable("sock"), "close"),
            finished("p"),
          ],
          [listen(), accept()],
        ),
        expect: trace("!ValueError"),
      },
    ),
  ),
  kase(
    "connections/neither-sock-nor-host",
    "create_connection() refuses neither socket nor host and port",
    {
      clauses: [EXCLUSIVE],
      fns: {
        use: quiet(coroutine({ op: "try", body: [createsConnection([factory("Here")])] })),
      },
      protocols: { Here: streamProtocol() },
      main: [runUntilComplete(call("use"))],
      expect: trace("!ValueError"),
    },
  ),
]);
