/** sendfile() and what a connection receives: a pause is left as it is, and nothing that comes is lost. */
import { assign, await_, log, sleep, variable } from "../../language/build.ts";
import {
  numbered,
  numberedBytes,
  receive,
  receiveEnd,
  seen,
  send,
  shownData,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { kase, table, trace } from "../../language/table.ts";
import { LOST, MADE } from "../kit/connected.ts";
import { BOTH_WAYS } from "../kit/every-stream.ts";
import { file, LARGE } from "../kit/sent-files.ts";
import { termsOf, WRITING } from "../kit/stream-terms.ts";

const SENDS = "sendfile.transport-sends";
/** All but the first byte, which the peer takes before it answers. */
const REST_SHOWN = shownData(numberedBytes(LARGE).subarray(1));
const sends = (transport: Expression): Expression => ({
  m: "sendfile",
  args: [transport, variable("file")],
});

export const sendfileBesideReading = table(
  BOTH_WAYS.flatMap((side) => {
    const { title, connected, transport, leaves } = side;
    const { id, on, closed, other } = termsOf("sendfile", side);
    return [
      kase(
        id("stays-paused"),
        `${title} that is paused passes nothing on after sendfile() until it is resumed`,
        {
          clauses: [SENDS, "transport.pause-reading"],
          ...connected({
            protocol: WRITING,
            other: [receive(10), send("reply"), log("has sent"), receiveEnd(), ...leaves],
            body: [
              on("pause_reading"),
              file,
              await_(sends(transport)),
              seen("other: has sent"),
              sleep(0.02),
              log("resumes"),
              on("resume_reading"),
              seen("Here received reply"),
              ...closed,
            ],
          }),
          expect: trace(
            MADE,
            "resumes",
            "Here received reply",
            LOST,
            ...other("received 0123456789", "has sent", "end"),
          ),
        },
      ),
      kase(
        id("receives-what-came-meanwhile"),
        `${title} passes on what has come while sendfile() was sending`,
        {
          clauses: [SENDS],
          ...connected({
            protocol: WRITING,
            other: [receive(1), send("meanwhile"), receiveEnd(), ...leaves],
            body: [
              assign("file", { make: "file", content: numbered(LARGE) }),
              await_(sends(transport), { show: "count" }),
              seen("Here received meanwhile"),
              ...closed,
            ],
          }),
          expect: trace(
            MADE,
            { any_order: [`count=${LARGE}`, "Here received meanwhile"] },
            LOST,
            ...other("received \0", `received ${REST_SHOWN}`, "end"),
          ),
        },
      ),
    ];
  }),
);
