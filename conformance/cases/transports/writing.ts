/** What transports send: the order of writes, the end of the stream, flow control, and the protocol that they serve. */
import {
  assign,
  callbackWith,
  event,
  eventSet,
  log,
  quiet,
  repeat,
  same,
  show,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  hangUp,
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
import type { Expression } from "../../language/expression.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, ended, FLOW, HERE, LOST, MADE, SIDES, TRANSPORT } from "../kit/connected.ts";

const WRITE = "transport.write";
const WRITELINES = "transport.writelines";
const WRITE_EOF = "transport.write-eof";
const CAN = "transport.can-write-eof";
const SIZE = "transport.write-buffer-size";
const LIMITS = "transport.write-buffer-limits";
const LOW = "transport.write-buffer-limits-low";
const FLOW_CONTROL = "transport.flow-control";
const IN_TURN = "transport.flow-control-order";
const GET_PROTOCOL = "transport.get-protocol";
const SET_PROTOCOL = "transport.set-protocol";
const INFO = "transport.extra-info-default";

/** More than the system takes for a reader who does not read. */
const MUCH = 6_000_000;
const MUCH_SHOWN = shownData(numberedBytes(MUCH));

const ask = (m: string, ...args: Expression[]): Expression =>
  args.length === 0 ? { m, on: TRANSPORT } : { m, on: TRANSPORT, args };
const bytes = (text: string): Expression => ({ bytes: text });
const limits = (high: Expression, low?: Expression): Expression => ({
  m: "set_write_buffer_limits",
  on: TRANSPORT,
  kwargs: low === undefined ? { high } : { high, low },
});
const setLimits = (high: Expression, low?: Expression) => ({
  op: "do" as const,
  what: limits(high, low),
});

export const transportsWriting = table([
  ...SIDES.flatMap(({ slug, title, connected }) => [
    kase(
      `transports/writes-in-order-${slug}`,
      `${title} sends what is written in the order of the calls`,
      {
        clauses: [WRITE],
        ...connected({
          other: [receiveEnd()],
          body: [
            tell(TRANSPORT, "write", [bytes("one ")]),
            tell(TRANSPORT, "write", [bytes("two ")]),
            sleep(0.01),
            tell(TRANSPORT, "write", [bytes("three")]),
            ...closed(),
          ],
        }),
        expect: trace(MADE, LOST, "other: received one two three", "other: end"),
      },
    ),
    kase(
      `transports/write-does-not-block-${slug}`,
      `write() of ${title} returns although the other end reads nothing yet`,
      {
        clauses: [WRITE],
        ...connected({
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
        expect: trace(MADE, "has returned", LOST, `other: received ${MUCH_SHOWN}`, "other: end"),
      },
    ),
    kase(
      `transports/writes-behind-a-full-buffer-${slug}`,
      `what ${title} writes while the buffer is full comes behind what is there`,
      {
        clauses: [WRITE],
        ...connected({
          before: [event("go")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("go"), receive(MUCH), receive(9), receiveEnd()],
          body: [
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            tell(TRANSPORT, "write", [bytes("the ")]),
            tell(TRANSPORT, "write", [bytes("end")]),
            sleep(0.01),
            tell(TRANSPORT, "write", [bytes("..")]),
            eventSet("go"),
            ...closed(),
          ],
        }),
        expect: trace(
          MADE,
          LOST,
          `other: received ${MUCH_SHOWN}`,
          "other: received the end..",
          "other: end",
        ),
      },
    ),
    kase(`transports/writes-many-${slug}`, `${title} sends two thousand small writes whole`, {
      clauses: [WRITE],
      ...connected({
        other: [receiveEnd()],
        body: [repeat(2000, tell(TRANSPORT, "write", [bytes("abc")])), ...closed()],
      }),
      expect: trace(MADE, LOST, `other: received ${shownData("abc".repeat(2000))}`, "other: end"),
    }),
    kase(
      `transports/writes-in-connection-made-${slug}`,
      `${title} sends what is written in connection_made()`,
      {
        clauses: [WRITE],
        ...connected({
          protocol: streamProtocol({ connection_made: "greets" }),
          fns: {
            greets: quiet(
              callbackWith(
                ["self", "transport"],
                tell(variable("transport"), "write", [bytes("hello")]),
              ),
            ),
          },
          other: [receive(5), log("was greeted"), receiveEnd()],
          body: [seen("other: was greeted"), ...closed()],
        }),
        expect: trace(MADE, LOST, "other: received hello", "other: was greeted", "other: end"),
      },
    ),
    kase(
      `transports/answers-in-data-received-${slug}`,
      `${title} sends what is written in data_received()`,
      {
        clauses: [WRITE],
        ...connected({
          protocol: streamProtocol({ data_received: "echoes" }),
          fns: {
            echoes: quiet(
              callbackWith(
                ["self", "data"],
                tell({ attr: "transport", of: variable("self") }, "write", [variable("data")]),
              ),
            ),
          },
          other: [send("echo"), receive(4), hangUp()],
          body: ended(),
        }),
        expect: trace(
          MADE,
          "Here received echo",
          "Here.eof_received",
          LOST,
          "other: received echo",
        ),
      },
    ),
    ...(
      [
        ["three", [bytes("a"), bytes("bc"), bytes("def")], ["other: received abcdef"]],
        ["one", [bytes("alone")], ["other: received alone"]],
        ["with-empty-ones", [bytes(""), bytes("x"), bytes("")], ["other: received x"]],
        ["none", [], []],
      ] as const
    ).map(([name, list, received]) =>
      kase(
        `transports/writelines-${name}-${slug}`,
        `writelines() of ${title} sends ${name.replaceAll("-", " ")} like single writes`,
        {
          clauses: [WRITELINES],
          ...connected({
            other: [receiveEnd()],
            body: [tell(TRANSPORT, "writelines", [{ list: [...list] }]), ...closed()],
          }),
          expect: trace(MADE, LOST, ...received, "other: end"),
        },
      ),
    ),
    kase(
      `transports/writelines-between-writes-${slug}`,
      `writelines() of ${title} keeps its place between writes`,
      {
        clauses: [WRITELINES],
        ...connected({
          before: [event("go")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("go"), receive(MUCH), receiveEnd()],
          body: [
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            tell(TRANSPORT, "writelines", [{ list: [bytes("1"), bytes("2")] }]),
            tell(TRANSPORT, "write", [bytes("3")]),
            eventSet("go"),
            ...closed(),
          ],
        }),
        expect: trace(
          MADE,
          LOST,
          `other: received ${MUCH_SHOWN}`,
          "other: received 123",
          "other: end",
        ),
      },
    ),
    kase(
      `transports/write-eof-ends-sending-${slug}`,
      `write_eof() of ${title} ends the stream behind what was written, and data still arrives`,
      {
        clauses: [WRITE_EOF],
        ...connected({
          other: [receiveEnd(), send("reply"), hangUp()],
          body: [
            tell(TRANSPORT, "write", [bytes("question")]),
            tell(TRANSPORT, "write_eof"),
            seen("Here received reply"),
            ...ended(),
          ],
        }),
        expect: trace(
          MADE,
          "Here received reply",
          "Here.eof_received",
          LOST,
          "other: received question",
          "other: end",
        ),
      },
    ),
    kase(
      `transports/write-eof-of-nothing-${slug}`,
      `write_eof() of ${title} ends the stream although nothing was written`,
      {
        clauses: [WRITE_EOF],
        ...connected({
          other: [receiveEnd(), send("reply"), hangUp()],
          body: [tell(TRANSPORT, "write_eof"), seen("Here received reply"), ...ended()],
        }),
        expect: trace(MADE, "Here received reply", "Here.eof_received", LOST, "other: end"),
      },
    ),
    kase(
      `transports/write-eof-behind-a-full-buffer-${slug}`,
      `write_eof() of ${title} waits for what the other end has not read yet`,
      {
        clauses: [WRITE_EOF],
        ...connected({
          before: [event("go")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("go"), receiveEnd(), hangUp()],
          body: [
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            tell(TRANSPORT, "write_eof"),
            sleep(0.01),
            eventSet("go"),
            ...ended(),
          ],
        }),
        expect: trace(
          MADE,
          "Here.eof_received",
          LOST,
          `other: received ${MUCH_SHOWN}`,
          "other: end",
        ),
      },
    ),
    kase(`transports/can-write-eof-${slug}`, `can_write_eof() of ${title} is true`, {
      clauses: [CAN],
      ...connected({
        other: [],
        body: [show("can", { equal: [ask("can_write_eof"), true] }), ...closed()],
      }),
      expect: trace(MADE, "can=True", LOST),
    }),
    kase(
      `transports/write-buffer-size-${slug}`,
      `get_write_buffer_size() of ${title} tells what waits, and 0 once it is sent`,
      {
        clauses: [SIZE],
        ...connected({
          before: [event("go")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("go"), receive(MUCH), log("has all"), receiveEnd()],
          body: [
            show("at first", ask("get_write_buffer_size")),
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            show("waits", { less: [0, ask("get_write_buffer_size")] }),
            show("no more than was written", {
              not: { less: [MUCH, ask("get_write_buffer_size")] },
            }),
            eventSet("go"),
            seen("other: has all"),
            sleep(0.01),
            show("in the end", ask("get_write_buffer_size")),
            ...closed(),
          ],
        }),
        expect: trace(
          MADE,
          "at first=0",
          "waits=True",
          "no more than was written=True",
          "in the end=0",
          LOST,
          `other: received ${MUCH_SHOWN}`,
          "other: has all",
          "other: end",
        ),
      },
    ),
    kase(`transports/write-buffer-limits-${slug}`, `${title} keeps the marks that it was given`, {
      clauses: [LIMITS],
      ...connected({
        other: [],
        body: [
          setLimits(1000, 10),
          show("first", ask("get_write_buffer_limits")),
          setLimits(70_000, 500),
          show("second", ask("get_write_buffer_limits")),
          ...closed(),
        ],
      }),
      expect: trace(MADE, "first=(10, 1000)", "second=(500, 70000)", LOST),
    }),
    ...([1000, 1] as const).map((high) =>
      kase(
        `transports/low-mark-left-out-${high}-${slug}`,
        `the low mark of ${title} is at most a high mark of ${high} given alone`,
        {
          clauses: [LOW],
          ...connected({
            other: [],
            body: [
              setLimits(high),
              show("low is not more", {
                not: { less: [high, { item: 0, of: ask("get_write_buffer_limits") }] },
              }),
              show("high", { item: 1, of: ask("get_write_buffer_limits") }),
              ...closed(),
            ],
          }),
          expect: trace(MADE, "low is not more=True", `high=${high}`, LOST),
        },
      ),
    ),
    kase(`transports/high-mark-zero-${slug}`, `a high mark of 0 makes the low mark of ${title} 0`, {
      clauses: [LOW],
      ...connected({
        other: [],
        body: [setLimits(0), show("limits", ask("get_write_buffer_limits")), ...closed()],
      }),
      expect: trace(MADE, "limits=(0, 0)", LOST),
    }),
    ...(
      [
        ["write", "write", numbered(MUCH)],
        ["writelines", "writelines", { list: [numbered(MUCH), bytes("x")] }],
      ] as const
    ).flatMap(([name, method, data]) =>
      (
        [
          ["default-marks", []],
          ["low-marks", [setLimits(2000, 100)]],
          ["marks-of-zero", [setLimits(0)]],
        ] as const
      ).map(([marks, before]) =>
        kase(
          `transports/pauses-and-resumes-${name}-${marks}-${slug}`,
          `${title} pauses and resumes a protocol that writes much by ${method}(), with ${marks.replaceAll("-", " ")}`,
          {
            clauses: [FLOW_CONTROL],
            ...connected({
              before: [event("go")],
              other: [wait("go"), swallow()],
              body: [
                ...before,
                tell(TRANSPORT, method, [data]),
                seen("Here.pause_writing"),
                log("the other end reads"),
                eventSet("go"),
                seen("Here.resume_writing"),
                ...closed(),
              ],
            }),
            expect: trace(
              MADE,
              "Here.pause_writing",
              "the other end reads",
              "Here.resume_writing",
              LOST,
            ),
          },
        ),
      ),
    ),
    kase(
      `transports/pauses-again-${slug}`,
      `${title} pauses and resumes its protocol each time that the buffer fills, in turn`,
      {
        clauses: [IN_TURN],
        ...connected({
          before: [event("first"), event("second")],
          other: [wait("first"), receive(MUCH), wait("second"), swallow()],
          body: [
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            tell(TRANSPORT, "write", [bytes("more")]),
            seen("Here.pause_writing"),
            eventSet("first"),
            seen("Here.resume_writing"),
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            seen("Here.pause_writing", 2),
            eventSet("second"),
            seen("Here.resume_writing", 2),
            ...closed(),
          ],
        }),
        expect: trace(
          MADE,
          "Here.pause_writing",
          "Here.resume_writing",
          "Here.pause_writing",
          "Here.resume_writing",
          LOST,
          `other: received ${MUCH_SHOWN}`,
        ),
      },
    ),
    kase(
      `transports/small-writes-pause-nothing-${slug}`,
      `${title} does not pause a protocol whose writes stay below the high mark`,
      {
        clauses: [FLOW_CONTROL],
        ...connected({
          other: [receiveEnd()],
          body: [
            setLimits(100_000, 10),
            repeat(100, tell(TRANSPORT, "write", [bytes("abc")])),
            ...closed(),
          ],
        }),
        expect: trace(MADE, LOST, `other: received ${shownData("abc".repeat(100))}`, "other: end"),
      },
    ),
    kase(
      `transports/get-protocol-${slug}`,
      `get_protocol() of ${title} is the protocol that was made for it`,
      {
        clauses: [GET_PROTOCOL],
        ...connected({
          other: [],
          body: [show("same", same(ask("get_protocol"), instance(HERE))), ...closed()],
        }),
        expect: trace(MADE, "same=True", LOST),
      },
    ),
    kase(`transports/set-protocol-${slug}`, `${title} calls the protocol that was set last`, {
      clauses: [SET_PROTOCOL],
      ...connected({
        before: [event("go")],
        protocols: { There: streamProtocol() },
        other: [send("one"), wait("go"), send("two"), hangUp()],
        body: [
          seen("Here received one"),
          assign("transport", TRANSPORT),
          assign("there", newProtocol("There")),
          tell(variable("transport"), "set_protocol", [variable("there")]),
          show("same", same({ m: "get_protocol", on: variable("transport") }, variable("there"))),
          eventSet("go"),
          ...ended("There.connection_lost(None)"),
        ],
      }),
      expect: trace(
        MADE,
        "Here received one",
        "same=True",
        "There received two",
        "There.eof_received",
        "There.connection_lost(None)",
      ),
    }),
    kase(
      `transports/set-protocol-before-data-${slug}`,
      `${title} passes its first data to a protocol set before`,
      {
        clauses: [SET_PROTOCOL],
        ...connected({
          before: [event("go")],
          protocols: { There: streamProtocol() },
          other: [wait("go"), send("hello"), receiveEnd()],
          body: [
            assign("transport", TRANSPORT),
            tell(variable("transport"), "set_protocol", [newProtocol("There")]),
            eventSet("go"),
            seen("There received hello"),
            tell(variable("transport"), "close"),
            ...ended("There.connection_lost(None)"),
          ],
        }),
        expect: trace(MADE, "There received hello", "There.connection_lost(None)", "other: end"),
      },
    ),
    ...(
      [
        ["no default", [], "None"],
        ["a default", [7], "7"],
        ["None as default", [null], "None"],
      ] as const
    ).map(([name, more, shown]) =>
      kase(
        `transports/extra-info-${name.replaceAll(" ", "-").toLowerCase()}-${slug}`,
        `get_extra_info() of ${title} answers for an unknown name with ${name}`,
        {
          clauses: [INFO],
          ...connected({
            other: [],
            body: [show("info", ask("get_extra_info", "no such thing", ...more)), ...closed()],
          }),
          expect: trace(MADE, `info=${shown}`, LOST),
        },
      ),
    ),
  ]),
]);
