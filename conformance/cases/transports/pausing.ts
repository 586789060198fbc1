/** How transports are paused and resumed, and what they pass to their protocols afterwards. */

import {
  callbackWith,
  event,
  eventSet,
  log,
  quiet,
  show,
  variable,
  wait,
} from "../../language/build.ts";
import {
  bufferedProtocol,
  halfClose,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  type Connection,
  closed,
  EOF_RECEIVED,
  ended,
  LOST,
  MADE,
  SIDES,
  TRANSPORT,
} from "../kit/connected.ts";
import { parameters, resumesLater } from "../kit/reading.ts";

const PAUSE = "transport.pause-reading";
const PAUSE_AGAIN = "transport.pause-reading-repeated";
const PAUSE_CLOSED = "transport.pause-reading-closed";
const IS_READING = "transport.is-reading";
const EOF = "protocol.eof-received";
const BUFFERED = "protocol.buffered";
const isReading: Expression = { m: "is_reading", on: TRANSPORT };

/** A connection whose transport is paused while data arrives, and resumed later. */
const PAUSED: Connection = {
  before: [event("paused")],
  other: [wait("paused"), send("hello"), log("has sent"), receiveEnd()],
  body: [
    tell(TRANSPORT, "pause_reading"),
    eventSet("paused"),
    ...resumesLater,
    seen("Here received hello"),
    ...closed(),
  ],
};
/** The data is passed on after the transport is resumed, not before. */
const PASSED_ON = trace(
  MADE,
  "resumes",
  "Here received hello",
  LOST,
  "other: has sent",
  "other: end",
);

export const transportsPausing = table([
  ...SIDES.flatMap(({ slug, title, connected }) => [
    kase(
      `transports/pause-before-data-${slug}`,
      `${title} that is paused passes data on once it is resumed`,
      {
        clauses: [PAUSE],
        ...connected(PAUSED),
        expect: PASSED_ON,
      },
    ),
    kase(
      `transports/pause-in-connection-made-${slug}`,
      `${title} that pauses in connection_made() passes data on once it is resumed`,
      {
        clauses: [PAUSE],
        ...connected({
          protocol: streamProtocol({ connection_made: "pauses" }),
          fns: {
            pauses: quiet(
              callbackWith(parameters("transport"), tell(variable("transport"), "pause_reading")),
            ),
          },
          other: [send("hello"), log("has sent"), receiveEnd()],
          body: [...resumesLater, seen("Here received hello"), ...closed()],
        }),
        expect: PASSED_ON,
      },
    ),
    kase(
      `transports/pause-in-data-received-${slug}`,
      `${title} that pauses in data_received() passes the next data on once it is resumed`,
      {
        clauses: [PAUSE],
        ...connected({
          before: [event("more")],
          protocol: streamProtocol({ data_received: "pauses" }),
          fns: {
            pauses: quiet(
              callbackWith(
                parameters("data"),
                tell({ attr: "transport", of: variable("self") }, "pause_reading"),
              ),
            ),
          },
          // A byte each: a loop may cut data wherever it likes, and would pause at each piece.
          other: [send("1"), wait("more"), send("2"), log("has sent"), receiveEnd()],
          body: [
            seen("Here received 1"),
            eventSet("more"),
            ...resumesLater,
            seen("Here received 2"),
            ...closed(),
          ],
        }),
        expect: trace(
          MADE,
          "Here received 1",
          "resumes",
          "Here received 2",
          LOST,
          "other: has sent",
          "other: end",
        ),
      },
    ),
    kase(
      `transports/pause-holds-end-${slug}`,
      `data and the end that arrive while ${title} is paused come in their order afterwards`,
      {
        clauses: [PAUSE, EOF],
        ...connected({
          before: [event("paused")],
          other: [wait("paused"), send("hello"), halfClose(), log("has sent"), receiveEnd()],
          body: [tell(TRANSPORT, "pause_reading"), eventSet("paused"), ...resumesLater, ...ended()],
        }),
        expect: trace(
          MADE,
          "resumes",
          "Here received hello",
          EOF_RECEIVED,
          LOST,
          "other: has sent",
          "other: end",
        ),
      },
    ),
    kase(`transports/pause-twice-${slug}`, `${title} that was paused twice is resumed once`, {
      clauses: [PAUSE_AGAIN],
      ...connected({
        before: [event("paused")],
        other: [wait("paused"), send("hello"), receiveEnd()],
        body: [
          tell(TRANSPORT, "pause_reading"),
          tell(TRANSPORT, "pause_reading"),
          tell(TRANSPORT, "resume_reading"),
          eventSet("paused"),
          seen("Here received hello"),
          ...closed(),
        ],
      }),
      expect: trace(MADE, "Here received hello", LOST, "other: end"),
    }),
    kase(`transports/resume-twice-${slug}`, `${title} that was resumed twice is paused once`, {
      clauses: [PAUSE_AGAIN],
      ...connected({
        before: [event("paused")],
        other: [wait("paused"), send("hello"), log("has sent"), receiveEnd()],
        body: [
          tell(TRANSPORT, "resume_reading"),
          tell(TRANSPORT, "resume_reading"),
          tell(TRANSPORT, "pause_reading"),
          eventSet("paused"),
          ...resumesLater,
          tell(TRANSPORT, "resume_reading"),
          seen("Here received hello"),
          ...closed(),
        ],
      }),
      expect: PASSED_ON,
    }),
    ...(["pause_reading", "resume_reading"] as const).map((method) =>
      kase(
        `transports/${method.replace("_", "-")}-closed-${slug}`,
        `${method}() of ${title} raises nothing once it is closed`,
        {
          clauses: [PAUSE_CLOSED],
          ...connected({
            other: [],
            body: [
              tell(TRANSPORT, "close"),
              tell(TRANSPORT, method),
              ...ended(),
              tell(TRANSPORT, method),
              log("no error"),
            ],
          }),
          expect: trace(MADE, LOST, "no error"),
        },
      ),
    ),
    kase(`transports/is-reading-${slug}`, `is_reading() of ${title} follows pausing and resuming`, {
      clauses: [IS_READING],
      ...connected({
        other: [],
        body: [
          show("at first", isReading),
          tell(TRANSPORT, "pause_reading"),
          show("paused", isReading),
          tell(TRANSPORT, "resume_reading"),
          show("resumed", isReading),
          ...closed(),
        ],
      }),
      expect: trace(MADE, "at first=True", "paused=False", "resumed=True", LOST),
    }),
    kase(
      `transports/buffered-paused-${slug}`,
      `${title} with a buffered protocol passes data on once it is resumed`,
      {
        clauses: [BUFFERED, PAUSE],
        ...connected({
          ...PAUSED,
          protocol: bufferedProtocol(),
        }),
        expect: PASSED_ON,
      },
    ),
  ]),
]);
