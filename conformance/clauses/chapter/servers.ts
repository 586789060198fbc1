import { may, must, should, untestable } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

const TOPIC = "loop.create_server()";

/** `loop.create_server()`, `loop.create_unix_server()`, `loop.connect_accepted_socket()` */
export const servers = {
  "create-server.binds-and-serves": must(
    docs("loop.create_server()", 29, "create_server and start_serving"),
    "create_server() returns a Server that listens and accepts already.",
  ),
  "create-server.host-kinds": must(
    docs("loop.create_server()", 5, "host"),
    "The host of create_server() may be a string, a sequence of strings, or None or an empty string for all interfaces.",
  ),
  "create-server.lookup-options": must(
    docs("loop.create_server()", "family and flags", "flags are those of getaddrinfo()"),
    "create_server() looks its hosts up with the family and the flags that are given.",
  ),
  "create-server.port-zero": must(
    docs("loop.create_server()", 10, "port; absent from the page of 3.8"),
    "With port 0 or None create_server() lets the system choose a free port, one for each interface.",
    { since: "3.9" },
  ),
  "create-server.sock-exclusive": must(
    observed(TOPIC, "none: the text binds the caller and names no error"),
    "create_server() raises ValueError for a socket together with host or port, or for none of them.",
  ),
  "create-server.start-serving-false": must(
    docs("loop.create_server()", 30, "start_serving"),
    "With start_serving=False create_server() accepts no connection until start_serving() or serve_forever().",
  ),
  "create-server.reuse-options": must(
    docs("loop.create_server()", 20, "reuse_address and reuse_port"),
    "create_server() gets the port of a connection that has just ended with reuse_address, the default on Unix, and a shared port with reuse_port.",
  ),
  "create-server.reuse-options-unset": should(
    observed(TOPIC, "none: the text says what the options allow, not what is refused without them"),
    "create_server() gets no port in use without reuse_port, and none of a connection that has just ended with reuse_address=False.",
  ),
  "create-server.backlog": untestable(
    should(
      docs("loop.create_server()", 18, "backlog"),
      "backlog of create_server() is the number of connections that may wait to be accepted, 100 by default.",
    ),
    "Systems round the number and let callers try again, and a loop may accept ahead of its iterations: no program sees it.",
  ),
  "create-server.keep-alive": must(
    docs("loop.create_server()", 24, "keep_alive"),
    "keep_alive=True of create_server() sets SO_KEEPALIVE on the connections.",
    {
      since: "3.13",
    },
  ),
  "create-server.address-in-use": must(
    observed(TOPIC),
    "create_server() raises an OSError that names the address if the address is in use.",
  ),
  "create-server.unavailable-address-skipped": may(
    observed(TOPIC),
    "create_server() skips an address that is not available as long as another one works.",
    { since: "3.13" },
  ),
  "create-server.ssl-accept": must(
    docs("loop.create_server()", 19, "ssl"),
    "With ssl given to create_server(), the accepted connections are encrypted.",
  ),
  "create-server.ssl-args": must(
    observed(TOPIC, "none: the text binds the caller and names no error"),
    "create_server() raises ValueError for a TLS timeout without ssl, and TypeError for an ssl that is no context.",
  ),
  "create-server.ssl-failed-handshake": must(
    observed(TOPIC),
    "A server with ssl calls no connection_made of a connection whose handshake fails, and goes on serving others.",
  ),
  "create-server.handshake-timeout": must(
    docs("loop.create_server()", "ssl_handshake_timeout"),
    "A server ends a connection whose handshake takes longer than ssl_handshake_timeout, 60 seconds by default.",
  ),
  "create-server.shutdown-timeout": must(
    docs("loop.create_server()", "ssl_shutdown_timeout"),
    "A server's connection is aborted whose TLS shutdown takes longer than ssl_shutdown_timeout, 30 seconds by default.",
    { since: "3.11" },
  ),
  "create-unix-server.serves": must(
    docs("loop.create_unix_server()", 1, "as create_server()"),
    "create_unix_server() returns a Server that accepts connections to the Unix socket, at once unless start_serving is False.",
  ),
  "create-unix-server.path-kinds": must(
    docs("loop.create_unix_server()", 3, "path"),
    "The path of create_unix_server() may be a string, bytes, a Path or an abstract name, and a socket may be given in its place.",
  ),
  "create-unix-server.ssl": must(
    docs("loop.create_unix_server()", 5, "arguments of create_server()"),
    "With ssl given to create_unix_server(), the accepted connections are encrypted.",
  ),
  "create-unix-server.handshake-timeout": must(
    docs("loop.create_unix_server()", 5, "arguments of create_server(): ssl_handshake_timeout"),
    "A Unix server ends a connection whose handshake takes longer than ssl_handshake_timeout, 60 seconds by default.",
  ),
  "create-unix-server.shutdown-timeout": must(
    docs("loop.create_unix_server()", 5, "arguments of create_server(): ssl_shutdown_timeout"),
    "A Unix server's connection is aborted whose TLS shutdown takes longer than ssl_shutdown_timeout, 30 seconds by default.",
    { since: "3.11" },
  ),
  "create-unix-server.sock-exclusive": must(
    observed("loop.create_unix_server()", "none: the text binds the caller and names no error"),
    "create_unix_server() raises ValueError for a socket together with a path, for neither, or for a socket of another family.",
  ),
  "create-unix-server.path-and-cleanup": must(
    docs("loop.create_unix_server()", 4, "cleanup_socket"),
    "Closing a Unix server removes its socket file unless the file was replaced or cleanup_socket is False.",
    { since: "3.13" },
  ),
  "create-unix-server.path-stays": may(
    observed("loop.create_unix_server()"),
    "Closing a Unix server leaves its socket file in place.",
    { until: "3.12" },
  ),
  "create-unix-server.stale-path": may(
    observed("loop.create_unix_server()"),
    "create_unix_server() replaces a socket file that is there already.",
  ),
  "connect-accepted-socket.wraps": must(
    docs("loop.connect_accepted_socket()", 1, "connect_accepted_socket"),
    "connect_accepted_socket() makes a pair of transport and protocol of a connection that was accepted elsewhere.",
  ),
  "connect-accepted-socket.ssl": must(
    docs("loop.connect_accepted_socket()", "ssl"),
    "With ssl given to connect_accepted_socket(), the connection is encrypted.",
  ),
  "connect-accepted-socket.handshake-timeout": must(
    docs("loop.connect_accepted_socket()", "ssl_handshake_timeout"),
    "connect_accepted_socket() gives a handshake up that takes longer than ssl_handshake_timeout, 60 seconds by default.",
  ),
  "connect-accepted-socket.shutdown-timeout": must(
    docs("loop.connect_accepted_socket()", "ssl_shutdown_timeout"),
    "A connection of connect_accepted_socket() is aborted whose TLS shutdown takes longer than ssl_shutdown_timeout, 30 seconds by default.",
    { since: "3.11" },
  ),
} as const satisfies ChapterTable;
