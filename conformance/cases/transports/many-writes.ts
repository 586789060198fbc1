/** Writes that are empty, many, or behind a full buffer, over each kind of connection. */
import { event, eventSet, repeat, wait } from "../../language/build.ts";
import {
  bytesOf,
  numbered,
  numberedBytes,
  receive,
  receiveEnd,
  shownData,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { isPipe, SENDERS } from "../kit/every-stream.ts";
import { MUCH as MUCH_OF_A_PIPE } from "../kit/piped.ts";
import { MUCH } from "../kit/sending.ts";
import { newState, setState, stateOf } from "../kit/shared-state.ts";
import { PLAIN, type StreamSide, termsOf, WRITING } from "../kit/stream-terms.ts";

/** More than systems take in one call, which is 1,024 on most. */
const PARTS = 4096;
const PARTS_EACH: Expression = { list: ["ab", "c", "de", "f"].map((text) => bytesOf(text)) };
const doubled = setState("parts", { add: [stateOf("parts"), stateOf("parts")] });
const manyParts: readonly Operation[] = [...newState({ parts: PARTS_EACH }), repeat(10, doubled)];
const MANY_SHOWN = shownData("abcdef".repeat(PARTS / 4));
const WRITES = 600;

export const transportsManyWrites = table(
  SENDERS.flatMap((side: StreamSide) => {
    const { title, connected, leaves } = side;
    const { id, on, closed, other } = termsOf("transports", side);
    const much = isPipe(side) ? MUCH_OF_A_PIPE : MUCH;
    const muchShown = shownData(numberedBytes(much));
    /** A program whose peer reads once everything was written. */
    const behind = (...writes: Operation[]) =>
      connected({
        before: [event("go")],
        protocol: WRITING,
        other: [wait("go"), receive(much), receiveEnd(), ...leaves],
        body: [on("write", numbered(much)), ...writes, eventSet("go"), ...closed],
      });
    return [
      kase(
        id("empty-writes"),
        `write() and writelines() of nothing change nothing for what ${title} sends`,
        {
          clauses: ["transport.write"],
          ...connected({
            protocol: PLAIN,
            other: [receiveEnd(), ...leaves],
            body: [
              on("write", bytesOf("")),
              on("write", bytesOf("one ")),
              on("write", bytesOf("")),
              on("writelines", { list: [] }),
              on("write", bytesOf("two")),
              on("write", bytesOf("")),
              ...closed,
            ],
          }),
          expect: trace(MADE, LOST, ...other("received one two", "end")),
        },
      ),
      kase(
        id("writelines-of-thousands"),
        `writelines() of ${title} sends all of ${PARTS.toLocaleString("en")} parts`,
        {
          clauses: ["transport.writelines"],
          ...connected({
            before: manyParts,
            protocol: WRITING,
            other: [receiveEnd(), ...leaves],
            body: [on("writelines", stateOf("parts")), ...closed],
          }),
          expect: trace(MADE, LOST, ...other(`received ${MANY_SHOWN}`, "end")),
        },
      ),
      ...(["client", "server"].includes(side.slug)
        ? []
        : [
            kase(
              id("writelines-of-a-generator"),
              `writelines() of ${title} sends what a generator gives`,
              {
                clauses: ["transport.writelines"],
                ...connected({
                  protocol: PLAIN,
                  other: [receiveEnd(), ...leaves],
                  body: [
                    on("writelines", {
                      make: "generator",
                      elements: ["one ", "two ", "three"].map((text) => bytesOf(text)),
                    }),
                    ...closed,
                  ],
                }),
                expect: trace(MADE, LOST, ...other("received one two three", "end")),
              },
            ),
          ]),
      kase(
        id("many-writes-behind-a-full-buffer"),
        `${title} sends each of ${WRITES} small writes that come while its buffer is full`,
        {
          clauses: ["transport.write"],
          ...behind(repeat(WRITES, on("write", bytesOf("abc")))),
          expect: trace(
            MADE,
            LOST,
            ...other(`received ${muchShown}`, `received ${shownData("abc".repeat(WRITES))}`, "end"),
          ),
        },
      ),
      kase(
        id("lines-behind-a-full-buffer"),
        `what ${title} sends by writelines() comes behind what is buffered, and before a later write()`,
        {
          clauses: ["transport.writelines"],
          ...behind(
            on("writelines", { list: [bytesOf("1"), bytesOf("2")] }),
            on("write", bytesOf("3")),
          ),
          expect: trace(MADE, LOST, ...other(`received ${muchShown}`, "received 123", "end")),
        },
      ),
    ];
  }),
);
