/** Encrypted streams: whether they can say that they send no more. */
import { log, show, try_ } from "../../language/build.ts";
import { finished, seen, streamProtocol, swallow, tell } from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { STARTED_CLIENT, STARTED_SERVER } from "../kit/tls.ts";

export const tlsHalfClosing = table(
  // Not with `ssl`: a loop without it would be accused of what its transports say.
  [STARTED_CLIENT, STARTED_SERVER].map((side) =>
    kase(
      `tls/can-write-eof-${side.slug}`,
      `can_write_eof() of ${side.title} says whether write_eof() works`,
      {
        clauses: ["transport.can-write-eof"],
        ...side.connected({
          protocol: streamProtocol({}, ["eof_received"]),
          other: [swallow(), ...side.leaves],
          body: [
            show("can", { m: "can_write_eof", on: side.transport }),
            try_(tell(side.transport, "write_eof"), log("sends no more")),
            tell(side.transport, "abort"),
            seen(LOST),
            finished("p"),
          ],
        }),
        expect: trace(
          MADE,
          {
            one_of: [
              ["can=False", "!NotImplementedError"],
              ["can=True", "sends no more"],
            ],
          },
          LOST,
          "other: encrypted",
        ),
      },
    ),
  ),
);
