/** How a connection ends for its protocol: connection_lost(), its argument, and the order of all calls. */

import {
  callbackWith,
  event,
  eventSet,
  log,
  quiet,
  show,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  bytesOf,
  hangUp,
  numbered,
  reset,
  seen,
  send,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { EOF_RECEIVED, ended, FLOW, LOST, MADE, SIDES, TRANSPORT } from "../kit/connected.ts";
import { parameters } from "../kit/reading.ts";
import { MUCH } from "../kit/sending.ts";

const LOST_NONE = "protocol.connection-lost-none";
const LOST_ERROR = "protocol.connection-lost-error";
const ONCE = "protocol.called-once";
const BETWEEN = "protocol.called-between";

/** What ends a connection: what the loop's end does, and what the other end does. */
const ENDINGS = [
  ["close", [tell(TRANSPORT, "close")], []],
  ["abort", [tell(TRANSPORT, "abort")], []],
  ["the-other-end", [], [hangUp()]],
] as const;

/** Says whether connection_lost() got an error. */
const looks = quiet(
  callbackWith(
    parameters("error"),
    show("lost by error", { is: variable("error"), type: "Exception" }),
  ),
);

export const transportsLost = table([
  ...SIDES.flatMap(({ slug, title, connected }) => [
    kase(
      `transports/lost-by-reset-${slug}`,
      `connection_lost() of ${title} gets an exception where the other end has reset the connection`,
      {
        clauses: [LOST_ERROR],
        ...connected({
          protocol: streamProtocol({ connection_lost: "looks" }, ["connection_lost"]),
          fns: { looks },
          // A reset that comes before the connection is made would fail the client's connecting instead.
          before: [event("made")],
          other: [wait("made"), reset()],
          body: [seen(MADE), eventSet("made"), ...ended("lost by error=True")],
        }),
        expect: trace(MADE, "lost by error=True"),
      },
    ),
    kase(
      `transports/lost-in-write-${slug}`,
      `connection_lost() of ${title} gets an exception where write() meets the other end's reset`,
      {
        clauses: [LOST_ERROR],
        ...connected({
          protocol: streamProtocol({ connection_lost: "looks" }, ["connection_lost"]),
          fns: { looks },
          before: [event("paused")],
          other: [wait("paused"), reset(), log("has reset")],
          body: [
            // A loop that reads nothing learns of it by writing.
            tell(TRANSPORT, "pause_reading"),
            eventSet("paused"),
            seen("other: has reset"),
            sleep(0.02),
            tell(TRANSPORT, "write", [bytesOf("hello")]),
            ...ended("lost by error=True"),
          ],
        }),
        expect: trace(MADE, "lost by error=True", "other: has reset"),
      },
    ),
    kase(
      `transports/lost-with-data-waiting-${slug}`,
      `connection_lost() of ${title} gets an exception where data waits for an end that resets`,
      {
        clauses: [LOST_ERROR],
        ...connected({
          protocol: streamProtocol({ connection_lost: "looks" }, ["connection_lost", ...FLOW]),
          fns: { looks },
          before: [event("written")],
          other: [wait("written"), reset()],
          body: [
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            eventSet("written"),
            ...ended("lost by error=True"),
          ],
        }),
        expect: trace(MADE, "lost by error=True"),
      },
    ),
    ...ENDINGS.map(([how, here, there]) =>
      kase(
        `transports/lost-without-error-by-${how}-${slug}`,
        `connection_lost() of ${title} gets None, ended by ${how.replaceAll("-", " ")}`,
        {
          clauses: [LOST_NONE],
          ...connected({
            protocol: streamProtocol({}, ["eof_received"]),
            other: [...there],
            body: [...here, ...ended()],
          }),
          expect: trace(MADE, LOST),
        },
      ),
    ),
    ...ENDINGS.map(([how, here, there]) =>
      kase(
        `transports/lost-once-by-${how}-${slug}`,
        `connection_made() and connection_lost() of ${title} are called once, ended by ${how.replaceAll("-", " ")}`,
        {
          clauses: [ONCE, LOST_NONE],
          ...connected({
            protocol: streamProtocol({}, ["eof_received"]),
            other: [...there],
            body: [
              ...here,
              ...ended(),
              tell(TRANSPORT, "close"),
              tell(TRANSPORT, "abort"),
              sleep(0.02),
            ],
          }),
          expect: trace(MADE, LOST),
        },
      ),
    ),
    kase(
      `transports/calls-in-order-${slug}`,
      `${title} calls its protocol between connection_made() and connection_lost()`,
      {
        clauses: [BETWEEN],
        ...connected({
          other: [send("at once"), hangUp()],
          body: [...ended(), sleep(0.02)],
        }),
        expect: trace(MADE, "Here received at once", EOF_RECEIVED, LOST),
      },
    ),
  ]),
]);
