import {
  accept,
  factory,
  finished,
  listen,
  portOf,
  receiveEnd,
  seen,
  tell,
} from "../../language/build-network.ts";
import type { Keywords } from "../../language/expression.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { createsConnection, failing, withPeer } from "../kit/connecting.ts";

const EYEBALLS = "create-connection.happy-eyeballs";
const ERRORS = "create-connection.multiple-errors";
const DELAY = 0.05;
const closing = [tell(TRANSPORT, "close"), seen(LOST), finished("p")];
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
        clauses: [ERRORS],
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
]);
