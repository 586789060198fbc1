/** create_server(): from when on the server accepts connections, and the protocol of each. */

import {
  assign,
  await_,
  call,
  callbackWith,
  coroutine,
  log,
  quiet,
  show,
  sleep,
  variable,
} from "../../language/build.ts";
import {
  connect,
  createServer,
  finished,
  hangUp,
  instance,
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
  caller,
  closeServer,
  GREETED,
  greeted,
  isServing,
  SERVER,
  withProtocol,
} from "../kit/serving.ts";

const SERVES = "create-server.binds-and-serves";
const LATER = "create-server.start-serving-false";

export const serversServing = table([
  kase("servers/serves-at-once", "create_server() returns a server that accepts connections", {
    clauses: [SERVES],
    ...withProtocol({ other: caller }, createServer("Here", { as: "server" }), ...greeted()),
    expect: trace(...GREETED),
  }),
  kase("servers/is-serving-at-once", "is_serving() of a new server is True", {
    clauses: [SERVES],
    ...withProtocol(
      {},
      createServer("Here", { as: "server" }),
      show("serving", isServing),
      closeServer,
    ),
    expect: trace("serving=True"),
  }),
  kase("servers/protocol-for-each", "a server makes a protocol for each connection", {
    clauses: [SERVES],
    ...withProtocol(
      {
        first: peer(connect(), send("one"), receiveEnd()),
        second: peer(connect(), send("two"), receiveEnd()),
      },
      createServer("Here", { as: "server" }),
      startPeer("first", "p", portOf("server")),
      seen("Here received one"),
      startPeer("second", "q", portOf("server")),
      seen("Here#2 received two"),
      show("same", { same: [instance("Here"), instance("Here", 1)] }),
      tell(transportOf("Here", 1), "write", [{ bytes: "to two" }]),
      tell(transportOf("Here", 1), "close"),
      seen("Here#2.connection_lost(None)"),
      finished("q"),
      tell(transportOf("Here"), "write", [{ bytes: "to one" }]),
      tell(transportOf("Here"), "close"),
      seen(LOST),
      finished("p"),
      closeServer,
    ),
    expect: trace(
      MADE,
      "Here received one",
      "Here#2.connection_made",
      "Here#2 received two",
      "same=False",
      "Here#2.connection_lost(None)",
      "second: received to two",
      "second: end",
      LOST,
      "first: received to one",
      "first: end",
    ),
  }),
  kase("servers/serves-one-after-the-other", "a server serves six connections in turn", {
    clauses: [SERVES],
    fns: {
      other: peer(
        ...Array.from({ length: 6 }, () => [connect(), receive(2), receiveEnd(), hangUp()]).flat(),
      ),
      ends: quiet(
        callbackWith(
          ["self", "transport"],
          tell(variable("transport"), "write", [{ bytes: "hi" }]),
          tell(variable("transport"), "close"),
        ),
      ),
      use: quiet(
        coroutine(
          createServer("Here", { as: "server" }),
          startPeer("other", "p", portOf("server")),
          finished("p"),
          closeServer,
        ),
      ),
    },
    protocols: {
      Here: streamProtocol({ connection_made: "ends" }, [
        "connection_made",
        "connection_lost",
        "eof_received",
      ]),
    },
    main: [runUntilComplete(call("use"))],
    expect: trace(...Array.from({ length: 6 }, () => ["other: received hi", "other: end"]).flat()),
  }),
  ...(
    [
      ["start-serving", [await_({ m: "start_serving", on: SERVER })]],
      [
        "serve-forever",
        [assign("task", { m: "create_task", args: [{ m: "serve_forever", on: SERVER }] })],
      ],
    ] as const
  ).map(([slug, start]) =>
    kase(
      `servers/not-serving-before-${slug}`,
      `start_serving=False: no connection is made before ${slug.replace("-", "_")}()`,
      {
        clauses: [LATER],
        fns: {
          early: peer(connect()),
          other: peer(connect(), receive(2)),
          greets: quiet(
            callbackWith(
              ["self", "transport"],
              tell(variable("transport"), "write", [{ bytes: "hi" }]),
            ),
          ),
          use: quiet(
            coroutine(
              createServer("Here", { as: "server", kwargs: { start_serving: false } }),
              show("serving", isServing),
              assign("port", portOf("server")),
              // Whether an early caller is refused or waits is not promised.
              startPeer("early", "q", variable("port")),
              finished("q"),
              sleep(0.03),
              log("starts"),
              ...start,
              sleep(0.01),
              show("then", isServing),
              startPeer("other", "p", variable("port")),
              finished("p"),
              closeServer,
              // Ends serve_forever(), where it runs.
              ...(slug === "serve-forever" ? [tell(variable("task"), "cancel")] : []),
              sleep(0),
            ),
          ),
        },
        protocols: {
          Here: streamProtocol({ connection_made: "greets" }, [
            "connection_made",
            "connection_lost",
            "eof_received",
          ]),
        },
        main: [runUntilComplete(call("use"))],
        expect: trace(
          "serving=False",
          { one_of: [[], ["early: !ConnectionRefusedError"]] },
          "starts",
          "then=True",
          "other: received hi",
        ),
      },
    ),
  ),
]);
