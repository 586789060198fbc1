/** What every stream transport promises of sending and of its ends, as rows over one kind of connection. */
import { event, eventSet, log, show, sleep, wait } from "../../language/build.ts";
import {
  bytesOf,
  numbered,
  receive,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  swallow,
} from "../../language/build-network.ts";
import type { CaseDefinition } from "../../language/case.ts";
import { kase, trace } from "../../language/table.ts";
import { LOST, MADE, OTHER_READS, PAUSED_AND_RESUMED } from "./connected.ts";

import { MUCH, MUCH_SHOWN } from "./sending.ts";
import {
  GONE,
  PLAIN,
  SOME,
  SOME_SHOWN,
  type StreamSide,
  termsOf,
  WRITING,
} from "./stream-terms.ts";

/** The rows over one end, under ids that begin with `area`. */
export function streamSending(area: string, side: StreamSide): readonly CaseDefinition[] {
  const { title, connected, transport, leaves } = side;
  const { id, on, ended, closed, other } = termsOf(area, side);
  return [
    kase(id("exchanges"), `${title} exchanges data in both directions`, {
      clauses: ["transport.write"],
      ...connected({
        protocol: PLAIN,
        other: [send("question"), receive(6), send("thanks"), receiveEnd(), ...leaves],
        body: [
          seen("Here received question"),
          on("write", bytesOf("answer")),
          seen("Here received questionthanks"),
          ...closed,
        ],
      }),
      expect: trace(MADE, "Here received questionthanks", LOST, ...other("received answer", "end")),
    }),
    kase(id("writes-in-order"), `${title} sends all that is written in the order of the calls`, {
      clauses: ["transport.write"],
      ...connected({
        protocol: WRITING,
        other: [receive(SOME), receiveEnd(), ...leaves],
        body: [
          on("write", numbered(SOME)),
          on("write", bytesOf("then this")),
          on("write", bytesOf(" and that")),
          ...closed,
        ],
      }),
      expect: trace(
        MADE,
        LOST,
        ...other(`received ${SOME_SHOWN}`, "received then this and that", "end"),
      ),
    }),
    kase(id("writelines"), `writelines() of ${title} sends its parts in their order`, {
      clauses: ["transport.writelines"],
      ...connected({
        protocol: PLAIN,
        other: [receiveEnd(), ...leaves],
        body: [
          on("writelines", { list: [bytesOf("one "), bytesOf("two "), bytesOf("three")] }),
          ...closed,
        ],
      }),
      expect: trace(MADE, LOST, ...other("received one two three", "end")),
    }),
    kase(id("close-flushes"), `close() of ${title} sends what the other end did not take before`, {
      clauses: ["transport.close-flushes"],
      ...connected({
        before: [event("go")],
        protocol: WRITING,
        other: [wait("go"), receiveEnd(), ...leaves],
        body: [
          on("write", numbered(MUCH)),
          on("close"),
          sleep(0.02),
          log("the other end reads"),
          eventSet("go"),
          ...ended,
        ],
      }),
      expect: trace(MADE, "the other end reads", LOST, ...other(`received ${MUCH_SHOWN}`, "end")),
    }),
    kase(id("close-of-nothing"), `close() of ${title} ends the stream for the other end`, {
      clauses: ["transport.close-flushes"],
      ...connected({ protocol: PLAIN, other: [receiveEnd(), ...leaves], body: closed }),
      expect: trace(MADE, LOST, ...other("end")),
    }),
    kase(id("close-stops-receiving"), `${title} passes no data on after close()`, {
      clauses: ["transport.close-stops-receiving"],
      ...connected({
        before: [event("go")],
        // How a connection ends whose other end still sends is not promised.
        protocol: streamProtocol({}, ["eof_received", "connection_lost"]),
        other: [wait("go"), send("too late"), log("has sent"), swallow(), ...leaves],
        body: [on("close"), eventSet("go"), { op: "await", what: { finished: "p" } }, sleep(0.02)],
      }),
      // The other end may find the connection gone.
      expect: trace(MADE, ...other(), {
        one_of: [["other: has sent"], ...GONE.map((error) => [`other: !${error}`])],
      }),
    }),
    kase(id("abort"), `abort() of ${title} does not wait for an end that does not read`, {
      clauses: ["transport.abort"],
      ...connected({
        before: [event("lost")],
        protocol: WRITING,
        other: [wait("lost")],
        body: [on("write", numbered(MUCH)), on("abort"), seen(LOST), eventSet("lost"), ...ended],
      }),
      expect: trace(MADE, LOST, ...other()),
    }),
    kase(id("abort-idle"), `abort() of ${title} ends the connection for the other end as well`, {
      clauses: ["transport.abort"],
      ...connected({
        protocol: PLAIN,
        other: [receiveEnd(), ...leaves],
        body: [on("abort"), ...ended],
      }),
      expect: trace(MADE, LOST, ...other(), { one_of: [["other: end"], ["other: reset"]] }),
    }),
    ...(["close", "abort"] as const).map((method) =>
      kase(
        id(`is-closing-after-${method}`),
        `is_closing() of ${title} is True from ${method}() on`,
        {
          clauses: ["transport.is-closing"],
          ...connected({
            protocol: PLAIN,
            other: [swallow(), ...leaves],
            body: [
              show("before", { m: "is_closing", on: transport }),
              on(method),
              show("at once", { m: "is_closing", on: transport }),
              ...ended,
            ],
          }),
          // No text says that connection_lost() waits for an iteration.
          expect: trace(MADE, "before=False", { any_order: ["at once=True", LOST] }, ...other()),
        },
      ),
    ),
    kase(id("lost-once"), `connection_lost() of ${title} is called once`, {
      clauses: ["protocol.called-once"],
      ...connected({
        protocol: PLAIN,
        other: [swallow(), ...leaves],
        body: [on("close"), on("close"), on("abort"), ...ended, on("close"), sleep(0.02)],
      }),
      expect: trace(MADE, LOST, ...other()),
    }),
    kase(id("flow-control"), `${title} pauses a protocol that writes much, and resumes it`, {
      clauses: ["transport.flow-control"],
      ...connected({
        protocol: PLAIN,
        before: [event("go")],
        other: [wait("go"), swallow(), ...leaves],
        body: [
          // A transport may count only what waits behind a first write.
          on("write", numbered(MUCH)),
          on("write", numbered(MUCH)),
          seen("Here.pause_writing"),
          ...OTHER_READS,
          ...closed,
        ],
      }),
      expect: trace(...PAUSED_AND_RESUMED, ...other()),
    }),
  ];
}
