/** @source Transports and Protocols: Datagram Transports */
import { OSError, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { encodeAddress, formatAddress, type SocketAddress } from "./address.ts";
import { arrivals, takeArrivals } from "./arrivals.ts";
import { checkBytes } from "./check.ts";
import { DescriptorTransport, type TransportParts } from "./descriptor-transport.ts";
import { FlowControl, type WriteBufferLimits } from "./flow-control.ts";
import { BlockingIOError, InterruptedError, isDescriptorGone } from "./os-error.ts";
import type { DatagramProtocol } from "./protocols.ts";
import type { Socket } from "./socket.ts";

/** What a waiting datagram counts for beside its bytes, so that empty ones are limited too. */
const HEADER_SIZE = 8;

/** A datagram that waits, and where it goes; null means to the peer. */
interface Waiting {
  readonly data: Uint8Array;
  readonly address: SocketAddress | null;
}

/** An endpoint of datagrams over a socket, which it owns. */
export class DatagramTransport extends DescriptorTransport<DatagramProtocol> {
  private readonly socket: Socket;
  /** Where all datagrams go; null when each has an address of its own. */
  private readonly peer: SocketAddress | null;
  /** Whether the system knows the peer, so that datagrams need no address. */
  private readonly connected: boolean;
  private readonly flow = new FlowControl(this);
  private readonly queue: Waiting[] = [];
  private queued = 0;
  private readonly onReadable = () => this.receive();
  private readonly onWritable = () => this.flush();

  /** @internal */
  constructor(
    parts: Omit<TransportParts<DatagramProtocol>, "fd" | "closeDescriptor">,
    socket: Socket,
    peer: SocketAddress | null,
  ) {
    super({ ...parts, fd: socket.fileno(), closeDescriptor: () => socket.close() });
    this.socket = socket;
    this.peer = peer;
    this.connected = parts.extra.peername !== null;
  }

  /**
   * Sends a datagram. Never waits.
   *
   * @param data the datagram; may be empty
   * @param address where to; null, or the peer itself, when the endpoint has a peer
   * @throws ValueError when the endpoint has another peer, or neither has an address
   * @throws TypeError, ValueError when the address is none of the endpoint's family
   */
  sendto(data: Uint8Array, address: SocketAddress | null = null): void {
    checkBytes("data", data);
    this.checkAddress(address);
    if (this.isLost()) return;
    if (this.queue.length === 0 && this.send({ data, address })) return;
    if (this.lost > 0) return;
    // A wrong one is the caller's error, not one that comes up when its turn comes.
    if (address !== null) encodeAddress(this.socket.family, address);
    if (this.queue.length === 0) this.loop.owned.watchWriter(this.fd, this.onWritable);
    this.queue.push({ data: Buffer.from(data), address });
    this.queued += data.length + HEADER_SIZE;
    this.flow.grown(this.queued);
  }

  /** Number of bytes that wait to be sent. */
  getWriteBufferSize(): number {
    return this.queued;
  }

  /** Limits of the write buffer, in bytes. */
  getWriteBufferLimits(): [low: number, high: number] {
    return this.flow.getLimits();
  }

  /**
   * Sets the limits of the write buffer, in bytes.
   *
   * @param limits upper and lower limit, in bytes; what is not given follows from the other
   */
  setWriteBufferLimits(limits: WriteBufferLimits = {}): void {
    this.flow.setLimits(limits);
    this.flow.grown(this.queued);
  }

  /** Ends the endpoint. What waits is sent first; nothing is received any more. */
  close(): void {
    if (this.closing) return;
    this.closing = true;
    this.loop.owned.unwatchReader(this.fd);
    if (this.queue.length > 0) return;
    this.loop.owned.unwatchWriter(this.fd); // errorReceived() of the last one may have called this
    this.loseConnection(null);
  }

  protected override open(): void {
    if (!this.closing) this.loop.owned.watchReader(this.fd, this.onReadable);
  }

  protected override unwatch(): void {
    this.loop.owned.unwatchReader(this.fd);
    this.loop.owned.unwatchWriter(this.fd);
    this.queue.length = 0;
    this.queued = 0;
  }

  private checkAddress(address: SocketAddress | null): void {
    if (this.peer === null) {
      if (address !== null) return;
      throw new ValueError("Expected an `address`, because the endpoint has no peer, got `null`");
    }
    if (address === null || formatAddress(address) === formatAddress(this.peer)) return;
    throw new ValueError(
      `Invalid address: must be null or ${formatAddress(this.peer)}, got ${describe(address)}`,
    );
  }

  private receive(): void {
    if (this.lost > 0) return;
    let size: number;
    let address: SocketAddress;
    try {
      [size, address] = this.socket.recvfromInto(arrivals);
    } catch (error) {
      this.failed(error);
      return;
    }
    try {
      this.getProtocol().datagramReceived(takeArrivals(size), address);
    } catch (exception) {
      this.protocolFailed("datagramReceived", exception);
    }
  }

  private flush(): void {
    // Each leaves the queue first: an error that errorReceived() raises must not bring it back.
    // Counted first: one that sends again each time must not hold the loop for ever.
    for (let left = this.queue.length; left > 0; left -= 1) {
      const next = this.queue.shift();
      if (next === undefined) break; // the protocol has aborted
      this.queued -= next.data.length + HEADER_SIZE;
      if (this.send(next)) continue;
      this.queue.unshift(next);
      this.queued += next.data.length + HEADER_SIZE;
      break;
    }
    if (this.lost > 0) return;
    this.flow.shrunk(this.queued);
    if (this.queue.length > 0) return;
    this.loop.owned.unwatchWriter(this.fd);
    if (this.closing) this.loseConnection(null);
  }

  /** Whether it needs not be tried again: it was sent, or has failed. */
  private send({ data, address }: Waiting): boolean {
    try {
      if (this.connected) this.socket.send(data);
      else this.socket.sendto(data, (address ?? this.peer) as SocketAddress);
      return true;
    } catch (error) {
      return this.failed(error);
    }
  }

  /**
   * A datagram may be lost: its error goes to the protocol, and the endpoint goes on. Not so where
   * the descriptor itself is gone, which would be ready, and fail, for ever.
   */
  private failed(error: unknown): boolean {
    if (error instanceof BlockingIOError || error instanceof InterruptedError) return false;
    if (!(error instanceof OSError)) throw error;
    if (isDescriptorGone(error.errno)) this.disown(error);
    else this.getProtocol().errorReceived(error);
    return true;
  }
}
