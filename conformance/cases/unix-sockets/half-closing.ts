/** Transports over Unix sockets and pipes: whether they can say that they send no more. */
import { log, show, tryExcept } from "../../language/build.ts";
import { finished, seen, streamProtocol, swallow, tell } from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { writePipe } from "../kit/piped.ts";
import { UNIX_CLIENT, UNIX_SERVER } from "../kit/unix-sockets.ts";

const CAN = "transport.can-write-eof";

const asked = {
  protocol: streamProtocol({}, ["eof_received"]),
  other: [swallow()],
};
/** Asks, tries, and closes the connection. `during`: a step between the two. */
const asks = (during: readonly Operation[] = []): Operation[] => [
  ...during,
  show("can", { m: "can_write_eof", on: TRANSPORT }),
  tryExcept([tell(TRANSPORT, "write_eof"), log("sends no more")], "problem", log("raises")),
  tell(TRANSPORT, "abort"),
  seen(LOST),
  finished("p"),
];
const AGREES = trace(
  MADE,
  {
    one_of: [
      ["can=False", "raises"],
      ["can=True", "sends no more"],
    ],
  },
  LOST,
);
const written = tell(TRANSPORT, "write", [{ bytes: "hello" }]);
const paused = tell(TRANSPORT, "pause_reading");

export const unixSocketsHalfClosing = table([
  ...[UNIX_CLIENT, UNIX_SERVER].flatMap((side) =>
    (
      [
        ["", "", []],
        ["-after-data", " that has sent data", [written]],
        ["-paused", " that is paused", [paused]],
      ] as const
    ).map(([slug, when, during]) =>
      kase(
        `unix-sockets/can-write-eof-${side.slug}${slug}`,
        `can_write_eof() of ${side.title}${when} says whether write_eof() works`,
        { clauses: [CAN], ...side.connected({ ...asked, body: asks(during) }), expect: AGREES },
      ),
    ),
  ),
  ...(
    [
      ["at-once", "", []],
      ["after-data", " that has sent data", [written]],
    ] as const
  ).map(([slug, when, during]) =>
    kase(
      `pipes/can-write-eof-${slug}`,
      `can_write_eof() of the transport of a pipe${when} says whether write_eof() works`,
      { clauses: [CAN], ...writePipe({ ...asked, body: asks(during) }), expect: AGREES },
    ),
  ),
]);
