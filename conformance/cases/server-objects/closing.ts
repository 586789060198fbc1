/** Servers: close(), wait_closed(), serve_forever(), and what becomes of their connections. */
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
  swallow,
  tell,
  transportOf,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { FLOW } from "../kit/connected.ts";

const STOPS = "server.close-stops-listening";
const WAIT = "server.wait-closed";
const CONTEXT = "server.async-context-manager";
const AGAIN = "server.start-serving-idempotent";
const FOREVER = "server.serve-forever";
const LOOP = "server.get-loop";
const CLIENTS = "server.close-clients";
const ABSTRACT = "server.is-abstract-server";

const MADE = "Here.connection_made";
const LOST = "Here.connection_lost(None)";
const SERVER = variable("server");
const isServing = { m: "is_serving", on: SERVER } as const;

const program = (fns: Program["fns"], ...body: readonly Operation[]) => ({
  fns: { ...fns, use: quiet(coroutine(createServer("Here", { as: "server" }), ...body)) },
  protocols: { Here: streamProtocol() },
  main: [runUntilComplete(call("use"))],
});
const refused = peer(connect());
const caller = peer(connect(), send("hello"), receiveEnd());
/** Asks after close() whether somebody still listens. */
const nobodyListens: Operation[] = [startPeer("late", "q", variable("port")), finished("q")];
const REFUSED = "late: !ConnectionRefusedError";
const port = assign("port", portOf("server"));
const closeServer = tell(SERVER, "close");

export const serverObjectsClosing = table([
  kase("server-objects/close-stops-listening", "a closed server refuses connections", {
    clauses: [STOPS],
    ...program({ late: refused }, port, closeServer, sleep(0.01), ...nobodyListens),
    expect: trace(REFUSED),
  }),
  kase("server-objects/close-is-serving", "is_serving() of a closed server is False", {
    clauses: [STOPS],
    ...program({}, show("before", isServing), closeServer, show("after", isServing)),
    expect: trace("before=True", "after=False"),
  }),
  kase(
    "server-objects/close-leaves-connections",
    "close() of a server leaves its connections alone",
    {
      clauses: [STOPS],
      ...program(
        { other: peer(connect(), receive(5), send("still"), receiveEnd()), late: refused },
        port,
        startPeer("other", "p", variable("port")),
        seen(MADE),
        closeServer,
        sleep(0.01),
        ...nobodyListens,
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
    ...program({ late: refused }, port, closeServer, closeServer, sleep(0.01), ...nobodyListens),
    expect: trace(REFUSED),
  }),
  kase(
    "server-objects/wait-closed-without-connections",
    "wait_closed() of a closed server without connections returns",
    {
      clauses: [WAIT],
      ...program({}, closeServer, await_({ m: "wait_closed", on: SERVER }), log("returned")),
      expect: trace("returned"),
    },
  ),
  kase(
    "server-objects/wait-closed-after-connections",
    "wait_closed() returns at once where all connections have ended",
    {
      clauses: [WAIT],
      ...program(
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
    ...program(
      { late: refused },
      port,
      await_({ m: "__aenter__", on: SERVER }, { as: "entered" }),
      show("the server", same(variable("entered"), SERVER)),
      show("inside", isServing),
      await_({ m: "__aexit__", on: SERVER, args: [null, null, null] }),
      show("outside", isServing),
      ...nobodyListens,
    ),
    expect: trace("the server=True", "inside=True", "outside=False", REFUSED),
  }),
  ...(["once", "twice"] as const).map((slug) =>
    kase(
      `server-objects/start-serving-${slug}-more`,
      `start_serving() called ${slug} more leaves a server as it is`,
      {
        clauses: [AGAIN],
        ...program(
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
      ...program(
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
    ...program(
      { other: caller, late: refused },
      port,
      assign("serving", { m: "create_task", args: [{ m: "serve_forever", on: SERVER }] }),
      startPeer("other", "p", variable("port")),
      seen("Here received hello"),
      show("done", { m: "done", on: variable("serving") }),
      tell(transportOf("Here"), "close"),
      seen(LOST),
      finished("p"),
      tell(variable("serving"), "cancel"),
      { op: "try", body: [await_(variable("serving"))] },
      show("serving", isServing),
      ...nobodyListens,
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
    "serve_forever() does not end while nobody connects",
    {
      clauses: [FOREVER],
      ...program(
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
    ...program(
      {},
      show("loop", same({ m: "get_loop", on: SERVER }, variable("loop"))),
      closeServer,
    ),
    expect: trace("loop=True"),
  }),
  kase("server-objects/get-loop-closed", "get_loop() of a closed server is its loop", {
    clauses: [LOOP],
    ...program(
      {},
      closeServer,
      show("loop", same({ m: "get_loop", on: SERVER }, variable("loop"))),
    ),
    expect: trace("loop=True"),
  }),
  kase("server-objects/abstract-server", "a server is an asyncio.AbstractServer", {
    clauses: [ABSTRACT],
    ...program({}, show("AbstractServer", { is: SERVER, type: "AbstractServer" }), closeServer),
    expect: trace("AbstractServer=True"),
  }),
  kase("server-objects/close-clients", "close_clients() closes the connections of a server", {
    clauses: [CLIENTS],
    ...program(
      { other: peer(connect(), receiveEnd()) },
      startPeer("other", "p", portOf("server")),
      seen(MADE),
      tell(transportOf("Here"), "write", [{ bytes: "bye" }]),
      closeServer,
      tell(SERVER, "close_clients"),
      seen(LOST),
      finished("p"),
      await_({ m: "wait_closed", on: SERVER }),
      log("closed"),
    ),
    expect: trace(MADE, LOST, "other: received bye", "other: end", "closed"),
  }),
  kase(
    "server-objects/close-clients-of-two",
    "close_clients() closes all connections of a server",
    {
      clauses: [CLIENTS],
      ...program(
        { other: peer(connect(), receiveEnd()), second: peer(connect(), receiveEnd()) },
        startPeer("other", "p", portOf("server")),
        seen(MADE),
        startPeer("second", "q", portOf("server")),
        seen("Here#2.connection_made"),
        tell(SERVER, "close_clients"),
        finished("p"),
        finished("q"),
        closeServer,
        sleep(0.01),
      ),
      protocols: { Here: streamProtocol({}, ["connection_lost"]) },
      expect: trace(MADE, "Here#2.connection_made", "other: end", "second: end"),
    },
  ),
  kase(
    "server-objects/abort-clients",
    "abort_clients() ends connections whose other end does not read",
    {
      clauses: [CLIENTS],
      fns: {
        other: peer(connect(), wait("lost"), swallow()),
        use: quiet(
          coroutine(
            createServer("Here", { as: "server" }),
            startPeer("other", "p", portOf("server")),
            seen(MADE),
            tell(transportOf("Here"), "write", [{ numbered: 6_000_000 }]),
            closeServer,
            tell(SERVER, "abort_clients"),
            seen(LOST),
            eventSet("lost"),
            finished("p"),
          ),
        ),
      },
      protocols: { Here: streamProtocol({}, FLOW) },
      main: [event("lost"), runUntilComplete(call("use"))],
      expect: trace(MADE, LOST),
    },
  ),
]);
