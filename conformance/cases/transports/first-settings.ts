/** Limits that a protocol sets in connection_made(), and what a closing transport says of its reading. */
import {
  callbackWith,
  event,
  eventSet,
  quiet,
  show,
  variable,
  wait,
} from "../../language/build.ts";
import {
  numbered,
  receiveEnd,
  streamProtocol,
  swallow,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  CLIENT,
  closed,
  ended,
  FLOW,
  LOST,
  MADE,
  SERVER,
  type Side,
  TRANSPORT,
} from "../kit/connected.ts";
import { parameters } from "../kit/reading.ts";
import { ask, MUCH, MUCH_SHOWN } from "../kit/sending.ts";
import { UNIX_CLIENT, UNIX_SERVER } from "../kit/unix-sockets.ts";

const SIDES: readonly (readonly [string, Side])[] = [
  ["client", CLIENT],
  ["server", SERVER],
  ["unix-client", UNIX_CLIENT],
  ["unix-server", UNIX_SERVER],
];
/** A function that sets the limits of a transport that was just made. */
const sets = (high: number, low: number) =>
  quiet(
    callbackWith(parameters("transport"), {
      op: "do",
      what: { m: "set_write_buffer_limits", on: variable("transport"), kwargs: { high, low } },
    }),
  );

export const transportsFirstSettings = table(
  SIDES.flatMap(([slug, { title, connected }]) => [
    kase(
      `transports/limits-of-connection-made-${slug}`,
      `${title} keeps the marks that it was given in connection_made()`,
      {
        clauses: ["transport.write-buffer-limits"],
        ...connected({
          fns: { sets: sets(1000, 10) },
          protocol: streamProtocol({ connection_made: "sets" }),
          other: [],
          body: [show("limits", ask("get_write_buffer_limits")), ...closed()],
        }),
        expect: trace(MADE, "limits=(10, 1000)", LOST),
      },
    ),
    kase(
      `transports/flow-by-limits-of-connection-made-${slug}`,
      `${title} does not call pause_writing() below the high mark that was set in connection_made()`,
      {
        clauses: ["transport.flow-control"],
        ...connected({
          before: [event("go")],
          fns: { sets: sets(2 * MUCH, MUCH) },
          protocol: streamProtocol({ connection_made: "sets" }),
          other: [wait("go"), receiveEnd()],
          body: [tell(TRANSPORT, "write", [numbered(MUCH)]), eventSet("go"), ...closed()],
        }),
        expect: trace(MADE, LOST, `other: received ${MUCH_SHOWN}`, "other: end"),
      },
    ),
    kase(
      `transports/is-reading-after-close-${slug}`,
      `is_reading() of ${title} is False after close() while data is buffered`,
      {
        clauses: ["transport.is-reading"],
        ...connected({
          before: [event("go")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("go"), swallow()],
          body: [
            show("before", ask("is_reading")),
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            tell(TRANSPORT, "close"),
            show("after", ask("is_reading")),
            eventSet("go"),
            ...ended(),
          ],
        }),
        expect: trace(MADE, "before=True", "after=False", LOST),
      },
    ),
  ]),
);
