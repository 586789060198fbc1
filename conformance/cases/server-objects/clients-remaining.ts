/** Servers that are closed while they have connections: the connections stay, and nothing else does. */
import {
  call,
  callbackWith,
  event,
  eventSet,
  quiet,
  show,
  variable,
  wait,
} from "../../language/build.ts";
import {
  connect,
  finished,
  hangUp,
  peer,
  portOf,
  receive,
  seen,
  send,
  startPeer,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { EOF_RECEIVED, LOST, MADE } from "../kit/connected.ts";
import { closeServer, isServing, withServer } from "../kit/serving.ts";

const CLOSE = "server.close-stops-listening";

const HEARD = "Here received hello";
const calls = startPeer("other", "p", portOf("server"));
const leaves = [seen(LOST), finished("p")] as const;
const closes = quiet(callbackWith(["self", "argument"], closeServer));
/** Closes the server, and greets its client. */
const greets = quiet(
  callbackWith(
    ["self", "transport"],
    closeServer,
    tell(variable("transport"), "write", [{ bytes: "welcome" }]),
  ),
);

export const serverObjectsClientsRemaining = table([
  ...(
    [
      ["silent", "is silent", [wait("go")], [seen(MADE)], []],
      ["heard", "has brought data", [send("hello"), wait("go")], [seen(HEARD)], [HEARD]],
    ] as const
  ).map(([slug, what, other, before, heard]) =>
    kase(
      `server-objects/closed-beside-${slug}-client`,
      `is_serving() of a closed server is False while a connection is open that ${what}`,
      {
        clauses: [CLOSE],
        ...withServer(
          { other: peer(connect(), ...other, hangUp()) },
          calls,
          ...before,
          closeServer,
          show("serving", isServing),
          eventSet("go"),
          ...leaves,
        ),
        main: [event("go"), runUntilComplete(call("use"))],
        expect: trace(MADE, ...heard, "serving=False", EOF_RECEIVED, LOST),
      },
    ),
  ),
  ...(["connection_made", "data_received"] as const).map((method) =>
    kase(
      `server-objects/closed-within-${method.replaceAll("_", "-")}`,
      `a server that is closed within ${method}() of a client leaves that connection open`,
      {
        clauses: [CLOSE],
        ...withServer(
          { other: peer(connect(), send("hello"), wait("go"), hangUp()), closes },
          calls,
          seen(HEARD),
          show("serving", isServing),
          eventSet("go"),
          ...leaves,
        ),
        main: [event("go"), runUntilComplete(call("use"))],
        protocols: { Here: streamProtocol({ [method]: "closes" }) },
        expect: trace(MADE, HEARD, "serving=False", EOF_RECEIVED, LOST),
      },
    ),
  ),
  kase(
    "server-objects/closed-within-connection-made-writes",
    "what connection_made() writes behind close() of its server is sent",
    {
      clauses: [CLOSE],
      ...withServer(
        { other: peer(connect(), send("hello"), receive(7), hangUp()), greets },
        calls,
        ...leaves,
      ),
      protocols: { Here: streamProtocol({ connection_made: "greets" }) },
      expect: trace(MADE, HEARD, EOF_RECEIVED, LOST, "other: received welcome"),
    },
  ),
]);
