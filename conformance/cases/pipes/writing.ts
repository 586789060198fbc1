/** `loop.connect_write_pipe()` and the transports that it gives; what both methods refuse. */
import {
  assign,
  await_,
  call,
  callbackWith,
  coroutine,
  event,
  eventSet,
  log,
  quiet,
  same,
  show,
  sleep,
  try_,
  variable,
  wait,
} from "../../language/build.ts";
import {
  factory,
  finished,
  hangUp,
  instance,
  numbered,
  receive,
  receiveEnd,
  seen,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, FLOW, LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { MUCH, MUCH_SHOWN, write, writePipe } from "../kit/piped.ts";
import { bytes } from "../kit/sending.ts";

const WRITES = "connect-write-pipe.writes";
/** What a lost reader leaves as the argument of connection_lost() is not promised. */
const LOSES = {
  protocol: streamProtocol({ connection_lost: "loses" }, [
    "eof_received",
    "connection_lost",
    ...FLOW,
  ]),
  fns: { loses: quiet(callbackWith(["self", "error"], log("lost"))) },
};

export const pipesWriting = table([
  kase("pipes/write-pair", "connect_write_pipe() returns the transport and the protocol", {
    clauses: [WRITES],
    ...writePipe({
      pair: "pair",
      other: [],
      body: [
        show("transport", same({ item: 0, of: variable("pair") }, TRANSPORT)),
        show("protocol", same({ item: 1, of: variable("pair") }, instance("Here"))),
        ...closed(),
      ],
    }),
    expect: trace(MADE, "transport=True", "protocol=True", LOST),
  }),
  kase("pipes/write-little", "what is written to the transport of a pipe reaches the reader", {
    clauses: [WRITES],
    ...writePipe({
      other: [receive(5), receiveEnd()],
      body: [write("hello"), seen("other: received hello"), ...closed()],
    }),
    expect: trace(MADE, LOST, "other: received hello", "other: end"),
  }),
  kase("pipes/write-in-order", "a pipe carries what is written in the order of the calls", {
    clauses: [WRITES],
    ...writePipe({
      other: [receiveEnd()],
      body: [write("one "), sleep(0.01), write("two "), write("three"), ...closed()],
    }),
    expect: trace(MADE, LOST, "other: received one two three", "other: end"),
  }),
  kase("pipes/write-lines", "writelines() of the transport of a pipe writes each element", {
    clauses: ["transport.writelines"],
    ...writePipe({
      other: [receiveEnd()],
      body: [
        tell(TRANSPORT, "writelines", [{ list: [bytes("one "), bytes("two "), bytes("three")] }]),
        ...closed(),
      ],
    }),
    expect: trace(MADE, LOST, "other: received one two three", "other: end"),
  }),
  kase("pipes/write-much", "write() returns although nobody reads from the pipe yet", {
    clauses: ["transport.write"],
    ...writePipe({
      before: [event("go")],
      protocol: streamProtocol({}, FLOW),
      other: [wait("go"), receive(MUCH), receiveEnd()],
      body: [
        tell(TRANSPORT, "write", [numbered(MUCH)]),
        log("has returned"),
        eventSet("go"),
        ...closed(),
      ],
    }),
    expect: trace(MADE, "has returned", LOST, MUCH_SHOWN, "other: end"),
  }),
  kase(
    "pipes/write-behind-a-full-pipe",
    "what is written to a full pipe comes behind what is there",
    {
      clauses: ["transport.write"],
      ...writePipe({
        before: [event("go")],
        protocol: streamProtocol({}, FLOW),
        other: [wait("go"), receive(MUCH), receiveEnd()],
        body: [
          tell(TRANSPORT, "write", [numbered(MUCH)]),
          write("the end"),
          eventSet("go"),
          ...closed(),
        ],
      }),
      expect: trace(MADE, LOST, MUCH_SHOWN, "other: received the end", "other: end"),
    },
  ),
  kase("pipes/write-reader-closes", "a reader that closes its end of a pipe ends the connection", {
    clauses: [WRITES],
    ...writePipe({ ...LOSES, other: [hangUp()], body: [seen("lost"), finished("p")] }),
    expect: trace(MADE, "lost"),
  }),
  kase(
    "pipes/write-reader-closes-later",
    "a reader that closes after some data ends the connection",
    {
      clauses: [WRITES],
      ...writePipe({
        ...LOSES,
        other: [receive(5), hangUp()],
        body: [write("hello"), seen("lost"), finished("p")],
      }),
      expect: trace(MADE, "lost", "other: received hello"),
    },
  ),
  kase(
    "pipes/write-reader-closes-a-full-pipe",
    "a reader that closes a full pipe ends the connection",
    {
      clauses: [WRITES],
      ...writePipe({
        ...LOSES,
        before: [event("go")],
        other: [wait("go"), hangUp()],
        body: [
          tell(TRANSPORT, "write", [numbered(MUCH)]),
          eventSet("go"),
          seen("lost"),
          finished("p"),
        ],
      }),
      expect: trace(MADE, "lost"),
    },
  ),
  ...(["connect_read_pipe", "connect_write_pipe"] as const).map((method) =>
    kase(
      `pipes/regular-file-${method === "connect_read_pipe" ? "read" : "write"}`,
      `${method}() raises ValueError for a regular file`,
      {
        clauses: ["connect-read-pipe.rejects-regular-file"],
        fns: {
          use: quiet(
            coroutine(
              assign("file", { make: "file", content: bytes("x") }),
              try_(await_({ m: method, args: [factory("Here"), variable("file")] })),
            ),
          ),
        },
        protocols: { Here: streamProtocol() },
        main: [runUntilComplete(call("use"))],
        expect: trace("!ValueError"),
      },
    ),
  ),
]);
