/** One end of each kind of connection, for rows that hold of all of them. */

import { hangUp } from "../../language/build-network.ts";
import type { Expression } from "../../language/expression.ts";
import { CLIENT, SERVER, type Side, TRANSPORT } from "./connected.ts";
import { readPipe, writePipe } from "./piped.ts";
import type { StreamSide } from "./stream-terms.ts";
import { TLS_CLIENT, TLS_SERVER } from "./tls.ts";
import { UNIX_CLIENT, UNIX_SERVER } from "./unix-sockets.ts";

const plain = (side: Side): StreamSide => ({
  ...side,
  transport: TRANSPORT,
  greeting: [],
  ends: [hangUp()],
  leaves: [],
});
const named = (kind: string, side: StreamSide): StreamSide => ({
  ...side,
  slug: `${kind}-${side.slug}`,
});

const TCP = [plain(CLIENT), plain(SERVER)] as const;
const UNIX = { client: named("unix", UNIX_CLIENT), server: named("unix", UNIX_SERVER) } as const;
const TLS = { client: named("tls", TLS_CLIENT), server: named("tls", TLS_SERVER) } as const;
const READ_PIPE = plain({
  slug: "pipe",
  title: "a pipe that is read from",
  connected: readPipe,
});
const WRITE_PIPE = plain({
  slug: "pipe",
  title: "a pipe that is written to",
  connected: writePipe,
});

/** Connections without encryption: those that end in one direction alone. */
export const SOCKETS: readonly StreamSide[] = [...TCP, UNIX.client];
/** What sends and receives. Over Unix sockets and TLS one end stands for both. */
export const BOTH_WAYS: readonly StreamSide[] = [...SOCKETS, TLS.client];
export const SENDERS: readonly StreamSide[] = [...TCP, UNIX.client, TLS.server, WRITE_PIPE];
export const RECEIVERS: readonly StreamSide[] = [...TCP, UNIX.server, TLS.client, READ_PIPE];
/** A client that reads nothing may end no handshake either, for the other end. */
export const PAUSED_AT_FIRST: readonly StreamSide[] = [UNIX.server, TLS.server, READ_PIPE];

/** Whether the end is that of a pipe, which takes less at once and speaks one way. */
export const isPipe = ({ slug }: StreamSide): boolean => slug === "pipe";
/** The transport that a method of a protocol finds at its own protocol. */
export const OWN_TRANSPORT: Expression = { attr: "transport", of: { $: "self" } };
/** What a second write has: a transport may count only what waits behind a first one that fills the system's buffers. */
export const MORE = 1_000_000;
