/**
 * The two bases, which know each other.
 *
 * @source Transports and Protocols: Base Transport, Base Protocol
 */

// biome-ignore-all lint/correctness/noUnusedFunctionParameters: what a protocol inherits does nothing
import type { DescriptorLoop } from "./descriptor-loop.ts";

/** What is known about a transport, by name: `socket`, `sockname`, `peername`, `pipe`, … */
export type ExtraInfo = Readonly<Record<string, unknown>>;

/** The loop's end of a connection. Made by the loop, never by its user. */
export abstract class BaseTransport<P extends BaseProtocol = BaseProtocol> {
  /** @internal The loop that serves it. */
  readonly loop: DescriptorLoop;
  protected closing = false;
  private readonly extra: ExtraInfo;
  private currentProtocol: P;

  /** @internal */
  constructor(loop: DescriptorLoop, protocol: P, extra: ExtraInfo) {
    this.loop = loop;
    this.currentProtocol = protocol;
    this.extra = extra;
  }

  /**
   * What is known about the connection.
   *
   * @param name `socket`, `sockname`, `peername`; for pipes `pipe`; for children
   *   `subprocess`, an object with their `pid` and `args`
   * @param fallback answered where nothing is known
   */
  getExtraInfo(name: string, fallback: unknown = null): unknown {
    return Object.hasOwn(this.extra, name) ? this.extra[name] : fallback;
  }

  /** Whether the transport is closing or closed. */
  isClosing(): boolean {
    return this.closing;
  }

  /** Ends the connection in order. What is buffered is sent first. */
  abstract close(): void;

  /** Ends the connection at once. What is buffered is lost. */
  abstract abort(): void;

  /** @internal Called when the loop is closed: gives back what the system holds, tells nobody. */
  abstract release(): void;

  /** The protocol that is called. */
  getProtocol(): P {
    return this.currentProtocol;
  }

  /**
   * Has another protocol called from now on.
   *
   * @param protocol the new one
   */
  setProtocol(protocol: P): void {
    this.currentProtocol = protocol;
  }
}

/**
 * What a transport calls. Every method may be left out; what is inherited does nothing.
 *
 * An error in one of them goes to the loop's exception handler; in `dataReceived()` and
 * `eofReceived()` it ends the connection as well.
 */
export class BaseProtocol {
  /**
   * The connection stands. Called once, before any other method.
   *
   * @param transport the connection
   */
  connectionMade(transport: BaseTransport): void {}

  /**
   * The connection is over. Called once, after all other methods.
   *
   * @param exception why; null when it ended in order or by `abort()`
   */
  connectionLost(exception: unknown): void {}

  /** The transport's buffer is over its upper limit: write no more for now. */
  pauseWriting(): void {}

  /** The transport's buffer has fallen to its lower limit. */
  resumeWriting(): void {}
}
