/** create_connection(): names with several addresses, as far as the loopback interface shows them, and TCP_NODELAY. */
import { assign, if_, log, same, show, variable } from "../../language/build.ts";
import {
  accept,
  factory,
  finished,
  listen,
  portOf,
  receiveEnd,
  seen,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CLIENT, LOST, MADE, SERVER, TRANSPORT } from "../kit/connected.ts";
import { createsConnection, failing, withPeer } from "../kit/connecting.ts";

const EYEBALLS = "create-connection.happy-eyeballs";
const NODELAY = "create-connection.nodelay";
const DELAY = 0.05;
const TCP = 6;
const TCP_NODELAY = 1;

const closing = [tell(TRANSPORT, "close"), seen(LOST), finished("p")];
/** Reads the option if the transport tells its socket. */
const option: readonly Operation[] = [
  assign("socket", { m: "get_extra_info", on: TRANSPORT, args: ["socket"] }),
  if_(
    same(variable("socket"), null),
    [log("no socket is told")],
    [
      show("set", {
        less: [0, { m: "getsockopt", on: variable("socket"), args: [TCP, TCP_NODELAY] }],
      }),
    ],
  ),
];
const SET = { one_of: [["set=True"], ["no socket is told"]] };

export const connectionsSeveralAddresses = table([
  ...(
    [
      ["delay-and-address", "127.0.0.1", { happy_eyeballs_delay: DELAY }],
      ["delay-and-name", "localhost", { happy_eyeballs_delay: DELAY }],
      ["delay-of-zero", "localhost", { happy_eyeballs_delay: 0 }],
      ["interleave", "localhost", { interleave: 1 }],
      ["delay-and-interleave", "localhost", { happy_eyeballs_delay: DELAY, interleave: 2 }],
    ] as const satisfies readonly (readonly [string, string, Keywords])[]
  ).map(([slug, host, kwargs]) =>
    kase(
      `connections/happy-eyeballs-${slug}`,
      `create_connection() to ${host} with ${slug.split("-and-").join(" and ").replaceAll("-", " ")} reaches the one address that is served`,
      {
        clauses: [EYEBALLS],
        ...withPeer(
          [createsConnection([factory("Here"), host, portOf("p")], kwargs), ...closing],
          [listen(), accept(), receiveEnd()],
        ),
        expect: trace(MADE, LOST, "other: end"),
      },
    ),
  ),
  ...(["127.0.0.1", "localhost"] as const).map((host) =>
    kase(
      `connections/happy-eyeballs-refused-${host === "localhost" ? "name" : "address"}`,
      `create_connection() to ${host} with happy_eyeballs_delay raises an OSError if nothing listens`,
      {
        clauses: [EYEBALLS],
        ...withPeer(
          [
            failing(
              createsConnection([factory("Here"), host, portOf("p")], {
                happy_eyeballs_delay: DELAY,
              }),
            ),
            finished("p"),
          ],
          [listen({ refuses: true })],
        ),
        expect: trace("an OSError=True"),
      },
    ),
  ),
  ...[CLIENT, SERVER].map((side) =>
    kase(`connections/nodelay-${side.slug}`, `TCP_NODELAY is set on the socket of ${side.title}`, {
      clauses: [NODELAY],
      ...side.connected({
        other: [swallow()],
        body: [...option, ...closing],
      }),
      expect: trace(MADE, SET, LOST),
    }),
  ),
]);
