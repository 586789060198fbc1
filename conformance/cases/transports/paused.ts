/** What transports do while their reading is paused, other than holding data back, and how short a pause may be. */
import {
  callbackWith,
  event,
  eventSet,
  log,
  quiet,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  bytesOf,
  halfClose,
  hangUp,
  numbered,
  receive,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  CLIENT,
  EOF_RECEIVED,
  ended,
  FLOW,
  LOST,
  MADE,
  SERVER,
  TRANSPORT,
} from "../kit/connected.ts";
import { MUCH, MUCH_SHOWN } from "../kit/sending.ts";
import { SOME, SOME_SHOWN, type StreamSide, termsOf, WRITING } from "../kit/stream-terms.ts";
import { TLS_CLIENT, TLS_SERVER } from "../kit/tls.ts";
import { UNIX_CLIENT, UNIX_SERVER } from "../kit/unix-sockets.ts";

const PAUSE = "transport.pause-reading";

const TCP = { transport: TRANSPORT, greeting: [], ends: [hangUp()], leaves: [] } as const;
const named = (side: StreamSide, kind: string): StreamSide => ({
  ...side,
  slug: `${kind}${side.slug}`,
});
const UNENCRYPTED: readonly StreamSide[] = [
  { ...CLIENT, ...TCP },
  { ...SERVER, ...TCP },
  named(UNIX_CLIENT, "unix-"),
  named(UNIX_SERVER, "unix-"),
];
const ALL = [...UNENCRYPTED, named(TLS_CLIENT, "tls-"), named(TLS_SERVER, "tls-")];

export const transportsPaused = table([
  ...UNENCRYPTED.map((side) =>
    kase(
      termsOf("transports", side).id("close-flushes-while-paused"),
      `close() of ${side.title} whose reading is paused sends what waits`,
      {
        clauses: ["transport.close-flushes"],
        ...side.connected({
          before: [event("go")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("go"), receiveEnd()],
          body: [
            tell(side.transport, "pause_reading"),
            tell(side.transport, "write", [numbered(MUCH)]),
            tell(side.transport, "close"),
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
          `other: received ${MUCH_SHOWN}`,
          "other: end",
        ),
      },
    ),
  ),
  ...ALL.flatMap((side) => {
    const { title, connected, leaves } = side;
    const { id, on, closed, other } = termsOf("transports", side);
    return [
      ...(
        [
          ["little", 5, bytesOf("hello"), "hello", "5"],
          ["much", SOME, numbered(SOME), SOME_SHOWN, "300,000"],
        ] as const
      ).map(([name, length, data, shown, count]) =>
        kase(
          id(`writes-${name}-while-paused`),
          `${title} sends ${count} bytes while its reading is paused`,
          {
            clauses: ["transport.write"],
            ...connected({
              protocol: WRITING,
              other: [receive(length), receiveEnd(), ...leaves],
              body: [
                on("pause_reading"),
                on("write", data),
                seen(`other: received ${shown}`),
                on("resume_reading"),
                ...closed,
              ],
            }),
            expect: trace(MADE, LOST, ...other(`received ${shown}`, "end")),
          },
        ),
      ),
      kase(
        id("pauses-within-data-received"),
        `${title} that pauses and resumes within data_received() passes later data on`,
        {
          clauses: [PAUSE],
          ...connected({
            before: [event("more")],
            fns: {
              pauses: quiet(
                callbackWith(
                  ["self", "data"],
                  tell({ attr: "transport", of: variable("self") }, "pause_reading"),
                  tell({ attr: "transport", of: variable("self") }, "resume_reading"),
                ),
              ),
            },
            protocol: streamProtocol({ data_received: "pauses" }, ["eof_received"]),
            other: [send("1"), wait("more"), send("2"), receiveEnd(), ...leaves],
            body: [seen("Here received 1"), eventSet("more"), seen("Here received 12"), ...closed],
          }),
          expect: trace(MADE, "Here received 12", LOST, ...other("end")),
        },
      ),
    ];
  }),
  ...UNENCRYPTED.flatMap((side) => {
    const { title, connected } = side;
    const { id, on, ended, other } = termsOf("transports", side);
    return (
      [
        ["close", "closes", [hangUp()], []],
        ["half-close", "sends no more", [halfClose(), receiveEnd()], ["end"]],
      ] as const
    ).map(([name, what, ends, said]) =>
      kase(
        id(`${name}-while-paused`),
        `${title} calls eof_received() where the other end ${what} in silence while reading is paused`,
        {
          clauses: ["protocol.eof-received"],
          ...connected({
            before: [event("paused")],
            other: [wait("paused"), log("ends"), ...ends],
            body: [
              on("pause_reading"),
              eventSet("paused"),
              seen("other: ends"),
              sleep(0.03),
              // Only data is held back for certain: the end may have been told by now.
              on("resume_reading"),
              ...ended,
            ],
          }),
          expect: trace(MADE, EOF_RECEIVED, LOST, ...other("ends", ...said)),
        },
      ),
    );
  }),
]);
