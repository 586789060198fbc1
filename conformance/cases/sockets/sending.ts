/** `sock_sendall()`, and `sock_*` methods that are cancelled. */
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
  tryExcept,
  variable,
  wait,
} from "../../language/build.ts";
import {
  hangUp,
  numbered,
  numberedBytes,
  receive,
  receiveEnd,
  reset,
  seen,
  send,
  shownData,
  swallow,
  tell,
} from "../../language/build-network.ts";
import { createTask } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  onSocket,
  receiveShown,
  SENT,
  SOCKET,
  SOCKET_KINDS,
  sendAll,
  sent,
} from "../kit/plain-sockets.ts";
import { MUCH } from "../kit/sending.ts";

const SENDALL = "sock-sendall.all-data";
const FAILS = "sock-sendall.raises";
const CANCEL = "sock.cancellation-releases-fd";
const MUCH_SHOWN = `other: received ${shownData(numberedBytes(MUCH))}`;
const close = tell(SOCKET, "close");

export const socketSending = table(
  SOCKET_KINDS.flatMap(({ slug, title, connected }) => [
    kase(
      `sockets/sendall-little-${slug}`,
      `sock_sendall() of ${title} sends data and returns None`,
      {
        clauses: [SENDALL],
        ...connected({
          other: [receiveEnd()],
          body: [await_(onSocket("sock_sendall", { bytes: "hello" }), { show: "result" }), close],
        }),
        expect: trace("result=None", "other: received hello", "other: end"),
      },
    ),
    kase(
      `sockets/sendall-in-turn-${slug}`,
      `sock_sendall() of ${title} sends data in the order of the calls`,
      {
        clauses: [SENDALL],
        ...connected({
          other: [receiveEnd()],
          body: [sendAll("one "), sendAll("two "), sendAll("three"), close],
        }),
        expect: trace("other: received one two three", "other: end"),
      },
    ),
    kase(
      `sockets/sendall-much-${slug}`,
      `sock_sendall() of ${title} sends all of much data to a reader that begins late`,
      {
        clauses: [SENDALL],
        ...connected({
          before: [event("go")],
          fns: {
            sends: quiet(coroutine(await_(onSocket("sock_sendall", numbered(MUCH))), log("sent"))),
          },
          other: [wait("go"), receive(MUCH), receiveEnd()],
          body: [
            createTask(call("sends"), "task"),
            sleep(0.02),
            log("the reader reads"),
            eventSet("go"),
            await_(variable("task")),
            close,
          ],
        }),
        expect: trace("the reader reads", "sent", MUCH_SHOWN, "other: end"),
      },
    ),
    kase(
      `sockets/sendall-while-receiving-${slug}`,
      `${title} can be received from while sock_sendall() waits`,
      {
        clauses: [SENDALL],
        ...connected({
          before: [event("go")],
          fns: {
            sends: quiet(coroutine(await_(onSocket("sock_sendall", numbered(MUCH))), log("sent"))),
          },
          other: [send("hello"), wait("go"), receive(MUCH), receiveEnd()],
          body: [
            createTask(call("sends"), "task"),
            ...receiveShown(5),
            eventSet("go"),
            await_(variable("task")),
            close,
          ],
        }),
        expect: trace("received=hello", "sent", MUCH_SHOWN, "other: end"),
      },
    ),
    kase(
      `sockets/sendall-lost-${slug}`,
      `sock_sendall() raises where the other end of ${title} closes before it has everything`,
      {
        clauses: [FAILS],
        ...connected({
          other: [receive(1), slug === "unix" ? hangUp() : reset()],
          body: [
            sendAll("x"),
            tryExcept(
              [await_(onSocket("sock_sendall", numbered(MUCH)))],
              "error",
              show("an OSError", { is: variable("error"), type: "OSError" }),
            ),
          ],
        }),
        expect: trace("an OSError=True", "other: received x"),
      },
    ),
    kase(
      `sockets/cancelled-recv-${slug}`,
      `a sock_recv() of ${title} that was cancelled takes no data from the next`,
      {
        clauses: [CANCEL],
        ...connected({
          before: [event("go")],
          fns: { reads: quiet(coroutine(await_(onSocket("sock_recv", 100)))) },
          other: [wait("go"), send("hello"), ...sent],
          body: [
            createTask(call("reads"), "task"),
            sleep(0.01),
            { op: "do", what: { m: "cancel", on: variable("task") } },
            sleep(0),
            sleep(0),
            eventSet("go"),
            seen(SENT),
            ...receiveShown(5),
          ],
        }),
        expect: trace("received=hello", SENT),
      },
    ),
    kase(
      `sockets/cancelled-recv-into-${slug}`,
      `a sock_recv_into() of ${title} that was cancelled writes nothing`,
      {
        clauses: [CANCEL],
        ...connected({
          before: [event("go")],
          fns: { reads: quiet(coroutine(await_(onSocket("sock_recv_into", variable("buffer"))))) },
          other: [wait("go"), send("hello"), ...sent],
          body: [
            assign("buffer", { make: "buffer", size: 5 }),
            createTask(call("reads"), "task"),
            sleep(0.01),
            { op: "do", what: { m: "cancel", on: variable("task") } },
            sleep(0),
            sleep(0),
            eventSet("go"),
            seen(SENT),
            ...receiveShown(5),
            show("first", { item: 0, of: variable("buffer") }),
          ],
        }),
        expect: trace("received=hello", "first=0", SENT),
      },
    ),
    kase(
      `sockets/cancelled-sendall-${slug}`,
      `${title} still receives after a sock_sendall() was cancelled`,
      {
        clauses: [CANCEL],
        ...connected({
          before: [event("go")],
          fns: { sends: quiet(coroutine(await_(onSocket("sock_sendall", numbered(MUCH))))) },
          other: [wait("go"), send("hello"), ...sent, swallow()],
          body: [
            createTask(call("sends"), "task"),
            sleep(0.01),
            { op: "do", what: { m: "cancel", on: variable("task") } },
            sleep(0),
            sleep(0),
            eventSet("go"),
            seen(SENT),
            ...receiveShown(5),
            close,
          ],
        }),
        expect: trace("received=hello", SENT),
      },
    ),
  ]),
);
