/** Protocols of another kind that are set later, buffers that change, and iterators that are written. */
import {
  assign,
  callbackWith,
  event,
  eventSet,
  if_,
  log,
  quiet,
  return_,
  variable,
  wait,
} from "../../language/build.ts";
import {
  bufferedProtocol,
  hangUp,
  newProtocol,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { closed, ended, LOST, MADE, SIDES, TRANSPORT } from "../kit/connected.ts";
import { bytes } from "../kit/sending.ts";

const SET_PROTOCOL = "transport.set-protocol";
const BUFFERED = "protocol.buffered";
const WRITELINES = "transport.writelines";

/** What has arrived, and the buffer that was given last: of one byte, so that nothing depends on how data is cut. */
const STATE = variable("state");
const TEXT: Expression = { attr: "text", of: STATE };
const LAST: Expression = { attr: "buffer", of: STATE };
const sets = (attr: string, value: Expression): Operation => ({
  op: "set_attr",
  of: STATE,
  attr,
  value,
});
const newBuffer = sets("buffer", { make: "buffer", size: 1 });
/** Takes what the buffer holds, and has another one for the next call of get_buffer() if it is to. */
const taking = (...next: readonly Operation[]) =>
  quiet(
    callbackWith(
      ["self", "count"],
      sets("text", { add: [TEXT, { decode: LAST }] }),
      ...next,
      if_({ equal: [TEXT, "hello"] }, [log("has hello")]),
    ),
  );
const empty = [assign("state", { make: "object" }), sets("text", ""), newBuffer];

export const transportsExchanged = table(
  SIDES.flatMap(({ slug, title, connected }) => [
    ...(
      [
        ["stream", "buffered", streamProtocol, bufferedProtocol],
        ["buffered", "stream", bufferedProtocol, streamProtocol],
        ["buffered", "another-buffered", bufferedProtocol, bufferedProtocol],
      ] as const
    ).map(([from, to, here, there]) =>
      kase(
        `transports/set-protocol-${from}-to-${to}-${slug}`,
        `${title} passes data to a ${to.replace("-", " ")} protocol that was set in place of a ${from} one`,
        {
          clauses: [SET_PROTOCOL],
          ...connected({
            before: [event("go")],
            protocol: here(),
            protocols: { There: there() },
            other: [send("one"), wait("go"), send("two"), hangUp()],
            body: [
              seen("Here received one"),
              assign("transport", TRANSPORT),
              tell(variable("transport"), "set_protocol", [newProtocol("There")]),
              eventSet("go"),
              ...ended("There.connection_lost(None)"),
            ],
          }),
          expect: trace(
            MADE,
            "Here received one",
            "There received two",
            "There.eof_received",
            "There.connection_lost(None)",
          ),
        },
      ),
    ),
    ...(
      [
        ["each-its-own", "another buffer each time", [newBuffer]],
        ["the-same", "the same buffer each time", []],
      ] as const
    ).map(([name, what, makes]) =>
      kase(
        `transports/buffered-${name}-${slug}`,
        `${title} fills the buffer that it was given last, from its start, where get_buffer() gives ${what}`,
        {
          clauses: [BUFFERED],
          ...connected({
            before: empty,
            fns: {
              gives: quiet(callbackWith(["self", "hint"], return_(LAST))),
              takes: taking(...makes),
            },
            protocol: bufferedProtocol({ get_buffer: "gives", buffer_updated: "takes" }, [
              "get_buffer",
              "buffer_updated",
            ]),
            other: [send("hello"), receiveEnd()],
            body: [seen("has hello"), ...closed()],
          }),
          expect: trace(MADE, "has hello", LOST, "other: end"),
        },
      ),
    ),
    ...(
      [
        [
          "of-several",
          "several parts",
          ["one ", "two ", "three"],
          ["other: received one two three"],
        ],
        ["of-one", "one part", ["one"], ["other: received one"]],
      ] as const
    ).map(([name, what, parts, received]) =>
      kase(
        `transports/writelines-generator-${name}-${slug}`,
        `writelines() of ${title} sends what a generator of ${what} gives`,
        {
          clauses: [WRITELINES],
          ...connected({
            other: [receiveEnd()],
            body: [
              tell(TRANSPORT, "writelines", [
                { make: "generator", elements: parts.map((part) => bytes(part)) },
              ]),
              ...closed(),
            ],
          }),
          expect: trace(MADE, LOST, ...received, "other: end"),
        },
      ),
    ),
  ]),
);
