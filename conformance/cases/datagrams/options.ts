/** Datagram endpoints: reuse_port, allow_broadcast, and reuse_address, which is refused. */
import {
  assign,
  callbackWith,
  log,
  quiet,
  try_,
  tryExcept,
  variable,
} from "../../language/build.ts";
import {
  datagramProtocol,
  listen,
  peer,
  portOf,
  receiveFrom,
  seen,
  sendTo,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import type { TraceItem } from "../../language/case.ts";
import type { Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { failing } from "../kit/connecting.ts";
import {
  at,
  closed,
  createEndpoint,
  endpointProgram,
  openEndpoint,
  sendsTo,
} from "../kit/endpoints.ts";

const OPTIONS = "create-datagram-endpoint.options";
const UNSET = "create-datagram-endpoint.options-unset";
const REFUSED = "create-datagram-endpoint.reuse-address-refused";

const SECOND_MADE = "Here#2.connection_made";
const SECOND = "Here#2.connection_lost(None)";
/** The broadcast address of the loopback interface: nothing leaves this machine. */
const EVERYBODY = "127.255.255.255";

/** A port that was free a moment ago. */
const freePort: readonly Operation[] = [
  assign("mine", { make: "socket", transport: "udp", state: "bound" }),
  assign("port", portOf("mine")),
  tell(variable("mine"), "close"),
];
const closeBoth = [
  tell(TRANSPORT, "close"),
  tell({ attr: "transport", of: { instance: "Here", index: 1 } }, "close"),
  seen(LOST),
  seen(SECOND),
];

/** Tells the kind of an error. A loopback interface that has no broadcast address gives an `OSError`. */
const tellsTheKind = quiet(
  callbackWith(["self", "error"], try_({ op: "raise", what: variable("error") })),
);
const IF_ANY = { one_of: [[], ["!OSError"]] } as const;
const HEARS_OF_ERRORS = datagramProtocol({ error_received: "looks" }, ["error_received"]);

const broadcast = (kwargs: Keywords, looks = tellsTheKind) =>
  endpointProgram(
    {
      other: peer(listen({ transport: "udp" }), receiveFrom(), sendTo("pong")),
      looks,
    },
    [
      startPeer("other", "p"),
      ...openEndpoint(kwargs),
      sendsTo("to all", at(portOf("p"), EVERYBODY)),
      sendsTo("to one", at(portOf("p"))),
      seen("Here.datagram_received(pong)"),
      ...closed(),
    ],
    HEARS_OF_ERRORS,
  );
const answered = (...entries: TraceItem[]) =>
  trace(MADE, ...entries, "Here.datagram_received(pong)", LOST, "other: datagram(to one)");

export const datagramsOptions = table([
  ...(
    [
      ["reuse-port", "at an address", "127.0.0.1", {}],
      ["reuse-port-of-a-name", "at a name", "localhost", { family: 2 }],
      ["reuse-port-of-all", "at all interfaces", "0.0.0.0", {}],
    ] as const
  ).map(([slug, says, host, more]) =>
    kase(
      `datagrams/${slug}`,
      slug === "reuse-port"
        ? "two endpoints share a port if both were made with reuse_port=True"
        : `two endpoints ${says} share a port if both were made with reuse_port=True`,
      {
        clauses: [OPTIONS],
        ...endpointProgram({}, [
          ...freePort,
          ...openEndpoint({ local_addr: at(variable("port"), host), reuse_port: true, ...more }),
          createEndpoint({ local_addr: at(variable("port"), host), reuse_port: true, ...more }),
          seen(SECOND_MADE),
          log("both"),
          ...closeBoth,
        ]),
        expect: trace(MADE, SECOND_MADE, "both", { any_order: [LOST, SECOND] }),
      },
    ),
  ),
  ...(
    [
      ["no-reuse-port", "without reuse_port", {}],
      ["no-reuse-port-if-false", "with reuse_port=False", { reuse_port: false }],
    ] as const
  ).map(([slug, says, kwargs]) =>
    kase(`datagrams/${slug}`, `a second endpoint ${says} gets no port that is in use`, {
      clauses: [UNSET],
      ...endpointProgram({}, [
        ...freePort,
        ...openEndpoint({ local_addr: at(variable("port")), ...kwargs }),
        failing(createEndpoint({ local_addr: at(variable("port")), ...kwargs })),
        tell(TRANSPORT, "close"),
        seen(LOST),
      ]),
      expect: trace(MADE, "an OSError=True", LOST),
    }),
  ),
  kase(
    "datagrams/broadcast-allowed",
    "an endpoint with allow_broadcast may send to the broadcast address",
    {
      clauses: [OPTIONS],
      ...broadcast({ local_addr: at(0), allow_broadcast: true }),
      expect: answered(IF_ANY),
    },
  ),
  kase(
    "datagrams/broadcast-allowed-without-local-address",
    "an endpoint that has a family alone, and allow_broadcast, may send to the broadcast address",
    {
      clauses: [OPTIONS],
      ...broadcast({ family: 2, allow_broadcast: true }),
      expect: answered(IF_ANY),
    },
  ),
  kase(
    "datagrams/broadcast-not-allowed",
    "an endpoint may not by default send to the broadcast address",
    {
      clauses: [UNSET],
      ...broadcast(
        { local_addr: at(0) },
        quiet(callbackWith(["self", "error"], log("is not allowed to"))),
      ),
      expect: answered("is not allowed to"),
    },
  ),
  kase(
    "datagrams/broadcast-as-remote-address",
    "an endpoint with allow_broadcast may have the broadcast address as its remote address",
    {
      clauses: [OPTIONS],
      ...endpointProgram(
        { other: peer(listen({ transport: "udp" })), looks: tellsTheKind },
        [
          startPeer("other", "p"),
          ...openEndpoint({
            remote_addr: at(portOf("p"), EVERYBODY),
            allow_broadcast: true,
          }),
          sendsTo("to all"),
          ...closed(),
        ],
        HEARS_OF_ERRORS,
      ),
      expect: trace(MADE, IF_ANY, LOST),
    },
  ),
  ...(
    [
      ["local", { local_addr: at(0) }],
      ["remote", { remote_addr: at(9) }],
      ["reuse-port", { local_addr: at(0), reuse_port: true }],
    ] as const
  ).map(([slug, kwargs]) =>
    kase(
      `datagrams/no-endpoint-with-reuse-address-${slug}`,
      `create_datagram_endpoint() with ${Object.keys(kwargs).join(" and ")} raises an exception for reuse_address=True`,
      {
        clauses: [REFUSED],
        ...endpointProgram({}, [
          tryExcept(
            [createEndpoint({ ...kwargs, reuse_address: true }), log("made")],
            "error",
            log("refused"),
          ),
        ]),
        expect: trace("refused"),
      },
    ),
  ),
]);
