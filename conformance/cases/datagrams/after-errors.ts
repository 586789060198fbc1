/** Datagrams that reach an endpoint after it was told of errors. */
import { assign, variable } from "../../language/build.ts";
import { portOf, seen, tell } from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { at, openEndpoint, sendsTo } from "../kit/endpoints.ts";
import { got, withEndpoints } from "../kit/two-endpoints.ts";

const RECEIVED = "datagram-protocol.datagram-received";
const REFUSED = "Here.error_received(ConnectionRefusedError)";

const udp = (to: string) =>
  ({ make: "socket", transport: "udp", state: "connected", to: portOf(to) }) as const;
const deaf = variable("deaf");

export const datagramsAfterErrors = table(
  [1, 2, 3].map((count) =>
    kase(
      `datagrams/received-after-errors-${count}`,
      `an endpoint receives a datagram after ${count === 1 ? "an error" : `${count} errors`}`,
      {
        clauses: [RECEIVED],
        ...withEndpoints({}, [
          assign("taken", { make: "socket", transport: "udp", state: "bound" }),
          // A connected socket takes datagrams of its remote address alone.
          assign("deaf", udp("taken")),
          assign("sock", udp("deaf")),
          assign("port", portOf("sock")),
          ...openEndpoint({ sock: variable("sock") }),
          ...Array.from({ length: count }, (_, index): Operation[] => [
            sendsTo("is anybody there"),
            seen(REFUSED, index + 1),
          ]).flat(),
          tell(deaf, "connect", [at(variable("port"))]),
          tell(deaf, "send", [{ bytes: "hello" }]),
          seen(got("hello")),
          tell(TRANSPORT, "close"),
          seen(LOST),
        ]),
        expect: trace(MADE, ...Array.from({ length: count }, () => REFUSED), got("hello"), LOST),
      },
    ),
  ),
);
