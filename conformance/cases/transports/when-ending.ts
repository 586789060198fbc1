/** What connections do around their end: within eof_received(), after it, and where a pause ends with close(). */
import {
  callbackWith,
  event,
  eventSet,
  log,
  quiet,
  return_,
  show,
  sleep,
  wait,
} from "../../language/build.ts";
import {
  halfClose,
  numbered,
  receiveEnd,
  seen,
  send,
  streamProtocol,
  swallow,
  tell,
} from "../../language/build-network.ts";
import { kase, table, trace } from "../../language/table.ts";
import { EOF_RECEIVED, FLOW, LOST, MADE } from "../kit/connected.ts";
import {
  BOTH_WAYS,
  isPipe,
  OWN_TRANSPORT,
  RECEIVERS,
  SENDERS,
  SOCKETS,
} from "../kit/every-stream.ts";
import { MUCH as MUCH_OF_A_PIPE } from "../kit/piped.ts";
import { MUCH, MUCH_SHOWN } from "../kit/sending.ts";
import { PLAIN, termsOf, WRITING } from "../kit/stream-terms.ts";

const isTls = ({ slug }: { readonly slug: string }): boolean => slug.startsWith("tls-");
const isTcp = ({ slug }: { readonly slug: string }): boolean => ["client", "server"].includes(slug);

export const transportsWhenEnding = table([
  ...SOCKETS.flatMap((side) => {
    const { title, connected } = side;
    const { id, on, ended, closed, other } = termsOf("transports", side);
    return [
      kase(
        id("writes-much-in-eof-received"),
        `${title} that closes itself after eof_received() sends all that was written there`,
        {
          clauses: ["transport.close-flushes", "protocol.eof-received-closes"],
          ...connected({
            before: [event("go")],
            fns: {
              answers: quiet(
                callbackWith(["self"], tell(OWN_TRANSPORT, "write", [numbered(MUCH)])),
              ),
            },
            protocol: streamProtocol({ eof_received: "answers" }, FLOW),
            other: [halfClose(), wait("go"), receiveEnd()],
            body: [seen(EOF_RECEIVED), eventSet("go"), ...ended],
          }),
          expect: trace(MADE, EOF_RECEIVED, LOST, ...other(`received ${MUCH_SHOWN}`, "end")),
        },
      ),
      kase(
        id("writes-much-after-eof-received"),
        `${title} that eof_received() keeps open sends more than the system takes at once`,
        {
          clauses: ["protocol.eof-received-keeps"],
          ...connected({
            before: [event("go")],
            fns: { keeps: quiet(callbackWith(["self"], return_(true))) },
            protocol: streamProtocol({ eof_received: "keeps" }, FLOW),
            other: [halfClose(), wait("go"), receiveEnd()],
            body: [seen(EOF_RECEIVED), on("write", numbered(MUCH)), eventSet("go"), ...closed],
          }),
          expect: trace(MADE, EOF_RECEIVED, LOST, ...other(`received ${MUCH_SHOWN}`, "end")),
        },
      ),
    ];
  }),
  ...BOTH_WAYS.map((side) => {
    const { title, connected, leaves } = side;
    const { id, ended, other } = termsOf("transports", side);
    return kase(
      id("closes-in-data-received"),
      `close() of ${title} in data_received() sends all that was written there`,
      {
        clauses: ["transport.close-flushes"],
        ...connected({
          before: [event("go")],
          fns: {
            answers: quiet(
              callbackWith(
                ["self", "data"],
                tell(OWN_TRANSPORT, "write", [numbered(MUCH)]),
                tell(OWN_TRANSPORT, "close"),
                eventSet("go"),
              ),
            ),
          },
          protocol: streamProtocol({ data_received: "answers" }, [...FLOW, "eof_received"]),
          other: [send("?"), wait("go"), receiveEnd(), ...leaves],
          body: ended,
        }),
        expect: trace(MADE, "Here received ?", LOST, ...other(`received ${MUCH_SHOWN}`, "end")),
      },
    );
  }),
  ...BOTH_WAYS.map((side) => {
    const { id, ended, other } = termsOf("transports", side);
    return kase(
      id("closes-in-eof-received"),
      `connection_lost() of ${side.title} is called once where eof_received() closes it`,
      {
        clauses: ["protocol.called-once"],
        ...side.connected({
          fns: { closes: quiet(callbackWith(["self"], tell(OWN_TRANSPORT, "close"))) },
          protocol: streamProtocol({ eof_received: "closes" }),
          other: [...side.ends],
          body: [...ended, sleep(0.01)],
        }),
        expect: trace(MADE, EOF_RECEIVED, LOST, ...other()),
      },
    );
  }),
  // TLS has data in its own hands by then: asyncio passes that on.
  ...RECEIVERS.filter((side) => !isTls(side)).map((side) => {
    const { title, connected } = side;
    const { id, on, ended, other } = termsOf("transports", side);
    const tail = [LOST, ...other("has sent")];
    return kase(
      id("resumed-and-closed"),
      `${title} that is closed as soon as it is resumed passes nothing on after close()`,
      {
        clauses: ["transport.close-stops-receiving"],
        ...connected({
          before: [event("paused")],
          protocol: PLAIN,
          other: [wait("paused"), send("waiting"), log("has sent")],
          body: [
            on("pause_reading"),
            eventSet("paused"),
            seen("other: has sent"),
            on("resume_reading"),
            log("closes"),
            on("close"),
            ...ended,
          ],
        }),
        // A transport may pass it on within resume_reading().
        expect: trace(MADE, {
          one_of: [
            ["closes", ...tail],
            ["Here received waiting", "closes", ...tail],
          ],
        }),
      },
    );
  }),
  ...RECEIVERS.filter((side) => !isTcp(side) && !isPipe(side)).map((side) => {
    const { title, connected, transport, leaves } = side;
    const { id, on, closed, other } = termsOf("transports", side);
    const reads = (label: string) => show(label, { m: "is_reading", on: transport });
    return kase(id("is-reading"), `is_reading() of ${title} follows pausing and resuming`, {
      clauses: ["transport.is-reading"],
      ...connected({
        protocol: PLAIN,
        other: [swallow(), ...leaves],
        body: [
          on("pause_reading"),
          reads("paused"),
          on("resume_reading"),
          reads("resumed"),
          ...closed,
        ],
      }),
      expect: trace(MADE, "paused=False", "resumed=True", LOST, ...other()),
    });
  }),
  ...SENDERS.filter((side) => !isTcp(side)).map((side) => {
    const { title, connected } = side;
    const { id, on, ended, other } = termsOf("transports", side);
    return kase(
      id("aborts-a-close"),
      `abort() of ${title} ends a close() that waits for an end that does not read`,
      {
        clauses: ["transport.abort"],
        ...connected({
          before: [event("lost")],
          protocol: WRITING,
          other: [wait("lost")],
          body: [
            on("write", numbered(isPipe(side) ? MUCH_OF_A_PIPE : MUCH)),
            on("close"),
            log("gives up"),
            on("abort"),
            seen(LOST),
            eventSet("lost"),
            ...ended,
          ],
        }),
        expect: trace(MADE, "gives up", LOST, ...other()),
      },
    );
  }),
]);
