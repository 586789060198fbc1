/** Programs in which create_connection() is called as the case says, and a peer listens. */

import { await_, call, coroutine, quiet, show, tryExcept, variable } from "../../language/build.ts";
import {
  accept,
  finished,
  listen,
  peer,
  receiveEnd,
  seen,
  startPeer,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import type { Expression, Keywords } from "../../language/expression.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";
import { LOST } from "./connected.ts";

/** The transport of the pair that was returned. */
export const TRANSPORT: Expression = { item: 0, of: variable("pair") };

/** A program of these operations; the peer `other` does as told, or listens and reads. */
export const withPeer = (
  body: readonly Operation[],
  other: readonly Operation[] = [listen(), accept(), receiveEnd()],
  fns: Program["fns"] = {},
) => ({
  fns: { other: peer(...other), ...fns, use: quiet(coroutine(startPeer("other", "p"), ...body)) },
  protocols: { Here: streamProtocol() },
  main: [runUntilComplete(call("use"))],
});

/** create_connection() with these arguments. */
export const createsConnection = (
  args: readonly Expression[],
  kwargs?: Keywords,
  as?: string,
): Operation =>
  await_(
    { m: "create_connection", args, ...(kwargs === undefined ? {} : { kwargs }) },
    as === undefined ? {} : { as },
  );

/** Closes the transport and waits for both ends. */
export const ends = [tell(TRANSPORT, "close"), seen(LOST), finished("p")];

/** Whether an error is an OSError, and no more of it. */
export const failing = (...body: Operation[]): Operation =>
  tryExcept(body, "error", show("an OSError", { is: variable("error"), type: "OSError" }));
