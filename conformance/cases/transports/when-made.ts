/** What protocols do in connection_made(), over each kind of connection: it holds as it does later. */
import { callbackWith, log, quiet, sleep, variable } from "../../language/build.ts";
import {
  bytesOf,
  newProtocol,
  receive,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  swallow,
  tell,
} from "../../language/build-network.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { isPipe, PAUSED_AT_FIRST, RECEIVERS, SENDERS } from "../kit/every-stream.ts";
import { PLAIN, termsOf } from "../kit/stream-terms.ts";

const MADE_WITH = variable("transport");
const whenMade = (...body: Operation[]) => ({
  fns: { begins: quiet(callbackWith(["self", "transport"], ...body)) },
  protocol: streamProtocol({ connection_made: "begins" }, ["eof_received"]),
});

export const transportsWhenMade = table([
  ...SENDERS.map((side) => {
    const { title, connected, leaves } = side;
    const { id, on, closed, other } = termsOf("transports", side);
    return kase(
      id("first-writes"),
      `what ${title} writes in connection_made() comes before all that is written later`,
      {
        clauses: ["transport.write"],
        ...connected({
          ...whenMade(
            tell(MADE_WITH, "write", [bytesOf("first ")]),
            tell(MADE_WITH, "writelines", [{ list: [bytesOf("and "), bytesOf("second ")] }]),
          ),
          other: [receiveEnd(), ...leaves],
          body: [on("write", bytesOf("and third")), ...closed],
        }),
        expect: trace(MADE, LOST, ...other("received first and second and third", "end")),
      },
    );
  }),
  // Not of pipes: asyncio goes on watching one that is closed so early, which a selector like select() reports.
  ...SENDERS.filter((side) => !isPipe(side)).flatMap((side) => {
    const { title, connected, leaves } = side;
    const { id, ended, other } = termsOf("transports", side);
    return [
      kase(
        id("closes-when-made"),
        `close() of ${title} in connection_made() sends what was written there`,
        {
          clauses: ["transport.close-flushes"],
          ...connected({
            ...whenMade(tell(MADE_WITH, "write", [bytesOf("hello")]), tell(MADE_WITH, "close")),
            other: [receiveEnd(), ...leaves],
            body: ended,
          }),
          expect: trace(MADE, LOST, ...other("received hello", "end")),
        },
      ),
      kase(id("aborts-when-made"), `abort() of ${title} in connection_made() ends the connection`, {
        clauses: ["transport.abort"],
        ...connected({
          ...whenMade(tell(MADE_WITH, "abort")),
          other: [swallow(), ...leaves],
          body: ended,
        }),
        expect: trace(MADE, LOST, ...other()),
      }),
    ];
  }),
  ...RECEIVERS.map((side) => {
    const { title, connected, leaves } = side;
    const { id, on, other } = termsOf("transports", side);
    const ends = isPipe(side) ? [] : [receiveEnd()];
    const end = isPipe(side) ? [] : ["end"];
    return kase(
      id("replaced-when-made"),
      `${title} passes its first data to a protocol that was set in connection_made()`,
      {
        clauses: ["transport.set-protocol"],
        ...connected({
          ...whenMade(tell(MADE_WITH, "set_protocol", [newProtocol("There")])),
          protocols: { There: PLAIN },
          other: [send("hello"), ...ends, ...leaves],
          body: [
            seen("There received hello"),
            on("close"),
            seen("There.connection_lost(None)"),
            { op: "await", what: { finished: "p" } },
          ],
        }),
        expect: trace(
          MADE,
          "There received hello",
          "There.connection_lost(None)",
          ...other(...end),
        ),
      },
    );
  }),
  ...PAUSED_AT_FIRST.map((side) => {
    const { title, connected, leaves } = side;
    const { id, on, closed, other } = termsOf("transports", side);
    const ends = isPipe(side) ? [] : [receiveEnd()];
    const end = isPipe(side) ? [] : ["end"];
    return kase(
      id("pauses-when-made"),
      `${title} that pauses in connection_made() passes data on once it is resumed`,
      {
        clauses: ["transport.pause-reading"],
        ...connected({
          ...whenMade(
            tell(MADE_WITH, "pause_reading"),
            ...(isPipe(side) ? [] : [tell(MADE_WITH, "write", [bytesOf("go on")])]),
          ),
          // What a peer says next to its own last words waits 40 ms in its system: so it is asked first.
          other: [
            ...(isPipe(side) ? [] : [receive(5)]),
            send("hello"),
            log("has sent"),
            ...ends,
            ...leaves,
          ],
          body: [
            seen("other: has sent"),
            sleep(0.02),
            log("resumes"),
            on("resume_reading"),
            seen("Here received hello"),
            ...closed,
          ],
        }),
        expect: trace(
          MADE,
          "resumes",
          "Here received hello",
          LOST,
          ...other(...(isPipe(side) ? [] : ["received go on"]), "has sent", ...end),
        ),
      },
    );
  }),
]);
