/** `sock_connect()` and `sock_accept()`. */
import {
  assign,
  await_,
  call,
  coroutine,
  quiet,
  show,
  sleep,
  try_,
  tryExcept,
  variable,
} from "../../language/build.ts";
import {
  accept,
  connect,
  finished,
  listen,
  peer,
  portOf,
  receive,
  receiveEnd,
  send,
  startPeer,
  tell,
  temporary,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { createTask, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { onSocket, receiveShown, SOCKET } from "../kit/plain-sockets.ts";

const CONNECT = "sock-connect.connects";
const FAILS = "sock-connect.raises";
const ACCEPT = "sock-accept.pair";

const address = (host: string): Expression => ({ list: [host, portOf("p")] });
const LISTENER = variable("listener");
const listening = (transport: "tcp" | "unix"): Operation =>
  assign("listener", {
    make: "socket",
    transport,
    state: "listening",
    ...(transport === "unix" ? { path: "s" } : {}),
  });
const program = (
  body: readonly Operation[],
  fns: { readonly [name: string]: ReturnType<typeof peer> } = {},
  before: readonly Operation[] = [],
) => ({
  fns: { ...fns, use: quiet(coroutine(...body)) },
  main: [...before, runUntilComplete(call("use"))],
});

const WAYS = [
  { slug: "tcp", title: "a port", listens: listen(), transport: "tcp", to: address("127.0.0.1") },
  {
    slug: "host-name",
    title: "a port of a named host",
    listens: listen(),
    transport: "tcp",
    to: address("localhost"),
  },
  {
    slug: "unix",
    title: "a path",
    listens: listen({ transport: "unix", path: "s" }),
    transport: "unix",
    to: temporary("s"),
  },
] as const;

export const socketConnecting = table([
  ...WAYS.flatMap(({ slug, title, listens, transport, to }) => [
    kase(`sockets/connect-${slug}`, `sock_connect() connects to ${title} and returns None`, {
      clauses: [CONNECT],
      ...program(
        [
          startPeer("other", "p"),
          assign("sock", { make: "socket", transport }),
          await_(onSocket("sock_connect", to), { show: "result" }),
          ...receiveShown(5),
          finished("p"),
        ],
        { other: peer(listens, accept(), send("hello")) },
      ),
      expect: trace("result=None", "received=hello"),
    }),
    kase(
      `sockets/connect-and-send-${slug}`,
      `what is sent after sock_connect() to ${title} arrives`,
      {
        clauses: [CONNECT],
        ...program(
          [
            startPeer("other", "p"),
            assign("sock", { make: "socket", transport }),
            await_(onSocket("sock_connect", to)),
            await_(onSocket("sock_sendall", { bytes: "hello" })),
            tell(SOCKET, "close"),
            finished("p"),
          ],
          { other: peer(listens, accept(), receiveEnd()) },
        ),
        expect: trace("other: received hello", "other: end"),
      },
    ),
  ]),
  ...(
    [
      ["refused", "a port that refuses", "tcp", address("127.0.0.1"), "ConnectionRefusedError"],
      [
        "refused-host-name",
        "a port of a named host that refuses",
        "tcp",
        address("localhost"),
        "ConnectionRefusedError",
      ],
      ["no-path", "a path that is not there", "unix", temporary("absent"), "FileNotFoundError"],
    ] as const
  ).map(([slug, title, transport, to, kind]) =>
    kase(`sockets/connect-${slug}`, `sock_connect() to ${title} raises ${kind}`, {
      clauses: [FAILS],
      ...program(
        [
          startPeer("other", "p"),
          assign("sock", { make: "socket", transport }),
          try_(await_(onSocket("sock_connect", to))),
          finished("p"),
        ],
        { other: peer(listen({ refuses: true })) },
      ),
      expect: trace(`!${kind}`),
    }),
  ),
  kase("sockets/connect-error-is-os-error", "the error of sock_connect() is an OSError", {
    clauses: [FAILS],
    ...program(
      [
        startPeer("other", "p"),
        assign("sock", { make: "socket" }),
        tryExcept(
          [await_(onSocket("sock_connect", address("127.0.0.1")))],
          "error",
          show("an OSError", { is: variable("error"), type: "OSError" }),
        ),
        finished("p"),
      ],
      { other: peer(listen({ refuses: true })) },
    ),
    expect: trace("an OSError=True"),
  }),
  ...(
    [
      ["tcp", "a TCP socket", portOf("listener")],
      ["unix", "a Unix socket", temporary("s")],
    ] as const
  ).flatMap(([transport, title, to]) => [
    kase(`sockets/accept-${transport}`, `sock_accept() of ${title} returns a connected socket`, {
      clauses: [ACCEPT],
      ...program(
        [
          listening(transport),
          startPeer("other", "p", to),
          await_({ m: "sock_accept", args: [LISTENER] }, { as: "accepted" }),
          show("items", { len: variable("accepted") }),
          assign("sock", { item: 0, of: variable("accepted") }),
          await_(onSocket("sock_sendall", { bytes: "hello" })),
          ...receiveShown(6),
          finished("p"),
        ],
        { other: peer(connect(), receive(5), send("answer")) },
      ),
      expect: trace("items=2", "received=answer", "other: received hello"),
    }),
    kase(`sockets/accept-waits-${transport}`, `sock_accept() of ${title} waits for a connection`, {
      clauses: [ACCEPT],
      ...program(
        [
          listening(transport),
          createTask(call("accepts"), "task"),
          sleep(0.01),
          startPeer("other", "p", to),
          await_(variable("task")),
          finished("p"),
        ],
        {
          other: peer(connect(), receive(5)),
          accepts: quiet(
            coroutine(
              await_({ m: "sock_accept", args: [LISTENER] }, { as: "accepted" }),
              assign("sock", { item: 0, of: variable("accepted") }),
              await_(onSocket("sock_sendall", { bytes: "hello" })),
            ),
          ),
        },
      ),
      expect: trace("other: received hello"),
    }),
    kase(
      `sockets/accept-two-${transport}`,
      `sock_accept() of ${title} returns each connection once`,
      {
        clauses: [ACCEPT],
        ...program(
          [
            listening(transport),
            startPeer("first", "p", to),
            await_({ m: "sock_accept", args: [LISTENER] }, { as: "one" }),
            startPeer("second", "q", to),
            await_({ m: "sock_accept", args: [LISTENER] }, { as: "two" }),
            await_({ m: "sock_sendall", args: [{ item: 0, of: variable("two") }, { bytes: "2" }] }),
            await_({ m: "sock_sendall", args: [{ item: 0, of: variable("one") }, { bytes: "1" }] }),
            finished("p"),
            finished("q"),
          ],
          { first: peer(connect(), receive(1)), second: peer(connect(), receive(1)) },
        ),
        expect: trace("first: received 1", "second: received 2"),
      },
    ),
  ]),
  kase("sockets/accept-address", "sock_accept() returns the address of the other end", {
    clauses: [ACCEPT],
    ...program(
      [
        listening("tcp"),
        startPeer("other", "p", portOf("listener")),
        await_({ m: "sock_accept", args: [LISTENER] }, { as: "accepted" }),
        assign("sock", { item: 0, of: variable("accepted") }),
        show("same", {
          equal: [
            { item: 1, of: variable("accepted") },
            { m: "getpeername", on: SOCKET },
          ],
        }),
        tell(SOCKET, "close"),
        finished("p"),
      ],
      { other: peer(connect(), receiveEnd()) },
    ),
    expect: trace("same=True", "other: end"),
  }),
  kase(
    "sockets/cancelled-accept",
    "a sock_accept() that was cancelled takes no connection from the next",
    {
      clauses: ["sock.cancellation-releases-fd"],
      ...program(
        [
          listening("tcp"),
          createTask(call("accepts"), "task"),
          sleep(0.01),
          { op: "do", what: { m: "cancel", on: variable("task") } },
          sleep(0),
          sleep(0),
          startPeer("other", "p", portOf("listener")),
          await_({ m: "sock_accept", args: [LISTENER] }, { as: "accepted" }),
          await_({
            m: "sock_sendall",
            args: [{ item: 0, of: variable("accepted") }, { bytes: "hello" }],
          }),
          finished("p"),
        ],
        {
          other: peer(connect(), receive(5)),
          accepts: quiet(coroutine(await_({ m: "sock_accept", args: [LISTENER] }))),
        },
      ),
      expect: trace("other: received hello"),
    },
  ),
]);
