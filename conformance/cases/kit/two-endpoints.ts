/** Programs over one datagram endpoint or two, with free ports and peers that answer. */

import { call, callbackWith, coroutine, quiet, variable } from "../../language/build.ts";
import { datagramProtocol, tell } from "../../language/build-network.ts";
import type { Program } from "../../language/case.ts";
import { runUntilComplete } from "../../language/loop-methods.ts";
import type { Operation } from "../../language/operation.ts";

/** The number that every Unix gives to the family. */
export const AF_UNIX = 1;
/** The entry of a datagram that has come. */
export const got = (data: string, by = "Here") => `${by}.datagram_received(${data})`;

/** A program of these operations in a coroutine. */
export const withEndpoints = (
  fns: Program["fns"],
  body: readonly Operation[],
  protocols: NonNullable<Program["protocols"]> = { Here: datagramProtocol() },
) => ({
  fns: { ...fns, use: quiet(coroutine(...body)) },
  protocols,
  main: [runUntilComplete(call("use"))],
});

/** A port that was kept. */
export const PORT = variable("port");

/** Both protocols of programs with two endpoints; each answers by itself or not at all. */
export const twoProtocols = (there: Parameters<typeof datagramProtocol>[0] = {}) => ({
  Here: datagramProtocol(),
  There: datagramProtocol(there, ["connection_made", "connection_lost"]),
});
/** Answers each datagram to its sender. */
export const replies = quiet(
  callbackWith(
    ["self", "data", "address"],
    tell({ attr: "transport", of: variable("self") }, "sendto", [
      { bytes: "back" },
      variable("address"),
    ]),
  ),
);
