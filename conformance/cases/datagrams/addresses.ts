/** Datagram endpoints: their local and remote addresses and their families. */

import { assign, callbackWith, quiet, show, sleep, variable } from "../../language/build.ts";
import {
  datagramProtocol,
  finished,
  listen,
  peer,
  portOf,
  receiveFrom,
  seen,
  sendTo,
  startPeer,
  tell,
  temporary,
  transportOf,
} from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { at, closed, createEndpoint, openEndpoint, sendsTo } from "../kit/endpoints.ts";
import { AF_UNIX, got, PORT, replies, twoProtocols, withEndpoints } from "../kit/two-endpoints.ts";

const LOCAL = "create-datagram-endpoint.local-addr";
const REMOTE = "create-datagram-endpoint.remote-addr";
const FAMILY = "create-datagram-endpoint.family";
const AF_INET = 2;

/** A free port that is asked for by number. */
const freePort: Operation[] = [
  assign("mine", { make: "socket", transport: "udp", state: "bound" }),
  assign("port", portOf("mine")),
  tell(variable("mine"), "close"),
];

/** Answers to whoever asks. */
const answers = peer(listen({ transport: "udp" }), receiveFrom(), sendTo("pong"));

export const datagramsAddresses = table([
  ...(
    [
      ["address", "127.0.0.1", {}],
      ["name", "localhost", { family: AF_INET }],
    ] as const
  ).flatMap(([slug, host, family]) => [
    kase(
      `datagrams/reached-at-local-${slug}`,
      `an endpoint with local_addr is reached at its port, its host given as ${host}`,
      {
        clauses: [LOCAL],
        ...withEndpoints({ other: peer(sendTo("hello")) }, [
          ...freePort,
          ...openEndpoint({ local_addr: at(PORT, host), ...family }),
          startPeer("other", "p", PORT),
          seen(got("hello")),
          ...closed(),
        ]),
        expect: trace(MADE, got("hello"), LOST),
      },
    ),
    kase(
      `datagrams/answers-from-local-${slug}`,
      `an endpoint with local_addr, its host given as ${host}, answers to the sender and not to itself`,
      {
        clauses: [LOCAL],
        ...withEndpoints(
          { other: peer(sendTo("hello"), receiveFrom()), replies },
          [
            ...freePort,
            ...openEndpoint({ local_addr: at(PORT, host), ...family }),
            startPeer("other", "p", PORT),
            seen("other: datagram(back)"),
            sleep(0.02),
            ...closed(),
          ],
          { Here: datagramProtocol({ datagram_received: "replies" }) },
        ),
        expect: trace(MADE, got("hello"), LOST, "other: datagram(back)"),
      },
    ),
  ]),
  kase(
    "datagrams/answers-each-sender",
    "datagram_received() gets the address of each datagram's own sender",
    {
      clauses: ["datagram-protocol.datagram-received"],
      ...withEndpoints(
        {
          other: peer(sendTo("one"), receiveFrom()),
          second: peer(sendTo("two"), receiveFrom()),
          replies,
        },
        [
          ...freePort,
          ...openEndpoint({ local_addr: at(PORT) }),
          startPeer("other", "p", PORT),
          finished("p"),
          startPeer("second", "q", PORT),
          finished("q"),
          ...closed().slice(0, 2),
        ],
        { Here: datagramProtocol({ datagram_received: "replies" }) },
      ),
      expect: trace(
        MADE,
        got("one"),
        "other: datagram(back)",
        got("two"),
        "second: datagram(back)",
        LOST,
      ),
    },
  ),
  kase("datagrams/reaches-remote-name", "an endpoint with remote_addr reaches a host by its name", {
    clauses: [REMOTE],
    ...withEndpoints({ other: answers }, [
      startPeer("other", "p"),
      ...openEndpoint({ remote_addr: at(portOf("p"), "localhost"), family: AF_INET, flags: 0 }),
      sendsTo("ping"),
      seen(got("pong")),
      ...closed(),
    ]),
    expect: trace(MADE, got("pong"), LOST, "other: datagram(ping)"),
  }),
  kase(
    "datagrams/own-datagrams-go-elsewhere",
    "datagrams of an endpoint with local_addr go to the address of sendto(), none to itself",
    {
      clauses: [LOCAL],
      ...withEndpoints(
        { other: peer(listen({ transport: "udp" }), receiveFrom(), receiveFrom()) },
        [
          startPeer("other", "p"),
          ...openEndpoint({ local_addr: at(0) }),
          sendsTo("one", at(portOf("p"))),
          seen("other: datagram(one)"),
          sendsTo("two", at(portOf("p"))),
          finished("p"),
          sleep(0.02),
          ...closed().slice(0, 2),
        ],
      ),
      expect: trace(MADE, "other: datagram(one)", "other: datagram(two)", LOST),
    },
  ),
  kase(
    "datagrams/sends-from-its-port",
    "an endpoint with local_addr and remote_addr sends from the port of local_addr",
    {
      clauses: [LOCAL],
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
          ...freePort,
          assign("sock", { make: "socket", transport: "udp", state: "bound" }),
          assign("there", portOf("sock")),
          createEndpoint({ sock: variable("sock") }, { protocol: "There" }),
          ...openEndpoint({ local_addr: at(PORT), remote_addr: at(variable("there")) }),
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
    "datagrams/hears-its-remote-alone",
    "an endpoint with remote_addr does not pass the datagrams of others on",
    {
      clauses: [REMOTE],
      ...withEndpoints(
        {
          other: peer(listen({ transport: "udp" }), receiveFrom(), sendTo("friend")),
          stranger: peer(sendTo("stranger")),
        },
        [
          ...freePort,
          startPeer("other", "p"),
          ...openEndpoint({ local_addr: at(PORT), remote_addr: at(portOf("p")) }),
          startPeer("stranger", "q", PORT),
          finished("q"),
          sendsTo("ping"),
          seen(got("friend")),
          ...closed(),
        ],
      ),
      expect: trace(MADE, got("friend"), LOST, "other: datagram(ping)"),
    },
  ),
  kase(
    "datagrams/family-without-address",
    "an endpoint with a family and no address sends to any address and gets the answer",
    {
      clauses: [FAMILY],
      ...withEndpoints({ other: answers }, [
        startPeer("other", "p"),
        ...openEndpoint({ family: AF_INET }),
        sendsTo("ping", at(portOf("p"))),
        seen(got("pong")),
        ...closed(),
      ]),
      expect: trace(MADE, got("pong"), LOST, "other: datagram(ping)"),
    },
  ),
  ...(
    [
      ["local_addr", { local_addr: at(0, "localhost") }, at(portOf("p"))],
      ["remote_addr", { remote_addr: at(portOf("p"), "localhost") }, undefined],
    ] as const
  ).map(([keyword, address, to]) =>
    kase(
      `datagrams/family-with-${keyword.replace("_", "-")}`,
      `an endpoint with a family looks the name in ${keyword} up in it`,
      {
        clauses: [FAMILY],
        ...withEndpoints({ other: answers }, [
          startPeer("other", "p"),
          ...openEndpoint({ family: AF_INET, ...address }),
          sendsTo("ping", to),
          seen(got("pong")),
          ...closed(),
        ]),
        expect: trace(MADE, got("pong"), LOST, "other: datagram(ping)"),
      },
    ),
  ),
  kase(
    "datagrams/family-unix",
    "endpoints of the family AF_UNIX exchange datagrams under the paths of their addresses",
    {
      clauses: [FAMILY],
      ...withEndpoints(
        { replies },
        [
          createEndpoint(
            { family: AF_UNIX, local_addr: temporary("there") },
            { protocol: "There" },
          ),
          ...openEndpoint({
            family: AF_UNIX,
            local_addr: temporary("here"),
            remote_addr: temporary("there"),
          }),
          sendsTo("hello"),
          seen(got("back")),
          tell(TRANSPORT, "close"),
          tell(transportOf("There"), "close"),
          seen(LOST),
        ],
        twoProtocols({ datagram_received: "replies" }),
      ),
      expect: trace(MADE, got("hello", "There"), got("back"), LOST),
    },
  ),
]);
