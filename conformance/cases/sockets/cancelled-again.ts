/** Methods of sockets that are cancelled while they wait, and called again: the second call gets what there is. */
import {
  assign,
  await_,
  call,
  coroutine,
  do_,
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
  peer,
  portOf,
  receiveFrom,
  seen,
  send,
  sendTo,
  startPeer,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { createTask, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { onSocket, SENT, SOCKET, SOCKET_KINDS, sent } from "../kit/plain-sockets.ts";
import { MUCH } from "../kit/sending.ts";

const CANCEL = "sock.cancellation-releases-fd";
const SIZE = 8;
const buffer = (name: string) => assign(name, { make: "buffer", size: SIZE });
/** Calls the method in a task, and cancels it while it waits. */
const cancelled: readonly Operation[] = [
  createTask(call("waits"), "task"),
  sleep(0.01),
  do_({ m: "cancel", on: variable("task") }),
  sleep(0),
  sleep(0),
];
/** Data has come, and what is left of the first call has had time to take it. */
const comes: readonly Operation[] = [eventSet("go"), seen(SENT), sleep(0.01)];
const decoded = (of: Expression) => show("data", { decode: of });
const taken = show("in the first buffer", { item: 0, of: variable("lost") });

/** What is received by a method that fills a buffer: how much, and what. */
const counted = (count: Expression): readonly Operation[] => [
  show("count", count),
  show("first", { item: 0, of: variable("buffer") }),
];
const COUNTED = ["in the first buffer=0", "count=5", "first=104"];

const DATAGRAMS = [
  {
    slug: "recvfrom",
    method: "sock_recvfrom",
    waits: onSocket("sock_recvfrom", 100),
    before: [],
    again: [
      await_(onSocket("sock_recvfrom", 100), { as: "pair" }),
      decoded({ item: 0, of: variable("pair") }),
    ],
    shown: ["data=hello"],
  },
  {
    slug: "recvfrom-into",
    method: "sock_recvfrom_into",
    waits: onSocket("sock_recvfrom_into", variable("lost")),
    before: [buffer("lost"), buffer("buffer")],
    again: [
      await_(onSocket("sock_recvfrom_into", variable("buffer")), { as: "pair" }),
      taken,
      ...counted({ item: 0, of: variable("pair") }),
    ],
    shown: COUNTED,
  },
] as const;

export const socketsCancelledAgain = table([
  ...SOCKET_KINDS.filter(({ slug }) => slug !== "accepted").flatMap(
    ({ slug, title, connected }) => [
      kase(
        `sockets/recv-into-after-a-cancelled-one-${slug}`,
        `a sock_recv_into() of ${title} that was cancelled takes no data from the next`,
        {
          clauses: [CANCEL],
          ...connected({
            before: [event("go")],
            fns: { waits: quiet(coroutine(await_(onSocket("sock_recv_into", variable("lost"))))) },
            other: [wait("go"), send("hello"), ...sent],
            body: [
              buffer("lost"),
              buffer("buffer"),
              ...cancelled,
              ...comes,
              await_(onSocket("sock_recv_into", variable("buffer"))),
              taken,
              show("first", { item: 0, of: variable("buffer") }),
              tell(SOCKET, "close"),
            ],
          }),
          expect: trace("in the first buffer=0", "first=104", SENT),
        },
      ),
      kase(
        `sockets/sendall-after-a-cancelled-one-${slug}`,
        `sock_sendall() of ${title} goes on after one that was cancelled`,
        {
          clauses: [CANCEL],
          ...connected({
            before: [event("go")],
            fns: { waits: quiet(coroutine(await_(onSocket("sock_sendall", numbered(MUCH))))) },
            other: [wait("go"), swallow()],
            body: [
              ...cancelled,
              log("the reader reads"),
              eventSet("go"),
              await_(onSocket("sock_sendall", numbered(MUCH))),
              log("sent"),
              tell(SOCKET, "close"),
            ],
          }),
          expect: trace("the reader reads", "sent"),
        },
      ),
    ],
  ),
  ...DATAGRAMS.map(({ slug, method, waits, before, again, shown }) =>
    kase(
      `sockets/${slug}-after-a-cancelled-one`,
      `a ${method}() that was cancelled takes no datagram from the next`,
      {
        clauses: [CANCEL],
        fns: {
          waits: quiet(coroutine(await_(waits))),
          other: peer(
            listen({ transport: "udp" }),
            receiveFrom(),
            wait("go"),
            sendTo("hello"),
            ...sent,
          ),
          use: quiet(
            coroutine(
              startPeer("other", "p"),
              assign("sock", { make: "socket", transport: "udp", state: "bound" }),
              await_(onSocket("sock_sendto", { bytes: "x" }, { list: ["127.0.0.1", portOf("p")] })),
              ...before,
              ...cancelled,
              ...comes,
              ...again,
              tell(SOCKET, "close"),
              finished("p"),
            ),
          ),
        },
        main: [event("go"), runUntilComplete(call("use"))],
        expect: trace(...shown, "other: datagram(x)", SENT),
      },
    ),
  ),
]);
