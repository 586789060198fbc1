/** Servers: start_serving(), serve_forever() and get_loop(). */

import { assign, await_, same, show, sleep, variable } from "../../language/build.ts";
import {
  connect,
  finished,
  peer,
  portOf,
  receiveEnd,
  seen,
  send,
  startPeer,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import {
  caller,
  callsLate,
  closeServer,
  isServing,
  keepPort,
  REFUSED,
  refused,
  SERVER,
  withServer,
} from "../kit/serving.ts";

const AGAIN = "server.start-serving-idempotent";
const FOREVER = "server.serve-forever";
const LOOP = "server.get-loop";
const ABSTRACT = "server.is-abstract-server";

export const serverObjectsServing = table([
  ...(["once", "twice"] as const).map((slug) =>
    kase(
      `server-objects/start-serving-${slug}-more`,
      `start_serving() called ${slug} more changes nothing`,
      {
        clauses: [AGAIN],
        ...withServer(
          { other: caller },
          ...Array.from({ length: slug === "once" ? 1 : 2 }, () =>
            await_({ m: "start_serving", on: SERVER }),
          ),
          show("serving", isServing),
          startPeer("other", "p", portOf("server")),
          seen("Here received hello"),
          tell(transportOf("Here"), "close"),
          seen(LOST),
          finished("p"),
          closeServer,
        ),
        expect: trace("serving=True", MADE, "Here received hello", LOST, "other: end"),
      },
    ),
  ),
  kase(
    "server-objects/start-serving-between",
    "start_serving() between two connections disturbs neither",
    {
      clauses: [AGAIN],
      ...withServer(
        { other: caller, second: peer(connect(), send("two"), receiveEnd()) },
        startPeer("other", "p", portOf("server")),
        seen("Here received hello"),
        await_({ m: "start_serving", on: SERVER }),
        startPeer("second", "q", portOf("server")),
        seen("Here#2 received two"),
        tell(transportOf("Here"), "close"),
        seen(LOST),
        finished("p"),
        tell(transportOf("Here", 1), "close"),
        seen("Here#2.connection_lost(None)"),
        finished("q"),
        closeServer,
      ),
      expect: trace(
        MADE,
        "Here received hello",
        "Here#2.connection_made",
        "Here#2 received two",
        LOST,
        "other: end",
        "Here#2.connection_lost(None)",
        "second: end",
      ),
    },
  ),
  kase("server-objects/serve-forever-cancelled", "cancelling serve_forever() closes the server", {
    clauses: [FOREVER],
    ...withServer(
      { other: caller, late: refused },
      keepPort,
      assign("serving", { m: "create_task", args: [{ m: "serve_forever", on: SERVER }] }),
      // A connection that comes before the task begins would be accepted without it.
      sleep(0.01),
      startPeer("other", "p", variable("port")),
      seen("Here received hello"),
      show("done", { m: "done", on: variable("serving") }),
      tell(transportOf("Here"), "close"),
      seen(LOST),
      finished("p"),
      tell(variable("serving"), "cancel"),
      { op: "try", body: [await_(variable("serving"))] },
      show("serving", isServing),
      ...callsLate,
    ),
    expect: trace(
      MADE,
      "Here received hello",
      "done=False",
      LOST,
      "other: end",
      "!CancelledError",
      "serving=False",
      REFUSED,
    ),
  }),
  kase(
    "server-objects/serve-forever-goes-on",
    "serve_forever() does not end while there are no connections",
    {
      clauses: [FOREVER],
      ...withServer(
        {},
        assign("serving", { m: "create_task", args: [{ m: "serve_forever", on: SERVER }] }),
        sleep(0.03),
        show("done", { m: "done", on: variable("serving") }),
        tell(variable("serving"), "cancel"),
        { op: "try", body: [await_(variable("serving"))] },
      ),
      expect: trace("done=False", "!CancelledError"),
    },
  ),
  kase("server-objects/get-loop", "get_loop() of a server is its loop", {
    clauses: [LOOP],
    ...withServer(
      {},
      show("loop", same({ m: "get_loop", on: SERVER }, variable("loop"))),
      closeServer,
    ),
    expect: trace("loop=True"),
  }),
  kase("server-objects/get-loop-closed", "get_loop() of a closed server is its loop", {
    clauses: [LOOP],
    ...withServer(
      {},
      closeServer,
      show("loop", same({ m: "get_loop", on: SERVER }, variable("loop"))),
    ),
    expect: trace("loop=True"),
  }),
  kase("server-objects/abstract-server", "a server is an asyncio.AbstractServer", {
    clauses: [ABSTRACT],
    ...withServer({}, show("AbstractServer", { is: SERVER, type: "AbstractServer" }), closeServer),
    expect: trace("AbstractServer=True"),
  }),
]);
