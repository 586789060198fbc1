/** What every stream transport promises, as rows over one kind of connection: Unix sockets, TLS. */
import type { CaseDefinition } from "../../language/case.ts";
import { streamReceiving } from "./stream-receiving.ts";
import { streamSending } from "./stream-sending.ts";
import type { StreamSide } from "./stream-terms.ts";

export type { StreamSide } from "./stream-terms.ts";

/** The rows over one end, under ids that begin with `area`. */
export const streamCases = (area: string, side: StreamSide): readonly CaseDefinition[] => [
  ...streamSending(area, side),
  ...streamReceiving(area, side),
];
