/** Flow control of transports: the buffer, its marks, and the calls that pause and resume a protocol. */

import { event, eventSet, log, repeat, show, sleep, wait } from "../../language/build.ts";
import {
  finished,
  hangUp,
  numbered,
  receive,
  receiveEnd,
  seen,
  shownData,
  streamProtocol,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { kase, table, trace } from "../../language/table.ts";
import {
  closed,
  ended,
  FLOW,
  LOST,
  MADE,
  OTHER_READS,
  PAUSED_AND_RESUMED,
  SIDES,
  TRANSPORT,
} from "../kit/connected.ts";
import { ask, bytes, MUCH, MUCH_SHOWN } from "../kit/sending.ts";

const SIZE = "transport.write-buffer-size";
const LIMITS = "transport.write-buffer-limits";
const LOW = "transport.write-buffer-limits-low";
const FLOW_CONTROL = "transport.flow-control";
const IN_TURN = "transport.flow-control-order";
const limits = (high: Expression, low?: Expression): Expression => ({
  m: "set_write_buffer_limits",
  on: TRANSPORT,
  kwargs: low === undefined ? { high } : { high, low },
});
const setLimits = (high: Expression, low?: Expression) => ({
  op: "do" as const,
  what: limits(high, low),
});

export const transportsFlowControl = table([
  ...SIDES.flatMap(({ slug, title, connected }) => [
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
    kase(
      `transports/write-buffer-size-once-closed-${slug}`,
      `get_write_buffer_size() of ${title} tells after close() what still waits`,
      {
        clauses: [SIZE],
        ...connected({
          before: [event("go")],
          protocol: streamProtocol({}, FLOW),
          other: [wait("go"), receiveEnd()],
          body: [
            tell(TRANSPORT, "write", [numbered(MUCH)]),
            tell(TRANSPORT, "close"),
            show("waits", { less: [0, ask("get_write_buffer_size")] }),
            eventSet("go"),
            ...ended(),
          ],
        }),
        expect: trace(MADE, "waits=True", LOST, `other: received ${MUCH_SHOWN}`, "other: end"),
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
                ...OTHER_READS,
                ...closed(),
              ],
            }),
            expect: trace(...PAUSED_AND_RESUMED),
          },
        ),
      ),
    ),
    kase(
      `transports/resumes-at-the-low-mark-${slug}`,
      `${title} resumes its protocol while there is still something to send`,
      {
        clauses: [FLOW_CONTROL],
        ...connected({
          before: [event("go"), event("resumed")],
          // More stays unread than the system's buffers hold.
          other: [wait("go"), receive(MUCH), wait("resumed"), hangUp()],
          body: [
            setLimits(7_000_000, 7_000_000),
            tell(TRANSPORT, "write", [numbered(13_000_000)]),
            seen("Here.pause_writing"),
            eventSet("go"),
            seen("Here.resume_writing"),
            eventSet("resumed"),
            tell(TRANSPORT, "abort"),
            seen(LOST),
            finished("p"),
          ],
        }),
        expect: trace(
          MADE,
          "Here.pause_writing",
          "Here.resume_writing",
          LOST,
          `other: received ${MUCH_SHOWN}`,
        ),
      },
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
  ]),
]);
