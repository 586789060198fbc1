/** Servers: close(), wait_closed() and the server as an asynchronous context manager. */

import {
  assign,
  await_,
  call,
  coroutine,
  event,
  eventSet,
  log,
  quiet,
  same,
  show,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  connect,
  createServer,
  factory,
  finished,
  hangUp,
  peer,
  portOf,
  receive,
  receiveEnd,
  seen,
  send,
  startPeer,
  streamProtocol,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import {
  callsLate,
  closeServer,
  isServing,
  keepPort,
  REFUSED,
  refused,
  SERVER,
  withProtocol,
  withServer,
} from "../kit/serving.ts";

const STOPS = "server.close-stops-listening";
const WAIT = "server.wait-closed";
const CONTEXT = "server.async-context-manager";

export const serverObjectsClosing = table([
  kase("server-objects/close-stops-listening", "a closed server refuses connections", {
    clauses: [STOPS],
    ...withServer({ late: refused }, keepPort, closeServer, ...callsLate),
    expect: trace(REFUSED),
  }),
  kase("server-objects/close-is-serving", "is_serving() of a closed server is False", {
    clauses: [STOPS],
    ...withServer({}, show("before", isServing), closeServer, show("after", isServing)),
    expect: trace("before=True", "after=False"),
  }),
  kase(
    "server-objects/close-of-given-socket",
    "a closed server refuses connections to the socket that it was given",
    {
      clauses: [STOPS],
      ...withProtocol(
        { late: refused },
        assign("sock", { make: "socket", state: "listening" }),
        assign("port", portOf("sock")),
        await_(
          { m: "create_server", args: [factory("Here")], kwargs: { sock: variable("sock") } },
          { as: "server" },
        ),
        closeServer,
        ...callsLate,
      ),
      expect: trace(REFUSED),
    },
  ),
  kase(
    "server-objects/close-leaves-connections",
    "close() of a server does not touch its connections",
    {
      clauses: [STOPS],
      ...withServer(
        { other: peer(connect(), receive(5), send("still"), receiveEnd()), late: refused },
        keepPort,
        startPeer("other", "p", variable("port")),
        seen(MADE),
        closeServer,
        ...callsLate,
        tell(transportOf("Here"), "write", [{ bytes: "hello" }]),
        seen("Here received still"),
        tell(transportOf("Here"), "close"),
        seen(LOST),
        finished("p"),
      ),
      expect: trace(
        MADE,
        REFUSED,
        "Here received still",
        LOST,
        "other: received hello",
        "other: end",
      ),
    },
  ),
  kase("server-objects/close-twice", "a server that is closed twice refuses connections", {
    clauses: [STOPS],
    ...withServer({ late: refused }, keepPort, closeServer, closeServer, ...callsLate),
    expect: trace(REFUSED),
  }),
  kase(
    "server-objects/wait-closed-without-connections",
    "wait_closed() of a closed server without connections returns",
    {
      clauses: [WAIT],
      ...withServer({}, closeServer, await_({ m: "wait_closed", on: SERVER }), log("returned")),
      expect: trace("returned"),
    },
  ),
  kase(
    "server-objects/wait-closed-before-close",
    "wait_closed() of a server without connections waits until it is closed",
    {
      clauses: [WAIT],
      ...withServer(
        { waits: quiet(coroutine(await_({ m: "wait_closed", on: SERVER }), log("returned"))) },
        assign("waiting", { m: "create_task", args: [call("waits")] }),
        sleep(0.03),
        log("closes"),
        closeServer,
        seen("returned"),
      ),
      expect: trace("closes", "returned"),
    },
  ),
  kase(
    "server-objects/wait-closed-after-connections",
    "wait_closed() returns at once where all connections have ended",
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
        await_({ m: "wait_closed", on: SERVER }),
        log("returned"),
      ),
      expect: trace(MADE, LOST, "other: end", "returned"),
    },
  ),
  ...(["the-server", "the-other-end"] as const).map((who) =>
    kase(
      `server-objects/wait-closed-ended-by-${who}`,
      `wait_closed() returns once ${who.replaceAll("-", " ")} has ended the last connection`,
      {
        clauses: [WAIT],
        fns: {
          other: peer(connect(), wait("go"), who === "the-server" ? receiveEnd() : hangUp()),
          waits: quiet(coroutine(await_({ m: "wait_closed", on: SERVER }), log("returned"))),
          use: quiet(
            coroutine(
              createServer("Here", { as: "server" }),
              startPeer("other", "p", portOf("server")),
              seen(MADE),
              closeServer,
              assign("waiting", { m: "create_task", args: [call("waits")] }),
              sleep(0.03),
              log("ends"),
              eventSet("go"),
              ...(who === "the-server" ? [tell(transportOf("Here"), "close")] : []),
              seen("returned"),
              finished("p"),
            ),
          ),
        },
        protocols: { Here: streamProtocol({}, ["eof_received", "connection_lost"]) },
        main: [event("go"), runUntilComplete(call("use"))],
        expect: trace(MADE, "ends", "returned", ...(who === "the-server" ? ["other: end"] : [])),
      },
    ),
  ),
  kase("server-objects/async-with", "leaving the server's async with block closes it", {
    clauses: [CONTEXT],
    ...withServer(
      { late: refused },
      keepPort,
      await_({ m: "__aenter__", on: SERVER }, { as: "entered" }),
      show("the server", same(variable("entered"), SERVER)),
      show("inside", isServing),
      await_({ m: "__aexit__", on: SERVER, args: [null, null, null] }),
      show("outside", isServing),
      ...callsLate,
    ),
    expect: trace("the server=True", "inside=True", "outside=False", REFUSED),
  }),
]);
