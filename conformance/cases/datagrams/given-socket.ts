/** Datagram endpoints that are made of a socket: its port, and whose it is. */

import { assign, callbackWith, quiet, show, sleep, variable } from "../../language/build.ts";
import {
  finished,
  peer,
  portOf,
  receiveFrom,
  seen,
  sendTo,
  startPeer,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { closed, createEndpoint, OF_SOCKET, openEndpoint, sendsTo } from "../kit/endpoints.ts";
import { got, PORT, twoProtocols, withEndpoints } from "../kit/two-endpoints.ts";

const SOCK = "create-datagram-endpoint.sock";
const OWNED = "create-datagram-endpoint.sock-ownership";

export const datagramsGivenSocket = table([
  kase(
    "datagrams/sends-from-the-port-of-sock",
    "an endpoint that is made of a socket sends from the socket's port",
    {
      clauses: [SOCK],
      ...withEndpoints(
        {
          looks: quiet(
            callbackWith(
              ["self", "data", "address"],
              show("from that port", { equal: [{ item: 1, of: variable("address") }, PORT] }),
            ),
          ),
        },
        [
          assign("there", { make: "socket", transport: "udp", state: "bound" }),
          assign("sock", {
            make: "socket",
            transport: "udp",
            state: "connected",
            to: portOf("there"),
          }),
          assign("port", portOf("sock")),
          createEndpoint({ sock: variable("there") }, { protocol: "There" }),
          ...openEndpoint({ sock: variable("sock") }),
          sendsTo("hello"),
          seen("from that port=True"),
          tell(TRANSPORT, "close"),
          tell(transportOf("There"), "close"),
          seen(LOST),
        ],
        twoProtocols({ datagram_received: "looks" }),
      ),
      expect: trace(MADE, got("hello", "There"), "from that port=True", LOST),
    },
  ),
  kase(
    "datagrams/bound-sock",
    "an endpoint that is made of a bound socket is reached at the socket's port",
    {
      clauses: [SOCK],
      ...withEndpoints({ other: peer(sendTo("hello")) }, [
        assign("sock", { make: "socket", transport: "udp", state: "bound" }),
        assign("port", portOf("sock")),
        ...openEndpoint({ sock: variable("sock") }),
        startPeer("other", "p", PORT),
        seen(got("hello")),
        ...closed(),
      ]),
      expect: trace(MADE, got("hello"), LOST),
    },
  ),
  ...(["close", "abort"] as const).map((method) =>
    kase(
      `datagrams/owns-sock-${method}`,
      `${method}() of an endpoint closes the socket that was given`,
      {
        clauses: [OWNED],
        ...OF_SOCKET.exchanging({
          other: [receiveFrom()],
          body: [
            sendsTo("x"),
            finished("p"),
            tell(TRANSPORT, method),
            seen(LOST),
            sleep(0.01),
            show("closed", { equal: [{ m: "fileno", on: variable("sock") }, -1] }),
          ],
        }),
        expect: trace(MADE, "other: datagram(x)", LOST, "closed=True"),
      },
    ),
  ),
]);
