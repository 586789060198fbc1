/** Protocols that are set while something is paused, and what protocols do while flow control calls them. */
import {
  callbackWith,
  event,
  eventSet,
  if_,
  log,
  quiet,
  sleep,
  wait,
} from "../../language/build.ts";
import {
  bufferedProtocol,
  bytesOf,
  newProtocol,
  numbered,
  numberedBytes,
  receiveEnd,
  seen,
  send,
  shownData,
  streamProtocol,
  swallow,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { FLOW, LOST, MADE, OTHER_READS, PAUSED_AND_RESUMED } from "../kit/connected.ts";
import { BOTH_WAYS, isPipe, MORE, OWN_TRANSPORT, RECEIVERS, SENDERS } from "../kit/every-stream.ts";
import { MUCH as MUCH_OF_A_PIPE } from "../kit/piped.ts";
import { MUCH } from "../kit/sending.ts";
import { newState, setState, stateOf } from "../kit/shared-state.ts";
import { PLAIN, termsOf } from "../kit/stream-terms.ts";

const END = Buffer.from("the end");
const LOST_THERE = "There.connection_lost(None)";

export const transportsReplaced = table([
  ...RECEIVERS.map((side) => {
    const { title, connected, leaves } = side;
    const { id, on, other } = termsOf("transports", side);
    const ends = isPipe(side) ? [] : [receiveEnd()];
    const end = isPipe(side) ? [] : ["end"];
    return kase(
      id("replaced-while-reading-is-paused"),
      `set_protocol() of ${title} that is paused does not resume it`,
      {
        clauses: ["transport.set-protocol", "transport.pause-reading"],
        ...connected({
          before: [event("go")],
          protocol: PLAIN,
          protocols: { There: PLAIN },
          other: [wait("go"), send("hello"), log("has sent"), ...ends, ...leaves],
          body: [
            on("pause_reading"),
            on("set_protocol", newProtocol("There")),
            eventSet("go"),
            seen("other: has sent"),
            sleep(0.02),
            log("resumes"),
            on("resume_reading"),
            seen("There received hello"),
            on("close"),
            seen(LOST_THERE),
            { op: "await", what: { finished: "p" } },
          ],
        }),
        expect: trace(
          MADE,
          "resumes",
          "There received hello",
          LOST_THERE,
          ...other("has sent", ...end),
        ),
      },
    );
  }),
  ...SENDERS.flatMap((side) => {
    const { title, connected, leaves } = side;
    const { id, on, closed, other } = termsOf("transports", side);
    const much = isPipe(side) ? MUCH_OF_A_PIPE : MUCH;
    const data = numberedBytes(much);
    const more = numberedBytes(MORE);
    return [
      kase(
        id("replaced-while-writing-is-paused"),
        `${title} calls resume_writing() of a protocol that was set while writing was paused`,
        {
          clauses: ["transport.set-protocol"],
          ...connected({
            before: [event("go")],
            protocol: PLAIN,
            protocols: { There: PLAIN },
            other: [wait("go"), swallow(), ...leaves],
            body: [
              on("write", numbered(much)),
              on("write", numbered(MORE)),
              seen("Here.pause_writing"),
              on("set_protocol", newProtocol("There")),
              eventSet("go"),
              seen("There.resume_writing"),
              on("close"),
              seen(LOST_THERE),
              { op: "await", what: { finished: "p" } },
            ],
          }),
          expect: trace(MADE, "Here.pause_writing", "There.resume_writing", LOST_THERE, ...other()),
        },
      ),
      ...(["pause_writing", "resume_writing"] as const).map((method) =>
        kase(
          id(`writes-in-${method.replace("_", "-")}`),
          `${title} sends what is written in ${method}(), behind what is buffered`,
          {
            clauses: ["transport.write"],
            ...connected({
              before: [event("go"), ...newState({ done: false })],
              fns: {
                adds: quiet(
                  callbackWith(
                    ["self"],
                    if_({ not: stateOf("done") }, [
                      setState("done", true),
                      tell(OWN_TRANSPORT, "write", [bytesOf("the end")]),
                      log("has added"),
                    ]),
                  ),
                ),
              },
              protocol: streamProtocol({ [method]: "adds" }, [...FLOW, "eof_received"]),
              other: [wait("go"), receiveEnd(), ...leaves],
              body: [
                on("write", numbered(much)),
                on("write", numbered(MORE)),
                eventSet("go"),
                seen("has added"),
                ...closed,
              ],
            }),
            // Which of the two writes leads to the pause is up to the transport.
            expect: trace(MADE, "has added", LOST, {
              one_of: [
                [data, more, END],
                [data, END, more],
              ].map((parts) => other(`received ${shownData(Buffer.concat(parts))}`, "end")),
            }),
          },
        ),
      ),
    ];
  }),
  ...BOTH_WAYS.map((side) => {
    const { title, connected, leaves } = side;
    const { id, on, closed, other } = termsOf("transports", side);
    return kase(
      id("resumes-writing-while-reading-is-paused"),
      `${title} calls resume_writing() while its reading is paused`,
      {
        clauses: ["transport.flow-control"],
        ...connected({
          before: [event("go")],
          protocol: PLAIN,
          other: [wait("go"), swallow(), ...leaves],
          body: [
            on("pause_reading"),
            on("write", numbered(MUCH)),
            on("write", numbered(MORE)),
            seen("Here.pause_writing"),
            ...OTHER_READS,
            on("resume_reading"),
            ...closed,
          ],
        }),
        expect: trace(...PAUSED_AND_RESUMED, ...other()),
      },
    );
  }),
  ...BOTH_WAYS.filter(({ slug }) => !["client", "server"].includes(slug)).flatMap((side) => {
    const { title, connected, leaves } = side;
    const { id, on, other } = termsOf("transports", side);
    return (
      [
        ["stream", "buffered", streamProtocol, bufferedProtocol],
        ["buffered", "stream", bufferedProtocol, streamProtocol],
      ] as const
    ).map(([from, to, here, there]) =>
      kase(
        id(`from-${from}-to-${to}`),
        `${title} passes data to a ${to} protocol that was set in place of a ${from} one`,
        {
          clauses: ["transport.set-protocol"],
          ...connected({
            before: [event("go")],
            protocol: here({}, ["eof_received"]),
            protocols: { There: there({}, ["eof_received"]) },
            other: [send("one"), wait("go"), send("two"), receiveEnd(), ...leaves],
            body: [
              seen("Here received one"),
              on("set_protocol", newProtocol("There")),
              eventSet("go"),
              seen("There received two"),
              on("close"),
              seen(LOST_THERE),
              { op: "await", what: { finished: "p" } },
            ],
          }),
          expect: trace(
            MADE,
            "Here received one",
            "There received two",
            LOST_THERE,
            ...other("end"),
          ),
        },
      ),
    );
  }),
]);
