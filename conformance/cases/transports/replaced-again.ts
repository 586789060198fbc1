/** set_protocol() more than once: each protocol gets what comes while it is the last that was set. */
import { event, eventSet, wait } from "../../language/build.ts";
import { hangUp, newProtocol, receiveEnd, seen, send } from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { MADE } from "../kit/connected.ts";
import { isPipe, RECEIVERS } from "../kit/every-stream.ts";
import { PLAIN, termsOf } from "../kit/stream-terms.ts";

const LOST_LAST = "Last.connection_lost(None)";

export const transportsReplacedAgain = table(
  RECEIVERS.map((side) => {
    const { title, connected } = side;
    const { id, on, other } = termsOf("transports", side);
    const ends = isPipe(side) ? [] : [receiveEnd()];
    const end = isPipe(side) ? [] : ["end"];
    return kase(
      id("replaced-twice"),
      `${title} passes data to the protocol that was set last, also after another one was set`,
      {
        clauses: ["transport.set-protocol"],
        ...connected({
          before: [event("first"), event("second")],
          protocol: PLAIN,
          protocols: { There: PLAIN, Last: PLAIN },
          other: [wait("first"), send("one"), wait("second"), send("two"), ...ends, hangUp()],
          body: [
            on("set_protocol", newProtocol("There")),
            eventSet("first"),
            seen("There received one"),
            on("set_protocol", newProtocol("Last")),
            eventSet("second"),
            seen("Last received two"),
            on("close"),
            seen(LOST_LAST),
            { op: "await", what: { finished: "p" } },
          ],
        }),
        expect: trace(MADE, "There received one", "Last received two", LOST_LAST, ...other(...end)),
      },
    );
  }),
);
