/** Encrypted streams: what every stream transport promises. */
import { table } from "../../language/table.ts";
import { streamCases } from "../kit/stream-cases.ts";
import { STARTED_CLIENT, STARTED_SERVER, TLS_CLIENT, TLS_SERVER } from "../kit/tls.ts";

export const tlsStreams = table(
  [TLS_CLIENT, TLS_SERVER, STARTED_CLIENT, STARTED_SERVER].flatMap((side) =>
    streamCases("tls", side),
  ),
);
