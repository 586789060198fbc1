/** `sock_sendall()` of what is not bytes: a buffer that can be changed. */
import { assign, await_, show, variable } from "../../language/build.ts";
import { receiveEnd, shownData, tell } from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { onSocket, SOCKET, SOCKET_KINDS } from "../kit/plain-sockets.ts";

const SENDALL = "sock-sendall.all-data";

const SIZES = [
  ["some", "some", 1000],
  ["much", "much", 300_000],
] as const;

export const socketsSendingBuffers = table(
  SOCKET_KINDS.flatMap(({ slug, title, connected }) =>
    SIZES.map(([name, says, size]) =>
      kase(
        `sockets/sendall-buffer-${name}-${slug}`,
        `sock_sendall() of ${title} sends all of a bytearray with ${says} data`,
        {
          clauses: [SENDALL],
          ...connected({
            other: [receiveEnd()],
            body: [
              assign("buffer", { make: "buffer", size }),
              await_(onSocket("sock_sendall", variable("buffer"))),
              show("length", { len: variable("buffer") }),
              tell(SOCKET, "close"),
            ],
          }),
          expect: trace(
            `length=${size}`,
            `other: received ${shownData(new Uint8Array(size))}`,
            "other: end",
          ),
        },
      ),
    ),
  ),
);
