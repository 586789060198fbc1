import type { Coroutine } from "../futures/coroutine.ts";
import { checkOptions } from "../text/check.ts";
import { OSError, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { checkPair, type SocketAddress } from "./address.ts";
import type { AddressInfo } from "./address-info.ts";
import { checkFunction, checkSocket } from "./check.ts";
import { constants } from "./constants.ts";
import { DatagramTransport } from "./datagram-transport.ts";
import { untilMade } from "./pipes.ts";
import type { DatagramProtocol } from "./protocols.ts";
import { resolve } from "./resolve.ts";
import { Socket } from "./socket.ts";
import type { SocketLoop } from "./socket-loop.ts";
import { removeStaleSocket } from "./unix.ts";

const { AF_INET, AF_UNIX, SOCK_DGRAM, SOL_SOCKET, SO_REUSEPORT, SO_BROADCAST } = constants;

/** Options of {@link PollEventLoop.createDatagramEndpoint}. */
export interface DatagramOptions {
  /** Address to receive at: host and port, or the path of a Unix socket. */
  readonly localAddr?: SocketAddress | undefined;
  /** The peer, if there is to be one. */
  readonly remoteAddr?: SocketAddress | undefined;
  /** AF_INET, AF_INET6 or AF_UNIX; 0, the default, means the family of the addresses. */
  readonly family?: number | undefined;
  /** Protocol number for the look-up. */
  readonly proto?: number | undefined;
  /** Flags AI_… for the look-up. */
  readonly flags?: number | undefined;
  /** Whether other sockets that want so too may have the same address. */
  readonly reusePort?: boolean | undefined;
  /** Whether broadcasts may be sent. */
  readonly allowBroadcast?: boolean | undefined;
  /** A datagram socket to use, instead of addresses. The transport owns it. */
  readonly sock?: Socket | undefined;
}

const OPTIONS: (keyof DatagramOptions)[] = [
  "localAddr",
  "remoteAddr",
  "family",
  "proto",
  "flags",
  "reusePort",
  "allowBroadcast",
  "sock",
];

/**
 * @see PollEventLoop.createDatagramEndpoint
 * @clause create-datagram-endpoint.pair
 * @clause create-datagram-endpoint.options
 * @clause create-datagram-endpoint.error-received
 */
export function* createDatagramEndpoint<P extends DatagramProtocol>(
  loop: SocketLoop,
  protocolFactory: () => P,
  options: DatagramOptions,
): Coroutine<[transport: DatagramTransport, protocol: P]> {
  checkFunction("protocolFactory", protocolFactory);
  checkOptions("createDatagramEndpoint", options, OPTIONS);
  const [socket, peer] = yield* endpointSocket(loop, options);
  let protocol: P;
  let transport: DatagramTransport;
  try {
    protocol = protocolFactory();
    const extra = { socket, sockname: socket.getsockname(), peername: socket.peerOrNull() };
    loop.owned.transports.get(socket.fileno())?.disown();
    transport = new DatagramTransport({ loop, protocol, extra }, socket, peer);
  } catch (error) {
    socket.close();
    throw error;
  }
  yield* untilMade(loop, transport);
  return [transport, protocol];
}

type Endpoint = [socket: Socket, peer: SocketAddress | null];

function* endpointSocket(loop: SocketLoop, options: DatagramOptions): Coroutine<Endpoint> {
  const { sock, localAddr, remoteAddr, family = 0 } = options;
  if (sock !== undefined) {
    checkGiven(sock, options);
    loop.owned.refuse(sock);
    return [sock, sock.peerOrNull()];
  }
  if (localAddr === undefined && remoteAddr === undefined) {
    if (family === 0)
      throw new ValueError("unexpected address family: give an address or `family`");
    return yield* open(loop, family, null, null, options);
  }
  const isPath = [localAddr, remoteAddr].some((address) => typeof address === "string");
  if (family === AF_UNIX || isPath) {
    return yield* open(loop, AF_UNIX, localAddr ?? null, remoteAddr ?? null, options);
  }
  return yield* firstThatOpens(loop, options);
}

function checkGiven(sock: Socket, options: DatagramOptions): void {
  checkSocket("sock", sock);
  if (sock.type !== SOCK_DGRAM) {
    throw new ValueError(`Expected \`sock\` to be a datagram socket, got ${describe(sock)}`);
  }
  const others = Object.entries(options).filter(([name, value]) => name !== "sock" && value);
  if (others.length === 0) return;
  // @clause create-datagram-endpoint.sock-exclusive
  const names = others.map(([name]) => name).join(", ");
  throw new ValueError(`socket modifier keyword arguments can not be used with sock: ${names}`);
}

/** Tries the families in which all given addresses exist, in the order of the look-up. */
function* firstThatOpens(loop: SocketLoop, options: DatagramOptions): Coroutine<Endpoint> {
  const { localAddr, remoteAddr, family = 0, proto = 0, flags = 0 } = options;
  const hints = { family, proto, flags, type: SOCK_DGRAM };
  const found: (readonly AddressInfo[] | null)[] = [];
  for (const [name, address] of Object.entries({ localAddr, remoteAddr })) {
    if (address === undefined) {
      found.push(null);
      continue;
    }
    checkPair(name, address);
    const [host, port] = address;
    found.push(yield* resolve(loop, host, port, hints));
  }
  const [locals, remotes] = found;
  const families = new Set((locals ?? remotes ?? []).map((info) => info.family));
  let refused: unknown = new ValueError("can not get address information");
  for (const candidate of families) {
    const addressIn = (infos: readonly AddressInfo[] | null | undefined) =>
      infos?.find((info) => info.family === candidate)?.address ?? null;
    const [local, remote] = [addressIn(locals), addressIn(remotes)];
    if ((locals && local === null) || (remotes && remote === null)) continue;
    try {
      return yield* open(loop, candidate, local, remote, options);
    } catch (error) {
      if (!(error instanceof OSError)) throw error;
      refused = error;
    }
  }
  throw refused;
}

function* open(
  loop: SocketLoop,
  family: number,
  local: SocketAddress | null,
  remote: SocketAddress | null,
  { reusePort, allowBroadcast }: DatagramOptions,
): Coroutine<Endpoint> {
  const socket = new Socket(family || AF_INET, SOCK_DGRAM);
  try {
    if (reusePort) socket.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1);
    if (allowBroadcast) socket.setsockopt(SOL_SOCKET, SO_BROADCAST, 1);
    if (typeof local === "string") removeStaleSocket(local);
    if (local !== null) socket.bind(local);
    if (remote === null) return [socket, null];
    // With leave to send broadcasts it stays unconnected, so that whoever answers is heard.
    if (!allowBroadcast) yield* loop.sockConnect(socket, remote);
    return [socket, remote];
  } catch (error) {
    socket.close();
    throw error;
  }
}
