/** Specimens of what connections are made of: peers, protocols, and waiting for both. */
import {
  await_,
  call,
  callbackWith,
  coroutine,
  event,
  eventSet,
  join,
  log,
  quiet,
  repeat,
  show,
  variable,
  wait,
} from "../build.ts";
import {
  accept,
  bufferedProtocol,
  connect,
  createConnection,
  createServer,
  datagramProtocol,
  factory,
  finished,
  halfClose,
  hangUp,
  instance,
  listen,
  newProtocol,
  numbered,
  numberedBytes,
  peer,
  portOf,
  receive,
  receiveEnd,
  receiveNothing,
  reset,
  seen,
  send,
  shownData,
  startPeer,
  stopListening,
  streamProtocol,
  subprocessProtocol,
  swallow,
  tell,
  temporary,
  transportOf,
} from "../build-network.ts";
import type { CaseDefinition } from "../case.ts";
import { runUntilComplete } from "../loop-methods.ts";
import { kase, trace } from "../table.ts";

const clauses = ["call-soon.fifo"] as const;

export const NETWORK_SPECIMENS: readonly CaseDefinition[] = [
  kase("specimen/client", "a connection to a peer, whose data is answered", {
    clauses,
    fns: {
      server: peer(
        listen({ backlog: 1 }),
        accept(),
        stopListening(),
        receive(5),
        wait("answer"),
        repeat(2, send("ab")),
        log("has answered"),
        receiveNothing(0.01),
        halfClose(),
        receiveEnd(),
        hangUp(),
      ),
      greet: quiet(
        callbackWith(
          ["self", "transport"],
          tell(variable("transport"), "write", [{ bytes: "hello" }]),
        ),
      ),
      use: quiet(
        coroutine(
          createConnection("Client", portOf("p"), { as: "pair" }),
          eventSet("answer"),
          seen("server: has answered"),
          seen("Client received abab"),
          finished("p"),
          seen("Client.connection_lost(None)"),
        ),
      ),
    },
    protocols: { Client: streamProtocol({ connection_made: "greet" }, ["eof_received"]) },
    main: [
      event("answer"),
      startPeer("server", "p"),
      runUntilComplete(call("use")),
      show("protocol", { is: { item: 1, of: variable("pair") }, type: "tuple" }),
    ],
    expect: trace(
      "Client.connection_made",
      "Client received abab",
      {
        any_order: [
          ["server: received hello", "server: has answered", "server: nothing", "server: end"],
          "Client.connection_lost(None)",
        ],
      },
      "protocol=False",
    ),
  }),
  kase("specimen/server", "a server with two connections, one of which is reset", {
    clauses,
    fns: {
      first: peer(connect(), send(numbered(1000)), hangUp()),
      second: peer(connect(), receive(2), reset()),
      third: peer(connect(), swallow()),
      use: quiet(
        coroutine(
          createServer("Server", { as: "server" }),
          startPeer("first", "p", portOf("server")),
          seen("Server.connection_lost"),
          finished("p"),
          startPeer("second", "q", portOf("server")),
          seen("Server#2.connection_made"),
          tell(transportOf("Server", 1), "write", [{ bytes: "hi" }]),
          finished("q"),
          seen("Server.connection_lost", 2),
          startPeer("third", "r", portOf("server")),
          seen("Server#3.connection_made"),
          tell(transportOf("Server", 2), "close"),
          finished("r"),
          tell(variable("server"), "close"),
        ),
      ),
      ended: callbackWith(["self", "error"], log("Server.connection_lost")),
    },
    protocols: {
      Server: bufferedProtocol({ connection_lost: "ended" }, ["connection_lost", "eof_received"]),
    },
    main: [
      runUntilComplete(call("use")),
      show("same", { same: [instance("Server"), instance("Server", 1)] }),
    ],
    expect: trace(
      "Server.connection_made",
      `Server received ${shownData(numberedBytes(1000))}`,
      "ended(<object>, None)",
      "Server.connection_lost",
      "Server#2.connection_made",
      // The peer and the loop run side by side: nothing orders what the two see.
      {
        interleave: [
          ["second: received hi"],
          ["ended(<object>, ConnectionResetError)", "Server.connection_lost"],
        ],
      },
      "Server#3.connection_made",
      { one_of: [["ended(<object>, None)", "Server.connection_lost"], []] },
      "same=False",
    ),
  }),
  kase(
    "specimen/refused",
    "what nobody listens for is refused, and what never comes is waited for in vain",
    {
      clauses,
      fns: {
        closed: peer(listen({ refuses: true })),
        caller: peer(connect(), log("is never reached")),
        use: quiet(
          coroutine({
            op: "try",
            body: [await_({ seen: "nothing of the kind", times: 2 })],
          }),
        ),
        other: callbackWith(["self", "error"]),
      },
      protocols: {
        Datagrams: datagramProtocol({ error_received: "other" }),
        Child: subprocessProtocol(),
      },
      main: [
        startPeer("closed", "p"),
        startPeer("caller", "q", portOf("p")),
        join("q"),
        join("p"),
        show("new", { same: [newProtocol("Datagrams"), instance("Datagrams")] }),
        show("factory", { same: [factory("Child"), factory("Child")] }),
        show("path", { contains: temporary("file.txt"), text: "file.txt" }),
        show("as bytes", { is: temporary("file.txt", "bytes"), type: "bytes" }),
        show("as a path", { is: temporary("file.txt", "path"), type: "str" }),
        show("abstract", { contains: temporary("file.txt", "abstract"), text: "file.txt" }),
        runUntilComplete(call("use")),
      ],
      expect: trace(
        "caller: !ConnectionRefusedError",
        "new=True",
        "factory=True",
        "path=True",
        "as bytes=True",
        "as a path=False",
        "abstract=True",
        "!TimeoutError",
      ),
    },
  ),
];
