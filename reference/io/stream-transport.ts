/** @source Transports and Protocols: Read-only Transports, Write-only Transports */
import type { Coroutine } from "../futures/coroutine.ts";
import type { WriteBufferLimits } from "./flow-control.ts";
import type { StreamingProtocol } from "./protocols.ts";
import type { BaseTransport } from "./transport.ts";

/** A connection over which bytes go both ways, encrypted or not. */
export interface StreamTransport extends BaseTransport<StreamingProtocol> {
  /** Whether data is being received. */
  isReading(): boolean;
  /** Receives no more data until {@link resumeReading}. */
  pauseReading(): void;
  /** Receives data again. */
  resumeReading(): void;
  /**
   * Sends bytes, at once or as soon as the peer takes them. Never waits.
   *
   * @param data bytes; the caller may use its memory again
   */
  write(data: Uint8Array): void;
  /**
   * Sends several pieces in order.
   *
   * @param pieces bytes
   */
  writelines(pieces: Iterable<Uint8Array>): void;
  /** Tells the peer that no more will come, once all is sent. */
  writeEof(): void;
  /** Whether {@link writeEof} can be called. */
  canWriteEof(): boolean;
  /** Number of bytes that wait to be sent. */
  getWriteBufferSize(): number;
  /** Limits of the write buffer, in bytes. */
  getWriteBufferLimits(): [low: number, high: number];
  /**
   * Sets the limits of the write buffer.
   *
   * @param limits upper and lower limit, in bytes
   */
  setWriteBufferLimits(limits?: WriteBufferLimits): void;
  /** @internal Waits until nothing waits to be sent. */
  whenSent(): Coroutine<void>;
}
