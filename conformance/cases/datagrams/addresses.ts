/** Datagram endpoints: their addresses, families and sockets, and where their datagrams go. */
import {
  assign,
  call,
  callbackWith,
  coroutine,
  log,
  quiet,
  show,
  sleep,
  variable,
} from "../../language/build.ts";
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
import type { Program } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { at, closed, createEndpoint, OF_SOCKET, sendsTo } from "../kit/endpoints.ts";

const LOCAL = "create-datagram-endpoint.local-addr";
const REMOTE = "create-datagram-endpoint.remote-addr";
const FAMILY = "create-datagram-endpoint.family";
const SOCK = "create-datagram-endpoint.sock";
const OWNED = "create-datagram-endpoint.sock-ownership";
const SENDS = "datagram-transport.sendto";
const BUFFERS = "datagram-transport.sendto-buffers";

const AF_INET = 2;
/** The number that every Unix gives to the family. */
const AF_UNIX = 1;

const got = (data: string, by = "Here") => `${by}.datagram_received(${data})`;

const program = (
  fns: Program["fns"],
  body: readonly Operation[],
  protocols: NonNullable<Program["protocols"]> = { Here: datagramProtocol() },
) => ({
  fns: { ...fns, use: quiet(coroutine(...body)) },
  protocols,
  main: [runUntilComplete(call("use"))],
});

/** A free port that is asked for by number. */
const freePort: Operation[] = [
  assign("mine", { make: "socket", transport: "udp", state: "bound" }),
  assign("port", portOf("mine")),
  tell(variable("mine"), "close"),
];
const PORT = variable("port");
/** Answers to whoever asks. */
const answers = peer(listen({ transport: "udp" }), receiveFrom(), sendTo("pong"));
/** Both protocols of programs with two endpoints; each answers by itself or not at all. */
const two = (there: Parameters<typeof datagramProtocol>[0] = {}) => ({
  Here: datagramProtocol(),
  There: datagramProtocol(there, ["connection_made", "connection_lost"]),
});
const replies = quiet(
  callbackWith(
    ["self", "data", "address"],
    tell({ attr: "transport", of: variable("self") }, "sendto", [
      { bytes: "back" },
      variable("address"),
    ]),
  ),
);

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
        ...program({ other: peer(sendTo("hello")) }, [
          ...freePort,
          createEndpoint({ local_addr: at(PORT, host), ...family }),
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
        ...program(
          { other: peer(sendTo("hello"), receiveFrom()), replies },
          [
            ...freePort,
            createEndpoint({ local_addr: at(PORT, host), ...family }),
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
  kase("datagrams/reaches-remote-name", "an endpoint with remote_addr reaches a host by its name", {
    clauses: [REMOTE],
    ...program({ other: answers }, [
      startPeer("other", "p"),
      createEndpoint({ remote_addr: at(portOf("p"), "localhost"), family: AF_INET, flags: 0 }),
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
      ...program({ other: peer(listen({ transport: "udp" }), receiveFrom(), receiveFrom()) }, [
        startPeer("other", "p"),
        createEndpoint({ local_addr: at(0) }),
        sendsTo("one", at(portOf("p"))),
        seen("other: datagram(one)"),
        sendsTo("two", at(portOf("p"))),
        finished("p"),
        sleep(0.02),
        ...closed().slice(0, 2),
      ]),
      expect: trace(MADE, "other: datagram(one)", "other: datagram(two)", LOST),
    },
  ),
  kase(
    "datagrams/sends-from-its-port",
    "an endpoint with local_addr and remote_addr sends from the port of local_addr",
    {
      clauses: [LOCAL],
      ...program(
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
          createEndpoint({ local_addr: at(PORT), remote_addr: at(variable("there")) }),
          sendsTo("hello"),
          seen("from that port=True"),
          tell(TRANSPORT, "close"),
          tell(transportOf("There"), "close"),
          seen(LOST),
        ],
        two({ datagram_received: "looks" }),
      ),
      expect: trace(MADE, got("hello", "There"), "from that port=True", LOST),
    },
  ),
  kase(
    "datagrams/hears-its-remote-alone",
    "an endpoint with remote_addr does not pass the datagrams of others on",
    {
      clauses: [REMOTE],
      ...program(
        {
          other: peer(listen({ transport: "udp" }), receiveFrom(), sendTo("friend")),
          stranger: peer(sendTo("stranger")),
        },
        [
          ...freePort,
          startPeer("other", "p"),
          createEndpoint({ local_addr: at(PORT), remote_addr: at(portOf("p")) }),
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
      ...program({ other: answers }, [
        startPeer("other", "p"),
        createEndpoint({ family: AF_INET }),
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
        ...program({ other: answers }, [
          startPeer("other", "p"),
          createEndpoint({ family: AF_INET, ...address }),
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
      ...program(
        { replies },
        [
          createEndpoint(
            { family: AF_UNIX, local_addr: temporary("there") },
            { protocol: "There" },
          ),
          createEndpoint({
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
        two({ datagram_received: "replies" }),
      ),
      expect: trace(MADE, got("hello", "There"), got("back"), LOST),
    },
  ),
  kase(
    "datagrams/sends-to-several",
    "an endpoint without a remote address sends each datagram to the address of that call",
    {
      clauses: [SENDS],
      ...program(
        {
          first: peer(listen({ transport: "udp" }), receiveFrom()),
          second: peer(listen({ transport: "udp" }), receiveFrom()),
        },
        [
          startPeer("first", "p"),
          startPeer("second", "q"),
          createEndpoint({ local_addr: at(0) }),
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
  kase("datagrams/two-endpoints", "two endpoints of one loop send to each other", {
    clauses: [SENDS],
    ...program(
      { replies },
      [
        assign("sock", { make: "socket", transport: "udp", state: "bound" }),
        assign("there", portOf("sock")),
        createEndpoint({ sock: variable("sock") }, { protocol: "There" }),
        createEndpoint({ remote_addr: at(variable("there")) }),
        sendsTo("hello"),
        seen(got("back")),
        tell(TRANSPORT, "close"),
        tell(transportOf("There"), "close"),
        seen(LOST),
      ],
      two({ datagram_received: "replies" }),
    ),
    expect: trace(MADE, got("hello", "There"), got("back"), LOST),
  }),
  kase(
    "datagrams/sends-from-the-port-of-sock",
    "an endpoint that is made of a socket sends from the socket's port",
    {
      clauses: [SOCK],
      ...program(
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
          createEndpoint({ sock: variable("sock") }),
          sendsTo("hello"),
          seen("from that port=True"),
          tell(TRANSPORT, "close"),
          tell(transportOf("There"), "close"),
          seen(LOST),
        ],
        two({ datagram_received: "looks" }),
      ),
      expect: trace(MADE, got("hello", "There"), "from that port=True", LOST),
    },
  ),
  kase(
    "datagrams/bound-sock",
    "an endpoint that is made of a bound socket is reached at the socket's port",
    {
      clauses: [SOCK],
      ...program({ other: peer(sendTo("hello")) }, [
        assign("sock", { make: "socket", transport: "udp", state: "bound" }),
        assign("port", portOf("sock")),
        createEndpoint({ sock: variable("sock") }),
        startPeer("other", "p", PORT),
        seen(got("hello")),
        ...closed(),
      ]),
      expect: trace(MADE, got("hello"), LOST),
    },
  ),
  ...buffered(),
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

/** Unix sockets take a few datagrams while nobody reads; on a busy network the same happens to UDP. */
function buffered() {
  const COUNT = 60;
  const open: Operation[] = [
    createEndpoint({ family: AF_UNIX, local_addr: temporary("there") }, { protocol: "There" }),
    createEndpoint({ family: AF_UNIX, remote_addr: temporary("there") }),
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
        ...program(
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
