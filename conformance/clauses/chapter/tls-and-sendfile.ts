import { may, must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** `loop.start_tls()` and `loop.sendfile()` */
export const tlsAndSendfile = {
  "start-tls.upgrades": must(
    docs("loop.start_tls()", 1, "start_tls"),
    "start_tls() returns a new transport through which data is encrypted, on the client's and on the server's side.",
  ),
  "start-tls.server-hostname": must(
    docs("loop.start_tls()", 11, "server_hostname"),
    "start_tls() matches the other end's certificate against server_hostname.",
  ),
  "start-tls.argument-checks": must(
    observed("loop.start_tls()"),
    "start_tls() raises TypeError for a context that is not an SSLContext or a transport that cannot be upgraded.",
  ),
  "start-tls.closing-transport": may(
    docs("loop.start_tls()", 6, "transport that is closing; on the newer pages"),
    "start_tls() may return None if the transport is closing.",
  ),
  "start-tls.timeouts": must(
    docs("loop.start_tls()", 12, "ssl_handshake_timeout"),
    "start_tls() gives a handshake up that takes longer than ssl_handshake_timeout, 60 seconds by default.",
  ),
  "start-tls.shutdown-timeout": must(
    docs("loop.start_tls()", 14, "ssl_shutdown_timeout"),
    "A TLS shutdown that takes longer than ssl_shutdown_timeout, 30 seconds by default, is given up.",
    { since: "3.11" },
  ),
  "tls-transport.extra-info": should(
    docs("BaseTransport.get_extra_info()", "SSL socket"),
    "get_extra_info() of a TLS transport knows sslcontext, ssl_object, cipher and peercert.",
  ),
  "sendfile.transport-sends": must(
    docs("loop.sendfile()", 1, "sendfile"),
    "sendfile() sends count bytes from offset through the transport, returns their number and moves the file's position.",
  ),
  "sendfile.falls-back": must(
    docs("loop.sendfile()", "fallback: reads and sends the file itself, as over TLS"),
    "sendfile() sends the file by itself where the system cannot do it, as over TLS, unless fallback is False.",
  ),
  "sendfile.no-fallback": must(
    docs(
      "loop.sendfile()",
      9,
      "fallback; over TLS CPython raises RuntimeError, its base class: both count",
    ),
    "sendfile() with fallback=False raises SendfileNotAvailableError where the system cannot send the file.",
  ),
  "sendfile.behind-writes": should(
    observed("loop.sendfile()"),
    "sendfile() sends the file behind what was written to the transport before.",
  ),
  "sendfile.closing-transport": should(
    observed("loop.sendfile()"),
    "sendfile() on a transport that is closing raises RuntimeError.",
  ),
} as const satisfies ChapterTable;
