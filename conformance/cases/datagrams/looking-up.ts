/** create_datagram_endpoint(): the protocol and the flags that it looks its addresses up with. */
import { assign, variable } from "../../language/build.ts";
import { peer, portOf, seen, sendTo, startPeer, tell } from "../../language/build-network.ts";
import type { Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { at, closed, createEndpoint, endpointProgram, openEndpoint } from "../kit/endpoints.ts";
import { showRaises } from "../kit/lookups.ts";
import { got, PORT } from "../kit/two-endpoints.ts";

const OPTIONS = "create-datagram-endpoint.lookup-options";

const AI_NUMERICHOST = 4;
const UDP = 17;
const NUMERIC = { flags: AI_NUMERICHOST };

/** A free port that is asked for by number. */
const freePort: Operation[] = [
  assign("mine", { make: "socket", transport: "udp", state: "bound" }),
  assign("port", portOf("mine")),
  tell(variable("mine"), "close"),
];

export const datagramsLookingUp = table([
  ...(
    [
      ["local", "a local name with the flag AI_NUMERICHOST", { local_addr: at(0, "localhost") }],
      [
        "remote",
        "a remote name with the flag AI_NUMERICHOST",
        { remote_addr: at(65_432, "localhost") },
      ],
      [
        "one-of-two",
        "a remote name beside a local address with the flag AI_NUMERICHOST",
        { local_addr: at(0), remote_addr: at(65_432, "localhost") },
      ],
    ] as const satisfies readonly (readonly [string, string, Keywords])[]
  ).map(([slug, what, addresses]) =>
    kase(`datagrams/lookup-refused-${slug}`, `create_datagram_endpoint() raises for ${what}`, {
      clauses: [OPTIONS],
      ...endpointProgram({}, [showRaises(createEndpoint({ ...addresses, ...NUMERIC }))]),
      expect: trace("raised"),
    }),
  ),
  ...(
    [
      ["flags", "the flag AI_NUMERICHOST", NUMERIC],
      ["protocol", "the protocol UDP", { proto: UDP }],
      ["both", "AI_NUMERICHOST and UDP", { ...NUMERIC, proto: UDP }],
    ] as const
  ).map(([slug, what, kwargs]) =>
    kase(
      `datagrams/lookup-with-${slug}`,
      `an endpoint whose local address is looked up with ${what} is reached there`,
      {
        clauses: [OPTIONS],
        ...endpointProgram({ other: peer(sendTo("hello")) }, [
          ...freePort,
          ...openEndpoint({ local_addr: at(PORT), ...kwargs }),
          startPeer("other", "p", PORT),
          seen(got("hello")),
          ...closed(),
        ]),
        expect: trace(MADE, got("hello"), LOST),
      },
    ),
  ),
]);
