/** `loop.connect_read_pipe()` and the transports that it gives. */
import {
  event,
  eventSet,
  if_,
  log,
  same,
  show,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  finished,
  hangUp,
  instance,
  numbered,
  numberedBytes,
  seen,
  send,
  shownData,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, TRANSPORT } from "../kit/connected.ts";
import { READING, readPipe } from "../kit/piped.ts";

const RECEIVES = "connect-read-pipe.receives-data";
const PAUSE = "transport.pause-reading";
const OWNS = "pipe.closes-fd-on-transport-close";
const MUCH = 300_000;
const MUCH_SHOWN = `Here received ${shownData(numberedBytes(MUCH))}`;
const END = ["Here.eof_received", LOST];
/** Goes on, where the end has not been told of meanwhile. */
const resumed = [
  log("resumes"),
  if_({ not: { m: "is_closing", on: TRANSPORT } }, [tell(TRANSPORT, "resume_reading")]),
];
/** Paused transports pass no data on. No text says that they do not tell of an end behind which there is none. */
const ENDS_WHILE_PAUSED = { interleave: [["resumes"], END] };
const lost = () => [seen(LOST), finished("p")];
const close = () => [tell(TRANSPORT, "close"), ...lost()];

export const pipesReading = table([
  kase("pipes/read-pair", "connect_read_pipe() returns the transport and the protocol", {
    clauses: [RECEIVES],
    ...readPipe({
      pair: "pair",
      other: [],
      body: [
        show("transport", same({ item: 0, of: variable("pair") }, TRANSPORT)),
        show("protocol", same({ item: 1, of: variable("pair") }, instance("Here"))),
        ...close(),
      ],
    }),
    expect: trace(MADE, "transport=True", "protocol=True", LOST),
  }),
  kase("pipes/read-little", "what is written into a pipe reaches the protocol that reads from it", {
    clauses: [RECEIVES],
    ...readPipe({ other: [send("hello")], body: [seen("Here received hello"), ...close()] }),
    expect: trace(MADE, "Here received hello", LOST),
  }),
  kase(
    "pipes/read-in-pieces",
    "a protocol reads from a pipe what is written into it piece by piece",
    {
      clauses: [RECEIVES],
      ...readPipe({
        before: [event("go")],
        other: [send("one "), wait("go"), send("two")],
        body: [
          seen("Here received one "),
          eventSet("go"),
          seen("Here received one two"),
          ...close(),
        ],
      }),
      expect: trace(MADE, "Here received one two", LOST),
    },
  ),
  kase("pipes/read-much", "a protocol reads all of much data from a pipe", {
    clauses: [RECEIVES],
    ...readPipe({
      other: [send(numbered(MUCH)), hangUp()],
      body: lost(),
    }),
    expect: trace(MADE, MUCH_SHOWN, ...END),
  }),
  kase("pipes/read-end", "the end of a pipe reaches the protocol behind the data", {
    clauses: [RECEIVES],
    ...readPipe({ other: [send("hello"), hangUp()], body: lost() }),
    expect: trace(MADE, "Here received hello", ...END),
  }),
  kase("pipes/read-end-at-once", "the end of a pipe without data reaches the protocol", {
    clauses: [RECEIVES],
    ...readPipe({ other: [hangUp()], body: lost() }),
    expect: trace(MADE, ...END),
  }),
  kase("pipes/read-end-once", "a protocol that reads from a pipe hears of its end once", {
    clauses: ["protocol.eof-received"],
    ...readPipe({ other: [send("hello"), hangUp()], body: [...lost(), sleep(0.02)] }),
    expect: trace(MADE, "Here received hello", ...END),
  }),
  kase("pipes/read-paused", "a paused transport of a pipe passes no data on", {
    clauses: [PAUSE],
    ...readPipe({
      before: [event("go")],
      other: [wait("go"), send("hello"), log("has sent")],
      body: [
        tell(TRANSPORT, "pause_reading"),
        eventSet("go"),
        seen("other: has sent"),
        sleep(0.02),
        log("resumes"),
        tell(TRANSPORT, "resume_reading"),
        seen("Here received hello"),
        ...close(),
      ],
    }),
    expect: trace(MADE, "resumes", "Here received hello", LOST, "other: has sent"),
  }),
  kase("pipes/read-paused-end", "a paused transport of a pipe tells of the end once it goes on", {
    clauses: [PAUSE],
    ...readPipe({
      before: [event("go")],
      other: [wait("go"), send("hello"), hangUp(), log("has sent")],
      body: [
        tell(TRANSPORT, "pause_reading"),
        eventSet("go"),
        seen("other: has sent"),
        sleep(0.02),
        log("resumes"),
        tell(TRANSPORT, "resume_reading"),
        ...lost(),
      ],
    }),
    expect: trace(MADE, "resumes", "Here received hello", ...END, "other: has sent"),
  }),
  kase(
    "pipes/read-paused-end-alone",
    "a paused transport of a pipe tells of an end without data, at the latest once it goes on",
    {
      clauses: [PAUSE],
      ...readPipe({
        before: [event("go")],
        other: [wait("go"), hangUp(), log("has gone")],
        body: [
          tell(TRANSPORT, "pause_reading"),
          eventSet("go"),
          seen("other: has gone"),
          sleep(0.02),
          ...resumed,
          ...lost(),
        ],
      }),
      expect: trace(MADE, ENDS_WHILE_PAUSED, "other: has gone"),
    },
  ),
  kase(
    "pipes/read-paused-end-behind-data",
    "a transport of a pipe that was paused behind its data tells of the end, at the latest once it goes on",
    {
      clauses: [PAUSE],
      ...readPipe({
        before: [event("go")],
        other: [send("hello"), wait("go"), hangUp(), log("has gone")],
        body: [
          seen("Here received hello"),
          tell(TRANSPORT, "pause_reading"),
          eventSet("go"),
          seen("other: has gone"),
          sleep(0.02),
          ...resumed,
          ...lost(),
        ],
      }),
      expect: trace(MADE, "Here received hello", ENDS_WHILE_PAUSED, "other: has gone"),
    },
  ),
  kase("pipes/read-closed", "a transport of a pipe passes no data on after close()", {
    clauses: ["transport.close-stops-receiving"],
    ...readPipe({
      before: [event("go")],
      other: [wait("go"), send("waiting"), log("has sent")],
      body: [
        tell(TRANSPORT, "pause_reading"),
        eventSet("go"),
        seen("other: has sent"),
        ...close(),
        sleep(0.01),
      ],
    }),
    expect: trace(MADE, LOST, "other: has sent"),
  }),
  kase(
    "pipes/read-is-closing",
    "is_closing() of a transport that reads from a pipe tells of close()",
    {
      clauses: ["transport.is-closing"],
      ...readPipe({
        other: [],
        body: [
          show("before", { m: "is_closing", on: TRANSPORT }),
          tell(TRANSPORT, "close"),
          show("after", { m: "is_closing", on: TRANSPORT }),
          ...lost(),
        ],
      }),
      expect: trace(MADE, "before=False", { any_order: ["after=True", LOST] }),
    },
  ),
  kase("pipes/read-owns", "close() of a transport that reads from a pipe closes the pipe", {
    clauses: [OWNS],
    ...readPipe({
      other: [],
      body: [...close(), show("closed", { attr: "closed", of: READING })],
    }),
    expect: trace(MADE, LOST, "closed=True"),
  }),
  kase("pipes/read-owns-after-end", "a pipe is closed once the transport has read its end", {
    clauses: [OWNS],
    ...readPipe({
      other: [hangUp()],
      body: [...lost(), show("closed", { attr: "closed", of: READING })],
    }),
    expect: trace(MADE, ...END, "closed=True"),
  }),
  kase("pipes/read-does-not-block", "a pipe does not block once connect_read_pipe() has it", {
    clauses: ["pipe.set-nonblocking"],
    ...readPipe({
      other: [],
      body: [show("read", { m: "read", on: READING, args: [1] }), ...close()],
    }),
    expect: trace(MADE, "read=None", LOST),
  }),
]);
