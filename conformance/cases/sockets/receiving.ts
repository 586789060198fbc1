/** `sock_recv()` and `sock_recv_into()` over streams. */
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
import { halfClose, hangUp, receive, seen, send } from "../../language/build-network.ts";
import { createTask } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  filled,
  HELLO,
  onSocket,
  received,
  receiveShown,
  receiveText,
  SENT,
  SOCKET_KINDS,
  sendAll,
  sent,
  upTo,
} from "../kit/plain-sockets.ts";

const RECV = "sock-recv.returns-bytes";
const INTO = "sock-recv-into.count";
const FILLED = upTo(5, (count) => [`count=${count}`, `buffer=${filled(5, count)}`]);
const recvInto = (buffer: string) =>
  await_(onSocket("sock_recv_into", variable(buffer)), { show: "count" });

export const socketReceiving = table(
  SOCKET_KINDS.flatMap(({ slug, title, connected }) => [
    kase(`sockets/recv-${slug}`, `sock_recv() returns what ${title} has received`, {
      clauses: [RECV],
      ...connected({
        other: [send("hello"), ...sent],
        body: [
          seen(SENT),
          ...receiveShown(5),
          show("bytes", { is: variable("data"), type: "bytes" }),
        ],
      }),
      expect: trace("received=hello", "bytes=True", SENT),
    }),
    kase(
      `sockets/recv-at-most-${slug}`,
      `sock_recv() returns no more of ${title} than it is asked for`,
      {
        clauses: [RECV],
        ...connected({
          other: [send("hello"), hangUp(), ...sent],
          body: [
            seen(SENT),
            await_(onSocket("sock_recv", 2), { as: "head" }),
            show("head", { decode: variable("head") }),
            ...receiveText(onSocket("sock_recv", 10), 4),
            show("then", received()),
          ],
        }),
        expect: trace(
          {
            one_of: [
              ["head=he", "then=llo"],
              ["head=h", "then=ello"],
            ],
          },
          SENT,
        ),
      },
    ),
    kase(`sockets/recv-waits-${slug}`, `sock_recv() waits for what ${title} receives later`, {
      clauses: [RECV],
      ...connected({
        before: [event("go")],
        fns: { reads: quiet(coroutine(...receiveShown(5))) },
        other: [wait("go"), send("hello")],
        body: [
          createTask(call("reads"), "task"),
          sleep(0.01),
          log("waits"),
          eventSet("go"),
          await_(variable("task")),
        ],
      }),
      expect: trace("waits", "received=hello"),
    }),
    kase(`sockets/recv-end-${slug}`, `sock_recv() returns no bytes at the end of ${title}`, {
      clauses: [RECV],
      ...connected({
        other: [send("hello"), hangUp(), ...sent],
        body: [
          seen(SENT),
          ...receiveShown(5),
          await_(onSocket("sock_recv", 100), { as: "rest" }),
          show("length", { len: variable("rest") }),
        ],
      }),
      expect: trace("received=hello", "length=0", SENT),
    }),
    kase(
      `sockets/recv-half-closed-${slug}`,
      `sock_recv() returns no bytes once the other end of ${title} sends no more`,
      {
        clauses: [RECV],
        ...connected({
          other: [halfClose(), receive(5)],
          body: [
            await_(onSocket("sock_recv", 100), { as: "data" }),
            show("length", { len: variable("data") }),
            sendAll("hello"),
          ],
        }),
        expect: trace("length=0", "other: received hello"),
      },
    ),
    kase(
      `sockets/recv-into-${slug}`,
      `sock_recv_into() fills a buffer with what ${title} has received`,
      {
        clauses: [INTO],
        ...connected({
          other: [send("hello"), ...sent],
          body: [
            seen(SENT),
            assign("buffer", { make: "buffer", size: 5 }),
            recvInto("buffer"),
            show("buffer", { decode: variable("buffer") }),
          ],
        }),
        expect: trace(FILLED, SENT),
      },
    ),
    kase(
      `sockets/recv-into-larger-${slug}`,
      `sock_recv_into() leaves the rest of a larger buffer for ${title} alone`,
      {
        clauses: [INTO],
        ...connected({
          other: [send("hello"), ...sent],
          body: [
            seen(SENT),
            assign("buffer", { make: "buffer", size: 8 }),
            recvInto("buffer"),
            show("last", { item: 4, of: variable("buffer") }),
            show("behind it", { item: 5, of: variable("buffer") }),
          ],
        }),
        expect: trace(
          upTo(5, (count) => [`count=${count}`, `last=${count === 5 ? 111 : 0}`]),
          "behind it=0",
          SENT,
        ),
      },
    ),
    kase(
      `sockets/recv-into-smaller-${slug}`,
      `sock_recv_into() fills a smaller buffer with the beginning of what ${title} has`,
      {
        clauses: [INTO],
        ...connected({
          other: [send("hello"), hangUp(), ...sent],
          body: [
            seen(SENT),
            assign("buffer", { make: "buffer", size: 2 }),
            recvInto("buffer"),
            show("buffer", { decode: variable("buffer") }),
            ...receiveShown(4),
          ],
        }),
        expect: trace(
          upTo(2, (count) => [
            `count=${count}`,
            `buffer=${filled(2, count)}`,
            `received=${HELLO.slice(count)}`,
          ]),
          SENT,
        ),
      },
    ),
    kase(
      `sockets/recv-into-waits-${slug}`,
      `sock_recv_into() waits for what ${title} receives later`,
      {
        clauses: [INTO],
        ...connected({
          before: [event("go")],
          fns: {
            reads: quiet(
              coroutine(recvInto("buffer"), show("buffer", { decode: variable("buffer") })),
            ),
          },
          other: [wait("go"), send("hello")],
          body: [
            assign("buffer", { make: "buffer", size: 5 }),
            createTask(call("reads"), "task"),
            sleep(0.01),
            log("waits"),
            eventSet("go"),
            await_(variable("task")),
          ],
        }),
        expect: trace("waits", FILLED),
      },
    ),
    kase(`sockets/recv-into-end-${slug}`, `sock_recv_into() returns 0 at the end of ${title}`, {
      clauses: [INTO],
      ...connected({
        other: [hangUp()],
        body: [assign("buffer", { make: "buffer", size: 5 }), recvInto("buffer")],
      }),
      expect: trace("count=0"),
    }),
  ]),
);
