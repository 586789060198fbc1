/** Connections that a program accepts by itself, for `connect_accepted_socket()`. */
import { assign, await_, variable } from "../../language/build.ts";
import { factory, startPeer } from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";

/**
 * Accepts the peer `other`, and makes a connection of its socket with the protocol `Here`.
 *
 * @param listener the socket that listens
 * @param to where the peer connects to
 * @param kwargs keywords of `connect_accepted_socket()`
 * @param as name of the transport and protocol
 */
export const acceptElsewhere = (
  listener: Expression,
  to: Expression,
  { kwargs, as }: { readonly kwargs?: Keywords; readonly as?: string } = {},
): readonly Operation[] => [
  assign("listener", listener),
  startPeer("other", "p", to),
  await_({ m: "sock_accept", args: [variable("listener")] }, { as: "accepted" }),
  await_(
    {
      m: "connect_accepted_socket",
      args: [factory("Here"), { item: 0, of: variable("accepted") }],
      ...(kwargs === undefined ? {} : { kwargs }),
    },
    as === undefined ? {} : { as },
  ),
];

/** A socket of TCP that listens. */
export const LISTENING = { make: "socket", state: "listening" } as const satisfies Expression;
