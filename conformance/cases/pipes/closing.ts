/** How transports that write to a pipe end, and how a full pipe holds them up. */
import { assign, event, eventSet, log, show, sleep, variable, wait } from "../../language/build.ts";
import {
  finished,
  numbered,
  receiveEnd,
  seen,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, ended, FLOW, LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { MUCH, MUCH_SHOWN, WRITING, write, writePipe } from "../kit/piped.ts";

const FLUSHES = "transport.close-flushes";
const EOF = "transport.write-eof";
const OWNS = "pipe.closes-fd-on-transport-close";

export const pipesClosing = table([
  kase("pipes/close-flushes-little", "close() of the transport of a pipe sends what was written", {
    clauses: [FLUSHES],
    ...writePipe({ other: [receiveEnd()], body: [write("hello"), ...closed()] }),
    expect: trace(MADE, LOST, "other: received hello", "other: end"),
  }),
  kase(
    "pipes/close-flushes-much",
    "close() of the transport of a pipe sends what waits in its buffer",
    {
      clauses: [FLUSHES],
      ...writePipe({
        before: [event("go")],
        protocol: streamProtocol({}, FLOW),
        other: [wait("go"), receiveEnd()],
        body: [
          tell(TRANSPORT, "write", [numbered(MUCH)]),
          tell(TRANSPORT, "close"),
          sleep(0.02),
          log("the reader reads"),
          eventSet("go"),
          ...ended(),
        ],
      }),
      expect: trace(MADE, "the reader reads", LOST, MUCH_SHOWN, "other: end"),
    },
  ),
  kase("pipes/close-of-nothing", "close() of the transport of a pipe ends it for the reader", {
    clauses: [FLUSHES],
    ...writePipe({ other: [receiveEnd()], body: closed() }),
    expect: trace(MADE, LOST, "other: end"),
  }),
  kase(
    "pipes/write-eof",
    "write_eof() of the transport of a pipe ends it behind what was written",
    {
      clauses: [EOF],
      ...writePipe({
        other: [receiveEnd()],
        body: [
          write("hello"),
          tell(TRANSPORT, "write_eof"),
          finished("p"),
          tell(TRANSPORT, "close"),
        ],
        protocol: streamProtocol({}, ["connection_lost"]),
      }),
      expect: trace(MADE, "other: received hello", "other: end"),
    },
  ),
  kase("pipes/write-eof-much", "write_eof() of the transport of a full pipe sends its buffer", {
    clauses: [EOF],
    ...writePipe({
      protocol: streamProtocol({}, ["connection_lost", ...FLOW]),
      other: [receiveEnd()],
      body: [
        tell(TRANSPORT, "write", [numbered(MUCH)]),
        tell(TRANSPORT, "write_eof"),
        finished("p"),
        tell(TRANSPORT, "close"),
      ],
    }),
    expect: trace(MADE, MUCH_SHOWN, "other: end"),
  }),
  kase("pipes/can-write-eof", "can_write_eof() of the transport of a pipe is a truth value", {
    clauses: ["transport.can-write-eof"],
    ...writePipe({
      other: [],
      body: [
        show("bool", { is: { m: "can_write_eof", on: TRANSPORT }, type: "bool" }),
        ...closed(),
      ],
    }),
    expect: trace(MADE, "bool=True", LOST),
  }),
  kase("pipes/abort", "abort() of the transport of a pipe does not wait for the reader", {
    clauses: ["transport.abort"],
    ...writePipe({
      before: [event("lost")],
      protocol: streamProtocol({}, FLOW),
      other: [wait("lost")],
      body: [
        tell(TRANSPORT, "write", [numbered(MUCH)]),
        tell(TRANSPORT, "abort"),
        seen(LOST),
        eventSet("lost"),
        ...ended(),
      ],
    }),
    expect: trace(MADE, LOST),
  }),
  kase(
    "pipes/write-is-closing",
    "is_closing() of a transport that writes to a pipe tells of close()",
    {
      clauses: ["transport.is-closing"],
      ...writePipe({
        other: [],
        body: [
          show("before", { m: "is_closing", on: TRANSPORT }),
          tell(TRANSPORT, "close"),
          show("after", { m: "is_closing", on: TRANSPORT }),
          ...ended(),
        ],
      }),
      expect: trace(MADE, "before=False", { any_order: ["after=True", LOST] }),
    },
  ),
  kase("pipes/write-flow-control", "a full pipe pauses its protocol, and a reader lets it go on", {
    clauses: ["transport.flow-control"],
    ...writePipe({
      before: [event("go")],
      other: [wait("go"), receiveEnd()],
      body: [
        tell(TRANSPORT, "write", [numbered(MUCH)]),
        seen("Here.pause_writing"),
        eventSet("go"),
        seen("Here.resume_writing"),
        ...closed(),
      ],
    }),
    expect: trace(
      MADE,
      "Here.pause_writing",
      "Here.resume_writing",
      LOST,
      MUCH_SHOWN,
      "other: end",
    ),
  }),
  kase("pipes/write-buffer-size", "get_write_buffer_size() of a full pipe is what still waits", {
    clauses: ["transport.write-buffer-size"],
    ...writePipe({
      before: [event("go")],
      protocol: streamProtocol({}, FLOW),
      other: [wait("go"), receiveEnd()],
      body: [
        show("empty", { m: "get_write_buffer_size", on: TRANSPORT }),
        tell(TRANSPORT, "write", [numbered(MUCH)]),
        show("full", { less: [0, { m: "get_write_buffer_size", on: TRANSPORT }] }),
        eventSet("go"),
        ...closed(),
      ],
    }),
    expect: trace(MADE, "empty=0", "full=True", LOST, MUCH_SHOWN, "other: end"),
  }),
  kase("pipes/write-owns", "close() of a transport that writes to a pipe closes the pipe", {
    clauses: [OWNS],
    ...writePipe({
      other: [],
      body: [...closed(), show("closed", { attr: "closed", of: WRITING })],
    }),
    expect: trace(MADE, LOST, "closed=True"),
  }),
  kase(
    "pipes/write-does-not-block",
    "a full pipe does not block once connect_write_pipe() has it",
    {
      clauses: ["pipe.set-nonblocking"],
      ...writePipe({
        before: [event("go")],
        other: [wait("go")],
        body: [
          assign("written", { m: "write", on: WRITING, args: [numbered(MUCH)] }),
          show("all", { equal: [variable("written"), MUCH] }),
          eventSet("go"),
          ...closed(),
        ],
      }),
      expect: trace(MADE, "all=False", LOST),
    },
  ),
]);
