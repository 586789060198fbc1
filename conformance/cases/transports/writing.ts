/** What transports send: write() and writelines(), and the order of what they write. */

import {
  callbackWith,
  event,
  eventSet,
  log,
  quiet,
  repeat,
  sleep,
  variable,
  wait,
} from "../../language/build.ts";
import {
  hangUp,
  numbered,
  receive,
  receiveEnd,
  seen,
  send,
  shownData,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, ended, FLOW, LOST, MADE, SIDES, TRANSPORT } from "../kit/connected.ts";
import { bytes, MUCH, MUCH_SHOWN } from "../kit/sending.ts";

const WRITE = "transport.write";
const WRITELINES = "transport.writelines";

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
        ["five", [..."abcde"].map(bytes), ["other: received abcde"]],
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
  ]),
]);
