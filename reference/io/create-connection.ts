import type { Coroutine } from "../futures/coroutine.ts";
import { checkFinite, checkOptions } from "../text/check.ts";
import { OSError, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { checkPair, type InternetAddress } from "./address.ts";
import type { AddressInfo } from "./address-info.ts";
import { checkFunction, checkSize, checkSocket } from "./check.ts";
import { constants } from "./constants.ts";
import { ExceptionGroup } from "./os-error.ts";
import { untilMade } from "./pipes.ts";
import type { StreamingProtocol } from "./protocols.ts";
import { race } from "./race.ts";
import { resolve } from "./resolve.ts";
import { Socket } from "./socket.ts";
import type { SocketLoop } from "./socket-loop.ts";
import { connect, type SocketTransport } from "./socket-transport.ts";
import type { StreamTransport } from "./stream-transport.ts";
import { untilEncrypted } from "./tls/start-tls.ts";
import { TlsConnection } from "./tls/tls-connection.ts";
import {
  CLIENT_TLS,
  type ClientTlsOptions,
  clientTls,
  SERVER_TLS,
  type ServerTlsOptions,
  serverTls,
  type TlsParts,
} from "./tls/tls-options.ts";

const { SOCK_STREAM } = constants;

/** Options of {@link PollEventLoop.createConnection}. */
export interface ConnectionOptions extends ClientTlsOptions {
  /** AF_INET or AF_INET6; 0, the default, means both. */
  readonly family?: number | undefined;
  /** Protocol number for the look-up. */
  readonly proto?: number | undefined;
  /** Flags AI_… for the look-up. */
  readonly flags?: number | undefined;
  /** A connected socket to use, instead of host and port. The transport owns it. */
  readonly sock?: Socket | undefined;
  /** Host and port to bind to before connecting. */
  readonly localAddr?: InternetAddress | undefined;
  /** Seconds after which the next address is tried at the same time; without it, after a failure. */
  readonly happyEyeballsDelay?: number | undefined;
  /** How many addresses of the first family are tried before one of the other. */
  readonly interleave?: number | undefined;
  /** Whether a failure raises all errors, as an ExceptionGroup. */
  readonly allErrors?: boolean | undefined;
}

const OPTIONS: (keyof ConnectionOptions)[] = [
  "family",
  "proto",
  "flags",
  "sock",
  "localAddr",
  "happyEyeballsDelay",
  "interleave",
  "allErrors",
  ...CLIENT_TLS,
];

/**
 * @see PollEventLoop.createConnection
 * @clause create-connection.transport-type
 */
export function* createConnection<P extends StreamingProtocol>(
  loop: SocketLoop,
  protocolFactory: () => P,
  host: string | null,
  port: number | string | null,
  options: ConnectionOptions,
): Coroutine<[transport: StreamTransport, protocol: P]> {
  checkFunction("protocolFactory", protocolFactory);
  checkOptions("createConnection", options, OPTIONS);
  const { sock } = options;
  const tls = clientTls(options, host === "" ? null : host);
  if (sock === undefined) {
    const connected = yield* connectedSocket(loop, host, port, options);
    return yield* establish(loop, connected, protocolFactory, tls);
  }
  // @clause create-connection.sock-exclusive
  if (host !== null || port !== null) {
    throw new ValueError("host/port and sock can not be specified at the same time");
  }
  checkStreamSocket(sock);
  loop.owned.refuse(sock);
  // @clause create-connection.sock-ownership  the transport closes it
  return yield* establish(loop, sock, protocolFactory, tls);
}

/**
 * @see PollEventLoop.connectAcceptedSocket
 * @clause connect-accepted-socket.wraps
 */
export function* connectAcceptedSocket<P extends StreamingProtocol>(
  loop: SocketLoop,
  protocolFactory: () => P,
  sock: Socket,
  options: ServerTlsOptions,
): Coroutine<[transport: StreamTransport, protocol: P]> {
  checkFunction("protocolFactory", protocolFactory);
  checkOptions("connectAcceptedSocket", options, SERVER_TLS);
  const tls = serverTls(options);
  checkStreamSocket(sock);
  loop.owned.refuse(sock);
  return yield* establish(loop, sock, protocolFactory, tls);
}

/**
 * Makes protocol and transport of a connected socket; waits for `connectionMade()`.
 *
 * @clause create-connection.order-of-steps
 * @internal
 */
export function* establish<P extends StreamingProtocol>(
  loop: SocketLoop,
  socket: Socket,
  protocolFactory: () => P,
  tls: TlsParts | null,
): Coroutine<[transport: StreamTransport, protocol: P]> {
  const made = loop.createFuture<void>();
  let protocol: P;
  let connection: TlsConnection | null;
  let lower: SocketTransport;
  try {
    protocol = protocolFactory();
    connection = tls === null ? null : new TlsConnection(loop, protocol, tls, made);
    lower = connect(loop, socket, connection ?? protocol);
  } catch (error) {
    socket.close();
    throw error;
  }
  if (connection === null) {
    yield* untilMade(loop, lower);
    return [lower, protocol];
  }
  // @clause create-connection.ssl-handshake
  lower.begin(null);
  yield* untilEncrypted(lower, made);
  return [connection.transport, protocol];
}

function checkStreamSocket(sock: unknown): asserts sock is Socket {
  checkSocket("sock", sock);
  if (sock.type === SOCK_STREAM) return;
  throw new ValueError(`Expected \`sock\` to be a stream socket, got ${describe(sock)}`);
}

function* connectedSocket(
  loop: SocketLoop,
  host: string | null,
  port: number | string | null,
  options: ConnectionOptions,
): Coroutine<Socket> {
  if (host === null && port === null) {
    throw new ValueError("host and port was not specified and no sock specified");
  }
  const { family = 0, proto = 0, flags = 0, localAddr, happyEyeballsDelay } = options;
  const delay = happyEyeballsDelay ?? null;
  if (delay !== null) checkFinite("happyEyeballsDelay", delay);
  const interleave = options.interleave ?? (delay === null ? 0 : 1);
  checkSize("interleave", interleave);
  if (localAddr != null) checkPair("localAddr", localAddr);
  const hints = { family, proto, flags, type: SOCK_STREAM };
  const found = yield* resolve(loop, host, port, hints);
  const locals = localAddr == null ? null : yield* resolve(loop, localAddr[0], localAddr[1], hints);
  const infos = interleave > 0 ? interleaved(found, interleave) : found;
  const attempts = infos.map((info) => () => connectTo(loop, info, locals));
  // @clause create-connection.happy-eyeballs
  const [socket, errors] = yield* race(loop, attempts, delay, (late) => {
    late.close();
  });
  if (socket !== null) return socket;
  // @clause create-connection.multiple-errors
  throw failureOf(errors, options.allErrors ?? false);
}

function* connectTo(
  loop: SocketLoop,
  { family, type, proto, address }: AddressInfo,
  locals: readonly AddressInfo[] | null,
): Coroutine<Socket> {
  const socket = new Socket(family, type, proto);
  try {
    if (locals !== null) bindLocal(socket, locals); // @clause create-connection.local-addr
    yield* loop.sockConnect(socket, address);
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}

function bindLocal(socket: Socket, locals: readonly AddressInfo[]): void {
  let refused: unknown = new OSError("no matching local address with this family found");
  for (const local of locals) {
    if (local.family !== socket.family) continue;
    try {
      socket.bind(local.address);
      return;
    } catch (error) {
      refused = error;
    }
  }
  throw refused;
}

/** So many of the first family, then in turns. */
function interleaved(infos: readonly AddressInfo[], first: number): AddressInfo[] {
  const preferred = infos.filter(({ family }) => family === infos[0]?.family);
  const others = infos.filter(({ family }) => family !== infos[0]?.family);
  const mixed = preferred.splice(0, first - 1);
  while (preferred.length > 0 || others.length > 0) {
    mixed.push(...preferred.splice(0, 1), ...others.splice(0, 1));
  }
  return mixed;
}

function failureOf(errors: readonly unknown[], all: boolean): unknown {
  if (all) return new ExceptionGroup("createConnection failed", errors);
  const messages = errors.map((error) => (error instanceof Error ? error.message : String(error)));
  const isOne = messages.every((message) => message === messages[0]);
  if (isOne && errors.length > 0) return errors[0];
  return new OSError(`Multiple exceptions: ${messages.join(", ")}`);
}
