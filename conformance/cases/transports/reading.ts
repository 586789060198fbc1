/** What transports pass to their protocols: data and the end of the stream, also by way of the protocol's buffer. */

import { callbackWith, quiet, return_, show, sleep, variable } from "../../language/build.ts";
import {
  bufferedProtocol,
  halfClose,
  hangUp,
  numbered,
  numberedBytes,
  receive,
  receiveEnd,
  seen,
  send,
  shownData,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, EOF_RECEIVED, ended, LOST, MADE, SIDES, TRANSPORT } from "../kit/connected.ts";
import { parameters } from "../kit/reading.ts";

const DATA = "protocol.data-received";
const EOF = "protocol.eof-received";
const EOF_CLOSES = "protocol.eof-received-closes";
const EOF_KEEPS = "protocol.eof-received-keeps";
const BUFFERED = "protocol.buffered";
const LARGE = 300_000;

export const transportsReading = table([
  ...SIDES.flatMap(({ slug, title, connected }) => [
    ...([65, 4096, LARGE] as const).map((length) =>
      kase(
        `transports/data-of-${length}-${slug}`,
        `${title} passes ${length} bytes on, whole and in order`,
        {
          clauses: [DATA],
          ...connected({
            other: [send(numbered(length)), receiveEnd()],
            body: [seen(`Here received ${shownData(numberedBytes(length))}`), ...closed()],
          }),
          expect: trace(
            MADE,
            `Here received ${shownData(numberedBytes(length))}`,
            LOST,
            "other: end",
          ),
        },
      ),
    ),
    kase(`transports/data-is-bytes-${slug}`, `what ${title} passes on is bytes, and never empty`, {
      clauses: [DATA],
      ...connected({
        protocol: streamProtocol({ data_received: "looks" }, ["data_received"]),
        fns: {
          looks: quiet(
            callbackWith(
              parameters("data"),
              show("bytes", { is: variable("data"), type: "bytes" }),
              show("some", { less: [0, { len: variable("data") }] }),
            ),
          ),
        },
        other: [send("x"), receiveEnd()],
        body: [seen("some=True"), ...closed()],
      }),
      expect: trace(MADE, "bytes=True", "some=True", LOST, "other: end"),
    }),
    kase(`transports/eof-after-data-${slug}`, `${title} passes all data on before eof_received()`, {
      clauses: [EOF],
      ...connected({
        other: [send(numbered(LARGE)), halfClose(), receiveEnd()],
        body: ended(),
      }),
      expect: trace(
        MADE,
        `Here received ${shownData(numberedBytes(LARGE))}`,
        EOF_RECEIVED,
        LOST,
        "other: end",
      ),
    }),
    kase(
      `transports/eof-of-a-close-${slug}`,
      `${title} calls eof_received() where the other end has closed`,
      {
        clauses: [EOF],
        ...connected({ other: [send("bye"), hangUp()], body: ended() }),
        expect: trace(MADE, "Here received bye", EOF_RECEIVED, LOST),
      },
    ),
    ...(
      [
        ["nothing", null],
        ["false", false],
        ["zero", 0],
        ["empty-text", ""],
      ] as const
    ).map(([name, value]) =>
      kase(
        `transports/eof-received-gives-${name}-${slug}`,
        `${title} closes itself if eof_received() returns ${JSON.stringify(value).replace("null", "None").replace("false", "False")}`,
        {
          clauses: [EOF_CLOSES],
          ...connected({
            protocol: streamProtocol({ eof_received: "answers" }),
            fns: { answers: quiet(callbackWith(["self"], return_(value))) },
            other: [halfClose(), receiveEnd()],
            body: ended(),
          }),
          expect: trace(MADE, EOF_RECEIVED, LOST, "other: end"),
        },
      ),
    ),
    ...(
      [
        ["true", true],
        ["one", 1],
        ["text", "keep"],
      ] as const
    ).map(([name, value]) =>
      kase(
        `transports/eof-received-gives-${name}-${slug}`,
        `${title} goes on writing if eof_received() returns ${JSON.stringify(value).replace("true", "True")}`,
        {
          clauses: [EOF_KEEPS],
          ...connected({
            protocol: streamProtocol({ eof_received: "answers" }),
            fns: { answers: quiet(callbackWith(["self"], return_(value))) },
            other: [halfClose(), receive(5), receiveEnd()],
            body: [
              seen(EOF_RECEIVED),
              sleep(0.02),
              show("closing", { m: "is_closing", on: TRANSPORT }),
              tell(TRANSPORT, "write", [{ bytes: "still" }]),
              ...closed(),
            ],
          }),
          expect: trace(
            MADE,
            EOF_RECEIVED,
            "closing=False",
            LOST,
            "other: received still",
            "other: end",
          ),
        },
      ),
    ),
    ...([5, LARGE] as const).map((length) =>
      kase(
        `transports/buffered-${length}-${slug}`,
        `${title} fills the buffer of its protocol with ${length} bytes`,
        {
          clauses: [BUFFERED],
          ...connected({
            protocol: bufferedProtocol(),
            other: [send(numbered(length)), halfClose(), receiveEnd()],
            body: ended(),
          }),
          expect: trace(
            MADE,
            `Here received ${shownData(numberedBytes(length))}`,
            EOF_RECEIVED,
            LOST,
            "other: end",
          ),
        },
      ),
    ),
  ]),
]);
