/** `sock_*` methods that meet: a buffer that is used again, sending beside receiving, sending nothing. */
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
  numbered,
  numberedBytes,
  receive,
  receiveEnd,
  seen,
  send,
  shownData,
  tell,
} from "../../language/build-network.ts";
import { createTask } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { onSocket, SOCKET, SOCKET_KINDS, sendAll } from "../kit/plain-sockets.ts";
import { MUCH } from "../kit/sending.ts";

const SENDALL = "sock-sendall.all-data";
const INTO = "sock-recv-into.count";
const MUCH_SHOWN = `other: received ${shownData(numberedBytes(MUCH))}`;

const close = tell(SOCKET, "close");
const recvInto: readonly Operation[] = [
  await_(onSocket("sock_recv_into", variable("buffer")), { show: "count" }),
  show("first", { item: 0, of: variable("buffer") }),
];

export const socketAgain = table(
  SOCKET_KINDS.flatMap(({ slug, title, connected }) => [
    kase(
      `sockets/recv-into-again-${slug}`,
      `sock_recv_into() of ${title} fills a buffer that is used again from its start`,
      {
        clauses: [INTO],
        ...connected({
          before: [event("go")],
          other: [send("AAA"), wait("go"), send("BB")],
          body: [
            assign("buffer", { make: "buffer", size: 8 }),
            ...recvInto,
            eventSet("go"),
            ...recvInto,
            show("behind", { item: 3, of: variable("buffer") }),
          ],
        }),
        expect: trace("count=3", "first=65", "count=2", "first=66", "behind=0"),
      },
    ),
    kase(
      `sockets/sendall-nothing-${slug}`,
      `sock_sendall() of ${title} returns None for no data, and sends what comes next`,
      {
        clauses: [SENDALL],
        ...connected({
          other: [receiveEnd()],
          body: [
            await_(onSocket("sock_sendall", { bytes: "" }), { show: "result" }),
            sendAll("hello"),
            close,
          ],
        }),
        expect: trace("result=None", "other: received hello", "other: end"),
      },
    ),
    kase(
      `sockets/receiving-while-sendall-waits-${slug}`,
      `sock_sendall() of ${title} goes on though sock_recv() waits on the same socket`,
      {
        clauses: [SENDALL],
        ...connected({
          before: [event("go")],
          fns: {
            sends: quiet(coroutine(await_(onSocket("sock_sendall", numbered(MUCH))), log("sent"))),
            receives: quiet(
              coroutine(
                await_(onSocket("sock_recv", 100), { as: "data" }),
                show("received", { decode: variable("data") }),
              ),
            ),
          },
          other: [wait("go"), receive(MUCH), send("h"), receiveEnd()],
          body: [
            createTask(call("sends"), "sending"),
            sleep(0.01),
            createTask(call("receives"), "receiving"),
            sleep(0.01),
            eventSet("go"),
            seen("sent"),
            seen("received=h"),
            close,
          ],
        }),
        expect: trace({ any_order: ["sent", "received=h"] }, MUCH_SHOWN, "other: end"),
      },
    ),
  ]),
);
