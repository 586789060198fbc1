/** Sockets that all `sock_*` methods refuse. */
import { assign, await_, call, coroutine, quiet, try_, variable } from "../../language/build.ts";
import { type peer, tell } from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete, setDebug } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { onSocket, SOCKET } from "../kit/plain-sockets.ts";

const program = (
  body: readonly Operation[],
  fns: { readonly [name: string]: ReturnType<typeof peer> } = {},
  before: readonly Operation[] = [],
) => ({
  fns: { ...fns, use: quiet(coroutine(...body)) },
  main: [...before, runUntilComplete(call("use"))],
});

/** Each method, as it is called with a socket. */
const METHODS: readonly (readonly [string, readonly Expression[]])[] = [
  ["sock_recv", [10]],
  ["sock_recv_into", [{ make: "buffer", size: 5 }]],
  ["sock_sendall", [{ bytes: "x" }]],
  ["sock_accept", []],
  ["sock_connect", [{ list: ["127.0.0.1", 9] }]],
];
const slugOf = (method: string) => method.replaceAll("_", "-");

export const socketRefused = table([
  ...METHODS.flatMap(([method, args]) => [
    kase(
      `sockets/blocking-${slugOf(method)}`,
      `${method}() of a blocking socket raises ValueError in debug mode`,
      {
        clauses: ["sock.requires-nonblocking"],
        ...program(
          [
            assign("sock", { make: "socket" }),
            tell(SOCKET, "setblocking", [true]),
            try_(await_(onSocket(method, ...args))),
          ],
          {},
          [setDebug(true)],
        ),
        expect: trace("!ValueError"),
      },
    ),
    kase(`sockets/ssl-${slugOf(method)}`, `${method}() of an SSL socket raises TypeError`, {
      clauses: ["sock.rejects-ssl-socket"],
      ...program([
        assign("plain", { make: "socket" }),
        assign("sock", {
          m: "wrap_socket",
          on: { make: "tls", side: "client" },
          args: [variable("plain")],
          kwargs: { do_handshake_on_connect: false, server_hostname: "server.test" },
        }),
        try_(await_(onSocket(method, ...args))),
      ]),
      expect: trace("!TypeError"),
    }),
  ]),
]);
