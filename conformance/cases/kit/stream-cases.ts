/** What every stream transport promises, as rows over one kind of connection: Unix sockets, TLS. */
import {
  callbackWith,
  event,
  eventSet,
  log,
  quiet,
  same,
  show,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  bufferedProtocol,
  bytesOf,
  instance,
  newProtocol,
  numbered,
  numberedBytes,
  receive,
  receiveEnd,
  seen,
  send,
  shownData,
  streamProtocol,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { CaseDefinition } from "../../language/case.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, trace } from "../../language/table.ts";
import { EOF_RECEIVED, FLOW, LOST, MADE, type Side } from "./connected.ts";

/** One end of such a connection. */
export interface StreamSide extends Side {
  /** The transport that the program writes to. */
  readonly transport: Expression;
  /** What the peer says before anything else. */
  readonly greeting: readonly string[];
  /** How the peer ends the stream in order. */
  readonly ends: readonly Operation[];
}

/** More than the system takes for a reader who does not read. */
const MUCH = 6_000_000;
const MUCH_SHOWN = shownData(numberedBytes(MUCH));
const SOME = 300_000;
const SOME_SHOWN = shownData(numberedBytes(SOME));

/** The rows over one end, under ids that begin with `area`. */
export function streamCases(area: string, side: StreamSide): readonly CaseDefinition[] {
  const { slug, title, connected, transport, greeting, ends } = side;
  const id = (what: string) => `${area}/${what}-${slug}`;
  const on = (method: string, ...args: Expression[]) => tell(transport, method, args);
  const ended: Operation[] = [seen(LOST), { op: "await", what: { finished: "p" } }];
  const closed: Operation[] = [on("close"), ...ended];
  const other = (...entries: string[]) => [...greeting, ...entries].map((text) => `other: ${text}`);
  return [
    kase(id("exchanges"), `${title} exchanges data in both directions`, {
      clauses: ["transport.write"],
      ...connected({
        other: [send("question"), receive(6), send("thanks"), receiveEnd()],
        body: [
          seen("Here received question"),
          on("write", bytesOf("answer")),
          seen("Here received questionthanks"),
          ...closed,
        ],
      }),
      expect: trace(MADE, "Here received questionthanks", LOST, ...other("received answer", "end")),
    }),
    kase(id("writes-in-order"), `${title} sends all that is written in the order of the calls`, {
      clauses: ["transport.write"],
      ...connected({
        protocol: streamProtocol({}, FLOW),
        other: [receive(SOME), receiveEnd()],
        body: [
          on("write", numbered(SOME)),
          on("write", bytesOf("then this")),
          on("write", bytesOf(" and that")),
          ...closed,
        ],
      }),
      expect: trace(
        MADE,
        LOST,
        ...other(`received ${SOME_SHOWN}`, "received then this and that", "end"),
      ),
    }),
    kase(id("writelines"), `writelines() of ${title} sends its parts in their order`, {
      clauses: ["transport.writelines"],
      ...connected({
        other: [receiveEnd()],
        body: [
          on("writelines", { list: [bytesOf("one "), bytesOf("two "), bytesOf("three")] }),
          ...closed,
        ],
      }),
      expect: trace(MADE, LOST, ...other("received one two three", "end")),
    }),
    kase(id("receives-much"), `${title} passes all of 6,000,000 bytes on, in their order`, {
      clauses: ["protocol.data-received"],
      ...connected({
        other: [send(numbered(MUCH)), receiveEnd()],
        body: [seen(`Here received ${MUCH_SHOWN}`), ...closed],
      }),
      expect: trace(MADE, `Here received ${MUCH_SHOWN}`, LOST, ...other("end")),
    }),
    kase(id("receives-bytes"), `data_received() of ${title} gets bytes`, {
      clauses: ["protocol.data-received"],
      ...connected({
        fns: {
          looks: quiet(
            callbackWith(["self", "data"], show("bytes", { is: variable("data"), type: "bytes" })),
          ),
        },
        protocol: streamProtocol({ data_received: "looks" }),
        other: [send("x"), receiveEnd()],
        body: [seen("bytes=True"), ...closed],
      }),
      expect: trace(MADE, "Here received x", "bytes=True", LOST, ...other("end")),
    }),
    kase(id("fills-a-buffer"), `${title} fills the buffer of a buffered protocol`, {
      clauses: ["protocol.buffered"],
      ...connected({
        protocol: bufferedProtocol(),
        other: [send(numbered(SOME)), receiveEnd()],
        body: [seen(`Here received ${SOME_SHOWN}`), ...closed],
      }),
      expect: trace(MADE, `Here received ${SOME_SHOWN}`, LOST, ...other("end")),
    }),
    kase(id("close-flushes"), `close() of ${title} sends what the other end did not take before`, {
      clauses: ["transport.close-flushes"],
      ...connected({
        before: [event("go")],
        protocol: streamProtocol({}, FLOW),
        other: [wait("go"), receiveEnd()],
        body: [
          on("write", numbered(MUCH)),
          on("close"),
          sleep(0.02),
          log("the other end reads"),
          eventSet("go"),
          ...ended,
        ],
      }),
      expect: trace(MADE, "the other end reads", LOST, ...other(`received ${MUCH_SHOWN}`, "end")),
    }),
    kase(id("close-of-nothing"), `close() of ${title} ends the stream for the other end`, {
      clauses: ["transport.close-flushes"],
      ...connected({ other: [receiveEnd()], body: closed }),
      expect: trace(MADE, LOST, ...other("end")),
    }),
    kase(id("close-stops-receiving"), `${title} passes no data on after close()`, {
      clauses: ["transport.close-stops-receiving"],
      ...connected({
        before: [event("go")],
        other: [wait("go"), send("too late"), swallow()],
        body: [on("close"), eventSet("go"), ...ended, sleep(0.02)],
      }),
      // The other end may find the connection gone when it sends.
      expect: trace(MADE, LOST, ...other(), {
        one_of: [
          [],
          ["other: !BrokenPipeError"],
          ["other: !ConnectionResetError"],
          ["other: !OSError"],
        ],
      }),
    }),
    kase(id("abort"), `abort() of ${title} does not wait for an end that does not read`, {
      clauses: ["transport.abort"],
      ...connected({
        before: [event("lost")],
        protocol: streamProtocol({}, FLOW),
        other: [wait("lost")],
        body: [on("write", numbered(MUCH)), on("abort"), seen(LOST), eventSet("lost"), ...ended],
      }),
      expect: trace(MADE, LOST, ...other()),
    }),
    kase(id("abort-idle"), `abort() of ${title} ends the connection for the other end as well`, {
      clauses: ["transport.abort"],
      ...connected({ other: [receiveEnd()], body: [on("abort"), ...ended] }),
      expect: trace(MADE, LOST, ...other(), { one_of: [["other: end"], ["other: reset"]] }),
    }),
    ...(["close", "abort"] as const).map((method) =>
      kase(
        id(`is-closing-after-${method}`),
        `is_closing() of ${title} is True from ${method}() on`,
        {
          clauses: ["transport.is-closing"],
          ...connected({
            other: [swallow()],
            body: [
              show("before", { m: "is_closing", on: transport }),
              on(method),
              show("at once", { m: "is_closing", on: transport }),
              ...ended,
            ],
          }),
          expect: trace(MADE, "before=False", "at once=True", LOST, ...other()),
        },
      ),
    ),
    kase(id("pauses"), `${title} passes nothing on while it is paused, and the data afterwards`, {
      clauses: ["transport.pause-reading"],
      ...connected({
        before: [event("paused")],
        other: [wait("paused"), send("hello"), log("has sent"), receiveEnd()],
        body: [
          on("pause_reading"),
          eventSet("paused"),
          seen("other: has sent"),
          sleep(0.03),
          log("resumes"),
          on("resume_reading"),
          seen("Here received hello"),
          ...closed,
        ],
      }),
      expect: trace(MADE, "resumes", "Here received hello", LOST, ...other("has sent", "end")),
    }),
    kase(
      id("pauses-between-data"),
      `${title} that pauses in data_received() passes what comes after it on later`,
      {
        clauses: ["transport.pause-reading"],
        ...connected({
          before: [event("paused")],
          fns: {
            pauses: quiet(callbackWith(["self", "data"], on("pause_reading"))),
          },
          protocol: streamProtocol({ data_received: "pauses" }),
          other: [send("first"), wait("paused"), send("second"), log("has sent"), receiveEnd()],
          body: [
            seen("Here received first"),
            eventSet("paused"),
            seen("other: has sent"),
            sleep(0.03),
            log("resumes"),
            on("resume_reading"),
            seen("Here received second"),
            ...closed,
          ],
        }),
        expect: trace(
          MADE,
          "Here received first",
          "resumes",
          "Here received second",
          LOST,
          ...other("has sent", "end"),
        ),
      },
    ),
    kase(id("end-while-paused"), `${title} passes the data before the end on once it is resumed`, {
      clauses: ["transport.pause-reading"],
      ...connected({
        before: [event("paused")],
        other: [wait("paused"), send("the last"), log("has sent"), ...ends],
        body: [
          on("pause_reading"),
          eventSet("paused"),
          seen("other: has sent"),
          sleep(0.03),
          log("resumes"),
          on("resume_reading"),
          ...ended,
        ],
      }),
      expect: trace(
        MADE,
        "resumes",
        "Here received the last",
        EOF_RECEIVED,
        LOST,
        ...other("has sent"),
      ),
    }),
    kase(id("end-of-stream"), `${title} tells data, then the end, then that it is lost`, {
      clauses: ["protocol.eof-received"],
      ...connected({
        other: [send("the last"), ...ends],
        body: ended,
      }),
      expect: trace(MADE, "Here received the last", EOF_RECEIVED, LOST, ...other()),
    }),
    kase(id("end-of-nothing"), `${title} closes itself where the other end says nothing and ends`, {
      clauses: ["protocol.eof-received-closes"],
      ...connected({ other: [...ends], body: ended }),
      expect: trace(MADE, EOF_RECEIVED, LOST, ...other()),
    }),
    kase(id("lost-once"), `connection_lost() of ${title} is called once`, {
      clauses: ["protocol.called-once"],
      ...connected({
        other: [swallow()],
        body: [on("close"), on("close"), on("abort"), ...ended, on("close"), sleep(0.02)],
      }),
      expect: trace(MADE, LOST, ...other()),
    }),
    kase(id("flow-control"), `${title} pauses a protocol that writes much, and resumes it`, {
      clauses: ["transport.flow-control"],
      ...connected({
        before: [event("go")],
        other: [wait("go"), swallow()],
        body: [
          on("write", numbered(MUCH)),
          seen("Here.pause_writing"),
          log("the other end reads"),
          eventSet("go"),
          seen("Here.resume_writing"),
          ...closed,
        ],
      }),
      expect: trace(
        MADE,
        "Here.pause_writing",
        "the other end reads",
        "Here.resume_writing",
        LOST,
        ...other(),
      ),
    }),
    kase(id("set-protocol"), `${title} calls the protocol that it was given last`, {
      clauses: ["transport.set-protocol"],
      ...connected({
        before: [event("go")],
        protocols: { There: streamProtocol() },
        other: [wait("go"), send("hello"), receiveEnd()],
        body: [
          on("set_protocol", newProtocol("There")),
          show("current", same({ m: "get_protocol", on: transport }, instance("There"))),
          eventSet("go"),
          seen("There received hello"),
          on("close"),
          seen("There.connection_lost(None)"),
          { op: "await", what: { finished: "p" } },
        ],
      }),
      expect: trace(
        MADE,
        "current=True",
        "There received hello",
        "There.connection_lost(None)",
        ...other("end"),
      ),
    }),
    kase(id("extra-info-default"), `get_extra_info() of ${title} gives the default`, {
      clauses: ["transport.extra-info-default"],
      ...connected({
        other: [swallow()],
        body: [
          show("default", { m: "get_extra_info", on: transport, args: ["nothing", "default"] }),
          show("none", { m: "get_extra_info", on: transport, args: ["nothing"] }),
          ...closed,
        ],
      }),
      expect: trace(MADE, "default=default", "none=None", LOST, ...other()),
    }),
  ];
}
