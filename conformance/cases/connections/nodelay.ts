import { finished, seen, swallow, tell } from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { CLIENT, LOST, MADE, SERVER, TRANSPORT } from "../kit/connected.ts";
import { option, SET } from "../kit/socket-options.ts";
import { TLS_CLIENT, TLS_SERVER } from "../kit/tls.ts";

const NODELAY = "create-connection.nodelay";
const TCP = 6;
const TCP_NODELAY = 1;

const read = (transport: Expression) => option(transport, TCP, TCP_NODELAY);
const closing = (transport: Expression, how: "close" | "abort" = "close"): readonly Operation[] => [
  tell(transport, how),
  seen(LOST),
  finished("p"),
];

export const connectionsNodelay = table([
  ...[CLIENT, SERVER].map((side) =>
    kase(`connections/nodelay-${side.slug}`, `TCP_NODELAY is set on the socket of ${side.title}`, {
      clauses: [NODELAY],
      ...side.connected({
        other: [swallow()],
        body: [...read(TRANSPORT), ...closing(TRANSPORT)],
      }),
      expect: trace(MADE, SET, LOST),
    }),
  ),
  ...[TLS_CLIENT, TLS_SERVER].map((side) =>
    kase(
      `connections/nodelay-tls-${side.slug}`,
      `TCP_NODELAY is set on the socket of ${side.title}`,
      {
        clauses: [NODELAY],
        ...side.connected({
          other: [swallow(), ...side.leaves],
          body: [...read(side.transport), ...closing(side.transport, "abort")],
        }),
        expect: trace(MADE, SET, LOST, "other: encrypted"),
      },
    ),
  ),
]);
