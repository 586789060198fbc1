/** @source Transports and Protocols: Read-only Transports, Write-only Transports */
import { fstatSync } from "node:fs";
import { descriptorOf } from "../loop/watching.ts";
import { ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import { checkBytes, joinBytes } from "./check.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";
import { DescriptorTransport, type TransportParts } from "./descriptor-transport.ts";
import { closeDescriptor, isOpen, setNonBlocking } from "./descriptors.ts";
import type { WriteBufferLimits } from "./flow-control.ts";
import { BrokenPipeError, errnos, osError } from "./os-error.ts";
import { Outgoing } from "./outgoing.ts";
import { ReadingTransport } from "./reading-transport.ts";
import type { BaseProtocol } from "./transport.ts";

/** The end of a pipe that is read from. The transport owns it. */
export class ReadPipeTransport extends ReadingTransport {
  /** Ends to read. */
  close(): void {
    if (!this.closing) this.forceClose(null);
  }

  /** The writer has closed its end. */
  protected override endOfData(): void {
    this.closing = true;
    this.stopAtEnd();
    try {
      this.getProtocol().eofReceived();
    } catch (exception) {
      this.protocolFailed("eofReceived", exception);
    }
    if (this.lost === 0) this.loseConnection(null);
  }
}

/** The end of a pipe that is written to. The transport owns it. */
export class WritePipeTransport extends DescriptorTransport<BaseProtocol> {
  private readonly outgoing: Outgoing;
  private readonly isDevice: boolean;

  /** @internal */
  constructor(parts: TransportParts<BaseProtocol>) {
    super(parts);
    this.isDevice = fstatSync(this.fd).isCharacterDevice();
    this.outgoing = new Outgoing(this);
  }

  /**
   * Writes bytes, at once or as soon as there is room. Never waits.
   *
   * @param data bytes; the caller may use its memory again
   * @throws TypeError when they are no bytes
   */
  write(data: Uint8Array): void {
    checkBytes("data", data);
    if (data.length === 0 || (this.lost > 0 ? this.isLost() : this.closing)) return;
    this.outgoing.write(data);
  }

  /**
   * Writes several pieces in order.
   *
   * @param pieces bytes
   */
  writelines(pieces: Iterable<Uint8Array>): void {
    this.write(joinBytes("pieces", pieces));
  }

  /** Closes the pipe once all is written, which is how its reader is told of the end. */
  writeEof(): void {
    if (this.closing) return;
    this.closing = true;
    if (this.outgoing.size === 0) this.end(null);
  }

  /** Whether {@link writeEof} can be called. */
  canWriteEof(): boolean {
    return true;
  }

  /** The same as {@link writeEof}. */
  close(): void {
    this.writeEof();
  }

  /** Number of bytes that wait to be written. */
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

  /** @internal */
  drained(): void {
    if (this.closing) this.end(null);
  }

  /** @internal */
  writeFailed(exception: unknown): void {
    this.fatalError(exception, "Fatal write error on pipe transport");
  }

  /** There is never anything to read, so it becomes readable only when the reader is gone. */
  protected override open(): void {
    if (this.closing || this.isDevice) return;
    this.loop.owned.watchReader(this.fd, () => {
      if (this.outgoing.size === 0) this.forceClose(null);
      else this.forceClose(new BrokenPipeError("the pipe was closed by its reader", errnos.EPIPE));
    });
  }

  protected override unwatch(): void {
    this.loop.owned.unwatchReader(this.fd);
    this.outgoing.clear();
  }

  private end(exception: unknown): void {
    this.loop.owned.unwatchReader(this.fd);
    this.loseConnection(exception);
  }
}

/** An object that has a descriptor and can close it. */
export interface PipeObject {
  /** The descriptor. */
  fileno(): number;
  /** Closes it. Without this method the descriptor itself is closed. */
  close?(): void;
}

/** A descriptor, or an object that has one. */
export type PipeLike = number | PipeObject;

/** @internal The parts of a pipe's transport; the descriptor never blocks from now on. */
export function pipeParts<P extends BaseProtocol>(
  loop: DescriptorLoop,
  pipe: PipeLike,
  protocol: P,
): TransportParts<P> {
  const fd = descriptorOf(pipe, "pipe");
  setNonBlocking(fd);
  const close = () => {
    if (typeof pipe === "object" && pipe.close !== undefined) pipe.close();
    else closeDescriptor(fd);
  };
  return { loop, fd, protocol, extra: { pipe }, closeDescriptor: close };
}

/** @internal Refuses a file: it is always ready, so that waiting for it means nothing. */
export function checkPipe(pipe: PipeLike): void {
  const fd = descriptorOf(pipe, "pipe");
  if (!isOpen(fd)) throw osError(errnos.EBADF, `making a transport of descriptor ${fd}`);
  const stat = fstatSync(fd);
  if (stat.isFIFO() || stat.isSocket() || stat.isCharacterDevice()) return;
  throw new ValueError(
    `Expected \`pipe\` to be a pipe, a socket or a character device, got ${describe(pipe)}`,
  );
}
