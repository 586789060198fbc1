/** Datagrams of which several are there: what the first of them leads to holds for the others. First and large ones. */
import {
  assign,
  call,
  callbackWith,
  coroutine,
  if_,
  join,
  log,
  quiet,
  variable,
} from "../../language/build.ts";
import {
  datagramProtocol,
  newProtocol,
  numbered,
  numberedBytes,
  peer,
  portOf,
  receiveFrom,
  seen,
  sendTo,
  shownData,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { closed, createEndpoint, ENDPOINTS } from "../kit/endpoints.ts";
import { OWN_TRANSPORT } from "../kit/every-stream.ts";
import { newState, setState, stateOf } from "../kit/shared-state.ts";
import { got } from "../kit/two-endpoints.ts";

/** As much as any system carries in one piece over loopback. */
const LARGE = 60_000;

/** A program in which datagrams are there before the endpoint is, which does something at the first. */
const atTheFirst = (
  count: number,
  what: Operation,
  body: readonly Operation[],
  protocols: NonNullable<Program["protocols"]> = {},
) => ({
  fns: {
    other: peer(...Array.from({ length: count }, (_, index) => sendTo(`number ${index}`))),
    acts: quiet(
      callbackWith(
        ["self", "data", "sender"],
        if_({ not: stateOf("done") }, [setState("done", true), what]),
      ),
    ),
    use: quiet(coroutine(createEndpoint({ sock: variable("sock") }), ...body)),
  },
  protocols: {
    Here: datagramProtocol({ datagram_received: "acts" }),
    ...protocols,
  },
  main: [
    ...newState({ done: false }),
    assign("sock", { make: "socket", transport: "udp", state: "bound" }),
    startPeer("other", "p", portOf("sock")),
    join("p"),
    runUntilComplete(call("use")),
  ],
});

export const datagramsSeveralThatWait = table([
  ...([2, 5] as const).flatMap((count) => [
    kase(
      `datagrams/none-after-abort-of-${count}`,
      `an endpoint that aborts at the first of ${count} datagrams that are there passes no other on`,
      {
        clauses: ["transport.abort"],
        ...atTheFirst(count, tell(OWN_TRANSPORT, "abort"), [seen(LOST)]),
        expect: trace(MADE, got("number 0"), LOST),
      },
    ),
    kase(
      `datagrams/to-the-next-protocol-of-${count}`,
      `an endpoint whose protocol is replaced at the first of ${count} datagrams passes the others to the new one`,
      {
        clauses: ["transport.set-protocol"],
        ...atTheFirst(
          count,
          tell(OWN_TRANSPORT, "set_protocol", [newProtocol("There")]),
          [
            seen(got(`number ${count - 1}`, "There")),
            tell(TRANSPORT, "close"),
            seen("There.connection_lost(None)"),
          ],
          { There: datagramProtocol() },
        ),
        expect: trace(
          MADE,
          got("number 0"),
          ...Array.from({ length: count - 1 }, (_, index) => got(`number ${index + 1}`, "There")),
          "There.connection_lost(None)",
        ),
      },
    ),
  ]),
  ...ENDPOINTS.map(({ slug, title, sends, exchanging }) =>
    kase(
      `datagrams/large-${slug}`,
      `an endpoint ${title} sends and receives a datagram of ${LARGE.toLocaleString("en")} bytes`,
      {
        clauses: ["datagram-protocol.datagram-received"],
        ...exchanging({
          other: [receiveFrom(), sendTo(numbered(LARGE))],
          body: [sends(numbered(LARGE)), seen(got(shownData(numberedBytes(LARGE)))), ...closed()],
        }),
        expect: trace(
          MADE,
          got(shownData(numberedBytes(LARGE))),
          LOST,
          `other: datagram(${shownData(numberedBytes(LARGE))})`,
        ),
      },
    ),
  ),
  ...ENDPOINTS.filter(({ slug }) => slug !== "local").map(({ slug, title, sends, exchanging }) =>
    kase(
      `datagrams/first-${slug}`,
      `an endpoint ${title} sends what it is given in connection_made()`,
      {
        clauses: ["datagram-transport.sendto"],
        ...exchanging({
          fns: {
            begins: quiet(
              callbackWith(
                ["self", "transport"],
                tell(variable("transport"), "sendto", [{ bytes: "first" }]),
              ),
            ),
          },
          protocol: datagramProtocol({ connection_made: "begins" }),
          other: [receiveFrom(), log("has it"), receiveFrom()],
          body: [seen("other: has it"), sends("second"), ...closed()],
        }),
        expect: trace(
          MADE,
          LOST,
          "other: datagram(first)",
          "other: has it",
          "other: datagram(second)",
        ),
      },
    ),
  ),
  ...ENDPOINTS.map(({ slug, title, sends, exchanging }) =>
    kase(
      `datagrams/error-to-the-next-protocol-${slug}`,
      `error_received() of an endpoint ${title} is called of the protocol that was set last`,
      {
        clauses: ["transport.set-protocol", "datagram-protocol.error-received"],
        ...exchanging({
          fns: { tells: quiet(callbackWith(["self", "error"], log("an error, to the next"))) },
          protocols: { There: datagramProtocol({ error_received: "tells" }, ["error_received"]) },
          other: [],
          body: [
            assign("transport", TRANSPORT),
            tell(variable("transport"), "set_protocol", [newProtocol("There")]),
            // More than a datagram can hold.
            sends(numbered(70_000)),
            seen("an error, to the next"),
            tell(variable("transport"), "close"),
            seen("There.connection_lost(None)"),
          ],
        }),
        expect: trace(MADE, "an error, to the next", "There.connection_lost(None)"),
      },
    ),
  ),
]);
