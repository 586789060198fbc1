/** Servers that encrypt: data that the other end sends together with the last part of its handshake. */
import { block, callback, quiet } from "../../language/build.ts";
import {
  finished,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { callSoon } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { TLS_SERVER, UNIX_TLS_SERVER } from "../kit/tls.ts";

export const tlsBehindTheHandshake = table(
  [TLS_SERVER, UNIX_TLS_SERVER].map(({ slug, title, connected, transport, leaves }) =>
    kase(
      `tls/data-behind-the-handshake-${slug}`,
      `${title} passes data on that came together with the end of the handshake`,
      {
        clauses: ["protocol.data-received"],
        ...connected({
          // The loop is busy, so that several parts have arrived when it reads.
          before: [callSoon("busy")],
          fns: { busy: quiet(callback(block(0.005), callSoon("busy"))) },
          protocol: streamProtocol({}, ["eof_received"]),
          other: [send("hello"), receiveEnd(), ...leaves],
          body: [seen("Here received hello"), tell(transport, "close"), seen(LOST), finished("p")],
        }),
        expect: trace(MADE, "Here received hello", LOST, "other: encrypted", "other: end"),
      },
    ),
  ),
);
