import type { SocketAddress } from "./address.ts";
import type { BaseTransport } from "./transport.ts";

/**
 * What a transport calls. Every method may be left out; what is inherited does nothing.
 *
 * An error in one of them goes to the loop's exception handler; in `dataReceived()` and
 * `eofReceived()` it ends the connection as well.
 */
export class BaseProtocol {
  /** The connection stands. Called once, before any other method. */
  connectionMade(_transport: BaseTransport): void {}

  /**
   * The connection is over. Called once, after all other methods.
   *
   * @param exception why; null when it ended in order or by `abort()`
   */
  connectionLost(_exception: unknown): void {}

  /** The transport's buffer is over its upper limit: write no more for now. */
  pauseWriting(): void {}

  /** The transport's buffer has fallen to its lower limit. */
  resumeWriting(): void {}
}

/** Protocol of a stream of bytes. */
export class Protocol extends BaseProtocol {
  /** Bytes have arrived, in pieces of any size. They belong to the protocol. */
  dataReceived(_data: Buffer): void {}

  /**
   * The peer will send no more.
   *
   * @returns whether the transport stays open, to be written to; else it closes itself
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: returning nothing means false
  eofReceived(): boolean | void {}
}

/** Protocol of datagrams. */
export class DatagramProtocol extends BaseProtocol {
  /** A datagram has arrived. */
  datagramReceived(_data: Buffer, _address: SocketAddress): void {}

  /** An earlier operation has failed; the endpoint goes on. */
  errorReceived(_exception: unknown): void {}
}

/** Protocol of a child process. */
export class SubprocessProtocol extends BaseProtocol {
  /** The child has written to its standard output (1) or standard error (2). */
  pipeDataReceived(_fd: number, _data: Buffer): void {}

  /** A pipe to the child (0, 1 or 2) is closed. */
  pipeConnectionLost(_fd: number, _exception: unknown): void {}

  /** The child has ended. Output may still arrive. */
  processExited(): void {}
}
