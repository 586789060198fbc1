/** Servers: wait_closed() that is awaited more than once. */
import { assign, await_, call, coroutine, log, quiet, sleep } from "../../language/build.ts";
import {
  connect,
  finished,
  peer,
  portOf,
  receiveEnd,
  seen,
  startPeer,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { closeServer, SERVER, withServer } from "../kit/serving.ts";

const WAIT = "server.wait-closed";
const waits = await_({ m: "wait_closed", on: SERVER });

export const serverObjectsWaitingAgain = table([
  kase("server-objects/wait-closed-twice", "wait_closed() that has returned returns once more", {
    clauses: [WAIT],
    ...withServer({}, closeServer, waits, log("returned"), waits, log("again")),
    expect: trace("returned", "again"),
  }),
  kase(
    "server-objects/wait-closed-twice-after-connections",
    "wait_closed() returns each time where all connections have ended",
    {
      clauses: [WAIT],
      ...withServer(
        { other: peer(connect(), receiveEnd()) },
        startPeer("other", "p", portOf("server")),
        seen(MADE),
        tell(transportOf("Here"), "close"),
        seen(LOST),
        finished("p"),
        closeServer,
        waits,
        log("returned"),
        waits,
        log("again"),
      ),
      expect: trace(MADE, LOST, "other: end", "returned", "again"),
    },
  ),
  kase(
    "server-objects/wait-closed-by-two",
    "two that wait in wait_closed() both go on once the server is closed",
    {
      clauses: [WAIT],
      ...withServer(
        { waits: quiet(coroutine(waits, log("returned"))) },
        assign("first", { m: "create_task", args: [call("waits")] }),
        assign("second", { m: "create_task", args: [call("waits")] }),
        sleep(0.03),
        log("closes"),
        closeServer,
        seen("returned", 2),
      ),
      expect: trace("closes", "returned", "returned"),
    },
  ),
]);
