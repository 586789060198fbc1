import type { Coroutine } from "../futures/coroutine.ts";
import { ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { formatAddress, type SocketAddress } from "./address.ts";
import { arrivals, takeArrivals } from "./arrivals.ts";
import { checkBytes, checkSize, checkSocket } from "./check.ts";
import { libc } from "./libc.ts";
import { BlockingIOError, errnos, InterruptedError, osError, wouldBlock } from "./os-error.ts";
import { resolveFor } from "./resolve.ts";
import type { Socket } from "./socket.ts";
import type { SocketLoop } from "./socket-loop.ts";
import { readable, writable } from "./waiting.ts";

/**
 * @see PollEventLoop.sockRecv
 * @clause sock-recv.returns-bytes
 */
export function* sockRecv(loop: SocketLoop, sock: Socket, size: number): Coroutine<Buffer> {
  checkUsable(loop, sock);
  checkSize("size", size);
  const target = size < arrivals.length ? arrivals.subarray(0, size) : arrivals;
  const received = yield* whenReadable(loop, sock, () => receive(sock, target));
  return takeArrivals(received);
}

/**
 * @see PollEventLoop.sockRecvInto
 * @clause sock-recv-into.count
 */
export function* sockRecvInto(
  loop: SocketLoop,
  sock: Socket,
  buffer: Uint8Array,
): Coroutine<number> {
  checkUsable(loop, sock);
  checkBytes("buffer", buffer);
  return yield* whenReadable(loop, sock, () => receive(sock, buffer));
}

/**
 * @see PollEventLoop.sockRecvfrom
 * @clause sock-recvfrom.tuple
 */
export function* sockRecvfrom(
  loop: SocketLoop,
  sock: Socket,
  size: number,
): Coroutine<[data: Buffer, address: SocketAddress]> {
  checkSize("size", size);
  const buffer = Buffer.allocUnsafe(size);
  const [received, address] = yield* sockRecvfromInto(loop, sock, buffer);
  return [buffer.subarray(0, received), address];
}

/**
 * @see PollEventLoop.sockRecvfromInto
 * @clause sock-recvfrom-into.tuple
 */
export function* sockRecvfromInto(
  loop: SocketLoop,
  sock: Socket,
  buffer: Uint8Array,
  size = 0,
): Coroutine<[size: number, address: SocketAddress]> {
  checkUsable(loop, sock);
  checkBytes("buffer", buffer);
  checkSize("size", size);
  if (size > buffer.length) {
    throw new ValueError(`Expected \`size\` to be at most ${buffer.length}, got ${describe(size)}`);
  }
  const target = size === 0 ? buffer : buffer.subarray(0, size);
  return yield* whenReadable(loop, sock, () => unlessBlocked(() => sock.recvfromInto(target)));
}

/**
 * @see PollEventLoop.sockSendall
 * @clause sock-sendall.all-data
 */
export function* sockSendall(loop: SocketLoop, sock: Socket, data: Uint8Array): Coroutine<void> {
  checkUsable(loop, sock);
  checkBytes("data", data);
  let sent = 0;
  while (sent < data.length) {
    const rest = sent === 0 ? data : data.subarray(sent);
    sent += yield* whenWritable(loop, sock, () =>
      outcome(libc().write(sock.fileno(), rest, rest.length), "sending"),
    );
  }
}

/**
 * @see PollEventLoop.sockSendto
 * @clause sock-sendto.count
 */
export function* sockSendto(
  loop: SocketLoop,
  sock: Socket,
  data: Uint8Array,
  address: SocketAddress,
): Coroutine<number> {
  checkUsable(loop, sock);
  checkBytes("data", data);
  return yield* whenWritable(loop, sock, () => unlessBlocked(() => sock.sendto(data, address)));
}

/**
 * @see PollEventLoop.sockAccept
 * @clause sock-accept.pair
 */
export function* sockAccept(
  loop: SocketLoop,
  sock: Socket,
): Coroutine<[connection: Socket, address: SocketAddress]> {
  checkUsable(loop, sock);
  return yield* whenReadable(loop, sock, () => unlessBlocked(() => sock.accept()));
}

/**
 * @see PollEventLoop.sockConnect
 * @clause sock-connect.connects
 */
export function* sockConnect(
  loop: SocketLoop,
  sock: Socket,
  address: SocketAddress,
): Coroutine<void> {
  checkUsable(loop, sock);
  const target = yield* resolveFor(loop, sock, address);
  try {
    sock.connect(target);
  } catch (error) {
    if (!isUnderWay(error)) throw error;
    yield* writable(loop, sock.fileno());
    const errno = sock.takeError();
    if (errno !== 0) throw osError(errno, `connecting to ${formatAddress(address)}`);
  }
}

/** Whether the peer has to answer first: now asked, or still by a call that was cancelled. */
function isUnderWay(error: unknown): boolean {
  // A Unix socket with too long a queue (EAGAIN) has not been asked at all.
  return error instanceof BlockingIOError && error.errno !== errnos.EAGAIN;
}

/** Refuses what is no socket and, in debug mode, a socket that would hold up the loop. */
export function checkUsable(loop: SocketLoop, sock: unknown): asserts sock is Socket {
  checkSocket("sock", sock);
  if (loop.getDebug() && sock.getblocking())
    throw new ValueError("the socket must be non-blocking");
}

function receive(sock: Socket, target: Uint8Array): number | null {
  return outcome(libc().read(sock.fileno(), target, target.length), "receiving");
}

/** Tries, and tries again whenever there is something to read, until it need not wait. */
function* whenReadable<T>(loop: SocketLoop, sock: Socket, attempt: () => T | null): Coroutine<T> {
  for (;;) {
    const result = attempt();
    if (result !== null) return result;
    yield* readable(loop, sock.fileno());
  }
}

/** Tries, and tries again whenever there is room to write, until it need not wait. */
function* whenWritable<T>(loop: SocketLoop, sock: Socket, attempt: () => T | null): Coroutine<T> {
  for (;;) {
    const result = attempt();
    if (result !== null) return result;
    yield* writable(loop, sock.fileno());
  }
}

/** The result of a system call; null when it would have had to wait. */
function outcome(result: number, doing: string): number | null {
  if (result !== -1) return result;
  const errno = libc().errno();
  if (wouldBlock(errno)) return null;
  throw osError(errno, doing);
}

function unlessBlocked<T>(operation: () => T): T | null {
  try {
    return operation();
  } catch (error) {
    if (error instanceof BlockingIOError || error instanceof InterruptedError) return null;
    throw error;
  }
}
