/** Streams over Unix sockets: what every stream transport promises, and half-closed connections. */
import { callbackWith, event, eventSet, quiet, return_, wait } from "../../language/build.ts";
import {
  bytesOf,
  finished,
  halfClose,
  hangUp,
  numbered,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, EOF_RECEIVED, ended, FLOW, LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { MUCH, MUCH_SHOWN } from "../kit/sending.ts";
import { streamCases } from "../kit/stream-cases.ts";
import { UNIX_CLIENT, UNIX_SERVER } from "../kit/unix-sockets.ts";

export const unixSocketsStreams = table([
  ...[UNIX_CLIENT, UNIX_SERVER].flatMap((side) => [
    ...streamCases("unix-sockets", side),
    kase(
      `unix-sockets/write-eof-${side.slug}`,
      `write_eof() of ${side.title} ends its data and lets the answer come`,
      {
        clauses: ["transport.write-eof"],
        ...side.connected({
          other: [receiveEnd(), send("reply"), hangUp()],
          body: [
            tell(TRANSPORT, "write", [bytesOf("question")]),
            tell(TRANSPORT, "write_eof"),
            seen("Here received reply"),
            ...ended(),
          ],
        }),
        expect: trace(
          MADE,
          "Here received reply",
          EOF_RECEIVED,
          LOST,
          "other: received question",
          "other: end",
        ),
      },
    ),
    kase(
      `unix-sockets/write-eof-flushes-${side.slug}`,
      `write_eof() of ${side.title} waits for what the other end has not read yet`,
      {
        clauses: ["transport.write-eof"],
        ...side.connected({
          before: [event("go")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("go"), receiveEnd(), hangUp()],
          body: [
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            tell(TRANSPORT, "write_eof"),
            eventSet("go"),
            ...ended(),
          ],
        }),
        expect: trace(MADE, EOF_RECEIVED, LOST, `other: received ${MUCH_SHOWN}`, "other: end"),
      },
    ),
    kase(
      `unix-sockets/stays-open-at-the-end-${side.slug}`,
      `${side.title} may still write if eof_received() returns True`,
      {
        clauses: ["protocol.eof-received-keeps"],
        ...side.connected({
          fns: { keeps: quiet(callbackWith(["self"], return_(true))) },
          protocol: streamProtocol({ eof_received: "keeps" }),
          other: [send("the last"), halfClose(), receiveEnd()],
          body: [
            seen(EOF_RECEIVED),
            tell(TRANSPORT, "write", [bytesOf("answer")]),
            ...closed(),
            finished("p"),
          ],
        }),
        expect: trace(
          MADE,
          "Here received the last",
          EOF_RECEIVED,
          LOST,
          "other: received answer",
          "other: end",
        ),
      },
    ),
  ]),
]);
