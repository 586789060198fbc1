import { must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

const TOPIC = "loop.create_connection()";
const NO_ERROR_NAMED = "none: the text binds the caller and names no error";

/** `loop.create_connection()` and `loop.create_unix_connection()` */
export const connections = {
  "create-connection.order-of-steps": must(
    docs("loop.create_connection()", 7, "steps of create_connection"),
    "create_connection() connects, calls the factory without arguments, then connection_made, and then returns transport and protocol.",
  ),
  "create-connection.transport-type": should(
    docs("loop.create_connection()", 12, "transport that is returned"),
    "The transport of create_connection() is an instance of asyncio.Transport.",
  ),
  "create-connection.sock-exclusive": must(
    observed(TOPIC, NO_ERROR_NAMED),
    "create_connection() raises ValueError for a socket together with host or port, for none of them, or for a socket that is not a stream socket.",
  ),
  "create-connection.sock-ownership": must(
    docs("loop.create_connection()", 33, "who owns sock; from the 3.10 page on"),
    "The transport of create_connection() owns the socket that was given, and closes it.",
    { since: "3.10" },
  ),
  "create-connection.family": must(
    docs("loop.create_connection()", 2, "family"),
    "The socket of create_connection() has the family that is given, which its host must have an address of.",
  ),
  "create-connection.lookup-options": must(
    docs("loop.create_connection()", "proto and flags", "handed on to getaddrinfo()"),
    "create_connection() looks its host up with the proto and the flags that are given.",
  ),
  "create-connection.local-addr": must(
    docs(
      "loop.create_connection()",
      35,
      "local_addr; shown over IPv4, since a machine may have no IPv6",
    ),
    "With local_addr given, create_connection() binds the socket to it.",
  ),
  "create-connection.ssl-args": must(
    observed(TOPIC, NO_ERROR_NAMED),
    "create_connection() raises ValueError for server_hostname or a handshake timeout without ssl, and for ssl with neither host nor server_hostname.",
  ),
  "create-connection.ssl-handshake": must(
    docs("loop.create_connection()", 16, "ssl and server_hostname"),
    "With ssl the stream of create_connection() is encrypted and the peer's certificate is matched against the server's name.",
  ),
  "create-connection.server-hostname": must(
    docs("loop.create_connection()", 17, "server_hostname"),
    "create_connection() matches the certificate against server_hostname, or else against the host, and against nothing where server_hostname is empty.",
  ),
  "create-connection.check-hostname": must(
    docs("loop.create_connection()", "change of 3.15, also in 3.13.16 and 3.14.8"),
    "create_connection() raises ValueError for a context that checks host names and an empty server_hostname.",
    { since: "3.13.16", except: [{ since: "3.14.0", until: "3.14.7" }] },
  ),
  "create-connection.handshake-timeout": must(
    docs("loop.create_connection()", 37, "ssl_handshake_timeout"),
    "create_connection() gives a handshake up that takes longer than ssl_handshake_timeout, 60 seconds by default.",
  ),
  "create-connection.shutdown-timeout": must(
    docs("loop.create_connection()", 39, "ssl_shutdown_timeout"),
    "A connection of create_connection() is aborted whose TLS shutdown takes longer than ssl_shutdown_timeout, 30 seconds by default.",
    { since: "3.11" },
  ),
  "create-connection.happy-eyeballs": must(
    docs(
      "loop.create_connection()",
      23,
      "happy_eyeballs_delay and interleave; loopback shows no race of addresses",
    ),
    "With happy_eyeballs_delay create_connection() tries the next address after that many seconds; interleave mixes the families.",
  ),
  "create-connection.multiple-errors": must(
    docs("loop.create_connection()", 41, "all_errors"),
    "If every address fails, create_connection() raises an OSError, and with all_errors=True an ExceptionGroup of all of them.",
    { since: "3.12" },
  ),
  "create-connection.multiple-errors-unpromised": must(
    observed(TOPIC),
    "If every address fails, create_connection() raises an OSError.",
    {
      until: "3.11",
    },
  ),
  "create-connection.nodelay": must(
    docs(
      "loop.create_connection()",
      "TCP_NODELAY",
      "not of sockets that are given: CPython leaves those as they are that do not name TCP as their protocol",
    ),
    "create_connection() sets TCP_NODELAY on TCP sockets.",
  ),
  "create-unix-connection.connects": must(
    docs("loop.create_unix_connection()", 3, "create_unix_connection"),
    "create_unix_connection() connects to the server at the path, and returns transport and protocol.",
  ),
  "create-unix-connection.order-of-steps": should(
    observed(
      "loop.create_unix_connection()",
      "none: create_connection() has these steps, and is referred to for the arguments alone",
    ),
    "create_unix_connection() connects, calls the factory, then connection_made, and then returns transport and protocol.",
  ),
  "create-unix-connection.path-kinds": must(
    docs("loop.create_unix_connection()", 5, "path of create_unix_connection"),
    "The path of create_unix_connection() may be a string, bytes, a Path or an abstract name, and a socket may be given in its place.",
  ),
  "create-unix-connection.ssl": must(
    docs("loop.create_unix_connection()", 6, "arguments of create_connection()"),
    "With ssl the stream of create_unix_connection() is encrypted and the peer's certificate is matched against server_hostname.",
  ),
  "create-unix-connection.handshake-timeout": must(
    docs(
      "loop.create_unix_connection()",
      6,
      "arguments of create_connection(): ssl_handshake_timeout",
    ),
    "create_unix_connection() gives a handshake up that takes longer than ssl_handshake_timeout, 60 seconds by default.",
  ),
  "create-unix-connection.shutdown-timeout": must(
    docs(
      "loop.create_unix_connection()",
      6,
      "arguments of create_connection(): ssl_shutdown_timeout",
    ),
    "A connection of create_unix_connection() is aborted whose TLS shutdown takes longer than ssl_shutdown_timeout, 30 seconds by default.",
    { since: "3.11" },
  ),
  "create-unix-connection.sock-exclusive": must(
    observed("loop.create_unix_connection()", NO_ERROR_NAMED),
    "create_unix_connection() raises ValueError for a socket together with a path, for neither, or for a socket of another family.",
  ),
  "create-unix-connection.errors": must(
    observed("loop.create_unix_connection()"),
    "create_unix_connection() raises an OSError where no server listens at the path.",
  ),
} as const satisfies ChapterTable;
