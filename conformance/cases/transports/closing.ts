/** How transports end: close(), abort(), and what is_closing() says of it. */
import {
  callbackWith,
  event,
  eventSet,
  log,
  quiet,
  show,
  sleep,
  wait,
} from "../../language/build.ts";
import {
  bytesOf,
  hangUp,
  numbered,
  numberedBytes,
  receive,
  receiveEnd,
  seen,
  send,
  shownData,
  streamProtocol,
  swallow,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  CLIENT,
  closed,
  EOF_RECEIVED,
  ended,
  FLOW,
  LOST,
  MADE,
  SIDES,
  TRANSPORT,
} from "../kit/connected.ts";
import { MUCH } from "../kit/sending.ts";

const FLUSHES = "transport.close-flushes";
const STOPS = "transport.close-stops-receiving";
const CLOSING = "transport.is-closing";
const ABORT = "transport.abort";
const AGAIN = "transport.close-repeated";

export const transportsClosing = table([
  ...SIDES.flatMap(({ slug, title, connected }) => [
    kase(`transports/close-flushes-little-${slug}`, `close() of ${title} sends what was written`, {
      clauses: [FLUSHES],
      ...connected({
        other: [receiveEnd()],
        body: [tell(TRANSPORT, "write", [{ bytes: "hello" }]), ...closed()],
      }),
      expect: trace(MADE, LOST, "other: received hello", "other: end"),
    }),
    kase(
      `transports/close-flushes-much-${slug}`,
      `close() of ${title} sends what the other end did not take before`,
      {
        clauses: [FLUSHES],
        ...connected({
          before: [event("go")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("go"), receiveEnd()],
          body: [
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            tell(TRANSPORT, "close"),
            sleep(0.02),
            log("the other end reads"),
            eventSet("go"),
            ...ended(),
          ],
        }),
        expect: trace(
          MADE,
          "the other end reads",
          LOST,
          `other: received ${shownData(numberedBytes(MUCH))}`,
          "other: end",
        ),
      },
    ),
    kase(
      `transports/close-of-nothing-${slug}`,
      `close() of ${title} that has written nothing ends the connection`,
      {
        clauses: [FLUSHES],
        ...connected({ other: [receiveEnd()], body: closed() }),
        expect: trace(MADE, LOST, "other: end"),
      },
    ),
    kase(
      `transports/close-after-exchange-${slug}`,
      `close() of ${title} ends a connection over which data went both ways`,
      {
        clauses: [FLUSHES],
        ...connected({
          other: [send("question"), receive(6), receiveEnd()],
          body: [
            seen("Here received question"),
            tell(TRANSPORT, "write", [{ bytes: "answer" }]),
            ...closed(),
          ],
        }),
        expect: trace(MADE, "Here received question", LOST, "other: received answer", "other: end"),
      },
    ),
    kase(
      `transports/close-stops-late-data-${slug}`,
      `data that arrives after close() does not reach the protocol of ${title}`,
      {
        clauses: [STOPS],
        ...connected({
          before: [event("closed")],
          other: [wait("closed"), send("late")],
          body: [tell(TRANSPORT, "close"), eventSet("closed"), ...ended()],
        }),
        expect: trace(MADE, LOST),
      },
    ),
    kase(
      `transports/close-stops-waiting-data-${slug}`,
      `data that waits while ${title} is paused does not reach the protocol after close()`,
      {
        clauses: [STOPS],
        ...connected({
          before: [event("paused")],
          other: [wait("paused"), send("early"), log("has sent")],
          body: [
            tell(TRANSPORT, "pause_reading"),
            eventSet("paused"),
            seen("other: has sent"),
            sleep(0.02),
            ...closed(),
          ],
        }),
        expect: trace(MADE, LOST, "other: has sent"),
      },
    ),
    kase(
      `transports/close-stops-data-while-flushing-${slug}`,
      `data that arrives while close() still sends does not reach the protocol of ${title}`,
      {
        clauses: [STOPS],
        ...connected({
          before: [event("closing")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("closing"), send("late"), log("has sent"), swallow()],
          body: [
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            tell(TRANSPORT, "close"),
            eventSet("closing"),
            seen("other: has sent"),
            ...ended(),
          ],
        }),
        expect: trace(MADE, LOST, "other: has sent"),
      },
    ),
    ...(["close", "abort"] as const).map((method) =>
      kase(
        `transports/is-closing-after-${method}-${slug}`,
        `is_closing() of ${title} is True from ${method}() on`,
        {
          clauses: [CLOSING],
          ...connected({
            other: [],
            body: [
              show("before", { m: "is_closing", on: TRANSPORT }),
              tell(TRANSPORT, method),
              show("at once", { m: "is_closing", on: TRANSPORT }),
              ...ended(),
              show("later", { m: "is_closing", on: TRANSPORT }),
            ],
          }),
          // No text says that connection_lost() waits for an iteration.
          expect: trace(MADE, "before=False", { any_order: ["at once=True", LOST] }, "later=True"),
        },
      ),
    ),
    kase(
      `transports/is-closing-after-the-other-end-${slug}`,
      `is_closing() of ${title} is True once the other end has closed`,
      {
        clauses: [CLOSING],
        ...connected({
          other: [hangUp()],
          body: [...ended(), show("closing", { m: "is_closing", on: TRANSPORT })],
        }),
        expect: trace(MADE, EOF_RECEIVED, LOST, "closing=True"),
      },
    ),
    kase(
      `transports/abort-idle-${slug}`,
      `abort() of ${title} ends the connection for the other end as well`,
      {
        clauses: [ABORT],
        ...connected({ other: [receiveEnd()], body: [tell(TRANSPORT, "abort"), ...ended()] }),
        expect: trace(MADE, LOST, { one_of: [["other: end"], ["other: reset"]] }),
      },
    ),
    kase(
      `transports/abort-with-full-buffer-${slug}`,
      `abort() of ${title} does not wait for an end that does not read`,
      {
        clauses: [ABORT],
        ...connected({
          before: [event("lost")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("lost")],
          body: [
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            tell(TRANSPORT, "abort"),
            seen(LOST),
            eventSet("lost"),
            ...ended(),
          ],
        }),
        expect: trace(MADE, LOST),
      },
    ),
    kase(
      `transports/abort-while-closing-${slug}`,
      `abort() of ${title} ends a close() that still waits for the other end to read`,
      {
        clauses: [ABORT],
        ...connected({
          before: [event("lost")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("lost")],
          body: [
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            tell(TRANSPORT, "close"),
            sleep(0.01),
            log("gives up"),
            tell(TRANSPORT, "abort"),
            seen(LOST),
            eventSet("lost"),
            ...ended(),
          ],
        }),
        expect: trace(MADE, "gives up", LOST),
      },
    ),
    ...(
      [
        ["close", "close"],
        ["abort", "close"],
        ["abort", "abort"],
      ] as const
    ).map(([first, second]) =>
      kase(
        `transports/${second}-after-${first}-${slug}`,
        `${second}() of ${title} after ${first}() does nothing more`,
        {
          clauses: [AGAIN],
          ...connected({
            other: [],
            body: [
              tell(TRANSPORT, first),
              tell(TRANSPORT, second),
              ...ended(),
              tell(TRANSPORT, second),
              sleep(0.01),
            ],
          }),
          expect: trace(MADE, LOST),
        },
      ),
    ),
  ]),
  kase(
    "transports/close-in-connection-made",
    "close() in connection_made() flushes what was written there",
    {
      clauses: [FLUSHES],
      ...CLIENT.connected({
        protocol: streamProtocol({ connection_made: "hurry" }),
        fns: {
          hurry: quiet(
            callbackWith(
              ["self", "transport"],
              tell({ $: "transport" }, "write", [bytesOf("hello")]),
              tell({ $: "transport" }, "close"),
            ),
          ),
        },
        other: [receiveEnd()],
        body: ended(),
      }),
      expect: trace(MADE, LOST, "other: received hello", "other: end"),
    },
  ),
]);
