/** Transports that write to a pipe, and whose reader goes while data waits in their buffers. */
import {
  callbackWith,
  event,
  eventSet,
  quiet,
  show,
  variable,
  wait,
} from "../../language/build.ts";
import {
  hangUp,
  numbered,
  numberedBytes,
  receive,
  shownData,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { kase, table, trace } from "../../language/table.ts";
import { ended, FLOW, MADE, TRANSPORT } from "../kit/connected.ts";
import { MUCH, write, writePipe } from "../kit/piped.ts";
import { parameters } from "../kit/reading.ts";

const LOST_ERROR = "protocol.connection-lost-error";
const BY_ERROR = "lost by error=True";

const looks = quiet(
  callbackWith(
    parameters("error"),
    show("lost by error", { is: variable("error"), type: "Exception" }),
  ),
);
/** Bytes: more than a pipe holds, so that the loop has gone on writing. */
const A_PART = 100_000;
const tells = (method: string, argument: Expression): Operation =>
  tell(TRANSPORT, method, [argument]);

/** What is written to the pipe, how much its reader takes before it goes, and how it shows that. */
const ROWS = [
  ["unread", "has read nothing", [tells("write", numbered(MUCH))], [], []],
  [
    "read-in-part",
    "has read a part",
    [tells("write", numbered(MUCH))],
    [receive(A_PART)],
    [`other: received ${shownData(numberedBytes(MUCH).subarray(0, A_PART))}`],
  ],
  [
    "written-in-parts",
    "has read the first of several writes",
    [write("hello"), tells("write", numbered(MUCH)), write("the end")],
    [receive(5)],
    ["other: received hello"],
  ],
  [
    "written-as-lines",
    "has read nothing of writelines()",
    [tells("writelines", { list: [numbered(MUCH), numbered(MUCH)] })],
    [],
    [],
  ],
] as const;

export const pipesLostReaders = table(
  ROWS.map(([slug, what, writes, reads, received]) =>
    kase(
      `pipes/lost-with-data-${slug}`,
      `connection_lost() gets an exception where data waits for a reader that goes and ${what}`,
      {
        clauses: [LOST_ERROR],
        ...writePipe({
          before: [event("go")],
          protocol: streamProtocol({ connection_lost: "looks" }, [
            "eof_received",
            "connection_lost",
            ...FLOW,
          ]),
          fns: { looks },
          other: [wait("go"), ...reads, hangUp()],
          body: [...writes, eventSet("go"), ...ended(BY_ERROR)],
        }),
        expect: trace(MADE, BY_ERROR, ...received),
      },
    ),
  ),
);
