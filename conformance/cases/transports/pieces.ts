/** Data that comes in several pieces, where the protocol pauses, closes or is replaced at the first of them. */
import {
  block,
  callback,
  callbackWith,
  event,
  eventSet,
  if_,
  log,
  quiet,
  return_,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  bufferedProtocol,
  newProtocol,
  numbered,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { callSoon } from "../../language/loop-methods.ts";
import type { ProgramProtocol } from "../../language/network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { isPipe, OWN_TRANSPORT, RECEIVERS } from "../kit/every-stream.ts";
import { addToState, logAt, newState, setState, stateOf } from "../kit/shared-state.ts";
import { GONE, SOME, type StreamSide, termsOf } from "../kit/stream-terms.ts";

/** Fits into every system's buffers, so that the peer has sent it whatever the loop does. */
const LITTLE = 60_000;
const SIZE_OF_DATA: Expression = { len: variable("data") };

/** Lets the peer send, and looks away for a moment: what a transport then finds is more than one piece for most. */
const begins = [eventSet("go"), block(0.01)];

/** Counts what has come, and pauses until a callback has run, at the first pieces. */
const pausing = (parameter: string, size: Expression, transport: Expression) => ({
  takes: quiet(
    callbackWith(
      ["self", parameter],
      if_(stateOf("paused"), [log("data while it is paused")]),
      addToState("size", size),
      logAt("size", SOME, "has all"),
      if_({ less: [stateOf("size"), SOME] }, [
        if_({ less: [stateOf("pauses"), 5] }, [
          addToState("pauses", 1),
          setState("paused", true),
          tell(OWN_TRANSPORT, "pause_reading"),
          callSoon("waits"),
        ]),
      ]),
    ),
  ),
  // Later than the iteration in which a transport that does not heed the pause reads on.
  waits: quiet(callback(callSoon("resumes"))),
  resumes: quiet(callback(setState("paused", false), tell(transport, "resume_reading"))),
});
const counting = [event("go"), ...newState({ size: 0, pauses: 0, paused: false })];

/** Does something at the first piece, and is to get no other one. */
const once = (text: string, parameter: string, ...operations: Operation[]) =>
  quiet(
    callbackWith(
      ["self", parameter],
      if_(stateOf("done"), [log(text)]),
      if_({ not: stateOf("done") }, [setState("done", true), ...operations]),
    ),
  );

/** What has come fills many of them. */
const SMALL_BUFFERS = {
  gives: quiet(callbackWith(["self", "hint"], return_({ make: "buffer", size: 1000 }))),
};
/** How a connection ends whose other end still sends is not promised. */
const ENDS = ["eof_received", "connection_lost"];

/** The peer sends to an end that closes: it may find the connection gone. */
const interrupted = (
  side: StreamSide,
  method: "close" | "abort",
  protocol: ProgramProtocol = streamProtocol({ data_received: "takes" }, [
    "data_received",
    ...ENDS,
  ]),
) => {
  const { other } = termsOf("transports", side);
  return {
    ...side.connected({
      before: [...newState({ done: false }), event("go")],
      fns: {
        takes: once(`data after ${method}()`, "data", tell(OWN_TRANSPORT, method)),
        ...(protocol.kind === "buffered" ? SMALL_BUFFERS : {}),
      },
      protocol,
      other: [
        wait("go"),
        send(numbered(LITTLE)),
        log("has sent"),
        ...(isPipe(side) ? [] : [swallow()]),
        ...side.leaves,
      ],
      body: [...begins, { op: "await", what: { finished: "p" } }, sleep(0.01)],
    }),
    expect: trace(MADE, ...other(), {
      one_of: [["other: has sent"], ...GONE.map((error) => [`other: !${error}`])],
    }),
  };
};

export const transportsPieces = table([
  ...RECEIVERS.flatMap((side) => {
    const { title, connected, transport, leaves } = side;
    const { id, on, closed, other } = termsOf("transports", side);
    const ends = isPipe(side) ? [] : [receiveEnd()];
    const end = isPipe(side) ? [] : ["end"];
    return [
      kase(
        id("pauses-at-each-piece"),
        `${title} that pauses in data_received() passes nothing on until it is resumed, however much there is`,
        {
          clauses: ["transport.pause-reading"],
          ...connected({
            before: counting,
            fns: pausing("data", SIZE_OF_DATA, transport),
            protocol: streamProtocol({ data_received: "takes" }, ["data_received", "eof_received"]),
            other: [wait("go"), send(numbered(SOME)), ...ends, ...leaves],
            body: [...begins, seen("has all"), ...closed],
          }),
          expect: trace(MADE, "has all", LOST, ...other(...end)),
        },
      ),
      kase(
        id("closes-at-the-first-piece"),
        `${title} that closes in data_received() passes nothing more on, however much there is`,
        { clauses: ["transport.close-stops-receiving"], ...interrupted(side, "close") },
      ),
      kase(
        id("replaced-at-the-first-piece"),
        `${title} passes the rest of what has come to a protocol that was set within data_received()`,
        {
          clauses: ["transport.set-protocol"],
          ...connected({
            before: [event("go"), ...newState({ done: false, size: 0 })],
            fns: {
              takes: once(
                "data for the protocol before",
                "data",
                addToState("size", SIZE_OF_DATA),
                tell(OWN_TRANSPORT, "set_protocol", [newProtocol("There")]),
                logAt("size", LITTLE, "has all"),
              ),
              takes_more: quiet(
                callbackWith(
                  ["self", "data"],
                  addToState("size", SIZE_OF_DATA),
                  logAt("size", LITTLE, "has all"),
                ),
              ),
            },
            protocol: streamProtocol({ data_received: "takes" }, ["data_received"]),
            protocols: {
              There: streamProtocol({ data_received: "takes_more" }, [
                "data_received",
                "eof_received",
              ]),
            },
            other: [wait("go"), send(numbered(LITTLE)), ...ends, ...leaves],
            body: [
              ...begins,
              seen("has all"),
              on("close"),
              seen("There.connection_lost(None)"),
              { op: "await", what: { finished: "p" } },
            ],
          }),
          expect: trace(MADE, "has all", "There.connection_lost(None)", ...other(...end)),
        },
      ),
    ];
  }),
  ...RECEIVERS.filter((side) => !isPipe(side)).flatMap((side) => {
    const { title, connected, transport, leaves } = side;
    const { id, closed, other } = termsOf("transports", side);
    return [
      kase(
        id("aborts-at-the-first-piece"),
        `${title} that aborts in data_received() passes nothing more on, however much there is`,
        { clauses: ["transport.abort"], ...interrupted(side, "abort") },
      ),
      // Over TLS asyncio passes on what it has decrypted.
      ...(side.slug.startsWith("tls-")
        ? []
        : [
            kase(
              id("buffered-closes-at-the-first-piece"),
              `${title} whose buffered protocol closes in buffer_updated() fills no buffer any more`,
              {
                clauses: ["transport.close-stops-receiving"],
                ...interrupted(
                  side,
                  "close",
                  bufferedProtocol({ get_buffer: "gives", buffer_updated: "takes" }, [
                    "get_buffer",
                    "buffer_updated",
                    ...ENDS,
                  ]),
                ),
              },
            ),
          ]),
      kase(
        id("buffered-pauses-at-each-piece"),
        `${title} whose buffered protocol pauses in buffer_updated() fills no buffer until it is resumed`,
        {
          clauses: ["transport.pause-reading"],
          ...connected({
            before: counting,
            fns: pausing("count", variable("count"), transport),
            protocol: bufferedProtocol({ buffer_updated: "takes" }, [
              "get_buffer",
              "buffer_updated",
              "eof_received",
            ]),
            other: [wait("go"), send(numbered(SOME)), receiveEnd(), ...leaves],
            body: [...begins, seen("has all"), ...closed],
          }),
          expect: trace(MADE, "has all", LOST, ...other("end")),
        },
      ),
    ];
  }),
]);
