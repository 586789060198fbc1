/** Datagram endpoints that work: each way to make one is a base operation of its own. */
import type { ClauseId } from "../clauses/index.ts";
import { type BaseOperation, BROKEN, trialOf } from "./base-trial.ts";
import { assign, await_, variable } from "./build.ts";
import {
  datagramProtocol,
  factory,
  listen,
  portOf,
  receiveFrom,
  seen,
  startPeer,
  tell,
  transportOf,
} from "./build-network.ts";
import type { Expression, Keywords } from "./expression.ts";
import type { Operation } from "./operation.ts";

export const ENDPOINT = "create_datagram_endpoint";

const at = (port: Expression): Expression => ({ list: ["127.0.0.1", port] });
const OTHER = at(portOf("p"));
const HERE = at(0);

interface Way {
  /** Keywords by which it is known. */
  readonly by: readonly string[];
  readonly clause: ClauseId;
  readonly kwargs: Keywords;
  readonly before?: readonly Operation[];
  /** Where `sendto()` must say it. */
  readonly to?: Expression;
}

/** The first one that fits holds. */
const WAYS: readonly Way[] = [
  {
    by: ["local_addr", "remote_addr"],
    clause: "create-datagram-endpoint.local-addr",
    kwargs: { local_addr: HERE, remote_addr: OTHER },
  },
  {
    by: ["local_addr"],
    clause: "create-datagram-endpoint.local-addr",
    kwargs: { local_addr: HERE },
    to: OTHER,
  },
  {
    by: ["sock"],
    clause: "create-datagram-endpoint.sock",
    before: [
      assign("sock", { make: "socket", transport: "udp", state: "connected", to: portOf("p") }),
    ],
    kwargs: { sock: variable("sock") },
  },
  {
    by: ["remote_addr"],
    clause: "create-datagram-endpoint.remote-addr",
    kwargs: { remote_addr: OTHER },
  },
];

const named = ({ by }: Way) => `${ENDPOINT}(${by.map((key) => `${key}=…`).join(", ")})`;

/** What a program uses by such a call: nothing where no way fits. */
export function endpointOf(made: { readonly kwargs?: Keywords }): readonly string[] {
  const way = WAYS.find(({ by }) => by.every((key) => made.kwargs?.[key] !== undefined));
  return way === undefined ? [] : [named(way)];
}

/** An endpoint sends to a peer. */
const trial = ({ kwargs, before = [], to }: Way) =>
  trialOf(
    [listen({ transport: "udp" }), receiveFrom()],
    [
      startPeer("other", "p"),
      ...before,
      await_({ m: ENDPOINT, args: [factory("Here")], kwargs }),
      seen("Here.connection_made"),
      tell(transportOf("Here"), "sendto", [{ bytes: "x" }, ...(to === undefined ? [] : [to])]),
      seen("other: datagram(x)"),
    ],
    datagramProtocol(),
  );

/** An endpoint made in each of these ways. */
export const ENDPOINTS_THAT_WORK: readonly BaseOperation[] = WAYS.map((way) => ({
  name: `${named(way)} that works`,
  on: `loop.${ENDPOINT}`,
  clause: way.clause,
  trial: trial(way),
  broken: BROKEN,
  carries: named(way),
}));
