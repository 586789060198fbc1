/** Parts of a buffer, as views of it: what is received into one, and what is sent of one. */
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
  hangUp,
  peer,
  portOf,
  receiveEnd,
  seen,
  send,
  sendTo,
  shownData,
  startPeer,
  tell,
} from "../../language/build-network.ts";
import { createTask, runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  filled,
  HELLO,
  onSocket,
  receiveShown,
  SENT,
  SOCKET,
  SOCKET_KINDS,
  sent,
  upTo,
} from "../kit/plain-sockets.ts";

const INTO = "sock-recv-into.count";
const FROM_INTO = "sock-recvfrom-into.tuple";
const SENDALL = "sock-sendall.all-data";

const BUFFER = variable("buffer");
const MIDDLE = variable("middle");
/** A buffer of eight bytes, and a view of those from the third to the sixth. */
const made: readonly Operation[] = [
  assign("buffer", { make: "buffer", size: 8 }),
  assign("middle", { part: BUFFER, start: 2, stop: 6 }),
];
/** The whole buffer: what stands around the part is untouched. */
const around: readonly Operation[] = [show("buffer", { decode: BUFFER })];
const seenAround = (count: number) => [`count=${count}`, `buffer=\0\0${filled(4, count)}\0\0`];
const intoMiddle: readonly Operation[] = [
  await_(onSocket("sock_recv_into", MIDDLE), { show: "count" }),
  ...around,
];

export const socketsPartsOfBuffers = table([
  ...SOCKET_KINDS.flatMap(({ slug, title, connected }) => [
    kase(
      `sockets/recv-into-part-${slug}`,
      `sock_recv_into() fills the part of a buffer with the beginning of what ${title} has`,
      {
        clauses: [INTO],
        ...connected({
          other: [send("hello"), hangUp(), ...sent],
          body: [seen(SENT), ...made, ...intoMiddle, ...receiveShown(4)],
        }),
        expect: trace(
          upTo(4, (count) => [...seenAround(count), `received=${HELLO.slice(count)}`]),
          SENT,
        ),
      },
    ),
    kase(
      `sockets/recv-into-part-waits-${slug}`,
      `sock_recv_into() of a part of a buffer waits for what ${title} receives later`,
      {
        clauses: [INTO],
        ...connected({
          before: [event("go")],
          fns: { reads: quiet(coroutine(...intoMiddle)) },
          other: [wait("go"), send("hell")],
          body: [
            ...made,
            createTask(call("reads"), "task"),
            sleep(0.01),
            log("waits"),
            eventSet("go"),
            await_(variable("task")),
          ],
        }),
        expect: trace("waits", upTo(4, seenAround)),
      },
    ),
    kase(
      `sockets/sendall-part-${slug}`,
      `sock_sendall() of ${title} sends the part of a buffer that it is given`,
      {
        clauses: [SENDALL],
        ...connected({
          other: [receiveEnd()],
          body: [...made, await_(onSocket("sock_sendall", MIDDLE)), tell(SOCKET, "close")],
        }),
        expect: trace(`other: received ${shownData(new Uint8Array(4))}`, "other: end"),
      },
    ),
  ]),
  kase(
    "sockets/recvfrom-into-part",
    "sock_recvfrom_into() fills the part of a buffer that it is given",
    {
      clauses: [FROM_INTO],
      fns: {
        other: peer(sendTo("hell")),
        use: quiet(
          coroutine(
            assign("sock", { make: "socket", transport: "udp", state: "bound" }),
            startPeer("other", "p", portOf("sock")),
            ...made,
            await_(onSocket("sock_recvfrom_into", MIDDLE), { as: "pair" }),
            show("count", { item: 0, of: variable("pair") }),
            ...around,
            finished("p"),
          ),
        ),
      },
      main: [runUntilComplete(call("use"))],
      expect: trace(...seenAround(4)),
    },
  ),
]);
