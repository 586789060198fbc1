/** @source Transports and Protocols: Write-only Transports */
import type { Coroutine } from "../futures/coroutine.ts";
import { type OSError, RuntimeError } from "../text/errors.ts";
import { checkBytes, joinBytes } from "./check.ts";
import { constants } from "./constants.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";
import type { TransportParts } from "./descriptor-transport.ts";
import type { WriteBufferLimits } from "./flow-control.ts";
import { Outgoing } from "./outgoing.ts";
import type { StreamingProtocol } from "./protocols.ts";
import { ReadingTransport } from "./reading-transport.ts";
import { SendingTurn } from "./sending-turn.ts";
import type { Socket } from "./socket.ts";
import type { StreamTransport } from "./stream-transport.ts";

const { AF_INET, AF_INET6, IPPROTO_TCP, TCP_NODELAY, SHUT_WR } = constants;

/** A connection over a stream socket, which it owns. */
export class SocketTransport extends ReadingTransport implements StreamTransport {
  private readonly socket: Socket;
  private readonly outgoing: Outgoing;
  private eofWritten = false;
  private readonly turn = new SendingTurn(this);

  /** @internal */
  constructor(
    parts: Omit<TransportParts<StreamingProtocol>, "fd" | "closeDescriptor">,
    socket: Socket,
  ) {
    super({ ...parts, fd: socket.fileno(), closeDescriptor: () => socket.close() });
    this.socket = socket;
    this.outgoing = new Outgoing(this);
  }

  /**
   * Sends bytes, at once or as soon as the peer takes them. Never waits.
   *
   * @param data bytes; the caller may use its memory again
   * @throws TypeError when they are no bytes
   * @throws RuntimeError after {@link writeEof}
   */
  write(data: Uint8Array): void {
    checkBytes("data", data);
    if (this.eofWritten) throw new RuntimeError("Cannot call write() after writeEof()");
    this.turn.refuseWhileTaken();
    if (data.length === 0 || this.isLost()) return;
    this.outgoing.write(data);
  }

  /**
   * Sends several pieces in order.
   *
   * @param pieces bytes
   */
  writelines(pieces: Iterable<Uint8Array>): void {
    this.write(joinBytes("pieces", pieces));
  }

  /** Tells the peer that no more will come, once all is sent. Receiving goes on. */
  writeEof(): void {
    if (this.closing || this.eofWritten) return;
    this.eofWritten = true;
    if (this.outgoing.size === 0) this.socket.shutdown(SHUT_WR);
  }

  /** Whether {@link writeEof} can be called. */
  canWriteEof(): boolean {
    return true;
  }

  /** Number of bytes that wait to be sent. */
  getWriteBufferSize(): number {
    return this.outgoing.size;
  }

  /** Limits of the write buffer, in bytes. */
  getWriteBufferLimits(): [low: number, high: number] {
    return this.outgoing.getLimits();
  }

  /**
   * Sets the limits of the write buffer, in bytes.
   *
   * @param limits upper and lower limit, in bytes; what is not given follows from the other
   */
  setWriteBufferLimits(limits: WriteBufferLimits = {}): void {
    this.outgoing.setLimits(limits);
  }

  /** Ends the connection in order. What is buffered is sent first; nothing is received any more. */
  close(): void {
    if (this.closing) return;
    this.closing = true;
    this.loop.owned.unwatchReader(this.fd);
    if (this.outgoing.size === 0) this.loseConnection(null);
  }

  /**
   * @internal Sends behind all that was written. Receives nothing meanwhile, and refuses to write.
   *
   * @param send gets the socket, and what waits until it takes more
   * @throws RuntimeError when the transport is closing, or sends already
   */
  sendBehind<T>(send: (socket: Socket, wait: () => Coroutine<void>) => Coroutine<T>): Coroutine<T> {
    return this.turn.take(() => send(this.socket, () => this.outgoing.whenWritable()));
  }

  /** @internal Waits until nothing waits to be sent. */
  whenSent(): Coroutine<void> {
    return this.outgoing.whenEmpty();
  }

  /** @internal */
  drained(): void {
    if (this.closing) this.loseConnection(null);
    else if (this.eofWritten) this.socket.shutdown(SHUT_WR);
  }

  /** @internal */
  writeFailed(error: OSError): void {
    this.systemFailed(error, "Fatal write error on socket transport");
  }

  protected override endOfData(): void {
    let stayOpen: boolean | undefined;
    try {
      stayOpen = Boolean(this.getProtocol().eofReceived());
    } catch (exception) {
      this.protocolFailed("eofReceived", exception);
      return;
    }
    // The descriptor would be ready for ever: it is watched no more, although it stays open.
    if (stayOpen) this.stopAtEnd();
    else this.close();
  }

  protected override loseConnection(exception: unknown): void {
    this.outgoing.end();
    super.loseConnection(exception);
  }

  protected override unwatch(): void {
    super.unwatch();
    this.outgoing.clear();
  }
}

/**
 * Makes the transport of a connected socket, and begins it.
 *
 * @param socket a new one: no other transport uses it
 * @param protocol made before: the factory's error leaves no transport behind
 * @returns the transport; its protocol is told in the next iteration
 */
export function connect(
  loop: DescriptorLoop,
  socket: Socket,
  protocol: StreamingProtocol,
  extra: { peername?: unknown; onLost?: () => void } = {},
): SocketTransport {
  if (socket.family === AF_INET || socket.family === AF_INET6) {
    socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1); // @clause create-connection.nodelay
  }
  const { peername = socket.peerOrNull(), onLost } = extra;
  const known = { socket, sockname: socket.getsockname(), peername };
  loop.owned.transports.get(socket.fileno())?.disown();
  return new SocketTransport({ loop, protocol, extra: known, onLost }, socket);
}
