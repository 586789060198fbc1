/** Transports that were paused and are resumed while close() waits for the other end to read: nothing is received any more. */
import { event, eventSet, log, sleep, wait } from "../../language/build.ts";
import { numbered, seen, send, swallow } from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { MORE, SOCKETS } from "../kit/every-stream.ts";
import { MUCH } from "../kit/sending.ts";
import { termsOf, WRITING } from "../kit/stream-terms.ts";

export const transportsResumedOnceClosed = table(
  SOCKETS.map((side) => {
    const { title, connected } = side;
    const { id, on, ended, other } = termsOf("transports", side);
    return kase(
      id("resumed-while-closing"),
      `${title} that is resumed while close() waits for the other end passes nothing on`,
      {
        clauses: ["transport.close-stops-receiving"],
        ...connected({
          before: [event("paused"), event("go")],
          protocol: WRITING,
          other: [wait("paused"), send("hello"), log("has sent"), wait("go"), swallow()],
          body: [
            on("pause_reading"),
            eventSet("paused"),
            seen("other: has sent"),
            on("write", numbered(side.slug.includes("unix") ? MORE : MUCH)),
            on("close"),
            on("resume_reading"),
            sleep(0.01),
            eventSet("go"),
            ...ended,
          ],
        }),
        expect: trace(MADE, LOST, ...other("has sent")),
      },
    );
  }),
);
