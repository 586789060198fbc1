/** create_server(): the family and the flags that it looks its host up with. */
import { assign, await_, type Target, variable } from "../../language/build.ts";
import {
  connect,
  factory,
  finished,
  hangUp,
  peer,
  portOf,
  seen,
  send,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { EOF_RECEIVED, LOST, MADE } from "../kit/connected.ts";
import { showRaises } from "../kit/lookups.ts";
import { closeServer, withProtocol } from "../kit/serving.ts";

const OPTIONS = "create-server.lookup-options";

const AF_INET = 2;
/** AF_INET6 as Linux numbers it. Under another system's number 127.0.0.1 has no address either. */
const AF_INET6 = 10;
const AI_NUMERICHOST = 4;

const serve = (
  host: Expression,
  port: Expression,
  kwargs: Keywords,
  target: Target = { as: "server" },
): Operation => await_({ m: "create_server", args: [factory("Here"), host, port], kwargs }, target);
/** A client that says hello and leaves. */
const caller = peer(connect(), send("hello"), hangUp());
const called = (port: Expression): Operation[] => [
  startPeer("other", "p", port),
  seen(LOST),
  finished("p"),
  closeServer,
];
const CALLED = trace(MADE, "Here received hello", EOF_RECEIVED, LOST);
const unstarted = { start_serving: false };

export const serversLookingUp = table([
  ...(
    [
      ["flags", "a name with the flag AI_NUMERICHOST", "localhost", { flags: AI_NUMERICHOST }],
      [
        "flags-in-a-list",
        "a name among addresses with the flag AI_NUMERICHOST",
        { list: ["127.0.0.1", "localhost"] },
        { flags: AI_NUMERICHOST },
      ],
      [
        "flags-unstarted",
        "a name with AI_NUMERICHOST and start_serving=False",
        "localhost",
        { flags: AI_NUMERICHOST, ...unstarted },
      ],
      ["family", "an IPv4 address with the family AF_INET6", "127.0.0.1", { family: AF_INET6 }],
      [
        "family-unstarted",
        "an IPv4 address with AF_INET6 and start_serving=False",
        "127.0.0.1",
        { family: AF_INET6, ...unstarted },
      ],
    ] as const satisfies readonly (readonly [string, string, Expression, Keywords])[]
  ).map(([slug, what, host, kwargs]) =>
    kase(`servers/lookup-refused-${slug}`, `create_server() raises for ${what}`, {
      clauses: [OPTIONS],
      ...withProtocol({}, showRaises(serve(host, 0, kwargs, {}))),
      expect: trace("raised"),
    }),
  ),
  ...(
    [
      ["flags", "an address with the flag AI_NUMERICHOST", { flags: AI_NUMERICHOST }],
      ["family", "an address with the family AF_INET", { family: AF_INET }],
      ["both", "an address with family and flags", { family: AF_INET, flags: AI_NUMERICHOST }],
    ] as const
  ).map(([slug, what, kwargs]) =>
    kase(`servers/lookup-with-${slug}`, `create_server() serves ${what}`, {
      clauses: [OPTIONS],
      ...withProtocol(
        { other: caller },
        serve("127.0.0.1", 0, kwargs),
        ...called(portOf("server")),
      ),
      expect: CALLED,
    }),
  ),
  kase(
    "servers/lookup-in-two-families",
    "create_server() with the family AF_INET serves an empty host at IPv4 addresses",
    {
      clauses: [OPTIONS],
      ...withProtocol(
        { other: caller },
        assign("mine", { make: "socket", state: "bound" }),
        assign("port", portOf("mine")),
        tell(variable("mine"), "close"),
        serve("", variable("port"), { family: AF_INET }),
        ...called(variable("port")),
      ),
      expect: CALLED,
    },
  ),
]);
