/** `sock_recvfrom()`, `sock_recvfrom_into()` and `sock_sendto()` over datagrams. */
import {
  assign,
  await_,
  call,
  coroutine,
  event,
  eventSet,
  log,
  quiet,
  show,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  finished,
  listen,
  numbered,
  numberedBytes,
  peer,
  portOf,
  receiveFrom,
  seen,
  sendTo,
  shownData,
  startPeer,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import { createTask, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { onSocket } from "../kit/plain-sockets.ts";

const FROM = "sock-recvfrom.tuple";
const INTO = "sock-recvfrom-into.tuple";
const TO = "sock-sendto.count";
const SENT = "other: has sent";

const bound = assign("sock", { make: "socket", transport: "udp", state: "bound" });
/** The peer sends to the socket. */
const from = (
  other: readonly Operation[],
  body: readonly Operation[],
  before: readonly Operation[] = [],
  fns: Program["fns"] = {},
) => ({
  fns: {
    other: peer(...other),
    ...fns,
    use: quiet(coroutine(bound, startPeer("other", "p", portOf("sock")), ...body, finished("p"))),
  },
  main: [...before, runUntilComplete(call("use"))],
});
/** The socket sends to the peer. */
const to = (receives: number, body: readonly Operation[]) => ({
  fns: {
    other: peer(listen({ transport: "udp" }), ...Array.from({ length: receives }, receiveFrom)),
    use: quiet(coroutine(bound, startPeer("other", "p"), ...body, finished("p"))),
  },
  main: [runUntilComplete(call("use"))],
});
const PEER: Expression = { list: ["127.0.0.1", portOf("p")] };
const host = (of: string) => show("host", { item: 0, of: { item: 1, of: variable(of) } });
const data = (of: string) => show("data", { decode: { item: 0, of: variable(of) } });
const receive: readonly Operation[] = [
  await_(onSocket("sock_recvfrom", 100), { as: "pair" }),
  data("pair"),
];
const receiveInto: readonly Operation[] = [
  await_(onSocket("sock_recvfrom_into", variable("buffer")), { as: "pair" }),
  show("count", { item: 0, of: variable("pair") }),
];
const buffer = (size: number) => assign("buffer", { make: "buffer", size });
const sendShown = (what: Expression) =>
  await_(onSocket("sock_sendto", what, PEER), { show: "count" });

export const socketDatagrams = table([
  kase("sockets/recvfrom", "sock_recvfrom() returns a datagram and the address of its sender", {
    clauses: [FROM],
    ...from(
      [sendTo("hello")],
      [...receive, host("pair"), show("items", { len: variable("pair") })],
    ),
    expect: trace("data=hello", "host=127.0.0.1", "items=2"),
  }),
  kase("sockets/recvfrom-one-each", "sock_recvfrom() returns one datagram each time", {
    clauses: [FROM],
    ...from(
      [sendTo("one"), sendTo("two"), log("has sent")],
      [
        seen(SENT),
        ...receive,
        await_(onSocket("sock_recvfrom", 100), { as: "next" }),
        data("next"),
      ],
    ),
    expect: trace("data=one", "data=two", SENT),
  }),
  kase("sockets/recvfrom-waits", "sock_recvfrom() waits for a datagram", {
    clauses: [FROM],
    ...from(
      [wait("go"), sendTo("hello")],
      [
        createTask(call("reads"), "task"),
        sleep(0.01),
        log("waits"),
        eventSet("go"),
        await_(variable("task")),
      ],
      [event("go")],
      { reads: quiet(coroutine(...receive)) },
    ),
    expect: trace("waits", "data=hello"),
  }),
  kase("sockets/recvfrom-empty", "sock_recvfrom() returns an empty datagram", {
    clauses: [FROM],
    ...from([sendTo(""), sendTo("x")], [...receive, host("pair")]),
    expect: trace("data=", "host=127.0.0.1"),
  }),
  kase(
    "sockets/recvfrom-answer",
    "an answer to the address of sock_recvfrom() reaches the sender",
    {
      clauses: [FROM],
      ...from(
        [sendTo("ping"), receiveFrom()],
        [
          ...receive,
          await_(onSocket("sock_sendto", { bytes: "pong" }, { item: 1, of: variable("pair") })),
        ],
      ),
      expect: trace("data=ping", "other: datagram(pong)"),
    },
  ),
  kase(
    "sockets/recvfrom-into",
    "sock_recvfrom_into() fills a buffer and returns count and address",
    {
      clauses: [INTO],
      ...from(
        [sendTo("hello")],
        [buffer(5), ...receiveInto, host("pair"), show("buffer", { decode: variable("buffer") })],
      ),
      expect: trace("count=5", "host=127.0.0.1", "buffer=hello"),
    },
  ),
  kase(
    "sockets/recvfrom-into-larger",
    "sock_recvfrom_into() leaves the rest of a larger buffer alone",
    {
      clauses: [INTO],
      ...from(
        [sendTo("hello")],
        [buffer(8), ...receiveInto, show("behind it", { item: 5, of: variable("buffer") })],
      ),
      expect: trace("count=5", "behind it=0"),
    },
  ),
  kase(
    "sockets/recvfrom-into-at-most",
    "sock_recvfrom_into() writes no more bytes into the buffer than it is told",
    {
      clauses: [INTO],
      ...from(
        [sendTo("hello")],
        [
          buffer(5),
          await_(onSocket("sock_recvfrom_into", variable("buffer"), 3), { as: "pair" }),
          show("count", { item: 0, of: variable("pair") }),
          show("behind it", { item: 3, of: variable("buffer") }),
        ],
      ),
      expect: trace("count=3", "behind it=0"),
    },
  ),
  kase("sockets/recvfrom-into-waits", "sock_recvfrom_into() waits for a datagram", {
    clauses: [INTO],
    ...from(
      [wait("go"), sendTo("hello")],
      [
        buffer(5),
        createTask(call("reads"), "task"),
        sleep(0.01),
        log("waits"),
        eventSet("go"),
        await_(variable("task")),
        show("buffer", { decode: variable("buffer") }),
      ],
      [event("go")],
      { reads: quiet(coroutine(...receiveInto)) },
    ),
    expect: trace("waits", "count=5", "buffer=hello"),
  }),
  kase("sockets/sendto", "sock_sendto() sends a datagram and returns its length", {
    clauses: [TO],
    ...to(1, [sendShown({ bytes: "hello" })]),
    expect: trace("count=5", "other: datagram(hello)"),
  }),
  kase("sockets/sendto-several", "sock_sendto() sends each datagram by itself", {
    clauses: [TO],
    ...to(2, [sendShown({ bytes: "one" }), sendShown({ bytes: "three" })]),
    expect: trace("count=3", "count=5", "other: datagram(one)", "other: datagram(three)"),
  }),
  kase("sockets/sendto-empty", "sock_sendto() sends an empty datagram", {
    clauses: [TO],
    ...to(1, [sendShown({ bytes: "" })]),
    expect: trace("count=0", "other: datagram()"),
  }),
  kase("sockets/sendto-large", "sock_sendto() sends a large datagram whole", {
    clauses: [TO],
    ...to(1, [sendShown(numbered(50_000))]),
    expect: trace("count=50000", `other: datagram(${shownData(numberedBytes(50_000))})`),
  }),
]);
