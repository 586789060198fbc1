import { must, pending, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

const TOPIC = "loop.create_datagram_endpoint()";

/** `loop.create_datagram_endpoint()` */
export const datagrams = {
  "create-datagram-endpoint.pair": pending(
    must(
      docs("loop.create_datagram_endpoint()", 5, "create_datagram_endpoint"),
      "create_datagram_endpoint() returns transport and protocol after connection_made; sendto sends a datagram and datagram_received gets one.",
    ),
  ),
  "create-datagram-endpoint.sock-exclusive": pending(
    must(
      observed(TOPIC, "none: the text binds the caller and names no error"),
      "create_datagram_endpoint() raises ValueError for a socket together with address arguments, or one that is not for datagrams.",
    ),
  ),
  "create-datagram-endpoint.reuse-address": pending(
    must(
      observed(TOPIC),
      "create_datagram_endpoint() with reuse_address=True raises ValueError, and with False emits a DeprecationWarning.",
      { since: "3.8.1", until: "3.10" },
    ),
  ),
  "create-datagram-endpoint.reuse-address-removed": pending(
    must(
      observed(TOPIC),
      "create_datagram_endpoint() raises TypeError for the keyword reuse_address.",
      { since: "3.11" },
    ),
  ),
  "create-datagram-endpoint.options": pending(
    should(
      docs("loop.create_datagram_endpoint()", 14, "reuse_port and allow_broadcast"),
      "reuse_port and allow_broadcast of create_datagram_endpoint() set the socket options that they name.",
    ),
  ),
  "create-datagram-endpoint.error-received": pending(
    should(
      observed(TOPIC),
      "A datagram that the peer's host refuses leads to a call of error_received.",
    ),
  ),
} as const satisfies ChapterTable;
