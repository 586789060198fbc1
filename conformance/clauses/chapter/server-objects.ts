import { may, must, should } from "../row.ts";
import { docs, observed } from "../source.ts";
import type { ChapterTable } from "../types.ts";

/** `asyncio.Server` */
export const serverObjects = {
  "server.close-stops-listening": must(
    docs("Server.close()", 1, "close()"),
    "close() of a server closes the listening sockets and does not touch open connections; after it is_serving() is False.",
  ),
  "server.wait-closed": must(
    docs("Server.wait_closed()", 1, "wait_closed()"),
    "wait_closed() of a server returns once it is closed and none of its connections is active.",
    { since: "3.12.1" },
  ),
  "server.wait-closed-early": may(
    observed("Server.wait_closed()"),
    "wait_closed() of a server may return while connections are active.",
    { until: "3.11" },
  ),
  "server.async-context-manager": must(
    docs("asyncio.Server", 2, "asynchronous context manager"),
    "Leaving the server's async with block closes it: it accepts no further connections.",
  ),
  "server.start-serving-idempotent": must(
    docs("Server.start_serving()", 2, "start_serving()"),
    "start_serving() on a serving server has no effect.",
  ),
  "server.serve-forever": must(
    docs("Server.serve_forever()", 1, "serve_forever()"),
    "serve_forever() accepts connections until it is cancelled, which closes the server.",
  ),
  "server.close-ends-serve-forever": must(
    observed("Server.close()"),
    "close() of a server ends serve_forever() with CancelledError.",
  ),
  "server.get-loop": must(
    docs("Server.get_loop()", 1, "get_loop()"),
    "get_loop() returns the server's loop.",
  ),
  "server.close-clients": must(
    docs("Server.close_clients()", 1, "close_clients() and abort_clients()"),
    "close_clients() closes and abort_clients() aborts the transports of the present connections.",
    { since: "3.13" },
  ),
  "server.is-abstract-server": should(
    observed("asyncio.Server"),
    "The server is an instance of asyncio.AbstractServer.",
  ),
  "server.sockets-are-transport-sockets": should(
    observed("Server.sockets"),
    "The elements of sockets can be read like sockets and not be changed.",
    { since: "3.11" },
  ),
} as const satisfies ChapterTable;
