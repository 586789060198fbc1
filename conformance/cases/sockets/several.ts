/** Methods for sockets on several sockets at once, and one call after the other on one. */
import {
  assign,
  await_,
  call,
  coroutine,
  coroutineWith,
  event,
  eventSet,
  log,
  quiet,
  show,
  sleep,
  tryExcept,
  variable,
  wait,
} from "../../language/build.ts";
import {
  accept,
  connect,
  finished,
  listen,
  numbered,
  peer,
  portOf,
  receive,
  receiveEnd,
  seen,
  send,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { createTask, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { onSocket, received, receiveText, SOCKET_KINDS } from "../kit/plain-sockets.ts";
import { MUCH, MUCH_SHOWN } from "../kit/sending.ts";

const socketTo = (as: string, name: string): Operation =>
  assign(as, { make: "socket", state: "connected", to: portOf(name) });
const program = (
  fns: Readonly<Record<string, ReturnType<typeof peer>>>,
  body: readonly Operation[],
  before: readonly Operation[] = [],
) => ({
  fns: { ...fns, use: quiet(coroutine(...body)) },
  main: [...before, runUntilComplete(call("use"))],
});
const address = (name: string): Expression => ({ list: ["127.0.0.1", portOf(name)] });
/** A coroutine that shows the byte that a socket is sent, under a label: one call may give no more. */
const hears = (label: string) =>
  quiet(
    coroutineWith(
      ["sock"],
      await_({ m: "sock_recv", args: [variable("sock"), 100] }, { as: `${label}_data` }),
      show(label, { decode: variable(`${label}_data`) }),
    ),
  );
const sendsMuch = (label: string) =>
  quiet(
    coroutineWith(
      ["sock"],
      await_({ m: "sock_sendall", args: [variable("sock"), numbered(MUCH)] }),
      log(label),
    ),
  );
const close = (name: string): Operation => tell(variable(name), "close");

export const socketsSeveral = table([
  ...SOCKET_KINDS.flatMap(({ slug, title, connected }) =>
    (
      [
        ["sock_recv", "recv", "sock-recv.returns-bytes", onSocket("sock_recv", 3)],
        ["sock_recv", "recv-at-once", "sock-recv.returns-bytes", onSocket("sock_recv", 1)],
      ] as const
    ).map(([method, name, clause, receives]) =>
      kase(
        `sockets/${name}-takes-no-more-${slug}`,
        `${method}() of ${title} takes no more than it returns: what follows is there for the next call`,
        {
          clauses: [clause],
          ...connected({
            before: [event("go")],
            other: [send("abcdef"), log("has sent"), wait("go")],
            body: [
              seen("other: has sent"),
              ...receiveText(receives, 3, "first", "piece"),
              sleep(0),
              sleep(0),
              ...receiveText(receives, 3, "next", "piece_of_next"),
              show("first", received("first")),
              show("next", received("next")),
              eventSet("go"),
            ],
          }),
          expect: trace("first=abc", "next=def", "other: has sent"),
        },
      ),
    ),
  ),
  kase(
    "sockets/recv-of-two",
    "two calls of sock_recv() at once get the data of their own sockets",
    {
      clauses: ["sock-recv.returns-bytes"],
      ...program(
        {
          one: peer(listen(), accept(), wait("go"), send("1")),
          two: peer(listen(), accept(), wait("go"), send("2")),
          first: hears("first"),
          second: hears("second"),
        },
        [
          startPeer("one", "p"),
          startPeer("two", "q"),
          socketTo("a", "p"),
          socketTo("b", "q"),
          createTask(call("first", variable("a")), "task"),
          createTask(call("second", variable("b")), "other_task"),
          sleep(0),
          eventSet("go"),
          await_({ asyncio: "gather", args: [variable("task"), variable("other_task")] }),
          close("a"),
          close("b"),
        ],
        [event("go")],
      ),
      expect: trace({ any_order: ["first=1", "second=2"] }),
    },
  ),
  kase("sockets/sendall-of-two", "two calls of sock_sendall() at once send all of their data", {
    clauses: ["sock-sendall.all-data"],
    ...program(
      {
        one: peer(listen(), accept(), wait("go"), receive(MUCH)),
        two: peer(listen(), accept(), wait("go"), receive(MUCH)),
        first: sendsMuch("first"),
        second: sendsMuch("second"),
      },
      [
        startPeer("one", "p"),
        startPeer("two", "q"),
        socketTo("a", "p"),
        socketTo("b", "q"),
        createTask(call("first", variable("a")), "task"),
        createTask(call("second", variable("b")), "other_task"),
        sleep(0),
        eventSet("go"),
        await_({ asyncio: "gather", args: [variable("task"), variable("other_task")] }),
        close("a"),
        close("b"),
        finished("p"),
        finished("q"),
      ],
      [event("go")],
    ),
    expect: trace(
      { any_order: ["first", "second"] },
      `one: received ${MUCH_SHOWN}`,
      `two: received ${MUCH_SHOWN}`,
    ),
  }),
  kase("sockets/accept-of-two-that-wait", "sock_accept() gives one client after the other", {
    clauses: ["sock-accept.pair"],
    ...program(
      {
        one: peer(connect(), log("has called"), receiveEnd()),
        two: peer(connect(), log("has called"), receiveEnd()),
      },
      [
        assign("listener", { make: "socket", state: "listening" }),
        startPeer("one", "p", portOf("listener")),
        startPeer("two", "q", portOf("listener")),
        seen("one: has called"),
        seen("two: has called"),
        await_({ m: "sock_accept", args: [variable("listener")] }, { as: "first" }),
        await_({ m: "sock_accept", args: [variable("listener")] }, { as: "second" }),
        tell({ item: 0, of: variable("first") }, "close"),
        tell({ item: 0, of: variable("second") }, "close"),
        finished("p"),
        finished("q"),
      ],
    ),
    expect: trace("one: has called", "one: end", "two: has called", "two: end"),
  }),
  kase("sockets/connect-after-a-refusal", "sock_connect() connects after another one was refused", {
    clauses: ["sock-connect.connects"],
    ...program(
      {
        one: peer(listen({ refuses: true })),
        two: peer(listen(), accept(), receiveEnd()),
      },
      [
        startPeer("one", "p"),
        startPeer("two", "q"),
        assign("a", { make: "socket" }),
        tryExcept(
          [await_({ m: "sock_connect", args: [variable("a"), address("p")] })],
          "error",
          show("an OSError", { is: variable("error"), type: "OSError" }),
        ),
        close("a"),
        assign("b", { make: "socket" }),
        await_({ m: "sock_connect", args: [variable("b"), address("q")] }),
        await_({ m: "sock_sendall", args: [variable("b"), { bytes: "hello" }] }),
        close("b"),
        finished("p"),
        finished("q"),
      ],
    ),
    expect: trace("an OSError=True", "two: received hello", "two: end"),
  }),
]);
