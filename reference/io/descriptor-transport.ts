/** @source Transports and Protocols: Base Transport */

import type { Future } from "../futures/future.ts";
import { isInterrupt, OSError } from "../text/errors.ts";
import { log } from "../text/logging.ts";
import type { DescriptorLoop } from "./descriptor-loop.ts";
import { errnos, isDescriptorGone, osError } from "./os-error.ts";

import { type BaseProtocol, BaseTransport, type ExtraInfo } from "./transport.ts";

/** After so many writes to a connection that is gone, the writer is told so in the log. */
const WRITES_BEFORE_WARNING = 5;

/** What a transport is made of. */
export interface TransportParts<P extends BaseProtocol> {
  readonly loop: DescriptorLoop;
  readonly fd: number;
  readonly protocol: P;
  readonly extra: ExtraInfo;
  /** Closes the descriptor. */
  readonly closeDescriptor: () => void;
  /** Called when the connection is over. */
  readonly onLost?: (() => void) | undefined;
}

/**
 * A transport over one descriptor, which it owns.
 *
 * Invariant: `connectionLost()` is scheduled when `lost` becomes positive, and only then. From
 * that moment on the descriptor is not touched any more, but closed.
 */
export abstract class DescriptorTransport<P extends BaseProtocol> extends BaseTransport<P> {
  /** @internal */
  readonly fd: number;
  /** 0 while the connection stands; then counts what was tried in vain. */
  protected lost = 0;
  private readonly parts: TransportParts<P>;
  private released = false;

  /** @internal */
  constructor(parts: TransportParts<P>) {
    super(parts.loop, parts.protocol, parts.extra);
    this.parts = parts;
    this.fd = parts.fd;
    this.loop.owned.transports.set(this.fd, this as DescriptorTransport<BaseProtocol>);
  }

  /** @internal Tells the protocol, and whoever waits for the transport. */
  begin(waiter: Future<void> | null): void {
    const connectionMade = () => this.getProtocol().connectionMade(this); // named in reports
    this.loop.callSoon(connectionMade);
    this.loop.callSoon(() => this.open());
    if (waiter !== null) this.loop.callSoon(() => !waiter.done() && waiter.setResult());
  }

  /** Ends the connection at once. What is buffered is lost. */
  abort(): void {
    this.forceClose(null);
  }

  /** @internal Gives the descriptor back. */
  release(): void {
    if (this.released) return;
    this.released = true;
    this.closing = true;
    if (this.lost === 0) this.lost = 1;
    // Two transports of pipes may share a descriptor, each for one direction.
    if (this.loop.owned.transports.get(this.fd) === this)
      this.loop.owned.transports.delete(this.fd);
    this.parts.closeDescriptor();
  }

  /**
   * @internal Ends the connection because its descriptor was closed behind its back. The number
   * may be another's by now, so it is not closed again.
   */
  disown(exception: unknown = osError(errnos.EBADF, `${this} was used`)): void {
    this.forceClose(exception);
    this.released = true;
    this.loop.owned.transports.delete(this.fd);
  }

  /** For people: kind, descriptor and state. */
  override toString(): string {
    const state = this.lost > 0 ? "closed" : this.closing ? "closing" : "open";
    return `<${this.constructor.name} fd=${this.fd} ${state}>`;
  }

  /** Begins to watch the descriptor. */
  protected abstract open(): void;

  /** Ends to watch the descriptor for anything, and forgets what is to be written. */
  protected abstract unwatch(): void;

  /** Ends the connection because the system has refused to serve it. */
  protected systemFailed(error: OSError, message: string): void {
    if (isDescriptorGone(error.errno)) this.disown(error);
    else this.fatalError(error, message);
  }

  /** Ends the connection because of an error. What the system reports is no fault of a program. */
  protected fatalError(exception: unknown, message: string): void {
    if (!(exception instanceof OSError)) {
      const protocol = this.getProtocol();
      this.loop.callExceptionHandler({ message, exception, transport: this, protocol });
    } else if (this.loop.getDebug()) {
      log("debug", `${this}: ${message}`, exception);
    }
    this.forceClose(exception);
  }

  protected forceClose(exception: unknown): void {
    if (this.lost > 0) return;
    this.closing = true;
    this.unwatch();
    this.loseConnection(exception);
  }

  /** Schedules the end, unless the protocol has brought it about while it was called. */
  protected loseConnection(exception: unknown): void {
    if (this.lost > 0) return;
    this.lost += 1;
    const connectionLost = () => this.connectionLost(exception);
    this.loop.callSoon(connectionLost);
  }

  /** Whether the connection is over; counts the attempts to write nevertheless. */
  protected isLost(): boolean {
    if (this.lost === 0) return false;
    if (this.lost >= WRITES_BEFORE_WARNING) log("warning", `${this} was written to after its end`);
    this.lost += 1;
    return true;
  }

  /** Ends the connection because the protocol has raised an error. */
  protected protocolFailed(method: string, exception: unknown): void {
    if (isInterrupt(exception)) throw exception;
    this.fatalError(exception, `Fatal error: protocol.${method}() call failed.`);
  }

  private connectionLost(exception: unknown): void {
    try {
      this.getProtocol().connectionLost(exception);
    } finally {
      this.release();
      this.parts.onLost?.();
    }
  }
}
