/** @source Transports and Protocols: Protocols */

// biome-ignore-all lint/correctness/noUnusedFunctionParameters: what is inherited does nothing
import { NotImplementedError } from "../text/errors.ts";
import type { SocketAddress } from "./address.ts";
import { BaseProtocol } from "./transport.ts";

/** Protocol of a stream of bytes. */
export class Protocol extends BaseProtocol {
  /**
   * Bytes have arrived, in pieces of any size. They belong to the protocol.
   *
   * @param data at least one byte
   */
  dataReceived(data: Buffer): void {}

  /**
   * The peer will send no more.
   *
   * @returns whether the transport stays open, to be written to; else it closes itself
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: returning nothing means false
  eofReceived(): boolean | void {}
}

/** Protocol of a stream of bytes that brings the memory to receive into. */
export class BufferedProtocol extends BaseProtocol {
  /**
   * Memory for what is received next. Called as often as the transport likes; after the end of the
   * data never. What it raises, and memory without a byte, ends the connection.
   *
   * @param sizehint least size that is recommended, in bytes; -1 where any will do
   */
  getBuffer(sizehint: number): Uint8Array {
    throw new NotImplementedError(`${this.constructor.name} has no getBuffer()`);
  }

  /**
   * Bytes have arrived at the beginning of the memory.
   *
   * @param count number of bytes, at least one
   */
  bufferUpdated(count: number): void {}

  /**
   * The peer will send no more.
   *
   * @returns whether the transport stays open, to be written to; else it closes itself
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: returning nothing means false
  eofReceived(): boolean | void {}
}

/** What the transports of streams call. */
export type StreamingProtocol = Protocol | BufferedProtocol;

/** Protocol of datagrams. */
export class DatagramProtocol extends BaseProtocol {
  /**
   * A datagram has arrived.
   *
   * @param data the datagram, which may be empty
   * @param address where it came from
   */
  datagramReceived(data: Buffer, address: SocketAddress): void {}

  /**
   * An earlier operation has failed; the endpoint goes on.
   *
   * @param exception what the system reported
   */
  errorReceived(exception: unknown): void {}
}

/** Protocol of a child process. */
export class SubprocessProtocol extends BaseProtocol {
  /**
   * The child has written to its standard output (1) or standard error (2).
   *
   * @param fd 1 or 2
   * @param data at least one byte
   */
  pipeDataReceived(fd: number, data: Buffer): void {}

  /**
   * A pipe to the child (0, 1 or 2) is closed.
   *
   * @param fd 0, 1 or 2
   * @param exception why; null when it ended in order
   */
  pipeConnectionLost(fd: number, exception: unknown): void {}

  /** The child has ended. Output may still arrive. */
  processExited(): void {}
}
