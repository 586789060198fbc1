/** Pipes, children and plain sockets that work. */
import { type BaseOperation, methodThatWorks, trialOf } from "./base-trial.ts";
import { assign, await_, makeReady, pair, variable } from "./build.ts";
import {
  accept,
  child,
  connect,
  factory,
  listen,
  portOf,
  receive,
  seen,
  send,
  startPeer,
  subprocessProtocol,
  takeOver,
  tell,
  transportOf,
} from "./build-network.ts";
import type { Program } from "./case.ts";
import type { Expression } from "./expression.ts";
import type { Operation } from "./operation.ts";

const HERE = factory("Here");
const BYTE: Expression = { bytes: "x" };
const READING: Expression = { item: 0, of: variable("pipe") };
const WRITING: Expression = { item: 1, of: variable("pipe") };
const awaits = (m: string, ...args: readonly Expression[]): Operation => await_({ m, args });

/** A child that ends is seen to end. */
const spawns = (method: string, ...args: readonly Expression[]): Program =>
  trialOf([], [awaits(method, HERE, ...args), seen("Here.process_exited")], subprocessProtocol());

/** All of them. */
export const RESOURCES_THAT_WORK: readonly BaseOperation[] = [
  methodThatWorks(
    "connect_read_pipe",
    "connect-read-pipe.receives-data",
    trialOf(
      [takeOver(), send("x")],
      [
        assign("pipe", { make: "pipe" }),
        awaits("connect_read_pipe", HERE, READING),
        startPeer("other", "p", WRITING),
        seen("Here received x"),
      ],
    ),
  ),
  methodThatWorks(
    "connect_write_pipe",
    "connect-write-pipe.writes",
    trialOf(
      [takeOver(), receive(1)],
      [
        assign("pipe", { make: "pipe" }),
        awaits("connect_write_pipe", HERE, WRITING),
        startPeer("other", "p", READING),
        seen("Here.connection_made"),
        tell(transportOf("Here"), "write", [BYTE]),
        seen("other: received x"),
      ],
    ),
  ),
  methodThatWorks(
    "subprocess_exec",
    "subprocess-exec.pair-and-protocol-events",
    spawns("subprocess_exec", child("exit", 0)),
  ),
  methodThatWorks(
    "subprocess_shell",
    "subprocess-shell.runs-shell",
    spawns("subprocess_shell", "exit 0"),
  ),
  methodThatWorks(
    "sock_recv",
    "sock-recv.returns-bytes",
    trialOf(
      [],
      [pair("pair"), makeReady("pair"), awaits("sock_recv", { end: "pair", side: 0 }, 1)],
    ),
  ),
  methodThatWorks(
    "sock_sendall",
    "sock-sendall.all-data",
    trialOf([], [pair("pair"), awaits("sock_sendall", { end: "pair", side: 1 }, BYTE)]),
  ),
  methodThatWorks(
    "sock_accept",
    "sock-accept.pair",
    trialOf(
      [connect()],
      [
        assign("listener", { make: "socket", state: "listening" }),
        startPeer("other", "p", portOf("listener")),
        awaits("sock_accept", variable("listener")),
      ],
    ),
  ),
  methodThatWorks(
    "sock_connect",
    "sock-connect.connects",
    trialOf(
      [listen(), accept()],
      [
        startPeer("other", "p"),
        assign("sock", { make: "socket" }),
        awaits("sock_connect", variable("sock"), { list: ["127.0.0.1", portOf("p")] }),
      ],
    ),
  ),
];
