import {
  numberedBytes,
  seen,
  shownData,
  streamProtocol,
  tell,
} from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import type { Operation } from "../../language/operation.ts";
import { FLOW, LOST, type Side } from "./connected.ts";

/** One end of such a connection. */
export interface StreamSide extends Side {
  /** The transport that the program writes to. */
  readonly transport: Expression;
  /** What the peer says before anything else. */
  readonly greeting: readonly string[];
  /** How the peer ends the stream in order. */
  readonly ends: readonly Operation[];
  /** What the peer does when the stream has ended for it. */
  readonly leaves: readonly Operation[];
}

export const SOME = 300_000;
export const SOME_SHOWN = shownData(numberedBytes(SOME));

/** What a peer meets that sends over a connection that has ended. */
export const GONE = ["BrokenPipeError", "ConnectionResetError", "OSError"] as const;

/** Whether a protocol hears of the end that follows its own close() is not promised. */
export const PLAIN = streamProtocol({}, ["eof_received"]);
/** The same, where much is written. */
export const WRITING = streamProtocol({}, [...FLOW, "eof_received"]);

/** The words of the rows over one end, under ids that begin with `area`. */
export function termsOf(area: string, { slug, transport, greeting }: StreamSide) {
  const on = (method: string, ...args: Expression[]) => tell(transport, method, args);
  const ended: Operation[] = [seen(LOST), { op: "await", what: { finished: "p" } }];
  return {
    id: (what: string) => `${area}/${what}-${slug}`,
    /** Calls a method of the transport. */
    on,
    /** Waits for both ends. */
    ended,
    /** Closes the transport and waits for both ends. */
    closed: [on("close"), ...ended] as readonly Operation[],
    /** Entries of the peer. */
    other: (...entries: string[]) => [...greeting, ...entries].map((text) => `other: ${text}`),
  };
}
