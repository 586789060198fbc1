/** Datagram endpoints: the arguments that are refused, and datagrams that are. */
import { assign, try_, variable } from "../../language/build.ts";
import {
  finished,
  listen,
  peer,
  portOf,
  seen,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { failing } from "../kit/connecting.ts";
import { at, createEndpoint, endpointProgram, openEndpoint, sendsTo } from "../kit/endpoints.ts";

const EXCLUSIVE = "create-datagram-endpoint.sock-exclusive";
const ERRORS = "create-datagram-endpoint.address-errors";
const REUSE = "create-datagram-endpoint.reuse-address";
const REUSE_GONE = "create-datagram-endpoint.reuse-address-removed";
const REFUSED = "create-datagram-endpoint.error-received";

export const datagramsRefusals = table([
  ...(
    [
      ["local_addr", { local_addr: at(0) }],
      ["remote_addr", { remote_addr: at(9) }],
      ["family", { family: 2 }],
      ["reuse_port", { reuse_port: true }],
      ["allow_broadcast", { allow_broadcast: true }],
    ] as const
  ).map(([keyword, given]) =>
    kase(
      `datagrams/sock-with-${keyword.replace("_", "-")}`,
      `create_datagram_endpoint() refuses a socket together with ${keyword}`,
      {
        clauses: [EXCLUSIVE],
        ...endpointProgram({}, [
          assign("sock", { make: "socket", transport: "udp", state: "bound" }),
          try_(createEndpoint({ sock: variable("sock"), ...given })),
        ]),
        expect: trace("!ValueError"),
      },
    ),
  ),
  kase("datagrams/sock-of-a-stream", "create_datagram_endpoint() refuses a socket for streams", {
    clauses: [EXCLUSIVE],
    ...endpointProgram({}, [
      assign("sock", { make: "socket" }),
      try_(createEndpoint({ sock: variable("sock") })),
    ]),
    expect: trace("!ValueError"),
  }),
  kase(
    "datagrams/neither-address-nor-family",
    "create_datagram_endpoint() refuses neither address nor family nor socket",
    {
      clauses: [ERRORS],
      ...endpointProgram({}, [try_(createEndpoint({}))]),
      expect: trace("!ValueError"),
    },
  ),
  ...(
    [
      ["local-taken", "a local address that is in use", { local_addr: at(portOf("taken")) }],
      [
        "local-elsewhere",
        "a local address that is not this machine's",
        { local_addr: at(0, "192.0.2.1") },
      ],
      [
        "local-unknown",
        "a local name that does not exist",
        { local_addr: at(0, "127.0.0.1.invalid") },
      ],
      [
        "remote-unknown",
        "a remote name that does not exist",
        { remote_addr: at(9, "127.0.0.1.invalid") },
      ],
    ] as const
  ).map(([slug, what, given]) =>
    kase(`datagrams/${slug}`, `create_datagram_endpoint() raises an OSError for ${what}`, {
      clauses: [ERRORS],
      ...endpointProgram({}, [
        ...(slug === "local-taken"
          ? [assign("taken", { make: "socket", transport: "udp", state: "bound" })]
          : []),
        failing(createEndpoint(given)),
      ]),
      expect: trace("an OSError=True"),
    }),
  ),
  kase(
    "datagrams/reuse-address-true",
    "create_datagram_endpoint() refuses reuse_address=True with a ValueError",
    {
      clauses: [REUSE],
      ...endpointProgram({}, [try_(createEndpoint({ local_addr: at(0), reuse_address: true }))]),
      expect: trace("!ValueError"),
    },
  ),
  kase("datagrams/reuse-address-false", "create_datagram_endpoint() warns of reuse_address=False", {
    clauses: [REUSE],
    ...endpointProgram({}, [
      ...openEndpoint({ local_addr: at(0), reuse_address: false }),
      tell(TRANSPORT, "close"),
      seen(LOST),
    ]),
    expect: {
      trace: [MADE, LOST],
      warnings: { includes: [{ category: "DeprecationWarning", message: "reuse_address" }] },
    },
  }),
  ...([true, false, null] as const).map((value) =>
    kase(
      `datagrams/reuse-address-gone-${value}`.toLowerCase(),
      `create_datagram_endpoint() knows no keyword reuse_address, ${value === null ? "not even None" : `as little ${value ? "True" : "False"}`}`,
      {
        clauses: [REUSE_GONE],
        ...endpointProgram({}, [try_(createEndpoint({ local_addr: at(0), reuse_address: value }))]),
        expect: trace("!TypeError"),
      },
    ),
  ),
  kase(
    "datagrams/refused",
    "an endpoint is told of a datagram that nobody takes at the remote address",
    {
      clauses: [REFUSED],
      ...endpointProgram({ other: peer(listen({ transport: "udp" })) }, [
        startPeer("other", "p"),
        finished("p"),
        // A connected socket takes datagrams of its remote address alone.
        assign("deaf", { make: "socket", transport: "udp", state: "connected", to: portOf("p") }),
        ...openEndpoint({ remote_addr: at(portOf("deaf")) }),
        sendsTo("is anybody there"),
        seen("Here.error_received(ConnectionRefusedError)"),
        tell(TRANSPORT, "close"),
        seen(LOST),
      ]),
      expect: trace(MADE, "Here.error_received(ConnectionRefusedError)", LOST),
    },
  ),
]);
