/** What every stream transport promises of receiving and of its protocol, as rows over one kind of connection. */
import {
  callbackWith,
  event,
  eventSet,
  log,
  quiet,
  same,
  show,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  bufferedProtocol,
  instance,
  newProtocol,
  numbered,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  swallow,
} from "../../language/build-network.ts";
import type { CaseDefinition } from "../../language/case.ts";
import { kase, trace } from "../../language/table.ts";
import { EOF_RECEIVED, LOST, MADE } from "./connected.ts";

import { MUCH, MUCH_SHOWN } from "./sending.ts";
import { PLAIN, type StreamSide, termsOf } from "./stream-terms.ts";

/** The rows over one end, under ids that begin with `area`. */
export function streamReceiving(area: string, side: StreamSide): readonly CaseDefinition[] {
  const { title, connected, transport, ends, leaves } = side;
  const { id, on, ended, closed, other } = termsOf(area, side);
  return [
    kase(id("receives-much"), `${title} passes all of 6,000,000 bytes on, in their order`, {
      clauses: ["protocol.data-received"],
      ...connected({
        protocol: PLAIN,
        other: [send(numbered(MUCH)), receiveEnd(), ...leaves],
        body: [seen(`Here received ${MUCH_SHOWN}`), ...closed],
      }),
      expect: trace(MADE, `Here received ${MUCH_SHOWN}`, LOST, ...other("end")),
    }),
    kase(id("receives-bytes"), `data_received() of ${title} gets bytes`, {
      clauses: ["protocol.data-received"],
      ...connected({
        fns: {
          looks: quiet(
            callbackWith(["self", "data"], show("bytes", { is: variable("data"), type: "bytes" })),
          ),
        },
        protocol: streamProtocol({ data_received: "looks" }, ["eof_received"]),
        other: [send("x"), receiveEnd(), ...leaves],
        body: [seen("bytes=True"), ...closed],
      }),
      expect: trace(MADE, "Here received x", "bytes=True", LOST, ...other("end")),
    }),
    kase(id("fills-a-buffer"), `${title} fills the buffer of a buffered protocol`, {
      clauses: ["protocol.buffered"],
      ...connected({
        protocol: bufferedProtocol({}, ["eof_received"]),
        other: [send("hello"), ...ends],
        body: ended,
      }),
      expect: trace(MADE, "Here received hello", LOST, ...other()),
    }),
    kase(id("pauses"), `${title} passes nothing on while it is paused, and the data afterwards`, {
      clauses: ["transport.pause-reading"],
      ...connected({
        protocol: PLAIN,
        before: [event("paused")],
        other: [wait("paused"), send("hello"), log("has sent"), receiveEnd(), ...leaves],
        body: [
          on("pause_reading"),
          eventSet("paused"),
          seen("other: has sent"),
          sleep(0.03),
          log("resumes"),
          on("resume_reading"),
          seen("Here received hello"),
          ...closed,
        ],
      }),
      expect: trace(MADE, "resumes", "Here received hello", LOST, ...other("has sent", "end")),
    }),
    kase(
      id("pauses-between-data"),
      `${title} that pauses in data_received() passes what comes after it on later`,
      {
        clauses: ["transport.pause-reading"],
        ...connected({
          before: [event("paused")],
          fns: {
            pauses: quiet(callbackWith(["self", "data"], on("pause_reading"))),
          },
          protocol: streamProtocol({ data_received: "pauses" }, ["eof_received"]),
          // A byte each: a loop may cut data wherever it likes, and would pause at each piece.
          other: [send("1"), wait("paused"), send("2"), log("has sent"), receiveEnd(), ...leaves],
          body: [
            seen("Here received 1"),
            eventSet("paused"),
            seen("other: has sent"),
            sleep(0.03),
            log("resumes"),
            on("resume_reading"),
            seen("Here received 2"),
            // It has paused once more.
            on("resume_reading"),
            ...closed,
          ],
        }),
        expect: trace(
          MADE,
          "Here received 1",
          "resumes",
          "Here received 2",
          LOST,
          ...other("has sent", "end"),
        ),
      },
    ),
    kase(id("end-while-paused"), `${title} passes the data before the end on once it is resumed`, {
      clauses: ["transport.pause-reading"],
      ...connected({
        before: [event("paused")],
        other: [wait("paused"), send("the last"), log("has sent"), ...ends],
        body: [
          on("pause_reading"),
          eventSet("paused"),
          seen("other: has sent"),
          sleep(0.03),
          log("resumes"),
          on("resume_reading"),
          ...ended,
        ],
      }),
      expect: trace(
        MADE,
        "resumes",
        "Here received the last",
        EOF_RECEIVED,
        LOST,
        ...other("has sent"),
      ),
    }),
    kase(id("end-of-stream"), `${title} tells data, then the end, then that it is lost`, {
      clauses: ["protocol.eof-received"],
      ...connected({
        other: [send("the last"), ...ends],
        body: ended,
      }),
      expect: trace(MADE, "Here received the last", EOF_RECEIVED, LOST, ...other()),
    }),
    kase(id("end-of-nothing"), `${title} closes itself where the other end says nothing and ends`, {
      clauses: ["protocol.eof-received-closes"],
      ...connected({ other: [...ends], body: ended }),
      expect: trace(MADE, EOF_RECEIVED, LOST, ...other()),
    }),
    kase(id("set-protocol"), `${title} calls the protocol that it was given last`, {
      clauses: ["transport.set-protocol"],
      ...connected({
        before: [event("go")],
        protocol: PLAIN,
        protocols: { There: PLAIN },
        other: [wait("go"), send("hello"), receiveEnd(), ...leaves],
        body: [
          on("set_protocol", newProtocol("There")),
          show("current", same({ m: "get_protocol", on: transport }, instance("There"))),
          eventSet("go"),
          seen("There received hello"),
          on("close"),
          seen("There.connection_lost(None)"),
          { op: "await", what: { finished: "p" } },
        ],
      }),
      expect: trace(
        MADE,
        "current=True",
        "There received hello",
        "There.connection_lost(None)",
        ...other("end"),
      ),
    }),
    kase(id("extra-info-default"), `get_extra_info() of ${title} gives the default`, {
      clauses: ["transport.extra-info-default"],
      ...connected({
        protocol: PLAIN,
        other: [swallow(), ...leaves],
        body: [
          show("default", { m: "get_extra_info", on: transport, args: ["nothing", "default"] }),
          show("none", { m: "get_extra_info", on: transport, args: ["nothing"] }),
          ...closed,
        ],
      }),
      expect: trace(MADE, "default=default", "none=None", LOST, ...other()),
    }),
  ];
}
