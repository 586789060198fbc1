/** @source Transports and Protocols: Read-only Transports */
import { RuntimeError } from "../text/errors.ts";
import { arrivals, takeArrivals } from "./arrivals.ts";
import { checkBytes } from "./check.ts";
import { DescriptorTransport } from "./descriptor-transport.ts";
import { libc } from "./libc.ts";
import { osError, wouldBlock } from "./os-error.ts";
import { BufferedProtocol, type StreamingProtocol } from "./protocols.ts";

/** What a transport does that can be read from. */
export abstract class ReadingTransport<
  P extends StreamingProtocol = StreamingProtocol,
> extends DescriptorTransport<P> {
  private paused = false;
  /** The peer has finished, and the protocol wants to go on writing. */
  private atEnd = false;
  private readonly onReadable = () => this.receive();

  /** Whether data is being received. */
  isReading(): boolean {
    return !this.closing && !this.paused;
  }

  /** Receives no more data until {@link resumeReading}. The system makes the peer wait. */
  pauseReading(): void {
    if (!this.isReading()) return;
    this.paused = true;
    this.loop.owned.unwatchReader(this.fd);
  }

  /** Receives data again. Without effect when it was not paused. */
  resumeReading(): void {
    if (this.closing || !this.paused) return;
    this.paused = false;
    this.open();
  }

  protected override open(): void {
    if (this.isReading() && !this.atEnd) this.loop.owned.watchReader(this.fd, this.onReadable);
  }

  protected override unwatch(): void {
    this.loop.owned.unwatchReader(this.fd);
  }

  /** The peer has finished. */
  protected abstract endOfData(): void;

  /** Ends to receive, because there will be no more data. */
  protected stopAtEnd(): void {
    this.atEnd = true;
    this.loop.owned.unwatchReader(this.fd);
  }

  // One read for each time that the descriptor is ready: a second one would mostly find nothing.
  private receive(): void {
    if (this.lost > 0) return;
    const protocol: StreamingProtocol = this.getProtocol();
    const target = protocol instanceof BufferedProtocol ? this.bufferOf(protocol) : arrivals;
    if (target === null) return;
    const size = libc().read(this.fd, target, target.length);
    if (size > 0) {
      this.deliver(protocol, size);
    } else if (size === 0) {
      this.endOfData();
    } else {
      const errno = libc().errno();
      if (!wouldBlock(errno)) this.systemFailed(osError(errno, "reading"), "Fatal read error");
    }
  }

  /** The memory of a protocol; null when there is none or nothing is to be received any more. */
  private bufferOf(protocol: BufferedProtocol): Uint8Array | null {
    try {
      const buffer = protocol.getBuffer(-1);
      checkBytes("buffer", buffer);
      if (buffer.length === 0) throw new RuntimeError("getBuffer() returned an empty buffer");
      return this.isReading() ? buffer : null;
    } catch (exception) {
      this.protocolFailed("getBuffer", exception);
      return null;
    }
  }

  private deliver(protocol: StreamingProtocol, size: number): void {
    const isBuffered = protocol instanceof BufferedProtocol;
    try {
      if (isBuffered) protocol.bufferUpdated(size);
      else protocol.dataReceived(takeArrivals(size));
    } catch (exception) {
      this.protocolFailed(isBuffered ? "bufferUpdated" : "dataReceived", exception);
    }
  }
}
