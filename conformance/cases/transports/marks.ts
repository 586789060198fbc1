/** The marks of write buffers over each kind of connection: one of them alone, and whether they are heeded. */
import { assign, event, eventSet, show, variable, wait } from "../../language/build.ts";
import {
  newProtocol,
  numbered,
  seen,
  streamProtocol,
  swallow,
} from "../../language/build-network.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE, OTHER_READS, PAUSED_AND_RESUMED } from "../kit/connected.ts";
import { isPipe, MORE, SENDERS } from "../kit/every-stream.ts";
import { MUCH as MUCH_OF_A_PIPE } from "../kit/piped.ts";
import { MUCH } from "../kit/sending.ts";
import { PLAIN, termsOf, WRITING } from "../kit/stream-terms.ts";

const LIMITS = "transport.write-buffer-limits";
const FLOW_CONTROL = "transport.flow-control";

export const transportsMarks = table(
  SENDERS.flatMap((side) => {
    const { title, connected, transport, leaves } = side;
    const { id, on, closed, other } = termsOf("transports", side);
    const much = isPipe(side) ? MUCH_OF_A_PIPE : MUCH;
    const sets = (kwargs: Keywords): Operation => ({
      op: "do",
      what: { m: "set_write_buffer_limits", on: transport, kwargs },
    });
    const limits: Expression = { m: "get_write_buffer_limits", on: transport };
    const low: Expression = { item: 0, of: limits };
    const high: Expression = { item: 1, of: limits };
    const looks = (...body: Operation[]) =>
      connected({ protocol: PLAIN, other: [swallow(), ...leaves], body: [...body, ...closed] });
    return [
      kase(id("low-mark-alone"), `the low mark of ${title} may be given alone`, {
        clauses: [LIMITS],
        ...looks(sets({ low: 123 }), show("low", low), show("high is less", { less: [high, low] })),
        expect: trace(MADE, "low=123", "high is less=False", LOST, ...other()),
      }),
      ...(["client", "server"].includes(side.slug)
        ? []
        : [
            kase(id("keeps-its-marks"), `${title} keeps the marks that it was given last`, {
              clauses: [LIMITS],
              ...looks(
                sets({ high: 1000, low: 10 }),
                show("first", limits),
                sets({ high: 70_000, low: 500 }),
                show("second", limits),
              ),
              expect: trace(MADE, "first=(10, 1000)", "second=(500, 70000)", LOST, ...other()),
            }),
          ]),
      kase(
        id("marks-stay-with-the-transport"),
        `${title} keeps its marks when set_protocol() is called`,
        {
          clauses: ["transport.set-protocol", LIMITS],
          ...connected({
            protocol: PLAIN,
            protocols: { There: PLAIN },
            other: [swallow(), ...leaves],
            body: [
              sets({ high: 1000, low: 10 }),
              on("set_protocol", newProtocol("There")),
              show("limits", limits),
              on("close"),
              seen("There.connection_lost(None)"),
              { op: "await", what: { finished: "p" } },
            ],
          }),
          expect: trace(MADE, "limits=(10, 1000)", "There.connection_lost(None)", ...other()),
        },
      ),
      kase(
        id("lines-count-as-buffered"),
        `get_write_buffer_size() of ${title} counts what writelines() has added to the buffer`,
        {
          clauses: ["transport.write-buffer-size"],
          ...connected({
            before: [event("go")],
            protocol: WRITING,
            other: [wait("go"), swallow(), ...leaves],
            body: [
              on("write", numbered(much)),
              on("write", numbered(MORE)),
              assign("before", { m: "get_write_buffer_size", on: transport }),
              on("writelines", { list: [numbered(MORE), numbered(MORE)] }),
              show("grows", {
                less: [variable("before"), { m: "get_write_buffer_size", on: transport }],
              }),
              eventSet("go"),
              ...closed,
            ],
          }),
          expect: trace(MADE, "grows=True", LOST, ...other()),
        },
      ),
      kase(
        id("no-pause-below-the-high-mark"),
        `${title} does not call pause_writing() below a high mark that is above all that is written`,
        {
          clauses: [FLOW_CONTROL],
          ...connected({
            before: [event("go")],
            protocol: PLAIN,
            other: [wait("go"), swallow(), ...leaves],
            body: [
              sets({ high: 3 * much, low: 0 }),
              on("write", numbered(much)),
              on("write", numbered(MORE)),
              eventSet("go"),
              ...closed,
            ],
          }),
          expect: trace(MADE, LOST, ...other()),
        },
      ),
      ...(side.slug === "client"
        ? []
        : [
            kase(
              id("pauses-for-writelines"),
              `${title} pauses and resumes a protocol that writes much by writelines()`,
              {
                clauses: [FLOW_CONTROL],
                ...connected({
                  before: [event("go")],
                  protocol: streamProtocol({}, ["eof_received"]),
                  other: [wait("go"), swallow(), ...leaves],
                  body: [
                    on("writelines", { list: [numbered(much), numbered(MORE)] }),
                    on("writelines", { list: [numbered(MORE), numbered(MORE)] }),
                    seen("Here.pause_writing"),
                    ...OTHER_READS,
                    ...closed,
                  ],
                }),
                expect: trace(...PAUSED_AND_RESUMED, ...other()),
              },
            ),
          ]),
    ];
  }),
);
