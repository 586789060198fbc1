import { isInterrupt, ValueError } from "../text/errors.ts";
import { describe } from "../text/format.ts";
import type { BaseTransport } from "./transport.ts";

const DEFAULT_HIGH = 64 * 1024;
/** The lower limit, where only the upper one is given, is this part of it. */
const LOW_PART = 4;

/** Limits of a write buffer, in bytes. */
export interface WriteBufferLimits {
  /** Above this the protocol is asked to pause. */
  readonly high?: number | undefined;
  /** At this or below the protocol may go on. */
  readonly low?: number | undefined;
}

/** Asks the protocol of a transport to pause while too much is buffered. */
export class FlowControl {
  private readonly transport: BaseTransport;
  private high = DEFAULT_HIGH;
  private low = DEFAULT_HIGH / LOW_PART;
  private paused = false;

  /** @param transport the transport whose protocol is asked */
  constructor(transport: BaseTransport) {
    this.transport = transport;
  }

  /** The limits, in bytes. */
  getLimits(): [low: number, high: number] {
    return [this.low, this.high];
  }

  /**
   * Sets the limits; looks at the buffer with the next write.
   *
   * @throws ValueError unless high >= low >= 0
   */
  setLimits({ high, low }: WriteBufferLimits): void {
    const upper = high ?? (low === undefined ? DEFAULT_HIGH : low * LOW_PART);
    const lower = low ?? Math.floor(upper / LOW_PART);
    if (!(upper >= lower && lower >= 0)) {
      throw new ValueError(
        `Expected the limits to be high >= low >= 0, got ${describe(upper)} and ${describe(lower)}`,
      );
    }
    this.high = upper;
    this.low = lower;
  }

  /** The buffer has grown. */
  grown(size: number): void {
    if (this.paused || size <= this.high) return;
    this.paused = true;
    this.call("pauseWriting");
  }

  /** The buffer has shrunk. */
  shrunk(size: number): void {
    if (!this.paused || size > this.low) return;
    this.paused = false;
    this.call("resumeWriting");
  }

  private call(method: "pauseWriting" | "resumeWriting"): void {
    const protocol = this.transport.getProtocol();
    try {
      protocol[method]();
    } catch (exception) {
      if (isInterrupt(exception)) throw exception;
      const { transport } = this;
      const message = `protocol.${method}() failed`;
      transport.loop.callExceptionHandler({ message, exception, transport, protocol });
    }
  }
}
