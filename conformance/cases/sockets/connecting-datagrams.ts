/** `sock_connect()` of datagram sockets: where they send to and receive from afterwards. */
import { assign, await_, call, coroutine, quiet } from "../../language/build.ts";
import {
  finished,
  listen,
  peer,
  portOf,
  receiveFrom,
  sendTo,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { onSocket, receiveShown, SOCKET } from "../kit/plain-sockets.ts";

const CONNECT = "sock-connect.connects";

/** Connects the socket to the peer, which has an address of its own. */
const connecting = (
  sock: Operation,
  other: readonly Operation[],
  ...body: readonly Operation[]
) => ({
  fns: {
    other: peer(listen({ transport: "udp" }), ...other),
    use: quiet(
      coroutine(
        sock,
        startPeer("other", "p"),
        await_(onSocket("sock_connect", { list: ["127.0.0.1", portOf("p")] })),
        ...body,
        finished("p"),
      ),
    ),
  },
  main: [runUntilComplete(call("use"))],
});
const send = tell(SOCKET, "send", [{ bytes: "hello" }]);

export const socketsConnectingDatagrams = table(
  (
    [
      ["unbound", "a datagram socket", assign("sock", { make: "socket", transport: "udp" })],
      [
        "bound",
        "a bound datagram socket",
        assign("sock", { make: "socket", transport: "udp", state: "bound" }),
      ],
    ] as const
  ).flatMap(([slug, title, sock]) => [
    kase(
      `sockets/connect-datagrams-${slug}`,
      `sock_connect() of ${title} lets it send without an address`,
      {
        clauses: [CONNECT],
        ...connecting(sock, [receiveFrom()], send),
        expect: trace("other: datagram(hello)"),
      },
    ),
    kase(
      `sockets/connect-datagrams-answered-${slug}`,
      `sock_connect() of ${title} lets it exchange datagrams with that address`,
      {
        clauses: [CONNECT],
        ...connecting(sock, [receiveFrom(), sendTo("answer")], send, ...receiveShown(6)),
        expect: trace("received=answer", "other: datagram(hello)"),
      },
    ),
  ]),
);
