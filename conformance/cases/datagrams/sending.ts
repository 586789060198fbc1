/** Where the datagrams of an endpoint go, and what becomes of those that the system does not take. */

import { assign, log, variable } from "../../language/build.ts";
import {
  datagramProtocol,
  finished,
  listen,
  peer,
  portOf,
  receiveFrom,
  seen,
  startPeer,
  tell,
  temporary,
  transportOf,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import {
  at,
  BOTH,
  CONNECTED,
  closed,
  createEndpoint,
  OF_SOCKET,
  openEndpoint,
  sendsTo,
} from "../kit/endpoints.ts";
import { AF_UNIX, got, replies, twoProtocols, withEndpoints } from "../kit/two-endpoints.ts";

const SENDS = "datagram-transport.sendto";
const BUFFERS = "datagram-transport.sendto-buffers";

/** Unix sockets take a few datagrams while nobody reads; on a busy network the same happens to UDP. */
function buffered() {
  const COUNT = 60;
  const open: Operation[] = [
    createEndpoint({ family: AF_UNIX, local_addr: temporary("there") }, { protocol: "There" }),
    ...openEndpoint({ family: AF_UNIX, remote_addr: temporary("there") }),
  ];
  const last: Expression = { bytes: "the last" };
  return (
    [
      ["later", [], [tell(TRANSPORT, "close")]],
      ["after-close", [tell(TRANSPORT, "close"), log("closes")], []],
    ] as const
  ).map(([slug, before, after]) =>
    kase(
      `datagrams/buffers-${slug}`,
      `sendto() of more datagrams than the system takes sends them all ${slug.replace("-", " ")}`,
      {
        clauses: [BUFFERS],
        ...withEndpoints(
          {},
          [
            ...open,
            {
              op: "repeat",
              times: COUNT,
              body: [sendsTo("x")],
            },
            sendsTo(last),
            log("has sent"),
            ...before,
            seen(got("the last", "There")),
            ...after,
            seen(LOST),
            tell(transportOf("There"), "close"),
          ],
          {
            Here: datagramProtocol({}, ["pause_writing", "resume_writing"]),
            There: datagramProtocol({}, ["connection_made", "connection_lost"]),
          },
        ),
        expect: trace(MADE, "has sent", ...before.slice(0, 1).map(() => "closes"), {
          interleave: [[...Array(COUNT).fill(got("x", "There")), got("the last", "There")], [LOST]],
        }),
      },
    ),
  );
}

export const datagramsSending = table([
  kase(
    "datagrams/sends-to-several",
    "an endpoint without a remote address sends each datagram to the address of that call",
    {
      clauses: [SENDS],
      ...withEndpoints(
        {
          first: peer(listen({ transport: "udp" }), receiveFrom()),
          second: peer(listen({ transport: "udp" }), receiveFrom()),
        },
        [
          startPeer("first", "p"),
          startPeer("second", "q"),
          ...openEndpoint({ local_addr: at(0) }),
          sendsTo("to two", at(portOf("q"))),
          sendsTo("to one", at(portOf("p"))),
          finished("p"),
          finished("q"),
          ...closed().slice(0, 2),
        ],
      ),
      expect: trace(MADE, "first: datagram(to one)", "second: datagram(to two)", LOST),
    },
  ),
  ...[CONNECTED, BOTH, OF_SOCKET].map(({ slug, title, exchanging }) =>
    kase(
      `datagrams/sends-to-its-peer-${slug}`,
      `an endpoint ${title} sends what is addressed to its peer`,
      {
        clauses: [SENDS],
        ...exchanging({
          other: [receiveFrom(), receiveFrom()],
          body: [sendsTo("one", at(portOf("p"))), sendsTo("two"), ...closed()],
        }),
        expect: trace(MADE, LOST, {
          any_order: ["other: datagram(one)", "other: datagram(two)"],
        }),
      },
    ),
  ),
  kase("datagrams/two-endpoints", "two endpoints of one loop send to each other", {
    clauses: [SENDS],
    ...withEndpoints(
      { replies },
      [
        assign("sock", { make: "socket", transport: "udp", state: "bound" }),
        assign("there", portOf("sock")),
        createEndpoint({ sock: variable("sock") }, { protocol: "There" }),
        ...openEndpoint({ remote_addr: at(variable("there")) }),
        sendsTo("hello"),
        seen(got("back")),
        tell(TRANSPORT, "close"),
        tell(transportOf("There"), "close"),
        seen(LOST),
      ],
      twoProtocols({ datagram_received: "replies" }),
    ),
    expect: trace(MADE, got("hello", "There"), got("back"), LOST),
  }),
  ...buffered(),
]);
