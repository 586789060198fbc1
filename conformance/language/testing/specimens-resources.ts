/** Specimens of resources: sockets, pipes, files, TLS contexts, child programs. */
import { assign, await_, call, coroutine, join, quiet, show, variable } from "../build.ts";
import {
  accept,
  child,
  connect,
  datagramProtocol,
  decrypt,
  factory,
  finished,
  handshake,
  listen,
  peer,
  portOf,
  receive,
  receiveEnd,
  receiveFrom,
  seen,
  send,
  sendTo,
  startPeer,
  streamProtocol,
  subprocessProtocol,
  takeOver,
  tell,
} from "../build-network.ts";
import type { CaseDefinition } from "../case.ts";
import type { Expression } from "../expression.ts";
import { runUntilComplete } from "../loop-methods.ts";
import { kase, trace } from "../table.ts";

const clauses = ["call-soon.fifo"] as const;
const transportIn = (pair: string): Expression => ({ item: 0, of: variable(pair) });

export const RESOURCE_SPECIMENS: readonly CaseDefinition[] = [
  kase("specimen/tls", "TLS between peers and with the loop", {
    clauses,
    fns: {
      server: peer(
        listen(),
        accept(),
        handshake("server", { certificate: "server" }),
        receive(5),
        send("world"),
        decrypt(),
      ),
      client: peer(
        connect(),
        handshake("client", { name: "server.test" }),
        send("x"),
        receiveEnd(),
      ),
      use: quiet(
        coroutine(
          startPeer("server", "p"),
          await_(
            {
              m: "create_connection",
              args: [factory("Client"), "127.0.0.1", portOf("p")],
              kwargs: { ssl: { make: "tls", side: "client" }, server_hostname: "server.test" },
            },
            { as: "pair" },
          ),
          tell(transportIn("pair"), "write", [{ bytes: "hello" }]),
          seen("Client received world"),
          tell(transportIn("pair"), "close"),
          finished("p"),
          await_(
            {
              m: "create_server",
              args: [factory("Server"), "127.0.0.1", 0],
              kwargs: { ssl: { make: "tls", side: "server", certificate: "server" } },
            },
            { as: "listening" },
          ),
          startPeer("client", "q", portOf("listening")),
          seen("Server received x"),
          tell({ attr: "transport", of: { instance: "Server" } }, "close"),
          finished("q"),
          tell(variable("listening"), "close"),
          assign("strict", { make: "tls", side: "client", trusts: false }),
          show("strict", { attr: "check_hostname", of: variable("strict") }),
        ),
      ),
    },
    protocols: {
      Client: streamProtocol({}, ["eof_received", "connection_lost"]),
      Server: streamProtocol({}, ["eof_received", "connection_lost"]),
    },
    main: [runUntilComplete(call("use"))],
    expect: trace(
      "Client.connection_made",
      "Client received world",
      "server: encrypted",
      "server: received hello",
      "Server.connection_made",
      "Server received x",
      "client: encrypted",
      "client: end",
      "strict=True",
    ),
  }),
  kase("specimen/datagrams", "datagrams between peers and the loop", {
    clauses,
    fns: {
      answers: peer(listen({ transport: "udp" }), receiveFrom(), sendTo("pong")),
      asks: peer(sendTo("ping")),
      use: quiet(
        coroutine(
          startPeer("answers", "p"),
          await_(
            {
              m: "create_datagram_endpoint",
              args: [factory("Client")],
              kwargs: { remote_addr: { list: ["127.0.0.1", portOf("p")] } },
            },
            { as: "pair" },
          ),
          tell(transportIn("pair"), "sendto", [{ bytes: "ping" }]),
          seen("Client.datagram_received(pong)"),
          tell(transportIn("pair"), "close"),
          seen("Client.connection_lost(None)"),
          finished("p"),
          assign("socket_", { make: "socket", transport: "udp", state: "bound" }),
          assign("port", { port: variable("socket_") }),
          startPeer("asks", "q", variable("port")),
          await_({ m: "sock_recv", args: [variable("socket_"), 100] }, { as: "data" }),
          show("data", { decode: variable("data") }),
        ),
      ),
    },
    protocols: { Client: datagramProtocol() },
    main: [runUntilComplete(call("use")), join("q")],
    expect: trace(
      "Client.connection_made",
      "Client.datagram_received(pong)",
      "Client.connection_lost(None)",
      "answers: datagram(ping)",
      "data=ping",
    ),
  }),
  kase("specimen/pipes", "pipes, files and sockets", {
    clauses,
    fns: {
      writer: peer(takeOver(), send("through the pipe")),
      caller: peer(connect(), receiveEnd()),
      use: quiet(
        coroutine(
          assign("pipe", { make: "pipe" }),
          await_(
            {
              m: "connect_read_pipe",
              args: [factory("Reader"), { item: 0, of: variable("pipe") }],
            },
            { as: "pair" },
          ),
          startPeer("writer", "p", { item: 1, of: variable("pipe") }),
          seen("Reader received through the pipe"),
          tell(transportIn("pair"), "close"),
          finished("p"),
          assign("file", { make: "file", content: { bytes: "of a file" } }),
          show("file", { m: "read", on: variable("file") }),
          assign("listener", { make: "socket", state: "listening", transport: "tcp" }),
          assign("local", { make: "socket", transport: "unix", state: "bound", path: "s" }),
          tell(variable("local"), "close"),
          startPeer("caller", "q", portOf("listener")),
          await_({ m: "sock_accept", args: [variable("listener")] }, { as: "accepted" }),
          tell({ item: 0, of: variable("accepted") }, "close"),
          finished("q"),
          assign("connected", { make: "socket", state: "connected", to: portOf("listener") }),
          tell(variable("connected"), "close"),
        ),
      ),
    },
    protocols: { Reader: streamProtocol({}, ["connection_lost"]) },
    main: [runUntilComplete(call("use"))],
    expect: trace(
      "Reader.connection_made",
      "Reader received through the pipe",
      "file=of a file",
      "caller: end",
    ),
  }),
  kase("specimen/children", "child programs", {
    clauses,
    fns: {
      use: quiet(
        coroutine(
          await_(
            { m: "subprocess_exec", args: [factory("Child"), child("say", "out")] },
            { as: "pair" },
          ),
          seen("Child.process_exited"),
          await_({
            m: "subprocess_exec",
            args: [factory("Child"), child("environment", "NAME")],
            kwargs: {
              stdin: { standard: "DEVNULL" },
              env: { mapping: { NAME: "value" } },
              cwd: { file_path: "/" },
            },
          }),
          seen("Child#2.process_exited"),
          assign("buffer", { make: "buffer", size: 4 }),
          show("size", { len: variable("buffer") }),
          show("part", { len: { part: variable("buffer"), start: 1, stop: 3 } }),
          show("text", { decode: { part: variable("buffer"), start: 1, stop: 3 } }),
          show("status", { m: "get_returncode", on: transportIn("pair") }),
          tell(transportIn("pair"), "close"),
        ),
      ),
    },
    protocols: {
      Child: subprocessProtocol({}, [
        "pipe_connection_lost",
        "connection_lost",
        "pipe_data_received",
      ]),
    },
    main: [
      runUntilComplete(call("use")),
      show("signal", { less: [0, { signal_number: "SIGUSR1" }] }),
    ],
    expect: trace(
      "Child.connection_made",
      "Child.process_exited",
      "Child#2.connection_made",
      "Child#2.process_exited",
      "size=4",
      "part=2",
      "text=\0\0",
      "status=0",
      "signal=True",
    ),
  }),
];
