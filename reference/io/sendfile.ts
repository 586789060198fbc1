/** @source Event Loop: Transferring files, Working with socket objects directly */
import { readSync } from "node:fs";
import type { Coroutine } from "../futures/coroutine.ts";
import { checkOptions } from "../text/check.ts";
import { RuntimeError, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { checkSize } from "./check.ts";
import { constants } from "./constants.ts";
import type { FileLike, SendfileOptions } from "./file-like.ts";
import { libc, linuxLibc } from "./libc.ts";
import { errnos, osError, SendfileNotAvailableError, wouldBlock } from "./os-error.ts";
import { checkUsable } from "./sock-operations.ts";
import type { Socket } from "./socket.ts";
import type { SocketLoop } from "./socket-loop.ts";
import { SocketTransport } from "./socket-transport.ts";
import { TlsTransport } from "./tls/tls-transport.ts";
import { writable } from "./waiting.ts";

const { SOCK_STREAM } = constants;
/** Bytes that are read at once where the system does not send by itself. */
const PIECE = 256 * 1024;
/** Bytes of one system call: the most that Linux takes is a little less than twice this. */
const LARGEST = 2 ** 30;
/** The system cannot send from this kind of file, or into this kind of socket. */
const CANNOT = [errnos.EINVAL, errnos.ENOSYS, errnos.EOPNOTSUPP, errnos.EOVERFLOW];

/** What is sent: a part of a file, and how it is sent. */
interface Part {
  readonly file: FileLike;
  readonly fd: number;
  readonly offset: number;
  /** Number of bytes at most; null means to the end. */
  readonly count: number | null;
  readonly fallback: boolean;
}

/** Waits until the socket takes more. */
type Wait = () => Coroutine<void>;

/**
 * @see PollEventLoop.sockSendfile
 * @clause sock-sendfile.bytes-sent
 * @clause sock-sendfile.argument-checks
 */
export function* sockSendfile(
  loop: SocketLoop,
  sock: Socket,
  file: FileLike,
  offset = 0,
  count: number | null = null,
  options: SendfileOptions = {},
): Coroutine<number> {
  const part = partOf("sockSendfile", file, offset, count, options);
  checkUsable(loop, sock);
  if (sock.type !== SOCK_STREAM) {
    throw new ValueError(`Expected \`sock\` to be a stream socket, got ${describe(sock)}`);
  }
  return yield* sendOverSocket(part, sock, () => writable(loop, sock.fileno()));
}

/**
 * @see PollEventLoop.sendfile
 * @clause sendfile.transport-sends
 */
export function* sendfile(
  transport: unknown,
  file: FileLike,
  offset = 0,
  count: number | null = null,
  options: SendfileOptions = {},
): Coroutine<number> {
  const part = partOf("sendfile", file, offset, count, options);
  if (transport instanceof TlsTransport) return yield* sendEncrypted(part, transport);
  if (!(transport instanceof SocketTransport)) {
    throw new RuntimeError(`sendfile is not supported for transport ${describe(transport)}`);
  }
  return yield* transport.sendBehind((socket, wait) => sendOverSocket(part, socket, wait));
}

/** Reads the file and encrypts it: the system cannot do that by itself. */
function sendEncrypted(part: Part, transport: TlsTransport): Coroutine<number> {
  if (!part.fallback) throw new SendfileNotAvailableError("the system sends no file over TLS");
  return transport.sendBehind((write) =>
    sendPart(part, function* ({ fd }, at, most) {
      const piece = readPiece(fd, at, most);
      if (piece.length > 0) yield* write(piece);
      return piece.length;
    }),
  );
}

function partOf(
  method: string,
  file: FileLike,
  offset: number,
  count: number | null,
  options: SendfileOptions,
): Part {
  checkOptions(method, options, ["fallback"]);
  checkSize("offset", offset);
  if (count !== null) {
    checkSize("count", count);
    if (count === 0) throw new ValueError("Expected `count` to be positive, got `0` (number)");
  }
  const fd = typeof file === "number" ? file : file.fileno();
  return { file, fd, offset, count, fallback: options.fallback ?? true };
}

/** Sends at most so many bytes from a place on; how many it sent, 0 at the end of the file, or {@link CANNOT_SEND}. */
type Send = (part: Part, at: number, most: number) => Coroutine<number>;

const CANNOT_SEND = -1;

/** Over a socket: by the system, or, where it cannot, by reading. */
const sendOverSocket = (part: Part, socket: Socket, wait: Wait) =>
  sendPart(part, bySystem(socket, wait), byReading(socket, wait));

/**
 * Sends it, and moves the position of the file behind what was sent, also where that fails midway.
 *
 * @param otherwise what sends the rest, where the first way cannot
 */
function* sendPart(part: Part, first: Send, otherwise: Send = first): Coroutine<number> {
  const { file, offset, count } = part;
  let send = first;
  let at = offset;
  try {
    while (count === null || at < offset + count) {
      const most = count === null ? LARGEST : offset + count - at;
      const sent: number = yield* send(part, at, most);
      if (sent === CANNOT_SEND) send = otherwise;
      else if (sent === 0) break;
      else at += sent;
    }
    return at - offset;
  } finally {
    if (typeof file === "object" && at > offset) file.seek?.(at);
  }
}

/** Has the system send some. */
const bySystem = (socket: Socket, wait: Wait): Send =>
  function* ({ fd, fallback }, at, most) {
    const system = linuxLibc();
    for (;;) {
      const place = new BigInt64Array([BigInt(at)]);
      const sent = system?.sendfile(socket.fileno(), fd, place, Math.min(most, LARGEST)) ?? -1;
      if (sent !== -1) return sent;
      const errno = system === null ? errnos.ENOSYS : libc().errno();
      if (CANNOT.includes(errno)) {
        if (fallback) return CANNOT_SEND;
        throw new SendfileNotAvailableError("the system does not send this file to this socket");
      }
      if (!wouldBlock(errno)) throw osError(errno, "sending a file");
      yield* wait();
    }
  };

/** Reads some of the file, and sends what the socket takes of it. */
const byReading = (socket: Socket, wait: Wait): Send =>
  function* ({ fd }, at, most) {
    const piece = readPiece(fd, at, most);
    while (piece.length > 0) {
      const sent = libc().write(socket.fileno(), piece, piece.length);
      if (sent !== -1) return sent;
      const errno = libc().errno();
      if (!wouldBlock(errno)) throw osError(errno, "sending a file");
      yield* wait();
    }
    return 0;
  };

/** What is read of a file at once; nothing at its end. */
function readPiece(fd: number, at: number, most: number): Buffer {
  const buffer = Buffer.allocUnsafe(Math.min(most, PIECE));
  return buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, at));
}
