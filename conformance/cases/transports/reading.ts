/** What transports pass to their protocols: pausing, the end of the stream, buffers of the protocol's own. */
import {
  callbackWith,
  event,
  eventSet,
  log,
  quiet,
  return_,
  show,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  bufferedProtocol,
  halfClose,
  hangUp,
  numbered,
  numberedBytes,
  receive,
  receiveEnd,
  reset,
  seen,
  send,
  shownData,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, ended, LOST, MADE, SIDES, TRANSPORT } from "../kit/connected.ts";

const PAUSE = "transport.pause-reading";
const PAUSE_AGAIN = "transport.pause-reading-repeated";
const PAUSE_CLOSED = "transport.pause-reading-closed";
const IS_READING = "transport.is-reading";
const DATA = "protocol.data-received";
const EOF = "protocol.eof-received";
const EOF_CLOSES = "protocol.eof-received-closes";
const EOF_KEEPS = "protocol.eof-received-keeps";
const LOST_NONE = "protocol.connection-lost-none";
const LOST_ERROR = "protocol.connection-lost-error";
const ONCE = "protocol.called-once";
const BETWEEN = "protocol.called-between";
const BUFFERED = "protocol.buffered";

const LARGE = 300_000;
const EOF_ENTRY = "Here.eof_received";
const isReading: Expression = { m: "is_reading", on: TRANSPORT };

/** Methods whose argument is a protocol and what the loop passes. */
const passed = (...names: string[]) => ["self", ...names];

export const transportsReading = table([
  ...SIDES.flatMap(({ slug, title, connected }) => [
    kase(
      `transports/pause-before-data-${slug}`,
      `${title} that is paused passes data on once it is resumed`,
      {
        clauses: [PAUSE],
        ...connected({
          before: [event("paused")],
          other: [wait("paused"), send("hello"), log("has sent"), receiveEnd()],
          body: [
            tell(TRANSPORT, "pause_reading"),
            eventSet("paused"),
            seen("other: has sent"),
            sleep(0.03),
            log("resumes"),
            tell(TRANSPORT, "resume_reading"),
            seen("Here received hello"),
            ...closed(),
          ],
        }),
        expect: trace(
          MADE,
          "resumes",
          "Here received hello",
          LOST,
          "other: has sent",
          "other: end",
        ),
      },
    ),
    kase(
      `transports/pause-in-connection-made-${slug}`,
      `${title} that pauses in connection_made() passes data on once it is resumed`,
      {
        clauses: [PAUSE],
        ...connected({
          protocol: streamProtocol({ connection_made: "pauses" }),
          fns: {
            pauses: quiet(
              callbackWith(passed("transport"), tell(variable("transport"), "pause_reading")),
            ),
          },
          other: [send("hello"), log("has sent"), receiveEnd()],
          body: [
            seen("other: has sent"),
            sleep(0.03),
            log("resumes"),
            tell(TRANSPORT, "resume_reading"),
            seen("Here received hello"),
            ...closed(),
          ],
        }),
        expect: trace(
          MADE,
          "resumes",
          "Here received hello",
          LOST,
          "other: has sent",
          "other: end",
        ),
      },
    ),
    kase(
      `transports/pause-in-data-received-${slug}`,
      `${title} that pauses in data_received() passes the next data on once it is resumed`,
      {
        clauses: [PAUSE],
        ...connected({
          before: [event("more")],
          protocol: streamProtocol({ data_received: "pauses" }),
          fns: {
            pauses: quiet(
              callbackWith(
                passed("data"),
                tell({ attr: "transport", of: variable("self") }, "pause_reading"),
              ),
            ),
          },
          other: [send("one"), wait("more"), send("two"), log("has sent"), receiveEnd()],
          body: [
            seen("Here received one"),
            eventSet("more"),
            seen("other: has sent"),
            sleep(0.03),
            log("resumes"),
            tell(TRANSPORT, "resume_reading"),
            seen("Here received two"),
            ...closed(),
          ],
        }),
        expect: trace(
          MADE,
          "Here received one",
          "resumes",
          "Here received two",
          LOST,
          "other: has sent",
          "other: end",
        ),
      },
    ),
    kase(
      `transports/pause-holds-end-${slug}`,
      `data and the end that arrive while ${title} is paused come in their order afterwards`,
      {
        clauses: [PAUSE, EOF],
        ...connected({
          before: [event("paused")],
          other: [wait("paused"), send("hello"), halfClose(), log("has sent"), receiveEnd()],
          body: [
            tell(TRANSPORT, "pause_reading"),
            eventSet("paused"),
            seen("other: has sent"),
            sleep(0.03),
            log("resumes"),
            tell(TRANSPORT, "resume_reading"),
            ...ended(),
          ],
        }),
        expect: trace(
          MADE,
          "resumes",
          "Here received hello",
          EOF_ENTRY,
          LOST,
          "other: has sent",
          "other: end",
        ),
      },
    ),
    kase(`transports/pause-twice-${slug}`, `${title} that was paused twice is resumed once`, {
      clauses: [PAUSE_AGAIN],
      ...connected({
        before: [event("paused")],
        other: [wait("paused"), send("hello"), receiveEnd()],
        body: [
          tell(TRANSPORT, "pause_reading"),
          tell(TRANSPORT, "pause_reading"),
          tell(TRANSPORT, "resume_reading"),
          eventSet("paused"),
          seen("Here received hello"),
          ...closed(),
        ],
      }),
      expect: trace(MADE, "Here received hello", LOST, "other: end"),
    }),
    kase(`transports/resume-twice-${slug}`, `${title} that was resumed twice is paused once`, {
      clauses: [PAUSE_AGAIN],
      ...connected({
        before: [event("paused")],
        other: [wait("paused"), send("hello"), log("has sent"), receiveEnd()],
        body: [
          tell(TRANSPORT, "resume_reading"),
          tell(TRANSPORT, "resume_reading"),
          tell(TRANSPORT, "pause_reading"),
          eventSet("paused"),
          seen("other: has sent"),
          sleep(0.03),
          log("resumes"),
          tell(TRANSPORT, "resume_reading"),
          tell(TRANSPORT, "resume_reading"),
          seen("Here received hello"),
          ...closed(),
        ],
      }),
      expect: trace(MADE, "resumes", "Here received hello", LOST, "other: has sent", "other: end"),
    }),
    ...(["pause_reading", "resume_reading"] as const).map((method) =>
      kase(
        `transports/${method.replace("_", "-")}-closed-${slug}`,
        `${method}() of ${title} raises nothing once it is closed`,
        {
          clauses: [PAUSE_CLOSED],
          ...connected({
            other: [],
            body: [
              tell(TRANSPORT, "close"),
              tell(TRANSPORT, method),
              ...ended(),
              tell(TRANSPORT, method),
              log("no error"),
            ],
          }),
          expect: trace(MADE, LOST, "no error"),
        },
      ),
    ),
    kase(`transports/is-reading-${slug}`, `is_reading() of ${title} follows pausing and resuming`, {
      clauses: [IS_READING],
      ...connected({
        other: [],
        body: [
          show("at first", isReading),
          tell(TRANSPORT, "pause_reading"),
          show("paused", isReading),
          tell(TRANSPORT, "resume_reading"),
          show("resumed", isReading),
          ...closed(),
        ],
      }),
      expect: trace(MADE, "at first=True", "paused=False", "resumed=True", LOST),
    }),
    ...([65, 4096, LARGE] as const).map((length) =>
      kase(
        `transports/data-of-${length}-${slug}`,
        `${title} passes ${length} bytes on, whole and in order`,
        {
          clauses: [DATA],
          ...connected({
            other: [send(numbered(length)), receiveEnd()],
            body: [seen(`Here received ${shownData(numberedBytes(length))}`), ...closed()],
          }),
          expect: trace(
            MADE,
            `Here received ${shownData(numberedBytes(length))}`,
            LOST,
            "other: end",
          ),
        },
      ),
    ),
    kase(`transports/data-is-bytes-${slug}`, `what ${title} passes on is bytes, and never empty`, {
      clauses: [DATA],
      ...connected({
        protocol: streamProtocol({ data_received: "looks" }, ["data_received"]),
        fns: {
          looks: quiet(
            callbackWith(
              passed("data"),
              show("bytes", { is: variable("data"), type: "bytes" }),
              show("some", { less: [0, { len: variable("data") }] }),
            ),
          ),
        },
        other: [send("x"), receiveEnd()],
        body: [seen("some=True"), ...closed()],
      }),
      expect: trace(MADE, "bytes=True", "some=True", LOST, "other: end"),
    }),
    kase(`transports/eof-after-data-${slug}`, `${title} passes all data on before eof_received()`, {
      clauses: [EOF],
      ...connected({
        other: [send(numbered(LARGE)), halfClose(), receiveEnd()],
        body: ended(),
      }),
      expect: trace(
        MADE,
        `Here received ${shownData(numberedBytes(LARGE))}`,
        EOF_ENTRY,
        LOST,
        "other: end",
      ),
    }),
    kase(
      `transports/eof-of-a-close-${slug}`,
      `${title} calls eof_received() where the other end has closed`,
      {
        clauses: [EOF],
        ...connected({ other: [send("bye"), hangUp()], body: ended() }),
        expect: trace(MADE, "Here received bye", EOF_ENTRY, LOST),
      },
    ),
    ...(
      [
        ["nothing", null],
        ["false", false],
        ["zero", 0],
        ["empty-text", ""],
      ] as const
    ).map(([name, value]) =>
      kase(
        `transports/eof-received-gives-${name}-${slug}`,
        `${title} closes itself if eof_received() returns ${JSON.stringify(value).replace("null", "None").replace("false", "False")}`,
        {
          clauses: [EOF_CLOSES],
          ...connected({
            protocol: streamProtocol({ eof_received: "answers" }),
            fns: { answers: quiet(callbackWith(["self"], return_(value))) },
            other: [halfClose(), receiveEnd()],
            body: ended(),
          }),
          expect: trace(MADE, EOF_ENTRY, LOST, "other: end"),
        },
      ),
    ),
    ...(
      [
        ["true", true],
        ["one", 1],
        ["text", "keep"],
      ] as const
    ).map(([name, value]) =>
      kase(
        `transports/eof-received-gives-${name}-${slug}`,
        `${title} goes on writing if eof_received() returns ${JSON.stringify(value).replace("true", "True")}`,
        {
          clauses: [EOF_KEEPS],
          ...connected({
            protocol: streamProtocol({ eof_received: "answers" }),
            fns: { answers: quiet(callbackWith(["self"], return_(value))) },
            other: [halfClose(), receive(5), receiveEnd()],
            body: [
              seen(EOF_ENTRY),
              sleep(0.02),
              show("closing", { m: "is_closing", on: TRANSPORT }),
              tell(TRANSPORT, "write", [{ bytes: "still" }]),
              ...closed(),
            ],
          }),
          expect: trace(
            MADE,
            EOF_ENTRY,
            "closing=False",
            LOST,
            "other: received still",
            "other: end",
          ),
        },
      ),
    ),
    kase(
      `transports/lost-by-reset-${slug}`,
      `connection_lost() of ${title} gets an exception where the other end has reset the connection`,
      {
        clauses: [LOST_ERROR],
        ...connected({
          protocol: streamProtocol({ connection_lost: "looks" }, ["connection_lost"]),
          fns: {
            looks: quiet(
              callbackWith(
                passed("error"),
                show("lost by error", { is: variable("error"), type: "Exception" }),
              ),
            ),
          },
          other: [reset()],
          body: ended("lost by error=True"),
        }),
        expect: trace(MADE, "lost by error=True"),
      },
    ),
    ...(
      [
        ["close", [tell(TRANSPORT, "close")], []],
        ["abort", [tell(TRANSPORT, "abort")], []],
        ["the-other-end", [], [hangUp()]],
      ] as const
    ).map(([how, here, there]) =>
      kase(
        `transports/lost-without-error-by-${how}-${slug}`,
        `connection_lost() of ${title} gets None, ended by ${how.replaceAll("-", " ")}`,
        {
          clauses: [LOST_NONE],
          ...connected({
            protocol: streamProtocol({}, ["eof_received"]),
            other: [...there],
            body: [...here, ...ended()],
          }),
          expect: trace(MADE, LOST),
        },
      ),
    ),
    ...(
      [
        ["close", [tell(TRANSPORT, "close")], []],
        ["abort", [tell(TRANSPORT, "abort")], []],
        ["the-other-end", [], [hangUp()]],
      ] as const
    ).map(([how, here, there]) =>
      kase(
        `transports/lost-once-by-${how}-${slug}`,
        `connection_made() and connection_lost() of ${title} are called once, ended by ${how.replaceAll("-", " ")}`,
        {
          clauses: [ONCE, LOST_NONE],
          ...connected({
            protocol: streamProtocol({}, ["eof_received"]),
            other: [...there],
            body: [
              ...here,
              ...ended(),
              tell(TRANSPORT, "close"),
              tell(TRANSPORT, "abort"),
              sleep(0.02),
            ],
          }),
          expect: trace(MADE, LOST),
        },
      ),
    ),
    kase(
      `transports/calls-in-order-${slug}`,
      `${title} calls its protocol between connection_made() and connection_lost()`,
      {
        clauses: [BETWEEN],
        ...connected({
          other: [send("at once"), hangUp()],
          body: [...ended(), sleep(0.02)],
        }),
        expect: trace(MADE, "Here received at once", EOF_ENTRY, LOST),
      },
    ),
    ...([5, LARGE] as const).map((length) =>
      kase(
        `transports/buffered-${length}-${slug}`,
        `${title} fills the buffer of its protocol with ${length} bytes`,
        {
          clauses: [BUFFERED],
          ...connected({
            protocol: bufferedProtocol(),
            other: [send(numbered(length)), halfClose(), receiveEnd()],
            body: ended(),
          }),
          expect: trace(
            MADE,
            `Here received ${shownData(numberedBytes(length))}`,
            EOF_ENTRY,
            LOST,
            "other: end",
          ),
        },
      ),
    ),
    kase(
      `transports/buffered-paused-${slug}`,
      `${title} with a buffered protocol passes data on once it is resumed`,
      {
        clauses: [BUFFERED, PAUSE],
        ...connected({
          before: [event("paused")],
          protocol: bufferedProtocol(),
          other: [wait("paused"), send("hello"), log("has sent"), receiveEnd()],
          body: [
            tell(TRANSPORT, "pause_reading"),
            eventSet("paused"),
            seen("other: has sent"),
            sleep(0.03),
            log("resumes"),
            tell(TRANSPORT, "resume_reading"),
            seen("Here received hello"),
            ...closed(),
          ],
        }),
        expect: trace(
          MADE,
          "resumes",
          "Here received hello",
          LOST,
          "other: has sent",
          "other: end",
        ),
      },
    ),
  ]),
]);
