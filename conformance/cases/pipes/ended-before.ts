/** Pipes and sockets whose other end is gone before the loop has them: what is in them is read, and then their end. */
import { assign, await_, call, coroutine, quiet } from "../../language/build.ts";
import {
  accept,
  factory,
  finished,
  hangUp,
  listen,
  numbered,
  numberedBytes,
  peer,
  portOf,
  seen,
  send,
  shownData,
  startPeer,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { EOF_RECEIVED, LOST, MADE } from "../kit/connected.ts";
import { READING, WRITING } from "../kit/piped.ts";
import { PATH, SOCKET } from "../kit/unix-sockets.ts";

/** Less than a pipe holds, so that all of it is written at once. */
const HELD = 60_000;
const CONTENTS: readonly {
  readonly slug: string;
  readonly title: string;
  readonly data: readonly Expression[];
  readonly shown: readonly string[];
}[] = [
  { slug: "nothing", title: "nothing is left", data: [], shown: [] },
  {
    slug: "little",
    title: "little is left",
    data: [{ bytes: "hello" }],
    shown: ["Here received hello"],
  },
  {
    slug: "much",
    title: "much is left",
    data: [numbered(HELD)],
    shown: [`Here received ${shownData(numberedBytes(HELD))}`],
  },
];

const program = (body: readonly Operation[], other?: readonly Operation[]) => ({
  fns: {
    ...(other === undefined ? {} : { other: peer(...other) }),
    use: quiet(coroutine(...body)),
  },
  protocols: { Here: streamProtocol() },
  main: [runUntilComplete(call("use"))],
});
const makes = (method: string, args: readonly Expression[], kwargs?: Keywords): Operation =>
  await_({
    m: method,
    args: [factory("Here"), ...args],
    ...(kwargs === undefined ? {} : { kwargs }),
  });

const SOCKETS = [
  {
    slug: "socket",
    method: "create_connection",
    clause: "protocol.eof-received",
    listens: listen(),
    socket: { make: "socket", state: "connected", to: portOf("p") },
  },
  {
    slug: "unix-socket",
    method: "create_unix_connection",
    clause: "protocol.eof-received",
    listens: listen({ transport: "unix", path: SOCKET }),
    socket: { make: "socket", transport: "unix", state: "connected", to: PATH },
  },
] as const;

export const pipesEndedBefore = table(
  CONTENTS.flatMap(({ slug, title, data, shown }) => [
    kase(
      `pipes/ended-before-${slug}`,
      `the end of a pipe reaches the protocol where its writer had gone before, and ${title}`,
      {
        clauses: ["connect-read-pipe.receives-data"],
        ...program([
          assign("pipe", { make: "pipe" }),
          ...data.map((bytes) => tell(WRITING, "write", [bytes])),
          tell(WRITING, "close"),
          makes("connect_read_pipe", [READING]),
          seen(LOST),
        ]),
        expect: trace(MADE, ...shown, EOF_RECEIVED, LOST),
      },
    ),
    ...SOCKETS.map(({ slug: kind, method, clause, listens, socket }) =>
      kase(
        `pipes/ended-before-${slug}-${kind}`,
        `the end reaches a protocol that ${method}() gives a socket whose other end had gone, and ${title}`,
        {
          clauses: [clause],
          ...program(
            [
              startPeer("other", "p"),
              assign("sock", socket),
              finished("p"),
              makes(method, [], { sock: { $: "sock" } }),
              seen(LOST),
            ],
            [listens, accept(), ...data.map((bytes) => send(bytes)), hangUp()],
          ),
          expect: trace(MADE, ...shown, EOF_RECEIVED, LOST),
        },
      ),
    ),
  ]),
);
