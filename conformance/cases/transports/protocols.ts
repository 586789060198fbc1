/** What transports tell: the protocol that they serve, which can be replaced, and extra information. */

import { assign, event, eventSet, same, show, variable, wait } from "../../language/build.ts";
import {
  hangUp,
  instance,
  newProtocol,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, ended, HERE, LOST, MADE, SIDES, TRANSPORT } from "../kit/connected.ts";
import { ask } from "../kit/sending.ts";

const GET_PROTOCOL = "transport.get-protocol";
const SET_PROTOCOL = "transport.set-protocol";
const INFO = "transport.extra-info-default";

export const transportsProtocols = table([
  ...SIDES.flatMap(({ slug, title, connected }) => [
    kase(
      `transports/get-protocol-${slug}`,
      `get_protocol() of ${title} is the protocol that was made for it`,
      {
        clauses: [GET_PROTOCOL],
        ...connected({
          other: [],
          body: [show("same", same(ask("get_protocol"), instance(HERE))), ...closed()],
        }),
        expect: trace(MADE, "same=True", LOST),
      },
    ),
    kase(`transports/set-protocol-${slug}`, `${title} calls the protocol that was set last`, {
      clauses: [SET_PROTOCOL],
      ...connected({
        before: [event("go")],
        protocols: { There: streamProtocol() },
        other: [send("one"), wait("go"), send("two"), hangUp()],
        body: [
          seen("Here received one"),
          assign("transport", TRANSPORT),
          assign("there", newProtocol("There")),
          tell(variable("transport"), "set_protocol", [variable("there")]),
          show("same", same({ m: "get_protocol", on: variable("transport") }, variable("there"))),
          eventSet("go"),
          ...ended("There.connection_lost(None)"),
        ],
      }),
      expect: trace(
        MADE,
        "Here received one",
        "same=True",
        "There received two",
        "There.eof_received",
        "There.connection_lost(None)",
      ),
    }),
    kase(
      `transports/set-protocol-before-data-${slug}`,
      `${title} passes its first data to a protocol set before`,
      {
        clauses: [SET_PROTOCOL],
        ...connected({
          before: [event("go")],
          protocols: { There: streamProtocol() },
          other: [wait("go"), send("hello"), receiveEnd()],
          body: [
            assign("transport", TRANSPORT),
            tell(variable("transport"), "set_protocol", [newProtocol("There")]),
            eventSet("go"),
            seen("There received hello"),
            tell(variable("transport"), "close"),
            ...ended("There.connection_lost(None)"),
          ],
        }),
        expect: trace(MADE, "There received hello", "There.connection_lost(None)", "other: end"),
      },
    ),
    ...(
      [
        ["no default", [], "None"],
        ["a default", [7], "7"],
        ["None as default", [null], "None"],
      ] as const
    ).map(([name, more, shown]) =>
      kase(
        `transports/extra-info-${name.replaceAll(" ", "-").toLowerCase()}-${slug}`,
        `get_extra_info() of ${title} answers for an unknown name with ${name}`,
        {
          clauses: [INFO],
          ...connected({
            other: [],
            body: [show("info", ask("get_extra_info", "no such thing", ...more)), ...closed()],
          }),
          expect: trace(MADE, `info=${shown}`, LOST),
        },
      ),
    ),
  ]),
]);
