/** How transports end what they send: write_eof() and can_write_eof(). */

import { event, eventSet, show, sleep, wait } from "../../language/build.ts";
import {
  hangUp,
  numbered,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, ended, FLOW, LOST, MADE, SIDES, TRANSPORT } from "../kit/connected.ts";
import { ask, bytes, MUCH, MUCH_SHOWN } from "../kit/sending.ts";

const WRITE_EOF = "transport.write-eof";
const CAN = "transport.can-write-eof";

export const transportsEndOfStream = table([
  ...SIDES.flatMap(({ slug, title, connected }) => [
    kase(
      `transports/write-eof-ends-sending-${slug}`,
      `write_eof() of ${title} ends the stream behind what was written, and data still arrives`,
      {
        clauses: [WRITE_EOF],
        ...connected({
          other: [receiveEnd(), send("reply"), hangUp()],
          body: [
            tell(TRANSPORT, "write", [bytes("question")]),
            tell(TRANSPORT, "write_eof"),
            seen("Here received reply"),
            ...ended(),
          ],
        }),
        expect: trace(
          MADE,
          "Here received reply",
          "Here.eof_received",
          LOST,
          "other: received question",
          "other: end",
        ),
      },
    ),
    kase(
      `transports/write-eof-of-nothing-${slug}`,
      `write_eof() of ${title} ends the stream although nothing was written`,
      {
        clauses: [WRITE_EOF],
        ...connected({
          other: [receiveEnd(), send("reply"), hangUp()],
          body: [tell(TRANSPORT, "write_eof"), seen("Here received reply"), ...ended()],
        }),
        expect: trace(MADE, "Here received reply", "Here.eof_received", LOST, "other: end"),
      },
    ),
    kase(
      `transports/write-eof-behind-a-full-buffer-${slug}`,
      `write_eof() of ${title} waits for what the other end has not read yet`,
      {
        clauses: [WRITE_EOF],
        ...connected({
          before: [event("go")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("go"), receiveEnd(), hangUp()],
          body: [
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            tell(TRANSPORT, "write_eof"),
            sleep(0.01),
            eventSet("go"),
            ...ended(),
          ],
        }),
        expect: trace(
          MADE,
          "Here.eof_received",
          LOST,
          `other: received ${MUCH_SHOWN}`,
          "other: end",
        ),
      },
    ),
    kase(`transports/can-write-eof-${slug}`, `can_write_eof() of ${title} is true`, {
      clauses: [CAN],
      ...connected({
        other: [],
        body: [show("can", { equal: [ask("can_write_eof"), true] }), ...closed()],
      }),
      expect: trace(MADE, "can=True", LOST),
    }),
  ]),
]);
