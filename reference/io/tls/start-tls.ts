/** @source Event Loop: TLS Upgrade */
import type { Coroutine } from "../../futures/coroutine.ts";
import type { Future } from "../../futures/future.ts";
import { checkOptions } from "../../text/check.ts";
import { RuntimeError } from "../../text/errors.ts";
import { describe } from "../../text/format.ts";
import type { DescriptorLoop } from "../descriptor-loop.ts";
import type { StreamingProtocol } from "../protocols.ts";
import { SocketTransport } from "../socket-transport.ts";
import type { StreamTransport } from "../stream-transport.ts";
import type { BaseTransport } from "../transport.ts";
import { TlsConnection } from "./tls-connection.ts";
import type { TlsContext } from "./tls-context.ts";
import { checkName, checkTlsContext, type TlsTimes, timesFrom } from "./tls-options.ts";
import { TlsTransport } from "./tls-transport.ts";

/** Options of {@link PollEventLoop.startTls}. */
export interface StartTlsOptions extends TlsTimes {
  /** Whether this is the server's end. False without it. */
  readonly serverSide?: boolean | undefined;
  /** The name that the server's certificate is for. */
  readonly serverHostname?: string | null | undefined;
}

const OPTIONS: (keyof StartTlsOptions)[] = [
  "serverSide",
  "serverHostname",
  "sslHandshakeTimeout",
  "sslShutdownTimeout",
];

/** What comes behind transport and protocol. */
export type TlsUpgrade = [context: TlsContext, options?: StartTlsOptions];

/**
 * @see PollEventLoop.startTls
 * @clause start-tls.upgrades
 * @clause start-tls.argument-checks
 */
export function* startTls(
  loop: DescriptorLoop,
  transport: BaseTransport,
  protocol: StreamingProtocol,
  context: TlsContext,
  options: StartTlsOptions = {},
): Coroutine<TlsTransport> {
  checkOptions("startTls", options, OPTIONS);
  checkTlsContext("context", context);
  const lower = checkTransport(transport);
  // @clause start-tls.closing-transport
  if (lower.isClosing()) throw new RuntimeError(`${lower} is closing`);
  const side = options.serverSide ? "server" : "client";
  const serverHostname = checkName(context, options.serverHostname ?? null);
  const parts = { context, side, serverHostname, ...timesFrom(options) } as const;
  const waiter = loop.createFuture<void>();
  const connection = new TlsConnection(loop, protocol, parts, waiter, true);
  lower.setProtocol(connection);
  lower.resumeReading();
  loop.callSoon(() => connection.connectionMade(lower));
  yield* untilEncrypted(lower, waiter);
  return connection.transport;
}

/** Waits for the handshake; what fails or is cancelled ends the connection. */
export function* untilEncrypted(lower: BaseTransport, waiter: Future<void>): Coroutine<void> {
  try {
    yield* waiter;
  } catch (error) {
    lower.abort();
    throw error;
  }
}

function checkTransport(transport: unknown): StreamTransport {
  if (transport instanceof SocketTransport || transport instanceof TlsTransport) return transport;
  throw new TypeError(
    `Expected \`transport\` to be a connection of this loop, got ${describe(transport)}`,
  );
}
