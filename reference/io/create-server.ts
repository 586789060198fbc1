import type { Coroutine } from "../futures/coroutine.ts";
import { checkOptions } from "../text/check.ts";
import { OSError, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { log } from "../text/logging.ts";
import { formatAddress } from "./address.ts";
import type { AddressInfo } from "./address-info.ts";
import { checkFunction, checkSize, checkSocket } from "./check.ts";
import { constants } from "./constants.ts";
import { errnos } from "./os-error.ts";
import type { StreamingProtocol } from "./protocols.ts";
import { resolve } from "./resolve.ts";
import { Server } from "./server.ts";
import { Socket } from "./socket.ts";
import type { SocketLoop } from "./socket-loop.ts";
import { SERVER_TLS, type ServerTlsOptions, serverTls } from "./tls/tls-options.ts";

const { AF_INET6, AF_UNIX, SOCK_STREAM, SOL_SOCKET, AI_PASSIVE } = constants;
const { SO_REUSEADDR, SO_REUSEPORT, SO_KEEPALIVE, IPPROTO_IPV6, IPV6_V6ONLY } = constants;

/** Host or hosts to listen at; null and the empty text mean all interfaces. */
export type Hosts = string | null | Iterable<string>;

/** Options of {@link PollEventLoop.createServer}. */
export interface ServerOptions extends ServerTlsOptions {
  /** AF_INET or AF_INET6; 0, the default, means both. */
  readonly family?: number | undefined;
  /** Flags AI_… for the look-up. */
  readonly flags?: number | undefined;
  /** A bound socket to use, instead of host and port. */
  readonly sock?: Socket | undefined;
  /** How many connections may wait to be accepted. */
  readonly backlog?: number | undefined;
  /** Whether an address whose former connections linger can be used. True without it. */
  readonly reuseAddress?: boolean | undefined;
  /** Whether other sockets that want so too may have the same address. */
  readonly reusePort?: boolean | undefined;
  /** Whether idle connections are probed. */
  readonly keepAlive?: boolean | undefined;
  /** False: no connection is accepted before `startServing()` or `serveForever()`. */
  readonly startServing?: boolean | undefined;
}

const OPTIONS: (keyof ServerOptions)[] = [
  "family",
  "flags",
  "sock",
  "backlog",
  "reuseAddress",
  "reusePort",
  "keepAlive",
  "startServing",
  ...SERVER_TLS,
];

/**
 * @see PollEventLoop.createServer
 * @clause create-server.binds-and-serves
 */
export function* createServer(
  loop: SocketLoop,
  protocolFactory: () => StreamingProtocol,
  hosts: Hosts,
  port: number | string | null,
  options: ServerOptions,
): Coroutine<Server> {
  checkFunction("protocolFactory", protocolFactory);
  checkOptions("createServer", options, OPTIONS);
  const tls = serverTls(options);
  const { sock, backlog = 100, startServing = true } = options;
  checkSize("backlog", backlog);
  const sockets = yield* boundSockets(loop, hosts, port, sock, options);
  const server = new Server({ loop, sockets, protocolFactory, backlog, tls });
  // @clause create-server.start-serving-false
  if (startServing) yield* startOrClose(server);
  return server;
}

/** @internal A server that cannot listen leaves no socket behind. */
export function* startOrClose(server: Server): Coroutine<void> {
  try {
    yield* server.startServing();
  } catch (error) {
    server.close();
    throw error;
  }
}

function* boundSockets(
  loop: SocketLoop,
  hosts: Hosts,
  port: number | string | null,
  sock: Socket | undefined,
  options: ServerOptions,
): Coroutine<Socket[]> {
  if (sock !== undefined) {
    // @clause create-server.sock-exclusive
    if (hosts !== null || port !== null) {
      throw new ValueError("host/port and sock can not be specified at the same time");
    }
    checkSocket("sock", sock);
    if (sock.type !== SOCK_STREAM || sock.family === AF_UNIX) {
      throw new ValueError(`Expected \`sock\` to be a TCP socket, got ${describe(sock)}`);
    }
    return [sock];
  }
  if (hosts === null && port === null) {
    throw new ValueError("Neither host/port nor sock were specified");
  }
  const infos: AddressInfo[] = [];
  const { family = 0, flags = AI_PASSIVE } = options;
  // @clause create-server.host-kinds
  const names = isSeveral(hosts) ? hosts : [hosts];
  for (const name of names) {
    const hints = { family, type: SOCK_STREAM, flags };
    infos.push(...(yield* resolve(loop, name === "" ? null : name, port ?? 0, hints)));
  }
  return bindAll(infos, options);
}

/** What is neither one host nor several is left to the look-up, which refuses it. */
function isSeveral(hosts: Hosts): hosts is Iterable<string> {
  return typeof hosts === "object" && hosts !== null && Symbol.iterator in hosts;
}

/** Binds a socket to each address; a failure closes those that are bound already. */
function bindAll(infos: readonly AddressInfo[], options: ServerOptions): Socket[] {
  const bound = new Map<string, Socket>();
  let refused: OSError | null = null;
  try {
    for (const info of infos) {
      const key = `${info.family} ${formatAddress(info.address)}`;
      if (bound.has(key)) continue; // the same address under two names
      try {
        bound.set(key, bindOne(info, options));
      } catch (error) {
        if (!(error instanceof OSError && isUnavailable(error))) throw error;
        refused = error;
        log("warning", error.message);
      }
    }
  } catch (error) {
    for (const socket of bound.values()) socket.close();
    throw error;
  }
  if (bound.size > 0) return [...bound.values()];
  throw refused ?? new OSError("could not bind on any address: there is none");
}

/**
 * The machine has no such address, or no such kind of addresses: others may do.
 *
 * @clause create-server.unavailable-address-skipped
 */
function isUnavailable({ errno }: OSError): boolean {
  return errno === errnos.EADDRNOTAVAIL || errno === errnos.EAFNOSUPPORT;
}

function bindOne({ family, type, proto, address }: AddressInfo, options: ServerOptions): Socket {
  const { reuseAddress = true, reusePort = false, keepAlive = false } = options;
  const socket = new Socket(family, type, proto);
  try {
    // @clause create-server.reuse-options
    if (reuseAddress) socket.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1);
    if (reusePort) socket.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1);
    if (keepAlive) socket.setsockopt(SOL_SOCKET, SO_KEEPALIVE, 1); // @clause create-server.keep-alive
    // Otherwise it would take the port of IPv4 too, for which there is a socket of its own.
    if (family === AF_INET6) socket.setsockopt(IPPROTO_IPV6, IPV6_V6ONLY, 1);
    // @clause create-server.port-zero       each socket gets a free port
    // @clause create-server.address-in-use  the error is the caller's
    socket.bind(address);
    return socket;
  } catch (error) {
    socket.close();
    throw error;
  }
}
