/** What transports are asked, and data that is more than a system takes. */
import { numberedBytes, shownData } from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { TRANSPORT } from "./connected.ts";

/** More than the system takes for a reader who does not read. */
export const MUCH = 6_000_000;
/** The entry of a peer that has read it. */
export const MUCH_SHOWN = shownData(numberedBytes(MUCH));
/** A call of a method of the transport, as an expression. */
export const ask = (m: string, ...args: Expression[]): Expression =>
  args.length === 0 ? { m, on: TRANSPORT } : { m, on: TRANSPORT, args };
export const bytes = (text: string): Expression => ({ bytes: text });
