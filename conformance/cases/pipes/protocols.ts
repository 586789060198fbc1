/** set_protocol() of the transports of pipes. */
import { assign, event, eventSet, variable, wait } from "../../language/build.ts";
import {
  finished,
  hangUp,
  newProtocol,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { MADE, TRANSPORT } from "../kit/connected.ts";
import { readPipe, writePipe } from "../kit/piped.ts";

const SET = "transport.set-protocol";
const THERE = "There.connection_lost(None)";

/** Keeps the transport, and gives it another protocol. */
const change: readonly Operation[] = [
  assign("transport", TRANSPORT),
  tell(variable("transport"), "set_protocol", [newProtocol("There")]),
];
const ended = [seen(THERE), finished("p")];
const common = { before: [event("go")], protocols: { There: streamProtocol() } };

export const pipesProtocols = table([
  kase("pipes/set-protocol-before-data", "a pipe's first data reaches a protocol set before", {
    clauses: [SET],
    ...readPipe({
      ...common,
      other: [wait("go"), send("hello")],
      body: [
        ...change,
        eventSet("go"),
        seen("There received hello"),
        tell(variable("transport"), "close"),
        ...ended,
      ],
    }),
    expect: trace(MADE, "There received hello", THERE),
  }),
  kase("pipes/set-protocol-between", "a pipe's data reaches the protocol that was set last", {
    clauses: [SET],
    ...readPipe({
      ...common,
      other: [send("one"), wait("go"), send("two"), hangUp()],
      body: [seen("Here received one"), ...change, eventSet("go"), ...ended],
    }),
    expect: trace(MADE, "Here received one", "There received two", "There.eof_received", THERE),
  }),
  kase("pipes/set-protocol-before-end", "a pipe's end reaches the protocol that was set last", {
    clauses: [SET],
    ...readPipe({
      ...common,
      other: [wait("go"), hangUp()],
      body: [...change, eventSet("go"), ...ended],
    }),
    expect: trace(MADE, "There.eof_received", THERE),
  }),
  kase(
    "pipes/set-protocol-of-writer",
    "a protocol that a transport writing to a pipe was given last hears that it is lost",
    {
      clauses: [SET],
      ...writePipe({
        protocols: common.protocols,
        other: [receiveEnd()],
        body: [...change, tell(variable("transport"), "close"), ...ended],
      }),
      expect: trace(MADE, THERE, "other: end"),
    },
  ),
]);
