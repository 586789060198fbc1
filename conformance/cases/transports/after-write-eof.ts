/** What a connection still does after write_eof(): it receives, flushes, pauses, resumes, closes and aborts. */
import { event, eventSet, log, show, sleep, wait } from "../../language/build.ts";
import {
  bytesOf,
  numbered,
  numberedBytes,
  receiveEnd,
  seen,
  send,
  shownData,
  streamProtocol,
  swallow,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, OTHER_READS, PAUSED_AND_RESUMED } from "../kit/connected.ts";
import { isPipe, MORE, SENDERS, SOCKETS } from "../kit/every-stream.ts";
import { MUCH as MUCH_OF_A_PIPE } from "../kit/piped.ts";
import { resumesLater } from "../kit/reading.ts";
import { MUCH } from "../kit/sending.ts";
import { PLAIN, termsOf, WRITING } from "../kit/stream-terms.ts";

/** TLS connections have no end of their own for one direction. */
const HALF_CLOSING = SENDERS.filter(({ slug }) => !slug.startsWith("tls-"));

export const transportsAfterWriteEof = table([
  ...SOCKETS.flatMap((side) => {
    const { title, connected, transport } = side;
    const { id, on, closed, other } = termsOf("transports", side);
    return [
      kase(
        id("is-not-closing-after-write-eof"),
        `is_closing() of ${title} is False after write_eof(), since data may still be received`,
        {
          clauses: ["transport.is-closing"],
          ...connected({
            protocol: PLAIN,
            other: [receiveEnd(), send("reply"), swallow()],
            body: [
              on("write_eof"),
              show("closing", { m: "is_closing", on: transport }),
              seen("Here received reply"),
              show("later", { m: "is_closing", on: transport }),
              ...closed,
            ],
          }),
          expect: trace(
            MADE,
            "closing=False",
            "Here received reply",
            "later=False",
            LOST,
            ...other("end"),
          ),
        },
      ),
      kase(
        id("receives-again-after-write-eof"),
        `${title} receives after write_eof() until it is closed, not once alone`,
        {
          clauses: ["transport.write-eof"],
          ...connected({
            before: [event("more")],
            protocol: PLAIN,
            other: [receiveEnd(), send("1"), wait("more"), send("2"), swallow()],
            body: [
              on("write_eof"),
              seen("Here received 1"),
              eventSet("more"),
              seen("Here received 12"),
              ...closed,
            ],
          }),
          expect: trace(MADE, "Here received 12", LOST, ...other("end")),
        },
      ),
      kase(
        id("stays-paused-after-write-eof"),
        `${title} that is paused passes nothing on after write_eof() until it is resumed`,
        {
          clauses: ["transport.pause-reading"],
          ...connected({
            protocol: PLAIN,
            other: [receiveEnd(), send("reply"), log("has sent"), swallow()],
            body: [
              on("pause_reading"),
              on("write_eof"),
              ...resumesLater,
              seen("Here received reply"),
              ...closed,
            ],
          }),
          expect: trace(MADE, "resumes", "Here received reply", LOST, ...other("end", "has sent")),
        },
      ),
    ];
  }),
  ...HALF_CLOSING.flatMap((side) => {
    const { title, connected } = side;
    const { id, on, ended, closed, other } = termsOf("transports", side);
    const much = isPipe(side) ? MUCH_OF_A_PIPE : MUCH;
    const shown = shownData(numberedBytes(much));
    return [
      kase(
        id("close-after-write-eof-flushes"),
        `close() of ${title} after write_eof() sends what is still buffered`,
        {
          clauses: ["transport.close-flushes"],
          ...connected({
            before: [event("go")],
            protocol: WRITING,
            other: [wait("go"), receiveEnd()],
            body: [
              on("write", numbered(much)),
              on("write_eof"),
              on("close"),
              log("closed"),
              eventSet("go"),
              ...ended,
            ],
          }),
          expect: trace(MADE, "closed", LOST, ...other(`received ${shown}`, "end")),
        },
      ),
      kase(
        id("aborts-after-write-eof"),
        `abort() of ${title} after write_eof() does not wait for an end that does not read`,
        {
          clauses: ["transport.abort"],
          ...connected({
            before: [event("lost")],
            protocol: WRITING,
            other: [wait("lost")],
            body: [
              on("write", numbered(much)),
              on("write_eof"),
              on("abort"),
              seen(LOST),
              eventSet("lost"),
              ...ended,
            ],
          }),
          expect: trace(MADE, LOST, ...other()),
        },
      ),
      ...(isPipe(side)
        ? []
        : [
            kase(
              id("resumes-writing-after-write-eof"),
              `${title} calls resume_writing() after write_eof() too, once the other end has read`,
              {
                clauses: ["transport.flow-control"],
                ...connected({
                  before: [event("go")],
                  protocol: streamProtocol({}, ["eof_received"]),
                  other: [wait("go"), swallow()],
                  body: [
                    on("write", numbered(much)),
                    on("write", numbered(MORE)),
                    seen("Here.pause_writing"),
                    on("write_eof"),
                    ...OTHER_READS,
                    ...closed,
                  ],
                }),
                expect: trace(...PAUSED_AND_RESUMED),
              },
            ),
          ]),
    ];
  }),
  ...SENDERS.map((side) => {
    const { id, on, ended, other } = termsOf("transports", side);
    return kase(
      id("aborted-twice-is-lost-once"),
      `connection_lost() of ${side.title} is called once, however often abort() is`,
      {
        clauses: ["protocol.called-once"],
        ...side.connected({
          before: [event("lost")],
          protocol: WRITING,
          other: [wait("lost"), ...side.leaves],
          body: [
            on("write", bytesOf("something")),
            on("abort"),
            on("abort"),
            seen(LOST),
            eventSet("lost"),
            ...ended,
            sleep(0.01),
          ],
        }),
        expect: trace(MADE, LOST, ...other()),
      },
    );
  }),
]);
